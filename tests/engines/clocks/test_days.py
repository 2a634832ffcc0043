"""Limits in days, working days and months, by the country's own days."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.clocks import (
    Clock,
    Confidence,
    Event,
    LocalCalendar,
    Pause,
    State,
    Status,
    Unit,
    Value,
    deadline,
    state,
)


DHAKA = ZoneInfo("Asia/Dhaka")
COURTS = LocalCalendar(
    zone=DHAKA,
    weekend=frozenset({4, 5}),
    holidays=frozenset({date(2026, 3, 26)}),
)


def clock(
    unit: Unit,
    limit: int,
    *,
    first_day_counts: bool = False,
    longest: int | None = None,
) -> Clock:
    return Clock(
        id="police_custody",
        label={"en": "Longest police custody"},
        starts_on=Event.FIRST_PRODUCTION,
        not_counted=frozenset({"hospital"}),
        values=(
            Value(
                unit=unit,
                limit=limit,
                longest=longest,
                first_day_counts=first_day_counts,
                source="Code of Example, section 4",
                status=Status.IN_FORCE,
                confidence=Confidence.HIGH,
            ),
        ),
    )


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=DHAKA)


@pytest.mark.parametrize(
    "start",
    [
        pytest.param("2026-03-01T00:00", id="at midnight"),
        pytest.param("2026-03-01T05:59", id="while Greenwich still has February"),
        pytest.param("2026-03-01T23:59", id="in the last minute"),
    ],
)
def test_fifteen_days_end_with_the_same_local_day_whatever_the_hour(start: str) -> None:
    due = deadline(clock(Unit.DAYS, 15), started_at=local(start), calendar=COURTS)

    assert due.last_day == date(2026, 3, 16)
    assert due.moment == local("2026-03-17T00:00")


def test_where_the_law_counts_the_first_day_it_ends_a_day_earlier() -> None:
    due = deadline(
        clock(Unit.DAYS, 15, first_day_counts=True),
        started_at=local("2026-03-01T15:00"),
        calendar=COURTS,
    )

    assert due.last_day == date(2026, 3, 15)


def test_a_holiday_is_counted_because_people_are_held_on_holidays() -> None:
    due = deadline(
        clock(Unit.DAYS, 3), started_at=local("2026-03-25T10:00"), calendar=COURTS
    )

    assert due.last_day == date(2026, 3, 28)


def test_working_days_step_over_the_weekend_and_the_holiday() -> None:
    # Thursday 26 March is a holiday; Friday and Saturday are the weekend.
    due = deadline(
        clock(Unit.WORKING_DAYS, 2),
        started_at=local("2026-03-25T10:00"),
        calendar=COURTS,
    )

    assert due.last_day == date(2026, 3, 30)


def test_a_whole_day_in_hospital_is_left_out_and_half_a_day_is_not() -> None:
    stay = Pause(
        kind="hospital",
        began_at=local("2026-03-03T12:00"),
        ended_at=local("2026-03-05T12:00"),
    )

    due = deadline(
        clock(Unit.DAYS, 15),
        started_at=local("2026-03-01T10:00"),
        calendar=COURTS,
        pauses=[stay],
    )

    assert due.last_day == date(2026, 3, 17)


@pytest.mark.parametrize(
    ("start", "months", "last_day"),
    [
        pytest.param("2026-01-15T10:00", 6, date(2026, 7, 15), id="a plain half year"),
        pytest.param("2026-08-31T10:00", 6, date(2027, 2, 28), id="into a short month"),
        pytest.param("2027-08-31T10:00", 6, date(2028, 2, 29), id="into a leap year"),
        pytest.param(
            "2026-03-31T10:00", 1, date(2026, 4, 30), id="thirty-one to thirty"
        ),
        pytest.param("2026-12-30T10:00", 12, date(2027, 12, 30), id="a year"),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(
    start: str, months: int, last_day: date
) -> None:
    due = deadline(clock(Unit.MONTHS, months), started_at=local(start), calendar=COURTS)

    assert due.last_day == last_day


def test_the_longest_lawful_extension_is_told_beside_the_limit() -> None:
    due = deadline(
        clock(Unit.DAYS, 15, longest=30),
        started_at=local("2026-03-01T10:00"),
        calendar=COURTS,
    )

    assert due.moment == local("2026-03-17T00:00")
    assert due.longest_moment == local("2026-04-01T00:00")


def test_the_last_day_counts_until_its_midnight() -> None:
    due = deadline(
        clock(Unit.DAYS, 15), started_at=local("2026-03-01T10:00"), calendar=COURTS
    )

    assert state(due, at=local("2026-03-16T23:59")) is State.SOON
    assert state(due, at=local("2026-03-17T00:01")) is State.OVER


@given(
    start=st.datetimes(
        min_value=datetime(2020, 1, 1),  # noqa: DTZ001 (Hypothesis wants naive bounds)
        max_value=datetime(2030, 1, 1),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
    limit=st.integers(1, 90),
)
def test_working_days_never_end_sooner_than_days_or_on_a_day_courts_are_shut(
    start: datetime, limit: int
) -> None:
    plain = deadline(clock(Unit.DAYS, limit), started_at=start, calendar=COURTS)

    working = deadline(
        clock(Unit.WORKING_DAYS, limit), started_at=start, calendar=COURTS
    )

    assert plain.last_day is not None
    assert working.last_day is not None
    assert working.last_day >= plain.last_day
    assert COURTS.is_working(working.last_day)
