"""Days in spreadsheets: certain ones are read, the others are asked, none is guessed."""

from __future__ import annotations

from datetime import date

import pytest

from payung.programme.reports.importing.dates import (
    Ask,
    DateAnswers,
    NeedsAnswer,
    NotADay,
    read_day,
    survey,
)


TODAY = date(2026, 11, 25)
NOTHING = DateAnswers()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("2024-03-12", date(2024, 3, 12), id="year first"),
        pytest.param("2024/3/12", date(2024, 3, 12), id="year first with strokes"),
        pytest.param("20240312", date(2024, 3, 12), id="eight figures"),
        pytest.param("25/03/2024", date(2024, 3, 25), id="no month has number 25"),
        pytest.param("03/25/2024", date(2024, 3, 25), id="month first for sure"),
        pytest.param("25.3.2024", date(2024, 3, 25), id="points"),
        pytest.param("07/07/2024", date(2024, 7, 7), id="both ways the same day"),
        pytest.param("12 Mar 2024", date(2024, 3, 12), id="the month in words"),
        pytest.param("March 12, 2024", date(2024, 3, 12), id="words, month first"),
        pytest.param("2024-03-12 14:30", date(2024, 3, 12), id="a time behind it"),
        pytest.param("25/03/2024 9:05 PM", date(2024, 3, 25), id="a time with PM"),
        pytest.param("২৫/০৩/২০২৪", date(2024, 3, 25), id="Bengali figures"),
        pytest.param("२०२४-०३-१२", date(2024, 3, 12), id="Nepali figures"),
        pytest.param("၂၀၂၄-၀၃-၁၂", date(2024, 3, 12), id="Burmese figures"),
    ],
)
def test_a_day_that_can_be_read_one_way_only_is_read(text: str, day: date) -> None:
    assert read_day(text, NOTHING, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        pytest.param("03/04/2024", Ask.ORDER, id="3 April or 4 March"),
        pytest.param("25/03/24", Ask.ORDER, id="the 25th, or the year 25"),
        pytest.param("03/25/24", Ask.CENTURY, id="a short year"),
        pytest.param("2080-12-01", Ask.BIKRAM, id="a year to come"),
        pytest.param("15/04/2079", Ask.BIKRAM, id="a year to come, day first"),
        pytest.param("45363", Ask.SERIAL, id="a bare number of days"),
    ],
)
def test_a_day_that_can_be_read_two_ways_is_asked(text: str, ask: Ask) -> None:
    with pytest.raises(NeedsAnswer) as caught:
        read_day(text, NOTHING, today=TODAY)

    assert caught.value.ask is ask


@pytest.mark.parametrize(
    ("text", "told", "day"),
    [
        ("03/04/2024", DateAnswers(order="dmy"), date(2024, 4, 3)),
        ("03/04/2024", DateAnswers(order="mdy"), date(2024, 3, 4)),
        ("25/03/2024", DateAnswers(order="mdy"), date(2024, 3, 25)),
        ("24/03/04", DateAnswers(order="ymd", century="2000"), date(2024, 3, 4)),
        ("03/25/24", DateAnswers(century="2000"), date(2024, 3, 25)),
        ("03/25/64", DateAnswers(century="1900"), date(1964, 3, 25)),
        ("45363", DateAnswers(serial="1900"), date(2024, 3, 12)),
        ("43901", DateAnswers(serial="1904"), date(2024, 3, 12)),
        ("2080-11-29", DateAnswers(bikram="yes"), date(2024, 3, 12)),
    ],
)
def test_what_a_person_told_settles_it(text: str, told: DateAnswers, day: date) -> None:
    assert read_day(text, told, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("31/02/2024", NOTHING, id="there is no such day"),
        pytest.param("13/13/2024", NOTHING, id="no such month either way"),
        pytest.param("last week", NOTHING, id="words"),
        pytest.param("03/2024", NOTHING, id="a month only"),
        pytest.param("2024", NOTHING, id="a year only"),
        pytest.param("03/04/2024", DateAnswers(order="leave"), id="told to leave out"),
        pytest.param("2090-13-40", DateAnswers(bikram="yes"), id="no Nepali day"),
    ],
)
def test_what_is_no_day_is_said_to_be_none(text: str, told: DateAnswers) -> None:
    with pytest.raises(NotADay):
        read_day(text, told, today=TODAY)


def test_a_column_that_mixes_both_ways_is_shown_as_it_is() -> None:
    # As in a public table of real deaths, whose days are written both ways; invented.
    texts = [
        *(f"5/{day}/2019" for day in range(13, 29)),
        *(f"{day}/5/2019" for day in range(13, 18)),
        *(f"{day}/6/2019" for day in (1, 2, 3, 4)),
        "6/6/2019",
        "no date known",
    ]

    found = survey(texts, told=NOTHING, today=TODAY)

    assert found.certain == {"mdy": 16, "dmy": 5, "same": 1}
    assert found.open == {Ask.ORDER: 4}
    assert found.examples[Ask.ORDER][0] == "1/6/2019"
    assert found.unreadable == 1


def test_nothing_is_open_once_it_was_told() -> None:
    found = survey(["1/6/2019"], told=DateAnswers(order="dmy"), today=TODAY)

    assert found.open == {}
