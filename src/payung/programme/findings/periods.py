"""Spans of whole months: what figures are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


class NotAPeriod(ValueError):
    """A period is whole months; the sentence says how to write one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """Whole months, from the first day of one to the day before `until`."""

    since: date
    until: date

    def __post_init__(self) -> None:
        """Raise NotAPeriod unless it starts and ends with a month."""
        if (self.since.day, self.until.day) != (1, 1) or self.since >= self.until:
            raise NotAPeriod("A period begins and ends with a month.")

    @property
    def last_day(self) -> date:
        """Return the last day that belongs to it."""
        return self.until - timedelta(days=1)

    @property
    def code(self) -> str:
        """Return its name in tables and files: "2025-11_2026-10"."""
        return f"{self.since:%Y-%m}_{self.last_day:%Y-%m}"

    def months(self) -> tuple[str, ...]:
        """Return its months, the first one first: "2026-10"."""
        count = (self.until.year - self.since.year) * 12
        count += self.until.month - self.since.month
        return tuple(f"{shifted(self.since, n):%Y-%m}" for n in range(count))

    def overlaps(self, other: Period) -> bool:
        """Return whether a day lies in both."""
        return self.since < other.until and other.since < self.until


def ending(month: str, months: int) -> Period:
    """Return so many months up to and with a month such as "2026-10"."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise NotAPeriod("Write a month as 2026-10.") from None
    until = shifted(first, 1)
    return Period(since=shifted(until, -months), until=until)


def read_period(code: str) -> Period:
    """Return the period that a code names; raise NotAPeriod."""
    since, _, last = code.partition("_")
    try:
        first = date.fromisoformat(f"{since}-01")
        return Period(since=first, until=shifted(date.fromisoformat(f"{last}-01"), 1))
    except ValueError:
        raise NotAPeriod("Write a period as 2025-11_2026-10.") from None


def month_of(day: date) -> date:
    """Return the first day of its month."""
    return day.replace(day=1)


def shifted(first: date, months: int) -> date:
    """Return the first day of the month so many months away."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def quarter_of(month: str) -> str:
    """Return the quarter of a month: "2026-10" is in "2026-Q4"."""
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"
