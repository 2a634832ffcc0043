"""Whatever is done to a roster, at every moment somebody is named.

Random edits by the actions that people use; after each of them the promises of a roster
are held against every moment at which anything begins or ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.engines import dispatch
from payung.engines.dispatch import (
    Duty,
    Roster,
    Span,
    covered,
    on_duty,
    without,
)
from payung.programme.people.access import NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.closing import HerOwn, close_account
from payung.programme.people.refusals import CannotBe
from payung.programme.standby.leaving import (
    go_on_leave,
    leave_all_rosters,
    say_back,
    say_unreachable,
)
from payung.programme.standby.models import (
    DutyKind,
    RosterPeriod,
    Shift,
    StandbyIncident,
    Swap,
)
from payung.programme.standby.on_call import on_call
from payung.programme.standby.roster_rows import in_force, planned
from payung.programme.standby.shifts import (
    move_shift,
    override_shift,
    plan_shift,
    take_out_shift,
)
from payung.programme.standby.swaps import ask_swap, take_swap, withdraw_swap
from tests.programme.standby.conftest import NOW, Office, local, person, published


pytestmark = pytest.mark.django_db
DUTIES = list(DutyKind)
HANDLES = ["sunita", "operator", "anju", "binita", "outsider", "maya"]
EDIT = st.tuples(
    st.sampled_from(
        [
            "plan",
            "override",
            "move",
            "take out",
            "ask",
            "take",
            "withdraw",
            "leave",
            "unreachable",
            "back",
            "gone",
        ]
    ),
    st.sampled_from(HANDLES),
    st.sampled_from(DUTIES),
    st.integers(0, 60),  # hours from NOW
    st.integers(1, 30),  # quarters of an hour long, times three
    st.integers(0, 400),  # which row, where one is chosen
)


@contextmanager
def undone() -> Iterator[None]:
    """Take back what was done: Hypothesis tries many edits in one test."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Hand:
    """Does one random edit as people do it; what is refused changes nothing."""

    def __init__(self, office: Office, period: RosterPeriod) -> None:
        self.office, self.period = office, period
        self.at = NOW
        self.gone: set[str] = set()

    def actor(self, handle: str) -> Actor:
        found: Actor = getattr(self.office, handle)
        return found

    def do(self, edit: tuple[str, str, DutyKind, int, int, int]) -> None:
        what, handle, duty, hour, quarters, row = edit
        self.at += timedelta(minutes=7)
        start = NOW + timedelta(hours=hour)
        span = Span(start=start, end=start + timedelta(minutes=45 * quarters))
        deeds: dict[str, Callable[[], object]] = {
            "plan": lambda: self.plan(plan_shift, handle, duty, span),
            "override": lambda: self.plan(override_shift, handle, duty, span),
            "move": lambda: move_shift(
                actor=self.office.maya, shift=self.shift(row), span=span, at=self.at
            ),
            "take out": lambda: take_out_shift(
                actor=self.office.maya, shift=self.shift(row), at=self.at
            ),
            "ask": lambda: self.ask(self.shift(row)),
            "take": lambda: self.swap(take_swap, handle, row),
            "withdraw": lambda: self.swap(withdraw_swap, handle, row),
            "leave": lambda: go_on_leave(
                actor=self.actor(handle), span=span, at=self.at
            ),
            "unreachable": lambda: say_unreachable(
                actor=self.actor(handle), at=self.at
            ),
            "back": lambda: say_back(actor=self.actor(handle), at=self.at),
            "gone": lambda: self.goes(handle),
        }
        if handle in self.gone:
            return
        try:
            deeds[what]()
        except (CannotBe, PermissionError, HerOwn, NotHers):
            return

    def plan(
        self, deed: Callable[..., Shift], handle: str, duty: DutyKind, span: Span
    ) -> None:
        deed(
            actor=self.office.maya,
            period=self.period,
            person=person(handle),
            duty=duty,
            span=span,
            at=self.at,
        )

    def shift(self, row: int) -> Shift:
        rows = Shift.objects.filter(ends_at__gt=self.at).order_by("starts_at", "pk")
        return rows[row % min(rows.count(), 30)]

    def ask(self, shift: Shift) -> None:
        ask_swap(actor=self.actor(shift.person.handle), shift=shift, at=self.at)

    def swap(self, deed: Callable[..., Swap], handle: str, row: int) -> None:
        swaps = list(Swap.objects.filter(taken_at=None).order_by("pk"))
        if swaps:
            swap = swaps[row % len(swaps)]
            deed(actor=self.actor(handle), swap=swap, at=self.at)

    def goes(self, handle: str) -> None:
        if handle == "maya":
            return
        who = person(handle)
        leave_all_rosters(actor=self.office.maya, person=who, at=self.at)
        close_account(actor=self.office.maya, person=who, at=self.at)
        self.gone.add(handle)


def edges(period: RosterPeriod) -> list[datetime]:
    """Return every moment of the next three days at which something changes."""
    last = NOW + timedelta(days=3)
    rows = Shift.objects.filter(period=period, starts_at__lt=last, ends_at__gt=NOW)
    times = {moment for row in rows for moment in (row.starts_at, row.ends_at)}
    return sorted(moment for moment in times if NOW <= moment < last)


def coverage(roster: Roster) -> dict[Duty, tuple[Span, ...]]:
    return {duty: covered(roster, duty) for duty in Duty}


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
    ],
)
@given(edits=st.lists(EDIT, min_size=1, max_size=14))
def test_at_every_moment_somebody_is_named_after_any_edits(
    world: tuple[Office, RosterPeriod],
    edits: list[tuple[str, str, DutyKind, int, int, int]],
) -> None:
    office, period = world
    with undone():
        hand = Hand(office, period)
        for edit in edits:
            before = coverage(planned(period))
            hand.do(edit)
            shrunk = shrunk_without_incident(before, period, hand.at, edit[0])
            assert shrunk == [], edit
        roster = in_force(RosterPeriod.objects.get(pk=period.pk))
        for moment in edges(period):
            for duty in Duty:
                assert on_duty(roster, duty, moment)
                assert on_call("np", moment).chain(duty)


def shrunk_without_incident(
    before: dict[Duty, tuple[Span, ...]],
    period: RosterPeriod,
    at: datetime,
    what: str,
) -> list[tuple[Duty, Span]]:
    """Return what is covered no more, has no backup, and stands on no list.

    Whoever says that she is unreachable is believed: of her the present is listed, and
    the rest once it comes.
    """
    roster = planned(period)
    listed = listed_spans()
    lost = []
    for duty in Duty:
        backup = dispatch.Duty(BACKUPS[duty]) if duty in BACKUPS else duty
        both = [*covered(roster, duty), *covered(roster, backup)]
        for span in without(before[duty], [*both, *listed.get(duty, [])]):
            coming = what == "unreachable" and not span.holds(at)
            if span.end > at and not coming:
                lost.append((duty, span))
    return lost


BACKUPS = {Duty.HOTLINE: "backup", Duty.ATTORNEY: "attorney_backup"}


def listed_spans() -> dict[Duty, list[Span]]:
    found: dict[Duty, list[Span]] = {}
    for row in StandbyIncident.objects.all():
        end = row.ends_at or local(30, 0) + timedelta(days=60)
        if end > row.starts_at:
            span = Span(start=row.starts_at, end=end)
            found.setdefault(Duty(row.duty), []).append(span)
    return found


@pytest.fixture
def world(office: Office) -> tuple[Office, RosterPeriod]:
    return office, published(office)
