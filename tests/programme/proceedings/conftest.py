"""A team in Kathmandu with two attorneys, one case, an arrest and a defence."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from payung.engines.proceedings import Body, Track
from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.arrests import Taken, record_arrest
from payung.programme.cases.models import Arrest, Case
from payung.programme.people.models import Person
from payung.programme.proceedings.actions import NewProceeding, open_proceeding
from payung.programme.proceedings.hearing_deeds import NewHearing, set_hearing
from payung.programme.proceedings.models import Hearing, Proceeding
from payung.programme.proceedings.step_deeds import Written, ask_step, step_done
from payung.programme.proceedings.words import Purpose
from tests.programme.standby.conftest import NOW, Office, local, make_office


TAKEN = local(22, 16, 30)


@pytest.fixture(autouse=True)
def memory(settings: Settings, tmp_path: Path) -> None:
    """Give each test a memory of its own: tests that run side by side share a disk."""
    settings.MACHINE_MEMORY = tmp_path / "memory"


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


@pytest.fixture
def case(office: Office) -> Case:
    return a_case(office)


@pytest.fixture
def arrest(office: Office, case: Case) -> Arrest:
    taken = Taken(taken_at=TAKEN)
    return record_arrest(actor=office.sunita, case=case, taken=taken, at=NOW)


@pytest.fixture
def defence(office: Office, case: Case, arrest: Arrest) -> Proceeding:
    return begun(office, case, Track.DEFENCE)


@pytest.fixture
def complaint(office: Office, case: Case) -> Proceeding:
    return begun(office, case, Track.COMPLAINT, Body.POLICE)


def a_case(office: Office) -> Case:
    new = NewCase(team=office.team, title="Kamala of the tea shop")
    return open_case(actor=office.sunita, new=new, at=local(22, 17))


def begun(
    office: Office, case: Case, track: Track, body: Body = Body.COURT
) -> Proceeding:
    new = NewProceeding(track=track, body=body, number="Kathmandu 17/2083")
    return open_proceeding(actor=office.sunita, case=case, new=new, at=NOW)


def version(proceeding: Proceeding) -> int:
    return Proceeding.objects.get(pk=proceeding.pk).version


def done(
    office: Office, proceeding: Proceeding, code: str, moment: datetime, **more: str
) -> None:
    step_done(
        actor=office.sunita,
        proceeding=proceeding,
        told=Written(code=code, moment=moment, **more),  # type: ignore[arg-type]
        version=version(proceeding),
        at=NOW,
    )


def asked(office: Office, proceeding: Proceeding, code: str, moment: datetime) -> None:
    ask_step(
        actor=office.sunita,
        proceeding=proceeding,
        told=Written(code=code, moment=moment),
        version=version(proceeding),
        at=NOW,
    )


def a_date(
    office: Office,
    proceeding: Proceeding,
    moment: datetime,
    *,
    goes: str = "anju",
    purpose: Purpose = Purpose.TRIAL,
) -> Hearing:
    who = Person.objects.get(handle=goes) if goes else None
    return set_hearing(
        actor=office.sunita,
        proceeding=proceeding,
        new=NewHearing(
            moment=moment, purpose=purpose, goes=who, words="Bring the copy"
        ),
        version=version(proceeding),
        at=NOW,
    )
