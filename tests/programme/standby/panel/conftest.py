"""A panel in Kathmandu that gives six shifts a week, and their roster of eight hours."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from payung.engines.dispatch import local_span
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.roles import Role
from payung.programme.standby.models import DutyKind, RosterPeriod, Shift
from payung.programme.standby.panel_models import PanelMember
from payung.programme.standby.panel_pages.deeds import Gives, set_member
from tests.cast import THEN, Part, account, as_actor
from tests.programme.standby.conftest import (
    FIRST,
    KATHMANDU,
    Office,
    draft,
    fill,
    person,
)


SIX = Gives(languages=("ne",), courts=(), most_a_week=6, rest_hours=8)


def attorney(handle: str) -> Actor:
    """Make one more attorney of the country."""
    part = Part(handle=handle, country="np", roles=(Role.ATTORNEY,))
    return as_actor(account(part))


def gives(office: Office, handle: str, given: Gives = SIX) -> PanelMember:
    """Let the coordinator write down what an attorney gives."""
    return set_member(actor=office.maya, person=person(handle), gives=given, at=THEN)


@pytest.fixture
def panel(office: Office) -> list[Person]:
    """Give four attorneys, six shifts a week each."""
    for handle in ("chameli", "devika"):
        attorney(handle)
    handles = ("anju", "binita", "chameli", "devika")
    return [gives(office, handle).person for handle in handles]


def without_attorneys(office: Office) -> RosterPeriod:
    """Return a plan in which only calls are answered."""
    period = draft(office)
    fill(period)
    period.shifts.filter(duty__startswith="attorney").delete()
    return period


def eight_hours(day: int, hour: int, handle: str, period: RosterPeriod) -> Shift:
    """Plan a first-line shift of eight hours by rows, days counted from the first."""
    first = FIRST + timedelta(days=day)
    span = local_span(first, time(hour), time((hour + 8) % 24), KATHMANDU)
    return Shift.objects.create(
        period=period,
        person=person(handle),
        duty=DutyKind.ATTORNEY,
        starts_at=span.start,
        ends_at=span.end,
        made_at=THEN,
    )


def noon(day: int) -> datetime:
    """Return noon of a day of the roster, counted from 0."""
    return datetime.combine(FIRST + timedelta(days=day), time(12), tzinfo=KATHMANDU)
