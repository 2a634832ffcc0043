"""A team in Kathmandu and a training that it has planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from payung.programme.activities.actions import NewActivity, plan_activity
from payung.programme.activities.models import Activity, Kind
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from tests.cast import MAYA, OUTSIDER, SUNITA, account, as_actor, team_of


KATHMANDU = ZoneInfo("Asia/Kathmandu")


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of November 2026 on the clocks of Kathmandu."""
    return datetime(2026, 11, day, hour, minute, tzinfo=KATHMANDU)


NOW = local(20, 9)


@dataclass(frozen=True, kw_only=True)
class Office:
    """A coordinator and a paralegal in a team, and somebody outside it."""

    team: Team
    maya: Actor
    sunita: Actor
    outsider: Actor


@pytest.fixture
def office(db: None) -> Office:
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    return Office(
        team=team, maya=maya, sunita=sunita, outsider=as_actor(account(OUTSIDER))
    )


@pytest.fixture
def training(office: Office) -> Activity:
    new = NewActivity(
        team=office.team, kind=Kind.TRAINING, start=local(22, 10), end=local(22, 13)
    )
    return plan_activity(actor=office.maya, new=new, at=NOW)
