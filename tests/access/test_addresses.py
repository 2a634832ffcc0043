"""Every address by every role, from one table, with an outsider in it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.plugin import DjangoDbBlocker

from tests.access.world import World, client_of, make_world


pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Row:
    name: str
    method: str
    expected: dict[str, str]


def read_table() -> list[Row]:
    lines = Path(__file__).with_name("table.txt").read_text().splitlines()
    [head, *rows] = [line.split() for line in lines if line and line[0] != "#"]
    roles = head[2:]
    return [
        Row(name, method, dict(zip(roles, answers, strict=True)))
        for name, method, *answers in rows
    ]


ROWS = read_table()


def names_in(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names_in(pattern.url_patterns)
        else:
            yield str(pattern.name)


def answer_of(response: HttpResponse) -> str:
    to = response.headers.get("Location", "")
    if response.status_code in {302, 401} and (
        to.startswith("/sign-in") or response.status_code == 401
    ):
        return "in"
    assert not to.startswith("/locked"), "the test signed in: keys are open"
    assert response.status_code < 500
    return {403: "no", 404: "--"}.get(response.status_code, "ok")


def test_every_address_is_in_the_table_once() -> None:
    assert sorted(names_in(get_resolver().url_patterns)) == sorted(
        row.name for row in ROWS
    )


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Make the world once; every test below is undone inside it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def signed_in(world: World) -> dict[str, SimpleCookie]:
    """Sign everybody in once; a browser of each test has a copy of the cookies."""
    return {role: client_of(role).cookies for role in ROWS[0].expected}


def browser(cookies: SimpleCookie) -> Client:
    client = Client()
    client.cookies = deepcopy(cookies)
    return client


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_role_gets_what_the_table_says(
    row: Row, world: World, signed_in: dict[str, SimpleCookie]
) -> None:
    address = reverse(row.name, kwargs=world.arguments.get(row.name))
    given = world.posts.get(row.name, {})

    answers = {}
    for role in row.expected:
        client = browser(signed_in[role])
        ask = client.get if row.method == "GET" else client.post
        kwargs = {} if row.method == "GET" else given
        answers[role] = answer_of(ask(address, kwargs))

    assert answers == row.expected


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_no_page_is_kept_in_a_cache_or_says_where_it_came_from(
    row: Row, world: World, signed_in: dict[str, SimpleCookie]
) -> None:
    address = reverse(row.name, kwargs=world.arguments.get(row.name))

    response = browser(signed_in["coordinator"]).get(address)

    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
