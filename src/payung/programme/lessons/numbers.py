"""On which numbers a lesson rests: codes and periods, and what they say of themselves.

The objectives stand above and say what a number was: see objectives/lesson_numbers.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from babel.dates import format_date, format_interval
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payung.engines.indicators import (
    Length,
    NoSuchPeriod,
    Sheet,
    parse_period,
    period_on,
    sheets,
)
from payung.programme.people.actors import Actor

from .models import Lesson, LessonEvidence
from .refusals import NoSuchNumber


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """A number by its code and its period, both as they are written."""

    indicator: str
    period: str


# The number in words for this reader, "" where it is not for her; and where it stands.
Said = Callable[[Actor, str, Evidence], tuple[str, str]]
_SAID: list[Said] = []


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """One piece of evidence on a page: name, period, the number where it may be told."""

    name: str
    period: str
    number: str
    url: str


def answer_with(said: Said) -> None:
    """Keep who says what a number was."""
    _SAID.append(said)


def check(evidence: Iterable[Evidence]) -> None:
    """Raise NoSuchNumber for a code or a period that nothing is called by."""
    for one in evidence:
        if one.indicator not in known():
            raise NoSuchNumber(_("Choose the number from the list."))
        try:
            parse_period(one.period)
        except NoSuchPeriod:
            raise NoSuchNumber(_("Choose the period from the list.")) from None


def names() -> list[tuple[str, str]]:
    """Return code and name of every number, in the order of the objectives."""
    return [(code, f"{_name(sheet)} ({code})") for code, sheet in known().items()]


def periods_before(on: date) -> list[tuple[str, str]]:
    """Return periods to choose from, as written and in words: the latest first."""
    found = [
        period_on(on, length).shifted(-back)
        for length, many in ((Length.QUARTER, 8), (Length.HALF, 4), (Length.YEAR, 3))
        for back in range(many)
    ]
    return [(str(period), period_words(str(period))) for period in found]


def period_words(written: str) -> str:
    """Return a period as people say it: "Jul – Sep 2026"."""
    period, language = parse_period(written), get_language() or "en"
    if period.length is Length.YEAR:
        return format_date(period.first_day, "y", language)
    if period.length is Length.MONTH:
        return format_date(period.first_day, "LLLL y", language)
    # The last month by its first day: Babel counts both ends.
    last = period.last_day.replace(day=1)
    return format_interval(period.first_day, last, "yMMM", locale=language)


def known() -> dict[str, Sheet]:
    """Return the sheets by code."""
    return dict(_sheets(settings.COUNTRIES / "codes" / "indicators"))


def shown(actor: Actor, lesson: Lesson) -> list[Shown]:
    """Return the evidence of a lesson as this reader may see it."""
    rows = lesson.evidence.order_by("pk")
    return [_shown(actor, lesson.country, row) for row in rows]


def _shown(actor: Actor, country: str, row: LessonEvidence) -> Shown:
    one = Evidence(indicator=row.indicator, period=row.period)
    sheet = known().get(row.indicator)
    number, url = "", ""
    for said in _SAID:
        number, url = said(actor, country, one)
    return Shown(
        name=_name(sheet) if sheet else row.indicator,
        period=period_words(row.period),
        number=number,
        url=url,
    )


def _name(sheet: Sheet) -> str:
    return sheet.name.get(get_language() or "en", sheet.name["en"])


@lru_cache(maxsize=4)
def _sheets(folder: Path) -> dict[str, Sheet]:
    return dict(sheets(folder))
