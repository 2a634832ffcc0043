"""Periods in the language of the page, and which ones there are to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from babel.dates import format_date, format_interval
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payung.engines.indicators import Length, Period, period_at, period_on
from payung.programme.places.packs import pack_of


SHOWN_PERIODS = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """Something to choose: how an address writes it, and how people say it."""

    period: str
    said: str
    chosen: bool


def period_words(period: Period) -> str:
    """Return a period as people say it: "Oct – Dec 2026", "August 2026", "2026"."""
    return _said(
        period.first_day, period.last_day, period.length, get_language() or "en"
    )


def length_words(length: Length) -> str:
    """Return what a length of time is called."""
    return {
        Length.MONTH: _("Month"),
        Length.QUARTER: _("Quarter"),
        Length.HALF: _("Half-year"),
        Length.YEAR: _("Year"),
    }[length]


def periods_to_choose(period: Period, *, at: datetime, country: str) -> list[Choice]:
    """Return periods of this length, the latest first; the chosen one is among them."""
    now = period_at(at, period.length, pack_of(country).zone())
    shown = [now.shifted(-back) for back in range(SHOWN_PERIODS)]
    if period not in shown:
        # Older ones, or one to come: around it.
        shown = [period.shifted(2 - back) for back in range(SHOWN_PERIODS)]
    return [_choice(one, chosen=one == period) for one in shown]


def lengths_to_choose(period: Period, *, at: datetime, country: str) -> list[Choice]:
    """Return month, quarter, half-year and year; each leads to where the reader is."""
    today = at.astimezone(pack_of(country).zone()).date()
    day = min(period.last_day, max(today, period.first_day))
    return [
        Choice(
            period=str(period_on(day, length)),
            said=length_words(length),
            chosen=length is period.length,
        )
        for length in Length
    ]


def periods_to_aim_at(period: Period, *, at: datetime, country: str) -> list[Choice]:
    """Return periods for which something may be set: of this length, and years."""
    now = period_at(at, period.length, pack_of(country).zone())
    shown = [now.shifted(4 - back) for back in range(SHOWN_PERIODS + 5)]
    year = period_at(at, Length.YEAR, pack_of(country).zone())
    years = [year.shifted(1 - back) for back in range(6)]
    found = dict.fromkeys((period, *shown, *years))
    return [_choice(one, chosen=one == period) for one in found]


def _choice(period: Period, *, chosen: bool) -> Choice:
    return Choice(period=str(period), said=period_words(period), chosen=chosen)


@lru_cache(maxsize=1024)
def _said(first: date, last: date, length: Length, language: str) -> str:
    if length is Length.YEAR:
        return format_date(first, "y", language)
    if length is Length.MONTH:
        return format_date(first, "LLLL y", language)
    # The last month by its first day: Babel counts both ends.
    until = (last - timedelta(days=27)).replace(day=1)
    return format_interval(first, until, "yMMM", locale=language)
