"""Half a year before the Nepali dates of papers end, the program says so at its start."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import override_settings

from payung.engines.clocks.calendars import bikram_sambat, last_sure_day
from payung.web.calendar_check import nepali_dates_end, second_calendar


@pytest.mark.parametrize(
    ("today", "warned"),
    [
        pytest.param(date(2026, 10, 11), [], id="more than half a year before"),
        pytest.param(date(2026, 10, 12), ["payung.W010"], id="half a year before"),
        pytest.param(date(2027, 4, 14), ["payung.W010"], id="when it has ended"),
    ],
)
def test_it_is_said_from_half_a_year_before(today: date, warned: list[str]) -> None:
    found = nepali_dates_end(today)

    assert [one.id for one in found] == warned
    assert all("13 April 2027" in one.msg for one in found)


def test_the_last_sure_day_is_the_last_of_its_year() -> None:
    assert last_sure_day() == date(2027, 4, 13)
    assert bikram_sambat(last_sure_day()).sure


def test_a_machine_without_nepal_is_told_nothing() -> None:
    with override_settings(COUNTRY_CODES=("id", "mm")):
        assert second_calendar() == []
