"""How many people may be behind so many registers, against the chain that it inverts."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from payung.engines.indicators import _occupancy
from payung.engines.indicators._occupancy import people_behind


@lru_cache(maxsize=64)
def chain(people: int, registers: int) -> NDArray[np.float64]:
    """Return how likely each number of registers is, one card after another."""
    likely = np.zeros(registers + 1)
    likely[0] = 1.0
    reached = np.arange(registers + 1)
    for _card in range(people):
        again = likely * reached / registers
        likely = again + np.roll(likely * (registers - reached) / registers, 1)
    return likely


@settings(deadline=None)
@given(
    registers=st.sampled_from([64, 256, 4096]),
    people=st.integers(2, 90),
    level=st.sampled_from([0.5, 0.9, 0.95, 0.99]),
)
def test_every_number_of_people_is_held_at_least_as_often_as_is_said(
    registers: int, people: int, level: float
) -> None:
    assume(people < registers)
    likely = chain(people, registers)

    held = sum(
        likely[reached]
        for reached in range(1, people + 1)
        if likely[reached] > 1e-9
        for low, high in [people_behind(reached, registers=registers, level=level)]
        if low <= people <= high
    )

    assert held >= level - 1e-6


@settings(deadline=None)
@given(reached=st.integers(1, 60), registers=st.sampled_from([80, 256]))
def test_the_ends_are_the_last_under_which_so_many_would_not_be_rare(
    reached: int, registers: int
) -> None:
    low, high = people_behind(reached, registers=registers)

    assert chain(low, registers)[reached:].sum() > 0.025 - 1e-9
    assert low == reached or chain(low - 1, registers)[reached:].sum() <= 0.025
    assert chain(high + 1, registers)[: reached + 1].sum() <= 0.025 + 1e-9
    within = chain(high, registers)[: reached + 1].sum() > 0.025
    assert within or high == reached + 1


@settings(deadline=None)
@given(reached=st.integers(0, 3499))
def test_one_more_register_never_means_fewer_people(reached: int) -> None:
    one = people_behind(reached, registers=4096)
    more = people_behind(reached + 1, registers=4096)

    assert one[0] <= more[0]
    assert one[1] <= more[1]
    assert reached <= one[0] <= one[1]


@pytest.mark.parametrize(
    ("reached", "between"),
    [
        pytest.param(0, (0, 0), id="nobody is nobody"),
        pytest.param(1, (1, 2), id="a second one can have fallen on the same"),
        pytest.param(8, (8, 9), id="eight, or nine of whom two share one"),
        pytest.param(50, (50, 52), id="fifty"),
    ],
)
def test_a_few_registers_are_as_many_people_or_hardly_more(
    reached: int, between: tuple[int, int]
) -> None:
    assert people_behind(reached, registers=4096) == between


def test_where_it_is_no_longer_added_up_the_normal_one_says_the_same() -> None:
    added_up = _occupancy._wasted(np.arange(1000) / 4096, 0.975)
    taken = np.arange(1000) / 4096
    wasted, spread = taken / (1 - taken), taken / (1 - taken) ** 2

    normal = wasted.sum() + 1.959964 * spread.sum() ** 0.5

    assert added_up == pytest.approx(normal, abs=1.5)
