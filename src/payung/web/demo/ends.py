"""Up to when an invented year was lived: the end of its months, or today."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from payung.programme.findings.periods import shifted


def end_of(
    first: date, months: int, zone: ZoneInfo, until: datetime | None
) -> datetime:
    """Return the moment at which so many months from `first` end, or `until`."""
    ends = datetime.combine(shifted(first, months), time(), tzinfo=zone)
    return ends if until is None else min(ends, until.astimezone(zone))


def last_day(first: date, months: int, zone: ZoneInfo, until: datetime | None) -> date:
    """Return the last day that is over."""
    return end_of(first, months, zone, until).date() - timedelta(days=1)
