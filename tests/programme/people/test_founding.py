"""The first account of a country, and accounts after it."""

from __future__ import annotations

import pytest

from payung.programme.journal.models import Entry
from payung.programme.people import access
from payung.programme.people.actions import add_person
from payung.programme.people.founding import AlreadyFounded, found_country
from payung.programme.people.roles import Role
from tests.cast import OUTSIDER, PASSPHRASE, RINA, THEN, account, as_actor


pytestmark = pytest.mark.django_db


def found(country: str = "np", handle: str = "maya") -> object:
    return found_country(
        country=country,
        handle=handle,
        passphrase=PASSPHRASE,
        team_name="First team",
        at=THEN,
    )


def test_the_founder_is_in_the_first_team_and_can_read_its_words() -> None:
    founded = found_country(
        country="np",
        handle="maya",
        passphrase=PASSPHRASE,
        team_name="First team",
        at=THEN,
    )

    assert founded.actor.teams == frozenset({founded.team.pk})
    assert len(founded.words) == 6


def test_a_country_is_founded_once() -> None:
    found()

    with pytest.raises(AlreadyFounded):
        found(handle="another")


def test_each_country_has_its_own_founder() -> None:
    found()

    found(country="bd", handle="rina")


def test_whoever_is_added_belongs_to_the_country_and_to_no_team() -> None:
    founded = found_country(
        country="np",
        handle="maya",
        passphrase=PASSPHRASE,
        team_name="First team",
        at=THEN,
    )

    added = add_person(
        actor=founded.actor,
        handle="sunita",
        passphrase=PASSPHRASE,
        roles=[Role.PARALEGAL],
        language="ne",
        at=THEN,
    )

    sunita = as_actor(added)
    assert sunita.country == "np"
    assert sunita.teams == frozenset()
    assert Entry.objects.get(kind="person.added").details == {"roles": "paralegal"}


def test_people_of_another_country_are_not_there_for_her() -> None:
    account(OUTSIDER)
    rina = as_actor(account(RINA))

    with pytest.raises(access.NoSuchPerson):
        access.person_for(rina, "outsider")
