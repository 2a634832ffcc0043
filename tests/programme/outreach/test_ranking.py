"""Where to go next, held against examples that were worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.programme.outreach.busy import CELLS, NoSuchHour, cells_of, grid_of, is_busy
from payung.programme.outreach.ranking import (
    WORKED,
    NoInterval,
    Reach,
    Worked,
    due_of,
    rank,
)
from payung.programme.outreach.ratios import Fit, people_a_worker, workers_a_supervisor


@pytest.mark.parametrize("example", WORKED, ids=lambda one: one.because)
def test_what_was_worked_out_by_hand_comes_out(example: Worked) -> None:
    assert due_of(example.reach, on=example.on).urgency == example.urgency


def test_harm_brings_a_place_before_one_that_is_visited_less() -> None:
    order = rank([one.reach for one in WORKED], on=date(2026, 6, 15))

    # LODGE 30; BAR and STREET 20 each, of which STREET is later by a week; NEW 4.
    assert [due.reach.code for due in order] == [
        "LODGE",
        "STREET",
        "BAR",
        "NEW",
        "TODAY",
    ]


def test_a_promise_of_no_days_is_refused() -> None:
    with pytest.raises(NoInterval):
        due_of(replace(WORKED[0].reach, interval_days=0), on=date(2026, 6, 15))


@given(
    days=st.integers(1, 400),
    interval=st.integers(1, 180),
    people=st.integers(1, 500),
    violence=st.integers(0, 20),
)
def test_waiting_longer_or_harm_never_makes_a_visit_less_urgent(
    days: int, interval: int, people: int, violence: int
) -> None:
    on = date(2026, 6, 15)
    reach = Reach(
        code="A",
        known_since=date.fromordinal(on.toordinal() - days),
        visited_on=None,
        interval_days=interval,
        people=people,
        violence=violence,
    )
    longer = replace(reach, known_since=date.fromordinal(on.toordinal() - days - 1))
    worse = replace(reach, violence=violence + 1)

    here = due_of(reach, on=on).urgency

    assert due_of(longer, on=on).urgency > here
    assert due_of(worse, on=on).urgency > here


@pytest.mark.parametrize(
    ("people", "workers", "fit"),
    [
        pytest.param(100, 0, Fit.NOBODY, id="nobody goes out"),
        pytest.param(34, 1, Fit.FEW, id="34 people for one leave room"),
        pytest.param(35, 1, Fit.FITS, id="35 for one is the least that fits"),
        pytest.param(130, 2, Fit.FITS, id="65 for each is the most that fits"),
        pytest.param(131, 2, Fit.MANY, id="more than 65 for each is too much"),
    ],
)
def test_one_worker_has_35_to_65_people(people: int, workers: int, fit: Fit) -> None:
    assert people_a_worker(people, workers).fit is fit


@pytest.mark.parametrize(
    ("workers", "fit"),
    [(4, Fit.FEW), (5, Fit.FITS), (20, Fit.FITS), (21, Fit.MANY)],
)
def test_one_supervisor_has_five_to_twenty_workers(workers: int, fit: Fit) -> None:
    assert workers_a_supervisor(workers, 1).fit is fit


def test_friday_evening_is_busy_where_it_was_ticked() -> None:
    grid = grid_of([4 * 8 + 6])

    assert len(grid) == CELLS
    assert cells_of(grid) == (38,)
    assert is_busy(grid, datetime(2026, 11, 27, 18, 0))  # noqa: DTZ001 - a wall clock
    assert not is_busy(grid, datetime(2026, 11, 27, 17, 59))  # noqa: DTZ001
    assert not is_busy(grid, datetime(2026, 11, 26, 18, 0))  # noqa: DTZ001


def test_an_hour_beyond_the_week_is_refused() -> None:
    with pytest.raises(NoSuchHour):
        grid_of([56])
