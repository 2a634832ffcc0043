"""A roster of four weeks in Kathmandu, in a country with its machine awake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytest_django.fixtures import Settings

from payung.engines.dispatch import Span, local_span
from payung.programme.alerts.machine import start_machine
from payung.programme.alerts.models import Message, WayKind
from payung.programme.alerts.ways import add_way
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, Team
from payung.programme.people.roles import Role
from payung.programme.standby.models import DutyKind, RosterPeriod, Shift
from payung.programme.standby.periods import make_period, publish_period
from tests.cast import (
    ANJU,
    MAYA,
    OPERATOR,
    OUTSIDER,
    REGIONAL,
    SUNITA,
    THEN,
    Part,
    account,
    as_actor,
    team_of,
)


KATHMANDU = ZoneInfo("Asia/Kathmandu")
BINITA = Part(handle="binita", country="np", roles=(Role.ATTORNEY,))
FIRST, LAST = date(2026, 11, 23), date(2026, 12, 20)
PAIRS = (
    (DutyKind.HOTLINE, DutyKind.BACKUP, "sunita", "operator"),
    (DutyKind.ATTORNEY, DutyKind.ATTORNEY_BACKUP, "anju", "binita"),
)
NUMBERS = {
    "maya": "+12025550102",
    "sunita": "+12025550101",
    "operator": "+12025550104",
    "anju": "+12025550103",
    "binita": "+12025550105",
}


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of November 2026 on the clocks of Kathmandu."""
    return datetime(2026, 11, day, hour, minute, tzinfo=KATHMANDU)


NOW = local(23, 9)


@dataclass(frozen=True, kw_only=True)
class Office:
    """Two who answer calls, two attorneys, one who coordinates, one outside."""

    team: Team
    maya: Actor
    sunita: Actor
    operator: Actor
    anju: Actor
    binita: Actor
    outsider: Actor


@pytest.fixture(autouse=True)
def memory(settings: Settings, tmp_path: Path) -> None:
    """Give each test a memory of its own: tests that run side by side share a disk."""
    settings.MACHINE_MEMORY = tmp_path / "memory"


def make_office() -> Office:
    parts = (MAYA, SUNITA, OPERATOR, ANJU, BINITA)
    team, [maya, sunita, operator, anju, binita] = team_of(*parts)
    account(REGIONAL)
    start_machine(actor=maya, team=team, at=THEN)
    for actor in (maya, sunita, operator, anju, binita):
        for kind in (WayKind.CALL, WayKind.SMS):
            address = NUMBERS[actor.handle]
            add_way(actor=actor, kind=kind, address=address, at=THEN)
    return Office(
        team=team,
        maya=maya,
        sunita=sunita,
        operator=operator,
        anju=anju,
        binita=binita,
        outsider=as_actor(account(OUTSIDER)),
    )


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


def person(handle: str) -> Person:
    return Person.objects.get(handle=handle)


def day_and_night(day: date) -> tuple[Span, Span]:
    """Return 06:00 to 18:00 and 18:00 to 06:00 by the clocks of Kathmandu."""
    return (
        local_span(day, time(6), time(18), KATHMANDU),
        local_span(day, time(18), time(6), KATHMANDU),
    )


def draft(office: Office) -> RosterPeriod:
    return make_period(
        actor=office.maya,
        first_day=FIRST,
        last_day=LAST,
        coordinator=person("maya"),
        regional=person("regional"),
        at=THEN,
    )


def fill(period: RosterPeriod) -> None:
    """Fill every duty, by rows: Sunita and the operator, Anju and Binita, in turns."""
    whole = Span(start=period.starts_at, end=period.ends_at)
    people = {one.handle: one for one in Person.objects.all()}
    rows = []
    for number in range(-1, 28):
        by_day, by_night = day_and_night(FIRST + timedelta(days=number))
        for duty, backup, one, other in PAIRS:
            for span, first, second in ((by_day, one, other), (by_night, other, one)):
                part = span.common(whole)
                if part is not None:
                    rows.append(_shift(period, duty, people[first], part))
                    rows.append(_shift(period, backup, people[second], part))
    Shift.objects.bulk_create(rows)


def _shift(period: RosterPeriod, duty: DutyKind, person: Person, span: Span) -> Shift:
    return Shift(
        period=period,
        person=person,
        duty=duty,
        starts_at=span.start,
        ends_at=span.end,
        made_at=THEN,
    )


def published(office: Office) -> RosterPeriod:
    period = draft(office)
    fill(period)
    return publish_period(actor=office.maya, period=period, at=THEN)


@pytest.fixture
def roster(office: Office) -> RosterPeriod:
    """Give a published roster without holes."""
    return published(office)


def shift_of(handle: str, duty: DutyKind, at: datetime) -> Shift:
    return Shift.objects.get(
        person__handle=handle, duty=duty, starts_at__lte=at, ends_at__gt=at
    )


def told(saying: str) -> list[str]:
    """Return who is told this, by name, once each."""
    rows = Message.objects.filter(saying=saying)
    return sorted(set(rows.values_list("way__person__handle", flat=True)))


def span_of(start: datetime, **length: float) -> Span:
    return Span(start=start, end=start + timedelta(**length))
