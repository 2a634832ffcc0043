"""Every page of the programme has something on it in the invented year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from payung.programme.people.models import Person
from payung.web.demo.cast import COUNTRIES, PASSPHRASE
from payung.web.demo.fill import fill_country
from tests.web.demo_objects import Named, named_in


pytestmark = pytest.mark.django_db
APPS = (
    *("activities", "plans", "safe_spaces", "learning", "circles"),
    *("outreach", "advocacy", "lessons", "objectives"),
)
TABLE = Path(__file__).parents[1] / "access" / "table.txt"
# What a page says where it has nothing: the words after "empty" in its template.
EMPTY = re.compile(r"{% empty %}(.*?){% endfor %}", re.DOTALL)
SAID = re.compile(r'{% translate "([^"]+)"')
# Nothing is wrong with a team of which this is said, or with a single day of a week.
MAY_BE_EMPTY = frozenset(
    {
        *("Nothing is late.", "The present one."),
        *("Nothing is planned", "Nothing planned."),
    }
)
# Written down once, and then it leads on.
LEADS_ON = frozenset({"plan-programme"})


@dataclass(frozen=True, kw_only=True)
class Year:
    """What the invented year has for each address, and somebody who is signed in."""

    named: Named
    cookies: SimpleCookie


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Year]:
    """Invent the year of one country, once; every test is undone inside it."""
    [nepal] = [country for country in COUNTRIES if country.code == "np"]
    with django_db_blocker.unblock(), transaction.atomic():
        at = timezone.now()
        office = fill_country(nepal, at=at, share=0.05, seed=2026, say=quiet)
        Person.objects.filter(handle="maya").update(language="en")
        browser = Client()
        given = {"handle": "maya", "passphrase": PASSPHRASE}
        browser.post("/sign-in", given)
        yield Year(named=named_in("np", office.actor, at), cookies=browser.cookies)
        transaction.set_rollback(True)


def quiet(_text: str) -> None:
    """Say nothing of how far it has come."""


def pages(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    """Yield the names of the addresses of these apps."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from pages(pattern.url_patterns)
        elif _app_of(pattern) in APPS:
            yield str(pattern.name)


def _app_of(pattern: URLPattern) -> str:
    return (pattern.callback.__module__.split(".") + [""] * 3)[2]


@cache
def read_with_get() -> frozenset[str]:
    """Return the names of the addresses that are read, from the table of who may what."""
    rows = [line.split() for line in TABLE.read_text().splitlines() if line.strip()]
    return frozenset(row[0] for row in rows if row[1:2] == ["GET"])


NAMES = sorted((set(pages(get_resolver().url_patterns)) & read_with_get()) - LEADS_ON)


@cache
def empty_words(template: str) -> frozenset[str]:
    """Return what a template says where a list of it has nothing."""
    text = Path(template).read_text(encoding="utf-8")
    blocks = "".join(EMPTY.findall(text))
    return frozenset(SAID.findall(blocks)) - MAY_BE_EMPTY


@pytest.mark.parametrize("name", NAMES)
def test_the_page_answers_and_does_not_say_that_it_has_nothing(
    name: str, year: Year
) -> None:
    browser = Client()
    browser.cookies = deepcopy(year.cookies)

    answer = browser.get(reverse(name, kwargs=year.named.get(name)))

    assert answer.status_code == 200, answer.headers.get("Location")
    used = {one.origin.name for one in answer.templates}
    said = {words for template in used for words in empty_words(template)}
    shown = b"" if answer.streaming else answer.content
    assert [one for one in said if one in shown.decode(errors="ignore")] == []
    assert b'class="empty"' not in shown
