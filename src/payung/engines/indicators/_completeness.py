"""How complete the records behind a number are, and what to say where they are not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from ._periods import Period, missing_months, months_to_come
from ._values import CountsDisagree, NotComputable, Value, Why


@dataclass(frozen=True, kw_only=True, slots=True)
class Completeness:
    """How many site-months have reported of those that should have by now.

    `missing` names the months of which nothing at all is there.
    """

    expected: int
    reported: int
    missing: tuple[Period, ...] = ()

    def __post_init__(self) -> None:
        """Refuse more reports than were expected."""
        if not 0 <= self.reported <= self.expected:
            raise CountsDisagree(f"{self.reported} of {self.expected} have reported.")

    @property
    def percent(self) -> int:
        """Return the share in whole per cent, never rounded up to 100."""
        return 100 * self.reported // self.expected if self.expected else 0

    @property
    def is_whole(self) -> bool:
        """Return whether everything expected is there."""
        return 0 < self.expected == self.reported


def completeness(
    period: Period,
    *,
    sites: Mapping[str, tuple[Period, Period | None]],
    reported: Collection[tuple[str, Period]],
    zone: ZoneInfo,
    at: datetime,
) -> Completeness:
    """Return how complete a period is.

    `sites` says in which month each site began and in which it ended, if it has.
    `reported` holds the site-months with at least one record, or with a word that
    there was nothing to record.
    """
    over = [
        m for m in period.months if m not in months_to_come(period, zone=zone, at=at)
    ]
    expected = {
        (site, month)
        for site, (first, last) in sites.items()
        for month in over
        if first.first_day <= month.first_day
        and (last is None or month.first_day <= last.first_day)
    }
    there = expected & set(reported)
    seen = {month for _, month in there}
    due = {month for _, month in expected}
    missing = missing_months(period, seen, zone=zone, at=at)
    return Completeness(
        expected=len(expected),
        reported=len(there),
        missing=tuple(month for month in missing if month in due),
    )


def instead_of_zero(value: Value, complete: Completeness) -> Value:
    """Return the value, or which months are missing where nothing was reported.

    Where some months are there, their number stands, and `complete` is shown with it.
    """
    if complete.reported or not complete.missing:
        return value
    return NotComputable(
        why=Why.MONTHS_MISSING, detail=tuple(str(month) for month in complete.missing)
    )
