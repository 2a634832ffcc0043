"""Fewer arrests after a promise: what can be claimed, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from payung.engines.indicators import (
    NotComputable,
    Range,
    StationMonth,
    Why,
    arrest_rr,
    power_at_one_station,
)


MONTHS, AT = 24, 12


def months_of(
    station: str, arrests: list[int], exposure: float = 100
) -> list[StationMonth]:
    return [
        StationMonth(station=station, month=month, arrests=each, exposure=exposure)
        for month, each in enumerate(arrests)
    ]


def steady(station: str, before: int, after: int) -> list[StationMonth]:
    return months_of(station, [before] * (AT + 1) + [after] * (MONTHS - AT - 1))


def forty_stations(
    chance: np.random.Generator, *, effect: float
) -> tuple[list[StationMonth], dict[str, int], float]:
    """Return forty stations of which the five worst of half a year engage.

    With what a plain comparison of those five before and after says.
    """
    usual = 3 * chance.gamma(4, 0.25, size=40)
    arrests = chance.poisson(usual[:, None], size=(40, MONTHS))
    chosen = np.argsort(arrests[:, AT - 6 : AT].sum(axis=1))[-5:]
    after = chance.poisson(usual[chosen, None] * effect, size=(5, MONTHS - AT - 1))
    arrests[chosen, AT + 1 :] = after
    plain = float(after.mean() / arrests[chosen, AT - 6 : AT].mean())
    rows = [
        row
        for station, counts in enumerate(arrests.tolist())
        for row in months_of(f"S{station}", counts)
    ]
    return rows, {f"S{station}": AT for station in chosen}, plain


def test_the_worst_stations_get_better_by_themselves_and_we_do_not_claim_it() -> None:
    chance = np.random.default_rng(21)
    worlds = [forty_stations(chance, effect=1.0) for _ in range(12)]

    plain = float(np.mean([said for _, _, said in worlds]))
    ours = [arrest_rr(rows, engaged=engaged) for rows, engaged, _ in worlds]

    points = [each.point for each in ours if isinstance(each, Range)]
    assert plain < 0.93
    assert len(points) == 12
    assert float(np.mean([p for p in points if p is not None])) == pytest.approx(
        1, abs=0.07
    )


def test_without_leaving_out_the_months_of_choice_chance_looks_like_success() -> None:
    chance = np.random.default_rng(22)
    worlds = [forty_stations(chance, effect=1.0) for _ in range(10)]

    fooled = [
        arrest_rr(rows, engaged=engaged, chosen_on_months=0)
        for rows, engaged, _ in worlds
    ]

    points = [each.point for each in fooled if isinstance(each, Range)]
    assert float(np.mean([p for p in points if p is not None])) < 0.97


@pytest.mark.parametrize("effect", [0.5, 1.0])
def test_nine_of_ten_intervals_hold_the_true_change(effect: float) -> None:
    chance = np.random.default_rng(23)

    held = []
    for _ in range(20):
        rows, engaged, _ = forty_stations(chance, effect=effect)
        value = arrest_rr(rows, engaged=engaged)
        assert isinstance(value, Range)
        held.append(value.interval.low <= effect <= value.interval.high)

    assert sum(held) >= 15


def test_an_interval_of_this_kind_is_one_of_ninety_per_cent() -> None:
    rows = [*steady("A", 10, 5), *steady("B", 12, 6), *steady("C", 10, 10)]

    value = arrest_rr(rows, engaged={"A": AT, "B": AT})

    assert isinstance(value, Range)
    assert value.interval.level == 0.90
    assert value.point == pytest.approx(0.5, abs=1e-6)


def test_a_fall_that_happened_everywhere_is_no_success_of_ours() -> None:
    rows = [*steady("A", 20, 10), *steady("B", 20, 10), *steady("C", 16, 8)]

    value = arrest_rr(rows, engaged={"A": AT, "B": AT})

    assert isinstance(value, Range)
    assert value.point == pytest.approx(1, abs=1e-6)


def test_half_the_people_met_and_half_the_arrests_is_no_change() -> None:
    fewer = months_of("A", [20] * (AT + 1)) + [
        StationMonth(station="A", month=month, arrests=10, exposure=50)
        for month in range(AT + 1, MONTHS)
    ]
    rows = [*fewer, *steady("B", 20, 20), *steady("C", 20, 20)]

    value = arrest_rr(rows, engaged={"A": AT})

    assert isinstance(value, Range)
    assert value.point == pytest.approx(1, abs=1e-6)


def test_a_month_in_which_nobody_was_met_says_nothing_about_arrests() -> None:
    nobody_met = StationMonth(station="A", month=20, arrests=500, exposure=0)
    rows = [*steady("A", 10, 5), *steady("B", 10, 5), *steady("C", 10, 10), nobody_met]

    value = arrest_rr(rows, engaged={"A": AT, "B": AT})

    assert isinstance(value, Range)
    assert value.point == pytest.approx(0.5, abs=1e-6)


def test_how_many_people_one_person_stands_for_changes_nothing() -> None:
    rows = [
        StationMonth(station=r.station, month=r.month, arrests=r.arrests, exposure=0.5)
        for r in (*steady("A", 10, 5), *steady("B", 10, 5), *steady("C", 10, 10))
    ]

    value = arrest_rr(rows, engaged={"A": AT, "B": AT})

    assert isinstance(value, Range)
    assert value.point == pytest.approx(0.5, abs=1e-6)


def test_a_single_station_below_eight_a_month_is_refused_whatever_happened() -> None:
    rows = [*steady("A", 7, 0), *steady("B", 30, 30), *steady("C", 30, 30)]

    value = arrest_rr(rows, engaged={"A": AT})

    assert value == NotComputable(why=Why.SINGLE_STATION, detail=("7.0",))


def test_a_single_station_of_eight_a_month_may_be_compared() -> None:
    rows = [*steady("A", 8, 4), *steady("B", 30, 30), *steady("C", 30, 30)]

    assert isinstance(arrest_rr(rows, engaged={"A": AT}), Range)


def test_too_few_arrests_to_see_a_halving_are_below_the_power() -> None:
    rows = [*steady("A", 1, 1), *steady("B", 1, 0), *steady("C", 1, 1)]
    few = [row for row in rows if row.month in (4, 5, 14, 15)]

    value = arrest_rr(few, engaged={"A": AT, "B": AT})

    assert isinstance(value, NotComputable)
    assert value.why is Why.BELOW_POWER
    assert float(value.detail[0]) < 0.5


def test_where_everybody_engaged_at_once_there_is_nobody_to_compare_with() -> None:
    rows = [*steady("A", 20, 10), *steady("B", 20, 10)]

    value = arrest_rr(rows, engaged={"A": AT, "B": AT})

    assert value == NotComputable(why=Why.NOTHING_TO_COMPARE)


def test_stations_that_engage_later_are_compared_with_until_they_do() -> None:
    later = months_of("C", [20] * 23 + [10])
    rows = [*steady("A", 20, 10), *steady("B", 20, 10), *later]

    value = arrest_rr(rows, engaged={"A": AT, "B": AT, "C": 22})

    assert isinstance(value, Range)
    assert value.point == pytest.approx(0.5, abs=1e-6)


def test_no_month_after_the_promise_is_no_record_and_not_no_change() -> None:
    rows = [*months_of("A", [9] * AT), *months_of("B", [9] * AT)]

    assert arrest_rr(rows, engaged={"A": AT}) == NotComputable(why=Why.NO_RECORDS)


def test_a_halving_at_three_a_month_is_missed_more_often_than_seen() -> None:
    # The programme's simulation said 37 %; the formula for large numbers says 40 %.
    assert 0.35 < power_at_one_station(3, months=6) < 0.42
    assert power_at_one_station(8, months=6) > 0.75


def test_the_power_is_about_how_often_a_simulated_halving_is_seen() -> None:
    chance = np.random.default_rng(24)
    before = chance.poisson(8 * 6, size=4000)
    after = chance.poisson(4 * 6, size=4000)

    error = np.sqrt(1 / before + 1 / np.maximum(after, 1))
    seen = float(np.mean(np.abs(np.log(np.maximum(after, 1) / before)) / error > 1.96))

    assert power_at_one_station(8, months=6) == pytest.approx(seen, abs=0.05)
