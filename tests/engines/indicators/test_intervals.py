"""Intervals are those of the literature, and hold the truth as often as they claim."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.indicators import (
    CountsDisagree,
    Interval,
    bootstrap,
    bounded,
    in_whole,
    poisson,
    rate_ratio,
    student,
    wilson,
)
from payung.engines.indicators._distributions import (
    beta_below,
    chi_squared_above,
    gamma_below,
    student_quantile,
)


# R. G. Newcombe, Stat. Med. 17 (1998) 857-872, table I, method 3.
@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_a_share_has_the_interval_that_newcombe_printed(
    part: int, whole: int, low: float, high: float
) -> None:
    found = wilson(part, whole)

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


# F. Garwood 1936, as in every table of exact Poisson limits.
@pytest.mark.parametrize(
    ("events", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.390), (100, 81.364, 121.627)],
)
def test_a_count_has_the_exact_interval_of_the_tables(
    events: int, low: float, high: float
) -> None:
    found = poisson(events)

    assert found.low == pytest.approx(low, abs=0.0006)
    assert found.high == pytest.approx(high, abs=0.0006)


@pytest.mark.parametrize(
    ("share", "freedom", "value"),
    [(0.975, 1, 12.706), (0.975, 10, 2.228), (0.975, 30, 2.042), (0.995, 5, 4.032)],
)
def test_students_t_is_that_of_the_tables(
    share: float, freedom: int, value: float
) -> None:
    assert round(student_quantile(share, freedom), 3) == value
    assert round(student_quantile(1 - share, freedom), 3) == -value


def test_a_mean_has_the_interval_of_students_own_sleep_data() -> None:
    # The differences of his ten patients; R prints 0.7001142 to 2.4598858.
    hours = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]

    found = student(sum(hours), sum(each * each for each in hours), 10)

    assert found is not None
    assert (round(found.low, 6), round(found.high, 6)) == (0.700114, 2.459886)


def test_two_rates_have_the_exact_ratio_that_r_prints_for_its_own_example() -> None:
    # help(poisson.test): 11 in 800 against 21 in 3011; 0.8584264 to 4.2772659.
    found = rate_ratio(11, 21, exposure_after=800, exposure_before=3011)

    assert (round(found.low, 4), round(found.high, 4)) == (0.8584, 4.2773)


def test_the_chi_squared_table_says_five_per_cent_where_it_always_did() -> None:
    assert round(chi_squared_above(3.8415, 1), 4) == 0.05
    assert round(chi_squared_above(11.0705, 5), 4) == 0.05


@given(x=st.floats(0.001, 0.999), n=st.integers(1, 40), k=st.integers(1, 40))
def test_the_beta_distribution_is_the_binomial_sum_it_stands_for(
    x: float, n: int, k: int
) -> None:
    from math import comb

    k = min(k, n)
    at_least_k = sum(comb(n, j) * x**j * (1 - x) ** (n - j) for j in range(k, n + 1))

    assert beta_below(x, k, n - k + 1) == pytest.approx(at_least_k, abs=1e-10)


@given(mean=st.floats(0.01, 60), k=st.integers(1, 60))
def test_the_gamma_distribution_is_the_poisson_sum_it_stands_for(
    mean: float, k: int
) -> None:
    from math import exp, factorial

    fewer = sum(exp(-mean) * mean**j / factorial(j) for j in range(k))

    assert gamma_below(mean, k) == pytest.approx(1 - fewer, abs=1e-10)


@given(whole=st.integers(1, 10_000), share=st.floats(0, 1))
def test_the_interval_of_a_share_holds_it_and_stays_between_nothing_and_all(
    whole: int, share: float
) -> None:
    part = round(share * whole)

    found = wilson(part, whole)

    assert 0 <= found.low <= part / whole + 1e-12
    assert part / whole - 1e-12 <= found.high <= 1
    assert found.low < found.high


def test_none_of_three_is_not_surely_none() -> None:
    assert round(wilson(0, 3).high, 3) == 0.561


def test_nothing_after_leaves_a_ratio_from_nothing() -> None:
    assert rate_ratio(0, 4, exposure_after=1, exposure_before=1).low == 0
    assert rate_ratio(4, 0, exposure_after=1, exposure_before=1).high == inf


@pytest.mark.parametrize(("share", "n"), [(0.05, 60), (0.3, 12), (0.5, 40), (0.9, 25)])
def test_nineteen_of_twenty_intervals_of_shares_hold_the_truth(
    share: float, n: int
) -> None:
    drawn = np.random.default_rng(5).binomial(n, share, size=4000)
    intervals = {int(part): wilson(int(part), n) for part in set(drawn)}

    held = np.mean([intervals[p].low <= share <= intervals[p].high for p in drawn])

    # Wilson's wavers around 95 % by a few per cent, as all do that are not exact.
    assert 0.92 <= held <= 0.985


@pytest.mark.parametrize("mean", [0.5, 3.0, 17.0])
def test_exact_intervals_of_counts_hold_the_truth_at_least_as_often_as_they_claim(
    mean: float,
) -> None:
    drawn = np.random.default_rng(6).poisson(mean, size=4000)
    intervals = {int(k): poisson(int(k)) for k in set(drawn)}

    held = np.mean([intervals[k].low <= mean <= intervals[k].high for k in drawn])

    assert held >= 0.945


def test_nineteen_of_twenty_intervals_of_means_of_eight_hold_the_truth() -> None:
    drawn = np.random.default_rng(7).normal(0.4, 0.3, size=(3000, 8))

    found = [student(float(row.sum()), float((row**2).sum()), 8) for row in drawn]

    held = np.mean(
        [each is not None and each.low <= 0.4 <= each.high for each in found]
    )
    assert 0.94 <= held <= 0.96


def test_a_mean_with_two_ends_has_the_interval_that_was_worked_out_by_hand() -> None:
    # 0.5, 0.5, 0 and 1, from -3 to 1: seven eighths of the way, t = 3.1824.
    found = bounded(2.0, 1.5, 4, lowest=-3, highest=1)

    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (-0.4433, 0.8604)


def test_of_those_who_are_at_one_end_or_the_other_it_is_wilsons_but_for_students_t() -> (
    None
):
    found = bounded(30, 30, 400, lowest=0, highest=1)

    share = wilson(30, 400)
    assert found is not None
    assert found.low == pytest.approx(share.low, abs=0.0003)
    assert found.high == pytest.approx(share.high, abs=0.0003)


def test_far_from_both_ends_it_is_students() -> None:
    values = np.random.default_rng(8).normal(0.4, 0.3, size=400)
    sums = float(values.sum()), float((values**2).sum())

    found, students = bounded(*sums, 400, lowest=-20, highest=20), student(*sums, 400)

    assert found is not None
    assert students is not None
    assert found.low == pytest.approx(students.low, abs=0.001)
    assert found.high == pytest.approx(students.high, abs=0.001)


@given(
    values=st.lists(st.integers(-60, 20), min_size=1, max_size=40),
    level=st.sampled_from([0.5, 0.9, 0.95, 0.999]),
)
def test_no_end_lies_outside_of_what_can_be_and_the_mean_lies_between(
    values: list[int], level: float
) -> None:
    gains = [each / 20 for each in values]
    total = sum(gains)

    found = bounded(
        total, sum(g * g for g in gains), len(gains), lowest=-3, highest=1, level=level
    )

    if found is not None:
        mean = total / len(gains)
        assert -3 <= found.low <= mean + 1e-9
        assert mean - 1e-9 <= found.high <= 1


def test_of_gains_near_the_most_the_truth_is_held_oftener_than_by_students() -> None:
    # Four fifths in the mean, by a beta of 2 and a half; eight people in each course.
    drawn = np.random.default_rng(5).beta(2, 0.5, size=(2000, 8))
    sums = [(float(row.sum()), float((row**2).sum())) for row in drawn]

    ours = [bounded(*each, 8, lowest=0, highest=1) for each in sums]
    students = [student(*each, 8) for each in sums]

    held = [each is not None and each.low <= 0.8 <= each.high for each in ours]
    by_student = [
        each is not None and each.low <= 0.8 <= each.high for each in students
    ]
    too_high = [each is not None and each.high > 1 for each in students]
    assert sum(by_student) < 1840 < 1870 <= sum(held)
    assert sum(too_high) > 500


@pytest.mark.parametrize(
    ("low", "high", "whole"),
    [
        pytest.param(7.8, 8.2, (7, 9), id="outwards"),
        pytest.param(3.0, 4.0, (3, 4), id="whole ones stay"),
        pytest.param(2.9999999999999996, 5.000000000000001, (3, 5), id="but for noise"),
        pytest.param(0.5, float("inf"), (0, float("inf")), id="no limit stays"),
    ],
)
def test_people_are_between_whole_people(
    low: float, high: float, whole: tuple[float, float]
) -> None:
    found = in_whole(Interval(low=low, high=high))

    assert (found.low, found.high) == whole


def test_drawing_again_gives_about_students_interval_where_there_are_many() -> None:
    values = np.random.default_rng(8).normal(0.4, 0.3, size=400)
    counts = {float(value): 1 for value in values}

    drawn = bootstrap(counts, chance=np.random.default_rng(9))
    exact = student(float(values.sum()), float((values**2).sum()), 400)

    assert drawn is not None
    assert exact is not None
    assert drawn.low == pytest.approx(exact.low, abs=0.004)
    assert drawn.high == pytest.approx(exact.high, abs=0.004)


def test_drawing_again_is_the_same_with_the_same_chance() -> None:
    counts = {0.1: 4, 0.5: 7, 1.0: 2}

    first, second = (bootstrap(counts, chance=np.random.default_rng(1)) for _ in "12")

    assert first == second


def test_people_who_all_gained_the_same_do_not_make_it_certain() -> None:
    assert student(5 * 0.3, 5 * 0.09, 5) is None
    assert bootstrap({0.3: 5}, chance=np.random.default_rng(1)) is None


def test_one_alone_has_no_interval() -> None:
    assert student(0.4, 0.16, 1) is None
    assert bootstrap({0.4: 1}, chance=np.random.default_rng(1)) is None


@pytest.mark.parametrize(("part", "whole"), [(3, 2), (-1, 2), (0, 0)])
def test_what_is_no_share_is_refused(part: int, whole: int) -> None:
    with pytest.raises(CountsDisagree, match="is no share"):
        wilson(part, whole)


def test_an_interval_does_not_run_backwards() -> None:
    with pytest.raises(CountsDisagree, match="2 to 1 runs backwards"):
        Interval(low=2, high=1)
