"""Read in which months a line is done, as people write it in a spreadsheet. Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date


class NotMonths(ValueError):
    """No months can be read in it; `part` is what cannot be."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


class MadeADay(NotMonths):
    """A spreadsheet has made a day of what was typed, as it does with "1-3"."""


EVERY = frozenset({"all", "every", "every month", "*"})
A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
A_MONTH = re.compile(r"(\d{4})-(\d\d)")
A_RANGE = re.compile(r"(\w+)\s*[-–]\s*(\w+)")
NAMES = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}


def read_months(text: str, plan: Sequence[date]) -> tuple[date, ...]:
    """Return the months of a plan that a text names; raise NotMonths.

    "all"; "3, 5"; "Jan-Mar"; "11-2" over the new year; "2026-03". A month without a
    year is that month in the plan.
    """
    if text.strip().lower() in EVERY:
        return tuple(plan)
    parts = [part.strip() for part in re.split(r"[,;،၊]+|\s+and\s+", text)]
    found = {month for part in parts if part for month in _of_part(part, plan)}
    if not found:
        raise NotMonths(text.strip())
    return tuple(sorted(found))


def _of_part(part: str, plan: Sequence[date]) -> Iterator[date]:
    if A_DAY.match(part):
        raise MadeADay(part)
    if match := A_MONTH.fullmatch(part):
        yield from _known(
            part, [date(int(match[1]), _in_year(match[2], part), 1)], plan
        )
        return
    first, last = _ends(part)
    numbers = [first]
    while numbers[-1] != last:
        numbers.append(numbers[-1] % 12 + 1)
    yield from _known(part, [month for month in plan if month.month in numbers], plan)


def _ends(part: str) -> tuple[int, int]:
    if match := A_RANGE.fullmatch(part):
        return _number(match[1], part), _number(match[2], part)
    number = _number(part, part)
    return number, number


def _number(text: str, part: str) -> int:
    return NAMES[text.lower()] if text.lower() in NAMES else _in_year(text, part)


def _in_year(text: str, part: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= 12):
        raise NotMonths(part)
    return int(text)


def _known(part: str, months: list[date], plan: Sequence[date]) -> list[date]:
    if not months or any(month not in plan for month in months):
        raise NotMonths(part)
    return months
