"""A team in Kathmandu, the programme of the country, and a plan of six months."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from payung.programme.activities.models import Kind
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.plans.drafting import (
    NewLine,
    add_line,
    approve_plan,
    begin_plan,
    start_programme,
)
from payung.programme.plans.models import Doer, ObjectiveCode, PlanVersion, Programme
from tests.cast import (
    MAYA,
    OUTSIDER,
    PASSPHRASE,
    SUNITA,
    Part,
    account,
    as_actor,
    team_of,
)


KATHMANDU = ZoneInfo("Asia/Kathmandu")
BINA = Part(handle="bina", country="np", roles=SUNITA.roles)
FIRST = date(2026, 9, 1)


def local(month: int, day: int, hour: int = 9) -> datetime:
    """Return a moment of 2026 on the clocks of Kathmandu."""
    return datetime(2026, month, day, hour, tzinfo=KATHMANDU)


# The plan was approved before it began.
BEFORE = local(8, 28)
NOW = local(11, 20)


@dataclass(frozen=True, kw_only=True)
class Office:
    """A coordinator and two paralegals in a team, and somebody outside it."""

    team: Team
    maya: Actor
    sunita: Actor
    outsider: Actor


@pytest.fixture
def office(db: None) -> Office:
    team, [maya, sunita, _bina] = team_of(MAYA, SUNITA, BINA)
    return Office(
        team=team, maya=maya, sunita=sunita, outsider=as_actor(account(OUTSIDER))
    )


@pytest.fixture
def programme(office: Office) -> Programme:
    return start_programme(
        actor=office.maya, name="Lantern", starts_on=date(2026, 1, 1), at=BEFORE
    )


@pytest.fixture
def draft(office: Office, programme: Programme) -> PlanVersion:
    return begin_plan(
        actor=office.maya, programme=programme, first_month=FIRST, months=6, at=BEFORE
    )


@pytest.fixture
def meetings(office: Office) -> NewLine:
    """A meeting with the lawyer twice in September and in December."""
    return NewLine(
        objective=ObjectiveCode.KNOWLEDGE,
        output="People can ask a lawyer",
        what="Meet the lawyer",
        team=office.team,
        doer=Doer.ATTORNEYS,
        months=(date(2026, 9, 1), date(2026, 12, 1)),
        kind=Kind.LAWYER_MEETING,
        per_month=2,
        indicators=("LAW_MEET",),
    )


@pytest.fixture
def plan(office: Office, draft: PlanVersion, meetings: NewLine) -> PlanVersion:
    """The plan in force: meetings, and a visit every month."""
    visits = replace(
        meetings,
        output="Streets are visited",
        what="Visit the lake side",
        kind=Kind.OUTREACH,
        per_month=1,
        months=tuple(date(2026, month, 1) for month in range(9, 13)),
        indicators=(),
    )
    for new in (meetings, visits):
        add_line(actor=office.maya, version=draft, new=new, at=BEFORE)
    return approve_plan(actor=office.maya, version=draft, at=BEFORE)


def signed_in(handle: str) -> Client:
    """Return a browser in which somebody is signed in, keys open."""
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client
