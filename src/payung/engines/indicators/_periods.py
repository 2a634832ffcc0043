"""Months, quarters, halves and years: where they begin in a zone, and when they lock."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo


class Length(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


MONTHS: Mapping[Length, int] = MappingProxyType(
    {Length.MONTH: 1, Length.QUARTER: 3, Length.HALF: 6, Length.YEAR: 12}
)
# A report is reviewed within 14 days, a promise verified and a complaint answered
# within 30: a period that locked earlier would be final before they are decided.
LOCK_AFTER: Mapping[Length, timedelta] = MappingProxyType(
    {
        Length.MONTH: timedelta(days=15),
        Length.QUARTER: timedelta(days=31),
        Length.HALF: timedelta(days=31),
        Length.YEAR: timedelta(days=31),
    }
)

_WRITTEN = re.compile(
    r"(?P<year>[12]\d{3})(-(?P<month>\d{2})|-Q(?P<q>\d)|-H(?P<h>\d))?"
)
_LETTER = {Length.QUARTER: "Q", Length.HALF: "H"}


class NoSuchPeriod(ValueError):
    """What was written names no period; the sentence says how one is written."""


class Status(StrEnum):
    """Whether later records still change a number without a word."""

    PROVISIONAL = "provisional"
    FINAL = "final"


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """A month, quarter, half or year of the Gregorian calendar; `number` from 1."""

    year: int
    length: Length
    number: int = 1

    def __post_init__(self) -> None:
        """Refuse a thirteenth month and a fifth quarter."""
        if not 1 <= self.number <= 12 // MONTHS[self.length]:
            raise NoSuchPeriod(
                f"{self.year} has no {self.length} {self.number}: "
                f"there are {12 // MONTHS[self.length]}."
            )

    def __str__(self) -> str:
        """Return it as it is written: 2026-08, 2026-Q3, 2026-H2 or 2026."""
        if self.length is Length.YEAR:
            return f"{self.year}"
        if self.length is Length.MONTH:
            return f"{self.year}-{self.number:02}"
        return f"{self.year}-{_LETTER[self.length]}{self.number}"

    @property
    def first_day(self) -> date:
        """Return its first day."""
        return date(self.year, (self.number - 1) * MONTHS[self.length] + 1, 1)

    @property
    def last_day(self) -> date:
        """Return its last day."""
        month = self.number * MONTHS[self.length]
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def months(self) -> tuple[Period, ...]:
        """Return its months in order; a month has itself."""
        first = self.first_day.month
        return tuple(month_of(self.year, first + k) for k in range(MONTHS[self.length]))

    def starts_at(self, zone: ZoneInfo) -> datetime:
        """Return its first moment in a zone, in UTC; it belongs to the period."""
        return _midnight(self.first_day, zone)

    def ends_at(self, zone: ZoneInfo) -> datetime:
        """Return the first moment after it in a zone, in UTC; it does not belong."""
        return _midnight(self.last_day + timedelta(days=1), zone)

    def holds(self, day: date) -> bool:
        """Return whether a day lies in it."""
        return self.first_day <= day <= self.last_day

    def shifted(self, steps: int) -> Period:
        """Return the period of the same length so many later, or earlier."""
        each = 12 // MONTHS[self.length]
        place = self.year * each + self.number - 1 + steps
        return Period(year=place // each, length=self.length, number=place % each + 1)

    def locks_at(self, zone: ZoneInfo, after: timedelta | None = None) -> datetime:
        """Return the moment, in UTC, from which its numbers are final."""
        return self.ends_at(zone) + (
            LOCK_AFTER[self.length] if after is None else after
        )

    def status(
        self, zone: ZoneInfo, *, at: datetime, after: timedelta | None = None
    ) -> Status:
        """Return whether its numbers are final at this moment."""
        final = at >= self.locks_at(zone, after)
        return Status.FINAL if final else Status.PROVISIONAL


def month_of(year: int, month: int) -> Period:
    """Return a month."""
    return Period(year=year, length=Length.MONTH, number=month)


def parse_period(written: str) -> Period:
    """Return the period that is written; raise NoSuchPeriod with how to write one."""
    found = _WRITTEN.fullmatch(written.strip())
    if found is None:
        raise NoSuchPeriod(
            f"“{written}” is no period. Write a month as 2026-08, a quarter as 2026-Q3, "
            "a half as 2026-H2, a year as 2026."
        )
    year = int(found["year"])
    for name, length in (
        ("month", Length.MONTH),
        ("q", Length.QUARTER),
        ("h", Length.HALF),
    ):
        if found[name] is not None:
            return Period(year=year, length=length, number=int(found[name]))
    return Period(year=year, length=Length.YEAR)


def period_at(at: datetime, length: Length, zone: ZoneInfo) -> Period:
    """Return the period of this length in which a moment lies, by a zone's wall clock."""
    day = at.astimezone(zone).date()
    return period_on(day, length)


def period_on(day: date, length: Length) -> Period:
    """Return the period of this length in which a day lies."""
    number = (day.month - 1) // MONTHS[length] + 1
    return Period(year=day.year, length=length, number=number)


def missing_months(
    period: Period, seen: Collection[Period], *, zone: ZoneInfo, at: datetime
) -> tuple[Period, ...]:
    """Return the months of a period that are over and of which nothing was recorded.

    A month that still runs is not missing; `months_to_come` has it.
    """
    over = (month for month in period.months if month.ends_at(zone) <= at)
    return tuple(month for month in over if month not in seen)


def months_to_come(
    period: Period, *, zone: ZoneInfo, at: datetime
) -> tuple[Period, ...]:
    """Return the months of a period that are not over yet."""
    return tuple(month for month in period.months if month.ends_at(zone) > at)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)
