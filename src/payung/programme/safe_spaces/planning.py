"""On which days a room is to be open: repeating rules less the days off.

Pure: an organiser may argue with it, and nothing here knows the time of day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from dateutil.rrule import rrule, rrulestr  # type: ignore[import-untyped]


WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# A room opens on days. What repeats within a day, or ends by counting, says no day.
PARTS = frozenset(
    {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
)
FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
LONGEST = 366


class NotARule(ValueError):
    """A text that names no repeating days; `part` is what cannot be read."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True, kw_only=True, slots=True)
class Repeats:
    """Days that repeat by an RRULE, from a day up to and with another (None = on)."""

    rule: str
    first: date
    last: date | None = None


def weekly(weekdays: Iterable[str]) -> str:
    """Return the rule of some days of each week ("MO", "TU", ...)."""
    wanted = set(weekdays)
    return "FREQ=WEEKLY;BYDAY=" + ",".join(day for day in WEEKDAYS if day in wanted)


def checked(text: str) -> str:
    """Return a rule as it is kept, in capitals; raise NotARule."""
    rule = text.strip().upper().removeprefix("RRULE:")
    said = {}
    for part in rule.split(";"):
        name, _sign, value = part.partition("=")
        if name not in PARTS or not value or name in said:
            raise NotARule(part)
        said[name] = value
    if said.get("FREQ") not in FREQUENCIES:
        raise NotARule(f"FREQ={said.get('FREQ', '')}")
    every = said.get("INTERVAL", "1")
    if not (every.isascii() and every.isdigit() and 1 <= int(every) <= LONGEST):
        raise NotARule(f"INTERVAL={every}")
    _of(Repeats(rule=rule, first=date(2026, 1, 1)), date(2026, 12, 31))
    return rule


def days_planned(
    repeats: Iterable[Repeats], *, off: Collection[date], first: date, last: date
) -> frozenset[date]:
    """Return the days from `first` to `last`, both with, on which it is to be open."""
    found = {day for one in repeats for day in _days(one, first, last)}
    return frozenset(found - set(off))


def _days(one: Repeats, first: date, last: date) -> Iterable[date]:
    start = max(first, one.first)
    end = min(last, one.last) if one.last else last
    if start > end:
        return ()
    found = _of(one, end).between(_moment(start), _moment(end), inc=True)
    return (moment.date() for moment in found)


def _of(one: Repeats, end: date) -> rrule:
    """Return the days as dateutil has them; raise NotARule.

    With an end: a rule that no day fulfils would be looked for until the year 9999.
    """
    try:
        found = rrulestr(one.rule, dtstart=_moment(one.first))
    except (ValueError, KeyError, TypeError) as problem:
        raise NotARule(one.rule) from problem
    if not isinstance(found, rrule):
        raise NotARule(one.rule)
    return found.replace(until=_moment(end))


def _moment(day: date) -> datetime:
    # Naive on purpose: days of a calendar, the same in every zone.
    return datetime.combine(day, time())
