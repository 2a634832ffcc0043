"""Days as people write them in spreadsheets. What can be read two ways is asked."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from payung.engines.clocks.calendars import NoSuchDay, gregorian, latin_digits


class Ask(StrEnum):
    """What only a person can tell about the days of a column."""

    ORDER = "order"
    CENTURY = "century"
    BIKRAM = "bikram"
    SERIAL = "serial"


class NotADay(ValueError):
    """No day can be read in it."""


class NeedsAnswer(ValueError):
    """It can be read in more than one way; `ask` says what must be told first."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        super().__init__(str(ask))


@dataclass(frozen=True, kw_only=True, slots=True)
class DateAnswers:
    """What a person told of one column; empty means not told, `leave` means leave out.

    order: dmy, mdy or ymd. century: 1900 or 2000. bikram: yes or no. serial: 1900 or
    1904, the day from which the spreadsheet counts.
    """

    order: str = ""
    century: str = ""
    bikram: str = ""
    serial: str = ""


@dataclass(kw_only=True, slots=True)
class DateSurvey:
    """What stands in a column: how many are certain each way, and what is open."""

    certain: dict[str, int] = field(default_factory=dict)
    open: dict[Ask, int] = field(default_factory=dict)
    examples: dict[Ask, list[str]] = field(default_factory=dict)
    unreadable: int = 0


SERIAL = re.compile(r"^\d{5}(\.\d+)?$")
NUMBERS = re.compile(r"^(\d{1,4})[/.\-\s](\d{1,2})[/.\-\s](\d{1,4})$")
WORDS = re.compile(r"^(\d{1,2})[\s\-]+([A-Za-z]{3,9})\.?,?[\s\-]+(\d{4})$")
WORDS_FIRST = re.compile(r"^([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})$")
CLOCK = re.compile(
    r"[T\s]+\d{1,2}:\d\d(:\d\d(\.\d+)?)?(\s*[AaPp]\.?[Mm]\.?)?(Z|[+-]\d\d:?\d\d)?$"
)
# Days that a spreadsheet counts from; the first has a leap day that never was.
STARTS = {"1900": date(1899, 12, 30), "1904": date(1904, 1, 1)}
MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}


def read_day(text: str, told: DateAnswers, *, today: date) -> date:
    """Return the day in a cell; raise NeedsAnswer or NotADay. Nothing is guessed."""
    return _read(text, told, today)[0]


def survey(texts: Iterable[str], *, told: DateAnswers, today: date) -> DateSurvey:
    """Return what the days of a column look like, after what was told of them."""
    found = DateSurvey()
    for text in texts:
        try:
            _day, way = _read(text, told, today)
            found.certain[way] = found.certain.get(way, 0) + 1
        except NeedsAnswer as why:
            found.open[why.ask] = found.open.get(why.ask, 0) + 1
            shown = found.examples.setdefault(why.ask, [])
            if len(shown) < 5 and text not in shown:
                shown.append(text)
        except NotADay:
            found.unreadable += 1
    return found


def _read(text: str, told: DateAnswers, today: date) -> tuple[date, str]:
    plain = CLOCK.sub("", latin_digits(text).strip())
    if SERIAL.match(plain):
        return _serial(plain, told)
    if re.fullmatch(r"\d{8}", plain):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    for pattern, at in ((WORDS, (2, 1, 0)), (WORDS_FIRST, (2, 0, 1))):
        if match := pattern.match(plain):
            parts = match.groups()
            month = MONTHS.get(parts[at[1]].lower(), 0)
            return _day(
                int(parts[at[0]]), month, int(parts[at[2]]), told, today
            ), "words"
    match = NUMBERS.match(plain)
    if match is None:
        raise NotADay
    return _numbers(match.groups(), told, today)


def _serial(text: str, told: DateAnswers) -> tuple[date, str]:
    if told.serial not in STARTS:
        _left_or_asked(told.serial, Ask.SERIAL)
    return STARTS[told.serial] + timedelta(days=int(float(text))), "serial"


def _numbers(
    parts: tuple[str, ...], told: DateAnswers, today: date
) -> tuple[date, str]:
    first, _second, third = parts
    a, b, c = (int(part) for part in parts)
    if len(first) > 2:
        return _day(a, b, c, told, today), "ymd"
    short = len(third) <= 2
    if short and a > 31:
        return _day(_century(a, told), b, c, told, today), "ymd"
    order = _order(a, b, short, told)
    if short and order == "ymd":
        return _day(_century(a, told), b, c, told, today), "ymd"
    year = _century(c, told) if short else c
    month, day = (a, b) if order == "mdy" else (b, a)
    return _day(year, month, day, told, today), order


def _order(a: int, b: int, short: bool, told: DateAnswers) -> str:
    """Return how the numbers stand; with a short year the year may be first as well."""
    if a > 12 and b > 12:
        raise NotADay
    if short and told.order == "ymd":
        return "ymd"
    if a > 12 and not short:
        return "dmy"
    if b > 12:
        return "mdy"
    if a == b and not short:
        return "same"
    if a > 12 and told.order in {"", "dmy", "mdy"}:
        # 25/03/24: the 25th, or the year 25. Only the year-first way has to be told.
        return "dmy" if told.order else _left_or_asked("", Ask.ORDER)
    if told.order not in {"dmy", "mdy"}:
        _left_or_asked(told.order, Ask.ORDER)
    return told.order


def _century(year: int, told: DateAnswers) -> int:
    if told.century not in {"1900", "2000"}:
        _left_or_asked(told.century, Ask.CENTURY)
    return int(told.century) + year


def _day(year: int, month: int, day: int, told: DateAnswers, today: date) -> date:
    """Return the day; a year that is still to come may be one of Bikram Sambat."""
    if year <= today.year:
        try:
            return date(year, month, day)
        except ValueError:
            raise NotADay from None
    if told.bikram != "yes":
        _left_or_asked("leave" if told.bikram == "no" else told.bikram, Ask.BIKRAM)
    try:
        return gregorian(year, month, day)
    except NoSuchDay:
        raise NotADay from None


def _left_or_asked(told: str, ask: Ask) -> str:
    if told == "leave":
        raise NotADay
    raise NeedsAnswer(ask)


def iso_of(value: datetime | date) -> str:
    """Return a spreadsheet's own date cell as 2026-11-25: it needs no reading."""
    return value.strftime("%Y-%m-%d")
