"""A number never stands for “we do not know”, and is stored without losing anything."""

from __future__ import annotations

import json
from math import inf
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.indicators import (
    CountsDisagree,
    Interval,
    Left,
    LeftOut,
    Mean,
    NotAValue,
    NotComputable,
    Range,
    Ratio,
    Standing,
    Times,
    Total,
    Unit,
    Value,
    Why,
    events_of,
    from_data,
    in_words,
    mean_of,
    per_each,
    ratio_of,
    share_of,
    sheets,
    standing_of,
    times_from,
    times_of,
    to_data,
)


SHEETS = sheets(Path(__file__).parents[3] / "src/payung/countries/codes/indicators")
NUMBERS = st.floats(0, 1e9)
COUNTS = st.integers(0, 10**6)
INTERVALS = st.none() | st.tuples(NUMBERS, NUMBERS | st.just(inf)).map(
    lambda pair: Interval(low=min(pair), high=max(pair))
)
LEFT_OUT = st.lists(
    st.builds(LeftOut, why=st.sampled_from(list(Left)), n=COUNTS), max_size=2
).map(tuple)
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.builds(
        Ratio,
        numerator=NUMBERS,
        denominator=st.floats(0.5, 1e9),
        per=st.sampled_from([1, 100]),
        interval=INTERVALS,
        left_out=LEFT_OUT,
    ),
    st.builds(Total, count=NUMBERS, interval=INTERVALS, left_out=LEFT_OUT),
    st.builds(Mean, total=NUMBERS, n=COUNTS, interval=INTERVALS, left_out=LEFT_OUT),
    st.builds(
        Times,
        p50=NUMBERS,
        p90=NUMBERS,
        p95=NUMBERS | st.just(inf),
        n=COUNTS,
        never=COUNTS,
    ),
    st.builds(
        Range,
        interval=INTERVALS.filter(lambda each: each is not None),
        point=st.none() | NUMBERS,
        recorded=st.none() | COUNTS,
    ),
    st.builds(
        NotComputable,
        why=st.sampled_from(list(Why)),
        detail=st.lists(st.text(), max_size=3).map(tuple),
    ),
)


@given(value=VALUES)
def test_a_value_comes_back_from_the_database_as_it_was(value: Value) -> None:
    stored = json.dumps(to_data(value), allow_nan=False)

    assert from_data(json.loads(stored)) == value


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"kind": "guess"},
        {"kind": "ratio", "numerator": 1},
        {"kind": "total", "n": 1},
    ],
)
def test_what_is_no_value_is_not_read_as_one(stored: dict[str, object]) -> None:
    with pytest.raises(NotAValue, match="What was stored is no value"):
        from_data(stored)


def test_nothing_over_nothing_is_not_zero() -> None:
    assert share_of(0, 0) == NotComputable(why=Why.NO_RECORDS)
    assert mean_of({}) == NotComputable(why=Why.NO_RECORDS)
    assert times_of({}) == NotComputable(why=Why.NO_RECORDS)
    assert ratio_of(3, 0) == NotComputable(why=Why.NO_RECORDS)
    assert per_each(3, 0) == NotComputable(why=Why.NO_RECORDS)


def test_nothing_decided_yet_is_another_reason_than_nothing_recorded() -> None:
    waiting = (LeftOut(why=Left.WAITING, n=3),)

    assert share_of(0, 0, waiting) == NotComputable(why=Why.NOT_DUE_YET)


def test_a_part_bigger_than_the_whole_is_refused_and_not_shown_as_120_per_cent() -> (
    None
):
    with pytest.raises(CountsDisagree, match="6 of 5 is no share: compare the queries"):
        share_of(6, 5)


def test_times_name_a_time_that_occurred_and_infinity_where_it_never_did() -> None:
    value = times_of({10: 4, 20: 4, 90: 1}, never=1)

    assert value == Times(p50=20, p90=90, p95=inf, n=10, never=1)


def test_nineteen_of_twenty_is_the_ninety_fifth_of_a_hundred() -> None:
    value = times_of({float(minute): 1 for minute in range(1, 101)})

    assert value == Times(p50=50, p90=90, p95=95, n=100)


def test_an_event_count_of_nothing_may_still_be_some() -> None:
    assert in_words(events_of(0), Unit.EVENTS) == "0 (0 to 4)"


NEVER = NotComputable(why=Why.NO_RECORDS)
ESTIMATE = Range(interval=Interval(low=100, high=300), recorded=90)


@pytest.mark.parametrize(
    ("code", "value", "target", "standing"),
    [
        ("KYR_PASS", share_of(90, 100), 0.8, Standing.REACHED),
        ("KYR_PASS", share_of(7, 10), 0.8, Standing.NEAR),
        ("KYR_PASS", share_of(9, 10), 0.8, Standing.NEAR),
        ("KYR_PASS", share_of(50, 100), 0.8, Standing.NOT_REACHED),
        ("SS_OPEN", share_of(7, 10), 0.8, Standing.NOT_REACHED),
        ("SS_OPEN", share_of(8, 10), 0.8, Standing.REACHED),
        ("VIO_PREV", share_of(5, 100), 0.2, Standing.REACHED),
        ("VIO_PREV", share_of(50, 100), 0.2, Standing.NOT_REACHED),
        ("LC_PEOPLE", Total(count=40), 40, Standing.REACHED),
        ("LC_PEOPLE", Total(count=39), 40, Standing.NOT_REACHED),
        ("ARREST_N", events_of(3), 40, Standing.CANNOT_SAY),
        ("D_ACCEPT", times_of({10: 3}), 15, Standing.REACHED),
        ("D_ACCEPT", times_of({10: 1}, never=2), 15, Standing.NOT_REACHED),
        ("SS_OPEN", NEVER, 1, Standing.CANNOT_SAY),
        ("VIO_EST", ESTIMATE, 200, Standing.CANNOT_SAY),
    ],
)
def test_a_target_is_missed_only_where_chance_cannot_have_done_it(
    code: str, value: Value, target: float, standing: Standing
) -> None:
    assert standing_of(SHEETS[code], value, target) is standing


def test_percentiles_of_another_engine_become_times_and_none_of_them_no_number() -> (
    None
):
    assert times_from((60.0, inf, inf), 9) == Times(p50=60, p90=inf, p95=inf, n=9)
    assert times_from((None, None, None), 0) == NotComputable(why=Why.NO_RECORDS)


@pytest.mark.parametrize("why", list(Why))
def test_every_reason_why_there_is_no_number_has_its_words(why: Why) -> None:
    said = in_words(NotComputable(why=why, detail=("3", "10")))

    assert said.startswith("no ")
    assert "{" not in said


@pytest.mark.parametrize("why", list(Left))
def test_everything_that_is_left_out_has_its_words(why: Left) -> None:
    said = in_words(share_of(1, 2, (LeftOut(why=why, n=4),)))

    assert "; 4 " in said
