"""Somebody's dates at court and her shifts, as events without content."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Max
from django.db.models.functions import Coalesce

from payung.engines.dispatch import Duty, duties
from payung.engines.dispatch import Shift as Turn
from payung.programme.cases.case_page import zone_of
from payung.programme.cases.words.tracks import HearingState
from payung.programme.people.models import Person
from payung.programme.places.packs import pack_of
from payung.programme.proceedings.models import Going
from payung.programme.standby.models import RosterPeriod, Shift
from payung.programme.standby.roster_rows import in_force

from .events import FeedEvent, Title, Window


# Nobody knows how long a court will take; an event needs an end.
LENGTH = timedelta(hours=2)
STANDS = frozenset({HearingState.SET, HearingState.HELD, HearingState.NOT_PRODUCED})


def dates(person: Person, window: Window) -> Iterator[FeedEvent]:
    """Yield the dates at court she goes to, or went to; others' are not hers to see.

    A date that was put off, or that somebody else has taken, is told as cancelled.
    """
    rows = Going.objects.filter(
        person=person, hearing__at__gt=window.start, hearing__at__lt=window.end
    ).select_related("hearing__proceeding__case")
    # The last of several for the same date: she may have gone, not gone, and gone again.
    last = {going.hearing_id: going for going in rows.order_by("since", "pk")}
    for going in last.values():
        hearing = going.hearing
        yield FeedEvent(
            key=f"date:{hearing.pk}",
            title=Title.MEETING,
            starts_at=hearing.at,
            ends_at=hearing.at + LENGTH,
            zone=zone_of(hearing.proceeding.case),
            changed_at=max(hearing.changed_at, going.since),
            cancelled=going.until is not None or hearing.state not in STANDS,
            sequence=hearing.version,
        )


def shifts(person: Person, window: Window) -> Iterator[FeedEvent]:
    """Yield her shifts of published rosters as they are in force, swaps included."""
    periods = RosterPeriod.objects.filter(
        published_at__isnull=False,
        country=person.country,
        ends_at__gt=window.start,
        starts_at__lt=window.end,
    ).select_related("coordinator", "regional", "fallback")
    for period in periods.order_by("starts_at", "pk"):
        yield from _of_period(person, period, window)


def _of_period(
    person: Person, period: RosterPeriod, window: Window
) -> Iterator[FeedEvent]:
    roster = in_force(period)
    turns = [
        turn
        for duty in Duty
        for turn in duties(roster, duty)
        if turn.person == person.handle
    ]
    rows = list(period.shifts.filter(person=person).order_by("starts_at", "pk"))
    newest = period.shifts.aggregate(at=Coalesce(Max("made_at"), period.published_at))
    changed_at = max(newest["at"], period.published_at or newest["at"])
    zone = pack_of(period.country).zone()
    for key, start, end, off in _named(period, rows, turns):
        if end > window.start and start < window.end:
            yield FeedEvent(
                key=key,
                title=Title.SHIFT,
                starts_at=start,
                ends_at=end,
                zone=zone,
                changed_at=changed_at,
                cancelled=off,
            )


def _named(
    period: RosterPeriod, rows: list[Shift], turns: list[Turn]
) -> Iterator[tuple[str, datetime, datetime, bool]]:
    """Yield (key, start, end, off) of each piece, named after the row it comes from."""
    pieces: dict[str, int] = {}
    for turn in sorted(turns, key=lambda one: (one.span, one.duty)):
        row = next((row for row in rows if _is_of(turn, row)), None)
        name = str(row.pk) if row else f"{period.pk}:{turn.duty}:{turn.span.start}"
        pieces[name] = pieces.get(name, 0) + 1
        key = f"shift:{name}:{pieces[name]}"
        yield key, turn.span.start, turn.span.end, False
    for row in rows:
        if not any(_is_of(turn, row) for turn in turns):
            yield f"shift:{row.pk}:1", row.starts_at, row.ends_at, True


def _is_of(turn: Turn, row: Shift) -> bool:
    same = turn.duty.value == row.duty
    return same and row.starts_at < turn.span.end and row.ends_at > turn.span.start
