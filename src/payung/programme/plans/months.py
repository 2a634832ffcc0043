"""Months of a plan: first days, as the calendar on the wall of the country shows them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from payung.programme.findings.periods import month_of, shifted


def month_at(moment: datetime, zone: ZoneInfo) -> date:
    """Return the first day of the month that a moment lies in there."""
    return month_of(moment.astimezone(zone).date())


def months_from(first: date, count: int) -> tuple[date, ...]:
    """Return so many months, one after the other."""
    return tuple(shifted(first, number) for number in range(count))


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment a day begins there."""
    return datetime.combine(day, time(), tzinfo=zone)


def spread(
    month: date, count: int, *, weekend: frozenset[int], not_before: date
) -> tuple[date, ...]:
    """Return so many days spread over a month, on working days while there are any.

    None lies before `not_before`; () where the month is over by then. `weekend` counts
    Monday as 0.
    """
    days = _days(month, not_before)
    working = [day for day in days if day.weekday() not in weekend] or days
    return tuple(_picked(working, count)) if working else ()


def _days(month: date, not_before: date) -> list[date]:
    first, end = max(month, not_before), shifted(month, 1)
    return [first + timedelta(days=n) for n in range(max(0, (end - first).days))]


def _picked(days: Sequence[date], count: int) -> list[date]:
    # The middle of each of so many equal parts; more than there are days share days.
    return [days[(2 * n + 1) * len(days) // (2 * count)] for n in range(count)]
