"""Silent tests of the phones on duty, at odd hours; kept out of all other figures."""

from __future__ import annotations

import random  # noqa: TID251 - a type: chance is an argument
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from payung.engines.dispatch import Duty, Span, duties, joined, minutes_of, within
from payung.programme.alerts.actions import tell_by
from payung.programme.alerts.models import Message, Saying, Way, WayKind
from payung.programme.alerts.ways import ways_of
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of

from . import access, kinds
from .models import Drill, ProvenBy, RosterPeriod
from .on_call import on_call
from .proofs import proven
from .roster_rows import locked, period_at, planned


# Answered within this the test is passed: a call rings, a text may lie for a while.
WITHIN_CALL, WITHIN_TEXT = timedelta(seconds=60), timedelta(minutes=10)
# Never more often than this: a test that comes every hour is switched off.
APART = timedelta(hours=4)
# The program was off: a test planned for then says nothing about now.
TOO_LATE = timedelta(minutes=30)


@dataclass(frozen=True, kw_only=True, slots=True)
class Week:
    """A week by local clocks, from Monday, and what is left of it."""

    whole: Span
    left: Span


@transaction.atomic
def plan_drills(country: str, *, at: datetime, chance: random.Random) -> int:
    """Plan the rest of this week's tests for all who are on duty; return how many.

    As many as the country's folder says, each at a random moment of one's own hours on
    duty, so by night too. Planned anew it plans only what is missing.
    """
    wanted = pack_of(country).hotline.tests_a_week
    period = period_at(country, at)
    if not wanted or period is None:
        return 0
    period = locked(period)
    week = week_of(country, at)
    planned_now = 0
    for person, spans in _hours(period, week.left).items():
        planned_now += _plan(country, person, spans, week, wanted, chance)
    return planned_now


@transaction.atomic
def ask_drills(at: datetime) -> int:
    """Ask what is due, by the way it was planned for; return how many were asked.

    Not where she is no longer on duty, or is away, or the moment has long passed.
    """
    asked = 0
    for drill in _due(at):
        if _still_fits(drill, at):
            _ask(drill, at)
            asked += 1
        else:
            drill.delete()
    return asked


@transaction.atomic
def decide_drills(at: datetime) -> int:
    """Say of tests that were not answered in time that they were missed.

    What could not be sent says nothing about her: it is taken out.
    """
    decided = 0
    rows = Drill.objects.filter(asked_at__isnull=False, passed=None)
    for drill in _one_by_one(rows):
        message = Message.objects.filter(key=_key(drill)).first()
        if message is None or message.sent_at is None:
            if drill.asked_at is not None and at - drill.asked_at > TOO_LATE:
                drill.delete()
        elif at > message.sent_at + within_of(drill.way):
            drill.passed = False
            drill.save(update_fields=["passed"])
            decided += 1
    return decided


@transaction.atomic
def drill_answered(*, message: Message, at: datetime) -> Drill | None:
    """Note that a test was answered; None where the message is of no test.

    In time it is passed. Later it is still a proof that she can be reached now.
    """
    drill_id = _drill_of(message.about)
    if drill_id is None:
        return None
    rows = Drill.objects.select_for_update(of=("self",)).select_related("way")
    drill = rows.filter(pk=drill_id).first()
    if drill is None:
        return None
    if drill.answered_at is None:
        drill.answered_at = at
        sent_at = message.sent_at or message.made_at
        if drill.passed is None:
            drill.passed = at <= sent_at + within_of(drill.way)
        drill.save(update_fields=["answered_at", "passed"])
    proven(person=message.way.person.handle, by=ProvenBy.DRILL, at=at)
    return drill


@transaction.atomic
def drill_now(country: str, *, at: datetime) -> int:
    """Plan a test for this moment for everybody on duty; return how many."""
    handles = on_call(country, at).on_shift(*Duty)
    made = 0
    for ways in ways_of(handles).values():
        for way in ways[:1]:
            Drill.objects.create(country=country, person=way.person, way=way, due_at=at)
            made += 1
    return made


def try_phones_now(*, actor: Actor, at: datetime) -> int:
    """Have the phones on duty in her country tested at once; return how many."""
    access.check_planner(actor)
    with transaction.atomic():
        made = drill_now(actor.country, at=at)
        record(kinds.DRILL_NOW, actor=actor, subject=actor.country, at=at, tests=made)
    return made


def within_of(way: Way) -> timedelta:
    """Return how soon a test by this way has to be answered."""
    return WITHIN_CALL if way.kind == WayKind.CALL else WITHIN_TEXT


def week_of(country: str, at: datetime) -> Week:
    """Return the week by local clocks that holds this moment."""
    zone = pack_of(country).zone()
    local = at.astimezone(zone)
    monday = local.date() - timedelta(days=local.weekday())
    start = datetime.combine(monday, time(), tzinfo=zone)
    end = datetime.combine(monday + timedelta(days=7), time(), tzinfo=zone)
    return Week(whole=Span(start=start, end=end), left=Span(start=at, end=end))


def odd_moments(
    spans: Sequence[Span], count: int, chance: random.Random
) -> tuple[datetime, ...]:
    """Return `count` random moments in these spans, spread over all of their time.

    The time is cut into equal parts and each has one, so that chance cannot put all of
    them into one evening.
    """
    whole = joined(spans)
    part = minutes_of(whole) / count if count else 0.0
    offsets = [(number + chance.random()) * part for number in range(count)]
    return tuple(_moment(whole, offset) for offset in offsets)


def _moment(spans: Sequence[Span], minutes: float) -> datetime:
    for span in spans:
        if minutes < span.minutes:
            return span.start + timedelta(minutes=minutes)
        minutes -= span.minutes
    return spans[-1].end - timedelta(seconds=1)


def _hours(period: RosterPeriod, left: Span) -> dict[str, tuple[Span, ...]]:
    """Return when each of those on the roster is on duty in the time that is left."""
    roster = planned(period, within=left)
    found: dict[str, list[Span]] = {}
    for duty in Duty:
        for shift in duties(roster, duty):
            found.setdefault(shift.person, []).append(shift.span)
    within_week = {who: within(spans, left) for who, spans in found.items()}
    return {who: spans for who, spans in within_week.items() if spans}


def _plan(
    country: str,
    person: str,
    spans: tuple[Span, ...],
    week: Week,
    wanted: int,
    chance: random.Random,
) -> int:
    ways = ways_of([person])[person]
    there = Drill.objects.filter(
        person__handle=person,
        due_at__gte=week.whole.start,
        due_at__lt=week.whole.end,
    ).count()
    room = int(minutes_of(spans) // (APART / timedelta(minutes=1))) + 1
    count = min(max(wanted - there, 0), room)
    if not ways or not count:
        return 0
    moments = odd_moments(spans, count, chance)
    Drill.objects.bulk_create(
        Drill(country=country, person=way.person, way=way, due_at=moment)
        for moment in moments
        for way in [chance.choice(ways)]
    )
    return count


def _due(at: datetime) -> list[Drill]:
    return _one_by_one(Drill.objects.filter(asked_at=None, passed=None, due_at__lte=at))


def _one_by_one(rows: QuerySet[Drill]) -> list[Drill]:
    """Return these tests, each for one worker only."""
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(of=("self",), skip_locked=True)
    return list(rows.select_related("way__person").order_by("due_at", "pk")[:50])


def _still_fits(drill: Drill, at: datetime) -> bool:
    on_time = drill.due_at is not None and at - drill.due_at <= TOO_LATE
    reached = drill.way.ended_at is None and drill.person.is_active
    return (
        on_time
        and reached
        and drill.person.handle in on_call(drill.country, at).on_shift(*Duty)
    )


def _ask(drill: Drill, at: datetime) -> None:
    tell_by(
        way=drill.way,
        country=drill.country,
        saying=Saying.DRILL,
        about=about_of(drill),
        key=f"drill:{drill.pk}",
        at=at,
    )
    drill.asked_at = at
    drill.save(update_fields=["asked_at"])


def about_of(drill: Drill) -> str:
    """Return what a message says it is about: this test."""
    return f"drill:{drill.pk.hex}"


def _key(drill: Drill) -> str:
    return f"drill:{drill.pk}:{drill.way_id}"


def _drill_of(about: str) -> UUID | None:
    kind, _, rest = about.partition(":")
    try:
        return UUID(rest) if kind == "drill" else None
    except ValueError:
        return None
