"""The page of a new note: what it carries, in whose words, and what it need not ask."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from payung.programme.people.models import Person
from payung.programme.people.teams import start_team
from payung.programme.reports.filling import known_already, pickers
from payung.programme.reports.published import in_use
from payung.programme.reports.runner_words import runner_words
from tests.cast import MAYA, PASSPHRASE, SUNITA, THEN, as_actor, team_of
from tests.programme.reports.sent import form_in


pytestmark = pytest.mark.django_db
STRINGS = (
    Path(__file__).parents[3] / "src/payung/web/static/js/form/strings.js"
).read_text()
ENGLISH = STRINGS[STRINGS.index("ENGLISH = {") : STRINGS.index("\n};")]


def carried(handle: str) -> dict[str, Any]:
    """Return what the page gives its script."""
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    page = client.get("/notes/new").content.decode()
    found = re.search(r'<script id="given"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found is not None
    given: dict[str, Any] = json.loads(found[1])
    return given


def test_every_word_of_the_runner_is_translated_and_no_other() -> None:
    keys = re.findall(r'^  "?([\w.]+)"?: ["`]', ENGLISH, re.MULTILINE)

    assert sorted(runner_words()) == sorted(keys)


def test_the_runner_speaks_english_as_its_own_words_do() -> None:
    said = dict(re.findall(r'^  "?([\w.]+)"?: "(.*)",$', ENGLISH, re.MULTILINE))

    assert runner_words() == said


def test_her_own_country_is_not_asked() -> None:
    form_in()

    assert known_already(in_use("np"), "np") == {"a_safety/country": "np"}


def test_a_country_that_the_form_does_not_offer_is_left_to_be_asked() -> None:
    form_in()

    assert known_already(in_use("np"), "zz") == {}


def test_areas_are_offered_under_the_name_of_what_they_are_in() -> None:
    offered = pickers("np", "en")["area"]

    assert len(offered) > 50
    assert all(one["group"] for one in offered)


def test_where_no_unit_is_registered_the_question_stays_typed() -> None:
    assert "unit" not in pickers("np", "en")


def test_a_page_for_two_teams_carries_the_key_of_each() -> None:
    form_in()
    team, _members = team_of(MAYA, SUNITA)
    sunita = as_actor(Person.objects.get(handle="sunita"))
    night = start_team(actor=sunita, name="Night team", at=THEN)

    given = carried("sunita")

    assert set(given["keys"]) == {str(team.pk), str(night.pk)}
    assert {key["team"] for key in given["keys"].values()} == set(given["keys"])
