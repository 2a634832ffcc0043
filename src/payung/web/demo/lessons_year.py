"""The moments and the keys of the invented shelf."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from payung.programme.findings.periods import shifted


@dataclass(frozen=True, kw_only=True, slots=True)
class Year:
    """The months that were lived, and by when they end."""

    first: date
    until: datetime

    def moment(self, month: int, day: int = 2, hour: int = 10) -> datetime | None:
        """Return a moment of the year; None where it is not there yet."""
        on = shifted(self.first, month) + timedelta(days=day - 1)
        at = datetime.combine(on, time(hour), tzinfo=self.until.tzinfo)
        return at if at <= self.until else None


def key(*parts: object) -> UUID:
    """Return the key of something of this year, always the same."""
    return uuid5(NAMESPACE_URL, " ".join(map(str, ("shelf", *parts))))
