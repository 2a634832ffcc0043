"""Say a moment, a day, a span or a number as people in a place say it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from babel.units import format_unit
from django.utils.translation import gettext as _

from payung.engines.clocks.calendars import (
    NoSuchDay,
    bikram_sambat,
    bikram_sambat_words,
    native_digits,
)
from payung.web.spoken_time import spoken


# Our English is not American: the day stands before the month.
BABEL = {"en": "en_GB"}
# Babel writes "duration-hour" where it lacks a word, as for the long units in Bengali,
# Burmese and Nepali. Their short ones are whole words; the Indonesian are initials.
WHOLE_WORDS: dict[str, Literal["short", "long"]] = {"id": "long"}
# Shorter than Babel's "50 mins" and "4 hrs".
ENGLISH_UNITS = {"minute": "min", "hour": "h"}


# A list says the same few days on every line, and Babel takes its time over each.
@lru_cache(maxsize=1024)
def _short_day(day: date, locale: str) -> str:
    return format_date(day, "d MMM", locale)


class MomentWithoutZone(ValueError):
    """A moment needs its zone before it can be shown anywhere."""


def bikram_sambat_day(day: date, language: str) -> str:
    """Return the Nepali date in words, or nothing where the calendar's table ends."""
    try:
        nepali = bikram_sambat(day)
    except NoSuchDay:
        return ""
    words = bikram_sambat_words(nepali, language)
    # Published calendars disagree here, and a court date may hang on it.
    return words if nepali.sure else _("%(day)s (look it up)") % {"day": words}


@dataclass(frozen=True, kw_only=True, slots=True)
class Local:
    """How one reader hears time: zone, language, digits, perhaps a second calendar."""

    zone: ZoneInfo
    language: str
    native_digits: bool = False
    second_calendar: Callable[[date, str], str] | None = None

    @property
    def locale(self) -> str:
        """Return Babel's name of the language."""
        return BABEL.get(self.language, self.language)

    def here(self, moment: datetime) -> datetime:
        """Return a moment on the clock of the place; raise MomentWithoutZone."""
        if moment.tzinfo is None:
            raise MomentWithoutZone(moment.isoformat())
        return moment.astimezone(self.zone)

    def digits(self, text: str) -> str:
        """Return text with the language's own digits, where the reader wants them."""
        return native_digits(text, self.language) if self.native_digits else text

    def number(self, value: float) -> str:
        """Return a number grouped as the language groups it."""
        return self.digits(format_decimal(value, locale=self.locale))

    def day(self, day: date | datetime) -> str:
        """Return a short day: "22 Nov"."""
        return self.digits(_short_day(self._date(day), self.locale))

    def day_and_year(self, day: date | datetime) -> str:
        """Return a day with its year, in both calendars: "22 November 2026 · …"."""
        return self._both(self._date(day), "d MMMM y")

    def month_and_year(self, month: date) -> str:
        """Return a month with its year: "November 2026"."""
        return self.digits(format_date(month, "LLLL y", self.locale))

    def weekday_and_day(self, day: date | datetime) -> str:
        """Return a long day, in both calendars: "Sunday 22 November · …"."""
        return self._both(self._date(day), "EEEE d MMMM")

    def moment(self, moment: datetime) -> str:
        """Return a day and time that fit a list: "22 Nov, 17:02"."""
        here = self.here(moment)
        return self.digits(f"{_short_day(here.date(), self.locale)}, {here:%H:%M}")

    def weekday_time(self, moment: datetime) -> str:
        """Return a moment of the coming days: "Mon 10:30"."""
        return self._moment(moment, "EEE HH:mm")

    def spoken_time(self, moment: datetime) -> str:
        """Return a time of day as it is spoken: "8 pm", "20.00"."""
        return self.digits(spoken(self.here(moment), self.language))

    def span(self, length: timedelta) -> str:
        """Return a length of time in its largest fitting unit: "50 min", "4 h".

        Minutes up to two hours, hours up to two days, then days. A length that
        has run over is said without its sign: the words beside it say so.
        """
        minutes = int(abs(length).total_seconds() // 60)
        if minutes < 120:
            return self._unit(minutes, "minute")
        if minutes < 48 * 60:
            return self._unit(minutes // 60, "hour")
        return self._unit(minutes // (24 * 60), "day")

    def _date(self, day: date | datetime) -> date:
        return self.here(day).date() if isinstance(day, datetime) else day

    def _both(self, day: date, pattern: str) -> str:
        words = format_date(day, pattern, self.locale)
        if self.second_calendar:
            second = self.second_calendar(day, self.language)
            words = f"{words} · {second}" if second else words
        return self.digits(words)

    def _moment(self, moment: datetime, pattern: str) -> str:
        here = self.here(moment)
        return self.digits(format_datetime(here, pattern, locale=self.locale))

    def _unit(self, count: int, unit: str) -> str:
        if self.language == "en" and unit in ENGLISH_UNITS:
            return f"{count} {ENGLISH_UNITS[unit]}"
        length = WHOLE_WORDS.get(self.language, "short")
        words = format_unit(count, f"duration-{unit}", length, locale=self.locale)
        return self.digits(words)
