"""Once per site and month, six months later, and other small rules."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.indicators import (
    CountsDisagree,
    Interval,
    NotComputable,
    Opening,
    Ratio,
    SizeEstimate,
    Total,
    Why,
    cover_months,
    exchange_counts,
    is_old_enough,
    law_meet,
    lesson_counts,
    month_of,
    months_later,
    out_cov,
    parse_period,
    ss_open,
    ss_open_of_counts,
    used_in_time,
)


DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 1, 31))


@given(
    planned=st.sets(DAYS, min_size=1),
    days=st.dictionaries(DAYS, st.sampled_from(list(Opening))),
)
def test_days_one_by_one_and_days_counted_in_the_database_agree(
    planned: set[date], days: dict[date, Opening]
) -> None:
    on_plan = {day: opening for day, opening in days.items() if day in planned}
    openings = list(on_plan.values())

    counted = ss_open_of_counts(
        planned=len(planned),
        opened=openings.count(Opening.OPEN),
        partly=openings.count(Opening.PARTLY),
        not_written_down=len(planned) - len(on_plan),
    )

    assert ss_open(planned=planned, days=days) == counted


def test_a_day_nobody_planned_changes_nothing() -> None:
    planned = [date(2026, 1, 5)]

    with_extra = ss_open(
        planned=planned,
        days={date(2026, 1, 5): Opening.OPEN, date(2026, 1, 6): Opening.OPEN},
    )

    assert with_extra == ss_open(planned=planned, days={date(2026, 1, 5): Opening.OPEN})


def test_two_meetings_in_may_do_not_make_up_for_june() -> None:
    may, june = month_of(2026, 5), month_of(2026, 6)

    value = law_meet(held=[("A", may), ("A", may)], due=[("A", may), ("A", june)])

    assert isinstance(value, Ratio)
    assert value.value == 0.5


def test_no_meeting_due_is_no_share() -> None:
    held = [("A", month_of(2026, 5))]

    assert law_meet(held=held, due=[]) == NotComputable(why=Why.NO_RECORDS)


def test_unknown_coverage_stays_unknown() -> None:
    why = NotComputable(why=Why.MONTHS_MISSING, detail=("2026-08",))

    assert out_cov(why, [SizeEstimate(low=1, point=2, high=3)]) is why


def test_a_low_estimate_of_nobody_leaves_coverage_without_an_upper_end() -> None:
    value = out_cov(Total(count=5), [SizeEstimate(low=0, point=10, high=20)])

    assert isinstance(value, Ratio)
    assert value.interval == Interval(low=0.25, high=float("inf"))


@pytest.mark.parametrize("low_point_high", [(5, 4, 9), (1, 10, 9), (-1, 0, 1)])
def test_an_estimate_outside_its_own_range_is_refused(
    low_point_high: tuple[int, int, int],
) -> None:
    low, point, high = low_point_high

    with pytest.raises(CountsDisagree, match="the least, the most likely and the most"):
        SizeEstimate(low=low, point=point, high=high)


def test_the_six_months_of_coverage_end_with_the_quarter() -> None:
    months = [str(month) for month in cover_months(parse_period("2026-Q1"))]

    assert months == ["2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03"]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 3, 31), 6, date(2026, 9, 30)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
    ],
)
def test_six_months_after_the_last_of_august_is_the_last_of_february(
    day: date, months: int, later: date
) -> None:
    assert months_later(day, months) == later


def test_a_tool_used_on_the_last_day_of_six_months_was_used_in_time() -> None:
    shared = date(2026, 1, 10)

    assert used_in_time(shared_on=shared, used_on=date(2026, 7, 10))
    assert not used_in_time(shared_on=shared, used_on=date(2026, 7, 11))
    assert not used_in_time(shared_on=shared, used_on=None)


def test_what_is_not_six_months_old_is_not_judged_yet() -> None:
    shared = date(2026, 1, 10)

    assert not is_old_enough(begun_on=shared, months=6, on=date(2026, 7, 9))
    assert is_old_enough(begun_on=shared, months=6, on=date(2026, 7, 10))


def test_an_exchange_within_one_country_is_no_exchange() -> None:
    assert exchange_counts(countries=["np", "bd"], held=True)
    assert not exchange_counts(countries=["np", "np"], held=True)
    assert not exchange_counts(countries=["np", "bd"], held=False)


def test_a_lesson_that_hides_its_risk_is_not_published() -> None:
    whole = {"context", "change", "evidence", "cost", "risk"}

    assert lesson_counts(written=whole, cleared=True)
    assert not lesson_counts(written=whole - {"risk"}, cleared=True)
    assert not lesson_counts(written=whole, cleared=False)
