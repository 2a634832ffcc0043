"""Periods tile time in every zone, lock when all is decided, and are refused in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.indicators import (
    Length,
    NoSuchPeriod,
    Period,
    Status,
    missing_months,
    month_of,
    months_to_come,
    parse_period,
    period_at,
)


KATHMANDU, YANGON = ZoneInfo("Asia/Kathmandu"), ZoneInfo("Asia/Yangon")
ZONES = st.sampled_from(
    [KATHMANDU, YANGON, *map(ZoneInfo, ("Asia/Dhaka", "Asia/Jayapura", "UTC"))]
)
LENGTHS = st.sampled_from(list(Length))
# Hypothesis takes its bounds without a zone, and puts the zone on.
MOMENTS = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001
    max_value=datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2026-08", date(2026, 8, 1), date(2026, 8, 31)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_period_has_the_days_it_is_called_after(
    written: str, first: date, last: date
) -> None:
    period = parse_period(written)

    assert (period.first_day, period.last_day, str(period)) == (first, last, written)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("Aug 2026", "“Aug 2026” is no period. Write a month as 2026-08"),
        ("2026-8", "“2026-8” is no period."),
        ("2026-Q5", "2026 has no quarter 5: there are 4."),
        ("2026-13", "2026 has no month 13: there are 12."),
        ("2026-00", "2026 has no month 0: there are 12."),
        ("2026-H3", "2026 has no half 3: there are 2."),
        ("", "“” is no period."),
        ("2026-Q3-", "“2026-Q3-” is no period."),
    ],
)
def test_what_is_no_period_is_refused_in_a_sentence(
    written: str, sentence: str
) -> None:
    with pytest.raises(NoSuchPeriod) as refused:
        parse_period(written)

    assert sentence in str(refused.value)


def test_august_in_kathmandu_begins_at_a_quarter_past_six_in_the_evening_utc() -> None:
    august = parse_period("2026-08")

    assert august.starts_at(KATHMANDU) == datetime(2026, 7, 31, 18, 15, tzinfo=UTC)
    assert august.ends_at(YANGON) == datetime(2026, 8, 31, 17, 30, tzinfo=UTC)


def test_one_moment_is_in_august_in_kathmandu_and_still_in_july_in_dublin() -> None:
    moment = datetime(2026, 7, 31, 18, 15, tzinfo=UTC)

    assert str(period_at(moment, Length.MONTH, KATHMANDU)) == "2026-08"
    assert str(period_at(moment, Length.MONTH, ZoneInfo("UTC"))) == "2026-07"


@given(moment=MOMENTS, length=LENGTHS, zone=ZONES)
def test_every_moment_lies_in_exactly_one_period_of_each_length(
    moment: datetime, length: Length, zone: ZoneInfo
) -> None:
    period = period_at(moment, length, zone)

    assert period.starts_at(zone) <= moment < period.ends_at(zone)
    assert period.shifted(1).starts_at(zone) == period.ends_at(zone)
    assert period.shifted(-1).ends_at(zone) == period.starts_at(zone)


@given(moment=MOMENTS, length=LENGTHS, steps=st.integers(-40, 40))
def test_the_months_of_a_period_fill_it_and_it_is_written_as_it_is_read(
    moment: datetime, length: Length, steps: int
) -> None:
    period = period_at(moment, length, KATHMANDU).shifted(steps)

    months = period.months

    assert months[0].first_day == period.first_day
    assert months[-1].last_day == period.last_day
    assert parse_period(str(period)) == period


def test_a_quarter_is_not_final_before_its_last_promise_is_decided() -> None:
    quarter = parse_period("2026-Q3")
    thirtieth_day_over = datetime(2026, 10, 31, 0, 0, tzinfo=KATHMANDU)

    almost = thirtieth_day_over - timedelta(seconds=1)

    assert quarter.status(KATHMANDU, at=almost) is Status.PROVISIONAL
    assert quarter.locks_at(KATHMANDU) >= thirtieth_day_over
    assert quarter.status(KATHMANDU, at=quarter.locks_at(KATHMANDU)) is Status.FINAL


def test_a_month_is_not_final_before_its_last_report_can_have_been_reviewed() -> None:
    august = parse_period("2026-08")

    assert august.locks_at(YANGON) - august.ends_at(YANGON) > timedelta(days=14)


@pytest.mark.parametrize(
    ("written", "locks"),
    [
        ("2026-08", datetime(2026, 9, 16, tzinfo=UTC)),
        ("2026-Q3", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026-H2", datetime(2027, 2, 1, tzinfo=UTC)),
        ("2026", datetime(2027, 2, 1, tzinfo=UTC)),
    ],
)
def test_a_month_locks_after_fifteen_days_and_all_others_after_thirty_one(
    written: str, locks: datetime
) -> None:
    assert parse_period(written).locks_at(ZoneInfo("UTC")) == locks


def test_a_country_may_lock_later() -> None:
    august = parse_period("2026-08")

    locks = august.locks_at(ZoneInfo("UTC"), after=timedelta(days=40))

    assert locks == datetime(2026, 10, 11, tzinfo=UTC)


def test_a_month_without_records_is_named_and_one_that_still_runs_is_not() -> None:
    quarter = parse_period("2026-Q3")
    at = datetime(2026, 9, 20, tzinfo=UTC)
    seen = {month_of(2026, 7)}

    missing = missing_months(quarter, seen, zone=KATHMANDU, at=at)

    assert [str(month) for month in missing] == ["2026-08"]
    assert months_to_come(quarter, zone=KATHMANDU, at=at) == (month_of(2026, 9),)


def test_a_month_is_over_when_it_is_over_there_and_not_in_greenwich() -> None:
    quarter = parse_period("2026-Q3")
    at = datetime(2026, 9, 30, 18, 15, tzinfo=UTC)

    there = missing_months(quarter, set(), zone=KATHMANDU, at=at)
    in_greenwich = missing_months(quarter, set(), zone=ZoneInfo("UTC"), at=at)

    assert len(there) == 3
    assert len(in_greenwich) == 2


def test_a_period_can_be_a_key_and_two_alike_are_one() -> None:
    assert {parse_period("2026-08"), month_of(2026, 8)} == {
        Period(year=2026, length=Length.MONTH, number=8)
    }
