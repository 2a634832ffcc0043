"""Sittings of a circle in Kathmandu: October, November, December 2026."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from payung.programme.circles.codes import (
    Addressee,
    Allowed,
    DecidedBy,
    EvidenceKind,
    Group,
    Severity,
    Since,
)
from payung.programme.circles.deciding import NewDecision, decide
from payung.programme.circles.findings import NewFinding, add_finding
from payung.programme.circles.models import Decision, Finding, FocusGroup
from payung.programme.circles.sittings import NewGroup, Sat, hold_group, plan_group
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from tests.programme.cases.conftest import Office, office  # noqa: F401


HOURS = timedelta(hours=2)


def on(month: int, day: int, hour: int = 14) -> datetime:
    """Return a moment of 2026 on the clocks of Kathmandu."""
    return datetime(2026, month, day, hour, tzinfo=ZoneInfo("Asia/Kathmandu"))


def planned(
    actor: Actor,
    team: Team,
    start: datetime,
    *,
    group: Group = Group.WOMEN,
    site: str = "np-room",
) -> FocusGroup:
    new = NewGroup(
        team=team, group=group, start=start, end=start + HOURS, quorum=5, site=site
    )
    return plan_group(actor=actor, new=new, at=start - timedelta(days=7))


def held(
    actor: Actor,
    group: FocusGroup,
    *,
    came: int = 6,
    led: bool = True,
    allowed: Allowed = Allowed.WORDS,
    note: str = "",
) -> FocusGroup:
    start = group.activity.planned_start
    sat = Sat(
        started=start,
        ended=start + HOURS,
        came={"fnnn": came},
        led_by_community=led,
        allowed=allowed,
        safety="Two watch the door",
        note=note,
    )
    return hold_group(actor=actor, group=group, sat=sat, at=start + HOURS)


def found(
    actor: Actor,
    group: FocusGroup,
    text: str = "The gate is locked at nine",
    *,
    about_one: bool = False,
    themes: tuple[str, ...] = ("police_stops",),
) -> Finding:
    new = NewFinding(
        text=text,
        about_one=about_one,
        themes=themes,
        severity=Severity.HARD,
        since=Since.YEAR,
        evidence=EvidenceKind.LIVED,
        is_new=True,
    )
    at = group.activity.planned_start + HOURS
    return add_finding(actor=actor, group=group, new=new, at=at)


def decided(
    actor: Actor,
    finding: Finding,
    *,
    due_on: date = date(2026, 11, 30),
    addressee: Addressee = Addressee.POLICE,
) -> Decision:
    group = finding.group
    new = NewDecision(
        what="Ask that it stays open until ten",
        why=(finding,),
        addressee=addressee,
        changes_strategy=False,
        decided_by=DecidedBy.CONSENSUS,
        due_on=due_on,
    )
    at = group.activity.planned_start + HOURS
    return decide(actor=actor, group=group, new=new, at=at)


@pytest.fixture
def october(office: Office) -> FocusGroup:  # noqa: F811
    """Return a sitting that was held on the twentieth of October."""
    group = planned(office.sunita, office.team, on(10, 20))
    return held(office.sunita, group)


@pytest.fixture
def november(office: Office) -> FocusGroup:  # noqa: F811
    """Return the sitting of the same circle that is planned a month later."""
    return planned(office.sunita, office.team, on(11, 20))
