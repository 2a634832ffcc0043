"""Gains, pass marks and paralegals: what the worked examples leave open."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.indicators import (
    CountsDisagree,
    FollowUp,
    Left,
    LeftOut,
    Mean,
    NotComputable,
    Pairs,
    Paralegal,
    Why,
    bdb_score,
    completed_course,
    count_paralegals,
    kyr_gain,
    kyr_gain_by_drawing,
    kyr_pass,
    kyr_retain,
    parse_period,
    share_of,
    tool_useful,
)


Q3 = parse_period("2026-Q3")


def test_pairs_counted_by_score_give_what_pairs_one_by_one_give() -> None:
    one_by_one = [Pairs(before=8, after=14, highest=20)] * 3
    counted = [Pairs(before=8, after=14, highest=20, people=3)]

    assert kyr_gain(one_by_one) == kyr_gain(counted)


def test_whoever_had_the_full_score_before_is_left_out_even_if_she_lost() -> None:
    value = kyr_gain(
        [
            Pairs(before=20, after=18, highest=20),
            Pairs(before=10, after=20, highest=20),
        ]
    )

    assert isinstance(value, Mean)
    assert (value.value, value.n) == (1.0, 1)
    assert value.left_out == (LeftOut(why=Left.FULL_SCORE_BEFORE, n=1),)


def test_where_everybody_knew_everything_before_there_is_no_gain_of_nothing() -> None:
    value = kyr_gain([Pairs(before=20, after=20, highest=20, people=7)])

    assert value == NotComputable(why=Why.NO_RECORDS)


def test_two_versions_with_other_full_scores_are_each_measured_by_their_own() -> None:
    value = kyr_gain(
        [Pairs(before=5, after=10, highest=10), Pairs(before=5, after=10, highest=20)]
    )

    assert isinstance(value, Mean)
    assert value.value == pytest.approx((1 + 1 / 3) / 2)


def test_a_score_above_the_full_score_is_refused_because_the_versions_were_mixed() -> (
    None
):
    with pytest.raises(CountsDisagree, match="Look which version of the test it was"):
        Pairs(before=8, after=22, highest=20)


@given(before=st.integers(0, 19), after=st.integers(0, 20), people=st.integers(1, 50))
def test_nobody_gains_more_than_everything(
    before: int, after: int, people: int
) -> None:
    value = kyr_gain([Pairs(before=before, after=after, highest=20, people=people)])

    assert isinstance(value, Mean)
    assert value.value <= 1 + 1e-12
    assert (value.value > 0) == (after > before)


def test_drawing_again_keeps_the_mean_and_gives_an_interval_within_what_was_seen() -> (
    None
):
    pairs = [
        Pairs(before=10, after=15, highest=20, people=12),
        Pairs(before=10, after=10, highest=20, people=20),
        Pairs(before=10, after=20, highest=20, people=8),
    ]

    value = kyr_gain_by_drawing(pairs, chance=np.random.default_rng(4))

    assert isinstance(value, Mean)
    assert value.value == pytest.approx((12 * 0.5 + 8) / 40)
    assert value.interval is not None
    assert 0 < value.interval.low < 0.35 < value.interval.high < 1


@pytest.mark.parametrize(
    ("attended", "held", "completed"),
    [
        (4, 5, True),
        (3, 5, False),
        (8, 10, True),
        (7, 9, False),
        (0, 0, False),
        (1, 1, True),
    ],
)
def test_four_of_five_sessions_are_enough_and_a_course_never_held_is_not_completed(
    attended: int, held: int, completed: bool
) -> None:
    assert completed_course(attended=attended, held=held) is completed


def test_the_pass_mark_itself_is_a_pass() -> None:
    value = kyr_pass({12: 1}, pass_mark=12)

    assert not isinstance(value, NotComputable)
    assert value.value == 1


def test_a_follow_up_outside_the_window_is_no_follow_up() -> None:
    follow_ups = [FollowUp(days_after=59, score=20), FollowUp(days_after=121, score=20)]

    assert kyr_retain(follow_ups, pass_mark=12) == NotComputable(why=Why.NO_RECORDS)


@pytest.mark.parametrize(
    ("certified_to", "resigned_on", "counted"),
    [
        pytest.param(date(2026, 7, 1), None, 1, id="it ended on the first day"),
        pytest.param(date(2026, 6, 30), None, 0, id="it ended the day before"),
        pytest.param(date(2027, 1, 1), date(2026, 9, 30), 0, id="left on the last day"),
        pytest.param(date(2027, 1, 1), date(2026, 10, 1), 1, id="left a day after"),
    ],
)
def test_a_certificate_counts_in_a_period_in_which_it_held_for_a_day(
    certified_to: date, resigned_on: date | None, counted: int
) -> None:
    paralegal = Paralegal(
        certified_from=date(2025, 1, 1),
        certified_to=certified_to,
        resigned_on=resigned_on,
        deeds=1,
    )

    value = count_paralegals([paralegal], Q3)

    assert value == share_of(counted, counted)


def test_a_score_outside_the_scale_is_named_with_its_area() -> None:
    with pytest.raises(
        CountsDisagree, match="stigma has 6; the scale goes from 0 to 5"
    ):
        bdb_score({"stigma": 6}, with_evidence={"stigma"})


def test_a_rating_of_nothing_is_no_rating() -> None:
    with pytest.raises(CountsDisagree, match="0 is no rating"):
        tool_useful({0: 4})


def test_a_score_of_nothing_is_a_score() -> None:
    value = bdb_score({"stigma": 0, "police": 5}, with_evidence={"stigma", "police"})

    assert isinstance(value, Mean)
    assert value.value == 2.5
