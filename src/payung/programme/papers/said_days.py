"""Say days and moments in a paper: in its language, on the clocks of the place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from payung.engines.clocks.calendars import (
    NoSuchDay,
    bikram_sambat,
    bikram_sambat_words,
    gregorian_words,
    native_digits,
)


# The calendar of a pack that has a second one beside the Gregorian.
BIKRAM_SAMBAT = "bikram_sambat"
# Where published calendars disagree: a line to write the date on, with its name.
BY_HAND = {"ne": "वि.सं. __________"}
BY_HAND_ELSEWHERE = "B.S. __________"


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidDays:
    """How a paper says time: its language, the zone, the calendar of the country."""

    language: str
    zone: ZoneInfo
    calendar: str

    def number(self, value: int) -> str:
        """Return a number in the digits of the language."""
        return native_digits(str(value), self.language)

    def day(self, moment: datetime) -> str:
        """Return a day: "22 November 2026 (6 Mangsir 2083)".

        Where no Nepali date is sure there is a line to write it on by hand, because a
        court that reads a wrong one takes it for certain.
        """
        day = moment.astimezone(self.zone).date()
        second = self._second(day)
        words = gregorian_words(day, self.language)
        both = f"{words} ({second})" if second else words
        return native_digits(both, self.language)

    def moment(self, moment: datetime) -> str:
        """Return a moment: "22 November 2026 (6 Mangsir 2083), 22:10"."""
        here = moment.astimezone(self.zone)
        return f"{self.day(here)}, {native_digits(f'{here:%H:%M}', self.language)}"

    def _second(self, day: date) -> str:
        if self.calendar != BIKRAM_SAMBAT:
            return ""
        by_hand = BY_HAND.get(self.language, BY_HAND_ELSEWHERE)
        try:
            nepali = bikram_sambat(day)
        except NoSuchDay:
            return by_hand
        return bikram_sambat_words(nepali, self.language) if nepali.sure else by_hand
