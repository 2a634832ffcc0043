"""Bikram Sambat, native digits and the names of months."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.clocks.calendars import (
    BikramSambat,
    NoSuchDay,
    bikram_sambat,
    bikram_sambat_words,
    gregorian,
    gregorian_words,
    latin_digits,
    native_digits,
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2026, 11, 22), (2083, 8, 6), id="06 Mangsir 2083"),
        pytest.param(date(2015, 9, 20), (2072, 6, 3), id="the constitution of Nepal"),
        pytest.param(date(2006, 4, 14), (2063, 1, 1), id="the first sure day"),
        pytest.param(date(2027, 4, 13), (2083, 12, 30), id="the last sure day"),
    ],
)
def test_a_nepali_date_is_the_one_on_the_wall_calendar(
    day: date, expected: tuple[int, int, int]
) -> None:
    found = bikram_sambat(day)

    assert (found.year, found.month, found.day) == expected
    assert found.sure


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2006, 4, 13), id="the day before the sure years"),
        pytest.param(date(2027, 4, 14), id="the day after them"),
        pytest.param(date(2027, 6, 15), id="where libraries disagree"),
    ],
)
def test_outside_the_sure_years_the_date_says_so(day: date) -> None:
    found = bikram_sambat(day)

    assert not found.sure


@pytest.mark.parametrize(
    "day", [pytest.param(date(1943, 4, 13), id="before"), date(2050, 1, 1), date.min]
)
def test_beyond_the_table_there_is_no_guess(day: date) -> None:
    with pytest.raises(NoSuchDay, match="Gregorian date alone"):
        bikram_sambat(day)


@pytest.mark.parametrize("day", [(2083, 13, 1), (2083, 1, 33), (2200, 1, 1), (0, 0, 0)])
def test_a_nepali_day_that_does_not_exist_is_refused(day: tuple[int, int, int]) -> None:
    with pytest.raises(NoSuchDay, match="Check the day"):
        gregorian(*day)


@given(st.dates(date(1944, 1, 1), date(2033, 12, 31)))
def test_a_day_taken_there_and_back_is_the_same_day(day: date) -> None:
    there = bikram_sambat(day)

    back = gregorian(there.year, there.month, there.day)

    assert back == day


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "22:10, 2083"),
        ("id", "22:10, 2083"),
        ("bn", "২২:১০, ২০৮৩"),
        ("my", "၂၂:၁၀, ၂၀၈၃"),
        ("ne", "२२:१०, २०८३"),
    ],
)
def test_figures_are_written_in_the_digits_of_the_language(
    language: str, expected: str
) -> None:
    written = native_digits("22:10, 2083", language)

    assert written == expected
    assert latin_digits(written) == "22:10, 2083"


@pytest.mark.parametrize("language", ["en", "bn", "id", "my", "ne"])
def test_names_of_months_are_those_of_the_common_locale_data(language: str) -> None:
    named = [gregorian_words(date(2026, month, 1), language) for month in range(1, 13)]

    names = get_month_names("wide", "format", language)
    assert named == [f"1 {names[month]} 2026" for month in range(1, 13)]


def test_a_nepali_date_is_told_in_nepali_and_in_english() -> None:
    day = BikramSambat(year=2083, month=8, day=6)

    assert bikram_sambat_words(day, "ne") == "6 मंसिर 2083"
    assert bikram_sambat_words(day, "en") == "6 Mangsir 2083"
