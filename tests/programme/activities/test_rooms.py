"""A room is chosen and never typed, so nothing that is planned comes loose from it."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from payung.programme.activities.models import Activity
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, Team
from payung.programme.people.teams import start_team
from payung.programme.safe_spaces.sites import NewSite, open_site
from tests.cast import PASSPHRASE, as_actor

from .conftest import NOW, Office


def a_room(actor: Actor, team: Team, code: str, name: str) -> None:
    new = NewSite(team=team, code=code, name=name, opened_on=date(2026, 1, 1))
    open_site(actor=actor, new=new, at=NOW)


def given(office: Office, site: str) -> dict[str, str]:
    return {
        "key": str(uuid4()),
        "kind": "other",
        "team": str(office.team.pk),
        "day": "2026-12-01",
        "starts": "10:00",
        "ends": "12:00",
        "site": site,
    }


@pytest.fixture
def maya(office: Office) -> Client:
    a_room(office.maya, office.team, "blue", "Blue room")
    client = Client()
    client.post("/sign-in", {"handle": "maya", "passphrase": PASSPHRASE})
    return client


def test_the_rooms_of_her_team_are_offered_by_name(maya: Client) -> None:
    page = maya.get("/plan/activity/new").content.decode()

    assert '<option value="blue">Blue room</option>' in page
    assert "Somewhere else" in page


def test_a_room_that_was_chosen_is_the_one_it_is_planned_at(
    maya: Client, office: Office
) -> None:
    maya.post("/plan/activity/new", given(office, "blue"))
    maya.post("/plan/activity/new", given(office, ""))

    assert sorted(Activity.objects.values_list("site", flat=True)) == ["", "blue"]


def test_a_short_name_that_is_no_room_is_not_kept(maya: Client, office: Office) -> None:
    page = maya.post("/plan/activity/new", given(office, "bleu"))

    assert page.status_code == 422
    assert not Activity.objects.exists()


def test_a_room_of_her_other_team_is_not_that_of_this_one(office: Office) -> None:
    hills = start_team(actor=office.maya, name="Hill team", at=NOW)
    with_both = as_actor(Person.objects.get(handle="maya"))
    a_room(with_both, hills, "hill", "Hill room")
    client = Client()
    client.post("/sign-in", {"handle": "maya", "passphrase": PASSPHRASE})

    page = client.post("/plan/activity/new", given(office, "hill"))

    assert "This room belongs to another team." in page.content.decode()
    assert not Activity.objects.exists()
