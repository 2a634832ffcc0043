"""Days off are said in the language of who reads them, days in a row as one."""

from __future__ import annotations

from datetime import date

import pytest

from payung.programme.safe_spaces.days_off import DaysOff, days_off_to_come
from payung.programme.safe_spaces.models import LocalHoliday


pytestmark = pytest.mark.django_db
APRIL = date(2027, 4, 1)
NEW_YEAR = "မြန်မာနှစ်သစ်ကူး ရုံးပိတ်ရက်များ"


def correct(day: date, *, label: str, is_open: bool) -> None:
    LocalHoliday.objects.create(
        country="mm", day=day, label=label, is_open=is_open, made_by="khin"
    )


def run(first: int, last: int, *, why: str, is_open: bool = False) -> DaysOff:
    return DaysOff(
        first=date(2027, 4, first), last=date(2027, 4, last), why=why, is_open=is_open
    )


def test_the_new_year_of_myanmar_is_one_row_in_burmese() -> None:
    found = days_off_to_come("mm", "my", today=APRIL)

    assert found[0] == run(13, 21, why=NEW_YEAR)


def test_a_holiday_on_which_we_are_open_stands_alone() -> None:
    correct(date(2027, 4, 15), label="", is_open=True)

    found = days_off_to_come("mm", "my", today=APRIL)

    assert found[:3] == [
        run(13, 14, why=NEW_YEAR),
        run(15, 15, why=NEW_YEAR, is_open=True),
        run(16, 21, why=NEW_YEAR),
    ]


def test_our_own_word_for_a_day_is_kept() -> None:
    correct(date(2027, 4, 2), label="Painting the walls", is_open=False)

    found = days_off_to_come("mm", "my", today=APRIL)

    assert found[0] == run(2, 2, why="Painting the walls")


@pytest.mark.parametrize(
    ("country", "language", "name"),
    [
        pytest.param("np", "ne", "नेपाली नयाँ वर्ष", id="Nepal"),
        pytest.param("bd", "bn", "পহেলা বৈশাখ", id="Bangladesh"),
        pytest.param("id", "id", "Hari Buruh Internasional", id="Indonesia"),
    ],
)
def test_a_country_reads_its_holidays_in_its_language(
    country: str, language: str, name: str
) -> None:
    found = days_off_to_come(country, language, today=APRIL)

    assert found[0].why == name
