"""Time and numbers as people in five places say them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from payung.web.local_time import Local, MomentWithoutZone, bikram_sambat_day


KATHMANDU = ZoneInfo("Asia/Kathmandu")
EVENING = datetime(2026, 11, 22, 14, 15, tzinfo=UTC)
NEPAL = Local(zone=KATHMANDU, language="en", second_calendar=bikram_sambat_day)


def test_the_day_is_that_of_the_place_and_not_of_the_server() -> None:
    late = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)

    said = NEPAL.day(late)

    assert said == "23 Nov"


def test_a_long_day_in_nepal_is_said_in_both_calendars() -> None:
    said = NEPAL.weekday_and_day(EVENING)

    assert said == "Sunday 22 November · 6 Mangsir 2083"


def test_a_year_on_which_calendars_disagree_is_marked() -> None:
    said = NEPAL.day_and_year(date(2027, 6, 15))

    assert said.startswith("15 June 2027 · ")
    assert said.endswith("(look it up)")


def test_a_day_beyond_the_nepali_table_is_said_in_one_calendar() -> None:
    said = NEPAL.day_and_year(date(2300, 1, 1))

    assert said == "1 January 2300"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        pytest.param("en", "8 pm", id="English counts to twelve"),
        pytest.param("bn", "রাত ৮টা", id="Bengali names the night first"),
        pytest.param("id", "20.00", id="Indonesian has a point"),
        pytest.param("my", "ည ၈ နာရီ", id="Burmese names the night first"),
        pytest.param("ne", "बेलुका ८ बजे", id="Nepali says bajé"),
    ],
)
def test_eight_in_the_evening_is_said_as_people_say_it(
    language: str, said: str
) -> None:
    local = Local(zone=KATHMANDU, language=language, native_digits=True)

    words = local.spoken_time(EVENING)

    assert words == said


def test_minutes_are_said_only_where_there_are_some() -> None:
    said = NEPAL.spoken_time(datetime(2026, 11, 22, 12, 5, tzinfo=UTC))

    assert said == "5:50 pm"


def test_native_digits_are_a_choice() -> None:
    plain = Local(zone=KATHMANDU, language="ne")

    assert plain.moment(EVENING).startswith("22")
    assert (
        Local(zone=KATHMANDU, language="ne", native_digits=True)
        .moment(EVENING)
        .startswith("२२")
    )


@pytest.mark.parametrize(
    ("length", "said"),
    [
        pytest.param(timedelta(minutes=50), "50 min", id="under two hours in minutes"),
        pytest.param(timedelta(minutes=119), "119 min", id="still minutes"),
        pytest.param(timedelta(hours=4), "4 h", id="hours"),
        pytest.param(timedelta(hours=47, minutes=59), "47 h", id="still hours"),
        pytest.param(timedelta(hours=48), "2 days", id="then days"),
        pytest.param(-timedelta(hours=3), "3 h", id="without its sign when over"),
    ],
)
def test_a_span_has_one_unit(length: timedelta, said: str) -> None:
    words = NEPAL.span(length)

    assert words == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        pytest.param("en", "50 min, 4 h, 3 days", id="English"),
        pytest.param("bn", "৫০ মিনিট, ৪ ঘন্টা, ৩ দিন", id="Bengali"),
        pytest.param("id", "50 menit, 4 jam, 3 hari", id="Indonesian"),
        pytest.param("my", "၅၀ မိနစ်, ၄ နာရီ, ၃ ရက်", id="Burmese"),
        pytest.param("ne", "५० मिनेट, ४ घण्टा, ३ दिन", id="Nepali"),
    ],
)
def test_a_span_is_said_in_whole_words_of_every_language(
    language: str, said: str
) -> None:
    local = Local(zone=KATHMANDU, language=language, native_digits=True)

    minutes, hours = local.span(timedelta(minutes=50)), local.span(timedelta(hours=4))
    days = local.span(timedelta(days=3))

    assert f"{minutes}, {hours}, {days}" == said


def test_figures_are_grouped_as_the_language_groups_them() -> None:
    bengali = Local(zone=KATHMANDU, language="bn", native_digits=True)

    words = bengali.number(1234567)

    assert words == "১২,৩৪,৫৬৭"


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = datetime.fromisoformat("2026-11-22T10:00")

    with pytest.raises(MomentWithoutZone):
        NEPAL.moment(naive)
