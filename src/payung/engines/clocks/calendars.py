"""Dates as a country writes them: Bikram Sambat, native digits, names of months.

Dates are stored Gregorian. Bikram Sambat month lengths are fixed officially year by
year, so no library is an authority: this is the one file that asks one, and it says
when its answer should not be relied on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from nepali.date_converter import converter

from ._month_names import BIKRAM_SAMBAT, GREGORIAN


# Four calendars were compared day by day; between these years they agree, except that
# one of them stands alone for some weeks after 15 June 2027.
FIRST_SURE_YEAR, LAST_SURE_YEAR = 2063, 2083

DIGITS = {"bn": "০১২৩৪৫৬৭৮৯", "my": "၀၁၂၃၄၅၆၇၈၉", "ne": "०१२३४५६७८९"}


class NoSuchDay(ValueError):
    """The calendar's table does not reach this day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BikramSambat:
    """A Nepali date; `sure` is False where published calendars disagree."""

    year: int
    month: int
    day: int

    @property
    def sure(self) -> bool:
        """Whether published calendars agree on this year."""
        return FIRST_SURE_YEAR <= self.year <= LAST_SURE_YEAR


def bikram_sambat(day: date) -> BikramSambat:
    """Return the Bikram Sambat date of a Gregorian day; raise NoSuchDay beyond it."""
    try:
        year, month, number = converter.english_to_nepali(day.year, day.month, day.day)
    except (ValueError, IndexError) as problem:
        raise NoSuchDay(
            f"{day:%d %B %Y} is outside the Bikram Sambat table. "
            "Show the Gregorian date alone."
        ) from problem
    return BikramSambat(year=year, month=month, day=number)


def gregorian(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of a Bikram Sambat date; raise NoSuchDay."""
    try:
        return date(*converter.nepali_to_english(year, month, day))
    except (ValueError, IndexError) as problem:
        raise NoSuchDay(
            f"There is no {year}-{month:02}-{day:02} in the Bikram Sambat table. "
            "Check the day and the month."
        ) from problem


def last_sure_day() -> date:
    """Return the last day on which published Bikram Sambat calendars agree."""
    return gregorian(LAST_SURE_YEAR + 1, 1, 1) - timedelta(days=1)


def native_digits(text: str, language: str) -> str:
    """Return the text with its figures in the language's own digits, if it has any."""
    digits = DIGITS.get(language)
    return text.translate(str.maketrans("0123456789", digits)) if digits else text


def latin_digits(text: str) -> str:
    """Return the text with Bengali, Burmese and Nepali digits as 0 to 9."""
    every = "".join(DIGITS.values())
    return text.translate(str.maketrans(every, "0123456789" * len(DIGITS)))


def gregorian_words(day: date, language: str) -> str:
    """Return the day as people say it: "22 November 2026" in that language."""
    return f"{day.day} {GREGORIAN[language][day.month - 1]} {day.year}"


def bikram_sambat_words(day: BikramSambat, language: str) -> str:
    """Return the Nepali date in words: "6 Mangsir 2083", Nepali names where known."""
    names = BIKRAM_SAMBAT.get(language, BIKRAM_SAMBAT["en"])
    return f"{day.day} {names[day.month - 1]} {day.year}"
