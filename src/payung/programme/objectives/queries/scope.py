"""For which country and period a number is asked, and what is known by when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from payung.engines.indicators import Period, Value
from payung.programme.places.packs import pack_of


# Which category of which axis: (("room", "blue"),); () is all of it.
Part = tuple[tuple[str, str], ...]
WHOLE: Part = ()
Answer = Mapping[Part, Value]


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """A country and a period as seen at a moment.

    `outside`: for readers outside the country. They are told only of those who agreed
    that totals reach them, as findings does, so that no difference tells of the others.
    """

    country: str
    period: Period
    at: datetime
    outside: bool = False
    # What several numbers of one asking share, so that a log is read once.
    memo: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone of the country's wall clock."""
        return pack_of(self.country).zone()

    @property
    def start(self) -> datetime:
        """Return the first moment of the period."""
        return self.period.starts_at(self.zone)

    @property
    def end(self) -> datetime:
        """Return the first moment after the period."""
        return self.period.ends_at(self.zone)

    @property
    def today(self) -> date:
        """Return the day on which it is asked, by the country's wall clock."""
        return self.at.astimezone(self.zone).date()

    def moments(self, field: str) -> dict[str, datetime]:
        """Return the filter for moments of the period."""
        return {f"{field}__gte": self.start, f"{field}__lt": self.end}

    def days(self, field: str) -> dict[str, date]:
        """Return the filter for days of the period."""
        return {
            f"{field}__gte": self.period.first_day,
            f"{field}__lte": self.period.last_day,
        }


def part_of(axis: str, category: str) -> Part:
    """Return the part of one category of one axis."""
    return ((axis, category),)


def beside(name: str) -> Part:
    """Return the part under which a second number stands beside the first."""
    return (("beside", name),)


def written(part: Part) -> str:
    """Return a part as it is stored."""
    return ",".join(f"{axis}={category}" for axis, category in part)


def read_part(text: str) -> Part:
    """Return a stored part."""
    pairs = (each.partition("=") for each in text.split(",") if each)
    return tuple((axis, category) for axis, _, category in pairs)
