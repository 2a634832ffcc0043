"""Counting by the days people live by: a country's own days, weekends and holidays."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from ._law import Unit, Value
from ._pauses import Pause


ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class LocalCalendar:
    """A country's zone, its courts' weekend (Monday = 0) and its courts' holidays."""

    zone: tzinfo
    weekend: frozenset[int] = frozenset()
    holidays: frozenset[date] = frozenset()

    def day_of(self, moment: datetime) -> date:
        """Return the local day in which the moment falls."""
        return moment.astimezone(self.zone).date()

    def starts(self, day: date) -> datetime:
        """Return local midnight at the beginning of the day, in UTC."""
        return datetime.combine(day, time.min, tzinfo=self.zone).astimezone(UTC)

    def is_working(self, day: date) -> bool:
        """Return whether the courts sit on that day."""
        return day.weekday() not in self.weekend and day not in self.holidays


def last_day(
    value: Value,
    limit: int,
    *,
    started_at: datetime,
    pauses: Sequence[Pause],
    calendar: LocalCalendar,
) -> date:
    """Return the last local day of a limit counted in days, working days or months."""
    first = calendar.day_of(started_at)
    if value.unit is Unit.MONTHS:
        return _months_after(first, limit)
    # A holiday counts in "days", because people are held on holidays.
    only_working = value.unit is Unit.WORKING_DAYS
    day = first - ONE_DAY if value.first_day_counts else first
    counted = 0
    while counted < limit:
        day += ONE_DAY
        if only_working and not calendar.is_working(day):
            continue
        if any(_covers(pause, day, calendar) for pause in pauses):
            continue
        counted += 1
    return day


def _covers(pause: Pause, day: date, calendar: LocalCalendar) -> bool:
    # A day is left out only when all of it was: part of a day held is a day held.
    return (
        pause.began_at <= calendar.starts(day)
        and calendar.starts(day + ONE_DAY) <= pause.ended_at
    )


def _months_after(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    year = first.year + years
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
