"""Dates at court go to a successor who can go; otherwise another is looked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from payung.engines.proceedings import Track
from payung.programme.cases.lending.leaving import hand_on_all
from payung.programme.cases.lending.stepping_aside import step_aside
from payung.programme.cases.models import Conflict
from payung.programme.people.closing import close_account
from payung.programme.people.models import Person
from payung.programme.people.roles import Role
from payung.programme.people.teams import grant_team
from payung.programme.proceedings.access import own_dates
from payung.programme.proceedings.models import Going, Hearing, Substitute
from tests.cast import Part, account, as_actor
from tests.programme.proceedings.conftest import a_case, a_date, begun
from tests.programme.standby.conftest import NOW, Office, local, make_office


pytestmark = pytest.mark.django_db
LATER = local(24, 9)
TULASI = Part(handle="tulasi", country="np", roles=(Role.ATTORNEY,))


@pytest.fixture
def office(settings: Settings, tmp_path: Path, db: None) -> Office:
    settings.MACHINE_MEMORY = tmp_path / "memory"
    return make_office()


@pytest.fixture
def hearing(office: Office) -> Hearing:
    defence = begun(office, a_case(office), Track.DEFENCE)
    return a_date(office, defence, local(29, 11))


def goes(hearing: Hearing) -> list[str]:
    rows = Going.objects.filter(hearing=hearing, until=None)
    return list(rows.values_list("person__handle", flat=True))


def person(handle: str) -> Person:
    return Person.objects.get(handle=handle)


def leave(office: Office, successor: str) -> None:
    close_account(actor=office.maya, person=person("anju"), at=LATER)
    hand_on_all(
        actor=office.maya,
        leaver=person("anju"),
        successor=person(successor),
        at=LATER,
    )


def test_an_attorney_who_can_open_the_case_goes_instead(
    office: Office, hearing: Hearing
) -> None:
    grant_team(actor=office.maya, team=office.team, member=account(TULASI), at=NOW)

    leave(office, "tulasi")

    assert goes(hearing) == ["tulasi"]
    assert list(own_dates(as_actor(person("tulasi")))) == [
        Going.objects.get(until=None)
    ]
    assert not Substitute.objects.exists()


def test_somebody_who_is_no_attorney_does_not_and_another_is_looked_for(
    office: Office, hearing: Hearing
) -> None:
    leave(office, "sunita")

    assert goes(hearing) == []
    search = Substitute.objects.get()
    assert (search.asked_by.handle, search.ended_at) == ("maya", None)


def test_who_steps_aside_has_no_date_of_it_from_that_moment(
    office: Office, hearing: Hearing
) -> None:
    anju = as_actor(person("anju"))

    step_aside(
        actor=anju, case=hearing.proceeding.case, reason=Conflict.RELATIVE, at=LATER
    )

    assert list(own_dates(anju)) == []
    assert Substitute.objects.get().ended_at is None


def test_a_date_that_is_past_keeps_the_name_of_who_went(
    office: Office, hearing: Hearing
) -> None:
    Hearing.objects.filter(pk=hearing.pk).update(at=local(23, 9))

    leave(office, "sunita")

    assert goes(hearing) == ["anju"]
