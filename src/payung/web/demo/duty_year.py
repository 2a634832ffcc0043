"""Twelve invented months of duty: rosters with a hole here and there, phones that answer."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from payung.engines.dispatch import Span, local_span
from payung.programme.alerts.models import Way
from payung.programme.people.founding import Founded
from payung.programme.people.models import Person
from payung.programme.places.packs import pack_of
from payung.programme.standby.models import (
    Drill,
    DutyKind,
    FallbackReason,
    ProvenBy,
    ReachProof,
    RosterPeriod,
    Shift,
)


EVENING, MORNING = time(20), time(8)
WEEKS = timedelta(days=28)
# Published so long before it begins.
AHEAD = timedelta(days=5)
# One turn in so many was never filled, and a phone was silent one time in so many.
OPEN, OPEN_ATTORNEY, SILENT = 40, 25, 9
# A proof counts for four hours; somebody is asked, or takes a call, about as often.
ASKED = timedelta(hours=4)
A_TEST = timedelta(days=5)


@dataclass(frozen=True, kw_only=True, slots=True)
class Turns:
    """Who answers when: the day and the night change hands every week."""

    zone: ZoneInfo
    pair: tuple[Person, Person]

    def answering(self, at: datetime) -> str:
        """Return the handle of whoever has the line, or had it where a turn was open."""
        local = at.astimezone(self.zone)
        by_day = MORNING <= local.time() < EVENING
        # The night belongs to the day on which it began.
        day = local.date() - timedelta(days=local.time() < MORNING)
        return self.of(day)[0 if by_day else 1].handle

    def of(self, day: date) -> tuple[Person, Person]:
        """Return who has the day and who has the night of it."""
        [leads, paralegal] = self.pair
        odd = day.isocalendar().week % 2
        return (leads, paralegal) if odd else (paralegal, leads)


def demo_year(
    *,
    office: Founded,
    people: list[Person],
    rng: random.Random,
    start: date,
    ends: date,
) -> Turns:
    """Keep rosters from `start` up to the day `ends`, and what showed who was there."""
    zone = pack_of(office.actor.country).zone()
    [leads, paralegal, attorney, *_others] = people
    turns = Turns(zone=zone, pair=(leads, paralegal))
    shifts: list[Shift] = []
    for first, last in _stretches(start, ends):
        period = _period(office, leads, first, last, zone)
        for n in range((last - first).days):
            day = first + timedelta(days=n)
            shifts += _of_a_day(period, turns, attorney, day, rng)
    Shift.objects.bulk_create(shifts, batch_size=200)
    proofs = [proof for one in shifts for proof in _proofs(one, rng)]
    ReachProof.objects.bulk_create(proofs, batch_size=500)
    tests = [
        test for person in (leads, paralegal) for test in _tests(person, shifts, rng)
    ]
    Drill.objects.bulk_create(tests, batch_size=200)
    return turns


def _stretches(start: date, ends: date) -> Iterator[tuple[date, date]]:
    first = start
    while first < ends:
        last = min(first + WEEKS, ends)
        yield first, last
        first = last


def _period(
    office: Founded, leads: Person, first: date, last: date, zone: ZoneInfo
) -> RosterPeriod:
    begins, ends = (datetime.combine(day, time(), tzinfo=zone) for day in (first, last))
    return RosterPeriod.objects.create(
        country=office.actor.country,
        starts_at=begins,
        ends_at=ends,
        coordinator=leads,
        regional=leads,
        published_at=begins - AHEAD,
        published_by=leads.handle,
        fallback=leads,
        fallback_reason=FallbackReason.FEW,
    )


def _of_a_day(
    period: RosterPeriod,
    turns: Turns,
    attorney: Person,
    day: date,
    rng: random.Random,
) -> Iterator[Shift]:
    by_day, by_night = turns.of(day)
    planned = (
        (DutyKind.HOTLINE, by_day, MORNING, EVENING, OPEN),
        (DutyKind.BACKUP, by_night, MORNING, EVENING, OPEN),
        (DutyKind.HOTLINE, by_night, EVENING, MORNING, OPEN),
        (DutyKind.BACKUP, by_day, EVENING, MORNING, OPEN),
        (DutyKind.ATTORNEY, attorney, MORNING, MORNING, OPEN_ATTORNEY),
    )
    for duty, person, starts, ends, one_in in planned:
        if rng.randrange(one_in) == 0:
            continue
        yield _shift(period, duty, person, local_span(day, starts, ends, turns.zone))


def _shift(period: RosterPeriod, duty: DutyKind, person: Person, span: Span) -> Shift:
    made_at = period.starts_at - AHEAD
    return Shift(
        period=period,
        person=person,
        duty=duty,
        starts_at=span.start,
        ends_at=span.end,
        made_at=made_at,
        confirmed_at=made_at,
    )


def _proofs(shift: Shift, rng: random.Random) -> Iterator[ReachProof]:
    if shift.duty == DutyKind.ATTORNEY:
        return
    for n in count():
        at = shift.starts_at + n * ASKED
        if at >= shift.ends_at:
            return
        if rng.randrange(SILENT):
            at += timedelta(minutes=rng.randrange(20))
            yield ReachProof(person=shift.person, at=at, by=ProvenBy.CALL)


def _tests(person: Person, shifts: list[Shift], rng: random.Random) -> Iterator[Drill]:
    """Yield a test of her phone every few days on duty; the last one she answered."""
    way = Way.objects.filter(person=person, ended_at=None).first()
    mine = [one for one in shifts if one.person == person]
    last = mine[0].starts_at if mine else None
    for shift in mine:
        if way is None or last is None or shift.starts_at - last < A_TEST:
            continue
        last = shift.starts_at
        asked = last + timedelta(minutes=rng.randrange(30, 600))
        is_last = mine[-1].starts_at - last < A_TEST
        passed = is_last or rng.randrange(SILENT) > 0
        yield Drill(
            country=person.country,
            person=person,
            way=way,
            asked_at=asked,
            answered_at=asked + timedelta(seconds=rng.randrange(8, 55))
            if passed
            else None,
            passed=passed,
        )
