"""How much is on no list: published numbers, invented worlds, and when we refuse."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from payung.engines.indicators import (
    CountsDisagree,
    NotComputable,
    Overlap,
    Range,
    Why,
    chao,
    models,
    vio_documented,
    vio_est,
)


# Hepatitis A in northern Taiwan, 1995: A. Chao, P. K. Tsay, S.-H. Lin, W.-Y. Shau and
# D.-Y. Chao, Stat. Med. 20 (2001) 3123-3157. A later census found 545.
TAIWAN = Overlap(
    counts={
        (True, True, True): 28,
        (True, True, False): 21,
        (True, False, True): 17,
        (False, True, True): 18,
        (True, False, False): 69,
        (False, True, False): 55,
        (False, False, True): 63,
    }
)


def world(
    chance: np.random.Generator,
    *,
    incidents: int,
    seen: tuple[float, float, float],
    second_follows_first: float = 0.0,
) -> Overlap:
    """Return what three lists hold of so many incidents, each seen with its chance."""
    first = chance.random(incidents) < seen[0]
    more = np.where(first, seen[1] + second_follows_first, seen[1])
    second = chance.random(incidents) < more
    third = chance.random(incidents) < seen[2]
    on = zip(first.tolist(), second.tolist(), third.tolist(), strict=True)
    counts = Counter(on)
    counts.pop((False, False, False), None)
    return Overlap(counts=counts)


def test_the_models_say_of_the_taiwan_lists_what_was_published() -> None:
    estimates = {
        model.together: round(TAIWAN.recorded + model.unseen)
        for model in models(TAIWAN)
    }

    assert TAIWAN.recorded == 271
    assert estimates[()] == 388
    assert estimates[(0, 1), (0, 2), (1, 2)] == 1313


def test_the_full_model_is_the_product_of_the_odd_over_the_product_of_the_even() -> (
    None
):
    (full,) = (model for model in models(TAIWAN) if len(model.together) == 3)

    assert full.unseen == pytest.approx(28 * 69 * 55 * 63 / (21 * 17 * 18), rel=1e-9)


def test_the_range_holds_the_census_that_was_made_later() -> None:
    value = vio_est(TAIWAN)

    assert isinstance(value, Range)
    assert value.interval.low < 545 < value.interval.high


def test_no_single_estimate_is_ever_given() -> None:
    value = vio_est(TAIWAN)

    assert isinstance(value, Range)
    assert value.point is None


def test_chaos_bound_is_the_formula_worked_by_hand() -> None:
    # Once 187, twice 56: 271 + 2/3 * 187 * 186 / (2 * 57) = 474.4, inside its interval.
    bound = chao(TAIWAN)

    assert TAIWAN.recorded < bound.low < 474.4 < bound.high
    low, high = bound.low - 271, bound.high - 271
    assert (low * high) ** 0.5 == pytest.approx(2 / 3 * 187 * 186 / 114)


@pytest.mark.parametrize(
    "follows",
    [
        pytest.param(0.0, id="independent lists"),
        pytest.param(0.2, id="the hotline sends people to outreach"),
    ],
)
def test_eight_hundred_incidents_lie_in_the_range_at_least_nine_times_in_ten(
    follows: float,
) -> None:
    chance = np.random.default_rng(11)

    found = [
        vio_est(
            world(
                chance,
                incidents=800,
                seen=(0.25, 0.2, 0.15),
                second_follows_first=follows,
            )
        )
        for _ in range(40)
    ]

    ranges = [each for each in found if isinstance(each, Range)]
    held = [each.interval.low <= 800 <= each.interval.high for each in ranges]
    assert len(ranges) >= 38
    assert sum(held) >= 36


def test_the_range_is_narrower_than_guessing_between_recorded_and_ten_times_that() -> (
    None
):
    value = vio_est(
        world(np.random.default_rng(12), incidents=800, seen=(0.4, 0.35, 0.3))
    )

    assert isinstance(value, Range)
    assert value.interval.high - value.interval.low < 500


def test_lists_that_share_next_to_nothing_give_no_range() -> None:
    value = vio_est(Overlap(counts={(True, False, False): 80, (False, True, True): 9}))

    assert value == NotComputable(why=Why.TOO_LITTLE_OVERLAP, detail=("9", "10"))


def test_ten_incidents_on_more_than_one_list_are_enough_to_try() -> None:
    on_three_and_two = Overlap(
        counts={
            (True, True, True): 4,
            (True, True, False): 2,
            (True, False, True): 2,
            (False, True, True): 2,
            (True, False, False): 6,
            (False, True, False): 6,
            (False, False, True): 6,
        }
    )

    # Tried, and found to be too few after all: the range would say nothing.
    value = vio_est(on_three_and_two)

    assert value == NotComputable(why=Why.TOO_WIDE, detail=("20",))


def test_the_independent_model_misses_the_taiwan_lists_by_the_published_deviance() -> (
    None
):
    (independent,) = (model for model in models(TAIWAN) if not model.together)

    # 24.36 with four effects, and far beyond what chance does with three degrees.
    assert round(independent.aic - 2 * 4, 2) == 24.36
    assert not independent.fits


def test_empty_lists_are_no_records_and_not_no_violence() -> None:
    assert vio_est(Overlap(counts={})) == NotComputable(why=Why.NO_RECORDS)


def test_the_share_documented_turns_the_range_round() -> None:
    estimate = vio_est(TAIWAN)
    share = vio_documented(estimate)

    assert isinstance(estimate, Range)
    assert isinstance(share, Range)
    assert share.interval.low == pytest.approx(271 / estimate.interval.high)
    assert share.interval.high == pytest.approx(271 / estimate.interval.low)
    assert share.interval.high < 1


def test_what_could_not_be_estimated_has_no_share_either() -> None:
    why = NotComputable(why=Why.NO_RECORDS)

    assert vio_documented(why) is why


def test_nobody_can_have_counted_what_is_on_no_list() -> None:
    with pytest.raises(CountsDisagree, match="on no list cannot have been counted"):
        Overlap(counts={(False, False, False): 3})
