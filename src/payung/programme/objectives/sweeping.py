"""Every night: numbers that are not final are computed again, and periods lock by rule.

What is due stands in columns (`locks_at`, `locked_at`, `released_at`), so that a night
that was cut short anywhere is made up for by the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from payung.engines.indicators import Length, Period, parse_period, period_at
from payung.programme.journal.actions import Acting
from payung.programme.places.packs import pack_of

from .due_days import lock_of
from .forgetting.due import forget_what_is_due
from .locks import due_to_lock, lock, revise, to_look_at_again
from .models import DataPeriodLock
from .releasing import release
from .taking import take


# A month locks half a month, what is longer a month after its end: two back are enough.
BACK = 2


def take_what_is_due(*, actor: Acting, country: str, at: datetime) -> int:
    """Compute what is not final, lock what is due, and look for what came late.

    A quarter that has locked is protected for others, and then its cards are forgotten:
    at once, and before anything is computed what came late. Returns how many numbers
    were added.
    """
    forget_what_is_due(actor=actor, country=country, at=at)
    added = 0
    for period in periods_open(country, at=at):
        added += len(take(actor=actor, country=country, period=period, at=at))
    for locked in to_look_at_again(country, at=at):
        added += len(revise(actor=actor, locked=locked, at=at))
    for due in due_to_lock(country, at=at):
        added += len(lock(actor=actor, due=due, at=at))
    for quarter in _to_release(country):
        period = parse_period(quarter.period)
        release(actor=actor, country=country, period=period, at=at)
        # Written after it: a release that was cut short is made again, of what is left.
        quarter.released_at = at
        quarter.save(update_fields=["released_at"])
    forget_what_is_due(actor=actor, country=country, at=at)
    return added


def periods_open(country: str, *, at: datetime) -> Iterator[Period]:
    """Yield each period whose last day to enter something has not come, of each length."""
    zone = pack_of(country).zone()
    for length in Length:
        now = period_at(at, length, zone)
        for back in range(BACK, -1, -1):
            period = now.shifted(-back)
            # Asked of each, so that each has its due day written down.
            if at < lock_of(country, period, at=at).locks_at:
                yield period


def _to_release(country: str) -> list[DataPeriodLock]:
    rows = DataPeriodLock.objects.filter(
        country=country, locked_at__isnull=False, released_at=None
    )
    return [
        row
        for row in rows.order_by("locks_at")
        if parse_period(row.period).length is Length.QUARTER
    ]
