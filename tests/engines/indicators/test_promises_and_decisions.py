"""When a promise is kept and a decision carried out: by rule, not by button."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.indicators import (
    Decision,
    Kept,
    Left,
    LeftOut,
    Loop,
    NotComputable,
    Promise,
    Ratio,
    Times,
    Why,
    com_kept,
    fgd_loop,
    fgd_loop_days,
    kept_of,
    loop_of,
    loops_due,
    parse_period,
    promises_due,
    share_of,
)


DUE = date(2026, 8, 10)
DAYS = st.integers(-60, 90).map(lambda days: DUE + timedelta(days=days))
MAYBE = st.none() | DAYS


def promise(kept: int | None, verified: int | None) -> Promise:
    """Return a promise kept and verified so many days after its due day."""
    kept_on, verified_on = (
        None if days is None else DUE + timedelta(days=days)
        for days in (kept, verified)
    )
    return Promise(due_on=DUE, kept_on=kept_on, verified_on=verified_on)


@pytest.mark.parametrize(
    ("kept", "verified", "on", "verdict"),
    [
        pytest.param(0, 0, 0, Kept.KEPT, id="on the due day"),
        pytest.param(0, 30, 30, Kept.KEPT, id="verified on the thirtieth day"),
        pytest.param(0, 31, 90, Kept.NOT_KEPT, id="verified a day too late"),
        pytest.param(0, None, 90, Kept.NOT_KEPT, id="claimed and never verified"),
        pytest.param(1, 2, 5, Kept.KEPT_LATE, id="kept a day late"),
        pytest.param(None, None, 29, Kept.WAITING, id="thirty days still run"),
        pytest.param(None, None, 30, Kept.NOT_KEPT, id="thirty days are over"),
        pytest.param(
            -5, -1, -3, Kept.WAITING, id="verified only after the day asked for"
        ),
        pytest.param(-5, -4, -3, Kept.KEPT, id="kept long before"),
        pytest.param(None, 3, 40, Kept.NOT_KEPT, id="checked, and it was not there"),
    ],
)
def test_a_promise_without_verified_evidence_after_thirty_days_is_not_kept(
    kept: int | None, verified: int | None, on: int, verdict: Kept
) -> None:
    assert kept_of(promise(kept, verified), on=DUE + timedelta(days=on)) is verdict


@given(kept=MAYBE, verified=MAYBE, days=st.lists(DAYS, min_size=2, max_size=6))
def test_what_is_settled_of_a_promise_stays_settled(
    kept: date | None, verified: date | None, days: list[date]
) -> None:
    one = Promise(due_on=DUE, kept_on=kept, verified_on=verified)

    verdicts = [kept_of(one, on=day) for day in sorted(days)]

    settled = [each for each in verdicts if each is not Kept.WAITING]
    assert verdicts == [Kept.WAITING] * (len(verdicts) - len(settled)) + settled
    assert len(set(settled)) <= 1


@given(kept=MAYBE, verified=MAYBE)
def test_nothing_waits_after_thirty_days(
    kept: date | None, verified: date | None
) -> None:
    one = Promise(due_on=DUE, kept_on=kept, verified_on=verified)

    assert kept_of(one, on=DUE + timedelta(days=30)) is not Kept.WAITING


def test_a_promise_belongs_to_the_period_in_which_it_falls_due() -> None:
    promises = [
        Promise(due_on=date(2026, 6, 30)),
        Promise(due_on=date(2026, 7, 1)),
        Promise(due_on=date(2026, 9, 30)),
        Promise(due_on=date(2026, 10, 1)),
    ]

    found = promises_due(promises, parse_period("2026-Q3"), on=date(2026, 12, 1))

    assert found == {Kept.NOT_KEPT: 2}


def test_as_long_as_nothing_is_settled_there_is_no_share_of_promises() -> None:
    assert com_kept({Kept.WAITING: 4}) == NotComputable(why=Why.NOT_DUE_YET)


@pytest.mark.parametrize(
    ("actions", "accepted", "on", "loop"),
    [
        pytest.param((0,), 0, 0, Loop.IN_TIME, id="all on the due day"),
        pytest.param((-5,), -3, -2, Loop.IN_TIME, id="before it was due"),
        pytest.param((-5,), 1, 2, Loop.LATE, id="accepted a day late"),
        pytest.param((-5, None), -3, 20, Loop.OPEN, id="an action was given up"),
        pytest.param((-5,), None, 20, Loop.OPEN, id="the group never accepted it"),
        pytest.param((-5,), None, -1, Loop.NOT_DUE, id="the group may still accept it"),
        pytest.param((-5,), None, 0, Loop.OPEN, id="the due day is over"),
        pytest.param((), -1, 0, Loop.IN_TIME, id="there was nothing to do but say so"),
        pytest.param((3,), -1, 5, Loop.LATE, id="accepted before it was done"),
    ],
)
def test_only_the_group_closes_a_decision_and_only_when_all_is_done(
    actions: tuple[int | None, ...], accepted: int | None, on: int, loop: Loop
) -> None:
    decision = Decision(
        decided_on=DUE - timedelta(days=40),
        due_on=DUE,
        actions_done_on=tuple(
            None if days is None else DUE + timedelta(days=days) for days in actions
        ),
        accepted_on=None if accepted is None else DUE + timedelta(days=accepted),
    )

    assert loop_of(decision, on=DUE + timedelta(days=on)) is loop


@given(actions=st.lists(MAYBE, max_size=4), accepted=MAYBE)
def test_a_decision_carried_out_in_time_is_so_for_good(
    actions: list[date | None], accepted: date | None
) -> None:
    decision = Decision(
        decided_on=DUE, due_on=DUE, actions_done_on=tuple(actions), accepted_on=accepted
    )

    on_the_day = loop_of(decision, on=DUE)
    later = loop_of(decision, on=DUE + timedelta(days=365))

    assert (on_the_day is Loop.IN_TIME) == (later is Loop.IN_TIME)


def test_a_decision_that_is_not_due_neither_helps_nor_hurts() -> None:
    value = fgd_loop({Loop.IN_TIME: 3, Loop.OPEN: 1, Loop.NOT_DUE: 6})

    assert isinstance(value, Ratio)
    assert (value.numerator, value.denominator) == (3, 4)
    assert value.left_out == (LeftOut(why=Left.WAITING, n=6),)


def test_decisions_of_other_months_are_not_counted_in_this_one() -> None:
    decisions = [Decision(decided_on=DUE, due_on=date(2026, m, 1)) for m in (7, 8, 9)]

    found = loops_due(decisions, parse_period("2026-08"), on=date(2026, 12, 1))

    assert found == {Loop.OPEN: 1}


def test_what_did_not_occur_is_not_counted() -> None:
    assert fgd_loop({Loop.IN_TIME: 2}) == share_of(2, 2)
    assert fgd_loop({Loop.LATE: 2}) == share_of(0, 2)
    assert fgd_loop({Loop.OPEN: 2}) == share_of(0, 2)
    assert com_kept({Kept.KEPT: 2}) == share_of(2, 2)
    assert com_kept({Kept.KEPT_LATE: 2}) == share_of(0, 2)
    assert com_kept({Kept.NOT_KEPT: 2}) == share_of(0, 2)


def test_a_decision_reported_back_is_not_one_that_never_was() -> None:
    assert fgd_loop_days({20: 1}) == Times(p50=20, p90=20, p95=20, n=1)
