"""A team in Kathmandu with one case, and an arrest when a test asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from payung.gateways.vault import FakeVault
from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.arrests import Taken, record_arrest
from payung.programme.cases.models import Arrest, Case
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from tests.cast import ANJU, MAYA, OUTSIDER, RINA, SUNITA, account, as_actor, team_of


KATHMANDU = ZoneInfo("Asia/Kathmandu")


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of November 2026 on the clocks of Kathmandu."""
    return datetime(2026, 11, day, hour, minute, tzinfo=KATHMANDU)


NOW = local(23, 9)


@dataclass(frozen=True, kw_only=True)
class Office:
    """Who is there: a team of three, somebody outside it, somebody abroad."""

    team: Team
    maya: Actor
    sunita: Actor
    anju: Actor
    outsider: Actor
    rina: Actor


@pytest.fixture
def office(db: None) -> Office:
    team, [maya, sunita, anju] = team_of(MAYA, SUNITA, ANJU)
    _far, [rina] = team_of(RINA, name="Far team")
    return Office(
        team=team,
        maya=maya,
        sunita=sunita,
        anju=anju,
        outsider=as_actor(account(OUTSIDER)),
        rina=rina,
    )


@pytest.fixture
def case(office: Office) -> Case:
    new = NewCase(team=office.team, title="Kamala of the tea shop", note="Held since")
    return open_case(actor=office.sunita, new=new, at=local(22, 17))


@pytest.fixture
def arrest(office: Office, case: Case) -> Arrest:
    taken = Taken(taken_at=local(22, 16, 30))
    return record_arrest(actor=office.sunita, case=case, taken=taken, at=NOW)


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault()
