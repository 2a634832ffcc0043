"""From the ladder to a ring plan: everybody once, in order, and not for ever."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.dispatch import (
    LADDER,
    CallEvent,
    CallState,
    Choice,
    Group,
    Ladder,
    PlanLeadsNowhere,
    PlanStep,
    Priority,
    Rung,
    Signal,
    arriving,
    call_step,
    plan_of,
    steps_of,
)


AT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
PEOPLE = {
    Group.PRIMARY: ("sunita",),
    Group.BACKUP: ("maya",),
    Group.RING_GROUP: ("anju", "sunita"),
    Group.NEARBY: ("kamala", "maya"),
    Group.COORDINATOR: ("rina",),
    Group.REGIONAL: ("dewi",),
}
CREW = st.lists(st.sampled_from("abcdefgh"), max_size=4).map(tuple)
ANYBODY = st.dictionaries(st.sampled_from(Group), CREW)


def test_each_rung_adds_its_people_and_nobody_is_named_twice() -> None:
    plan = plan_of(LADDER, Priority.C, PEOPLE, contact="C-1")

    assert plan.steps == (
        PlanStep(targets=("sunita",), wait=18),
        PlanStep(targets=("maya",), wait=18),
        PlanStep(targets=("anju",), wait=25),
        PlanStep(targets=("kamala",), wait=25),
        PlanStep(targets=("rina",), wait=25),
        PlanStep(targets=("dewi",), wait=25),
    )
    assert plan.patience == 18 + 18 + 25 + 25 + 25 + 25 + 8


def test_with_violence_now_everybody_rings_first_and_then_the_rest() -> None:
    plan = plan_of(LADDER, Priority.A, PEOPLE, contact="C-1")

    assert plan.steps == (
        PlanStep(targets=("sunita", "maya", "anju", "kamala"), wait=25),
        PlanStep(targets=("rina",), wait=25),
        PlanStep(targets=("dewi",), wait=25),
    )


def test_a_rung_without_anybody_new_costs_the_caller_no_time() -> None:
    people = {Group.BACKUP: ("maya",), Group.NEARBY: ("maya",), Group.REGIONAL: ("d",)}

    steps = steps_of(LADDER, Priority.B, people)

    assert steps == (
        PlanStep(targets=("maya",), wait=18),
        PlanStep(targets=("d",), wait=25),
    )


def test_a_round_of_half_an_hour_is_not_rung_out_by_a_caller() -> None:
    alone = Ladder(
        rungs=(Rung(adds=Group.PRIMARY, wait=20),), again_from=1, all_from=1, second=1
    )

    steps = steps_of(alone, Priority.D, {Group.PRIMARY: ("sunita",)})

    assert steps == (PlanStep(targets=("sunita",), wait=25),)


def test_menu_and_danger_key_are_carried_into_the_plan_and_checked() -> None:
    north = Choice(digit="1", code="np-07", steps=())

    plan = plan_of(LADDER, Priority.C, PEOPLE, contact="C-1", menu=(north,), danger="0")

    assert plan.menu == (north,)
    assert plan.danger == "0"
    with pytest.raises(PlanLeadsNowhere):
        plan_of(LADDER, Priority.C, PEOPLE, contact="C-1", menu=(north,), danger="1")


@given(people=ANYBODY, priority=st.sampled_from(Priority))
def test_everybody_on_the_ladder_is_named_exactly_once(
    people: dict[Group, tuple[str, ...]], priority: Priority
) -> None:
    named = [p for s in steps_of(LADDER, priority, people) for p in s.targets]

    on_ladder = {p for g, ps in people.items() if g is not Group.PANEL for p in ps}
    assert sorted(named) == sorted(on_ladder)


@given(people=ANYBODY)
def test_with_violence_now_no_paralegal_waits_for_another_to_be_asked(
    people: dict[Group, tuple[str, ...]],
) -> None:
    at_once = (Group.PRIMARY, Group.BACKUP, Group.RING_GROUP, Group.NEARBY)

    steps = steps_of(LADDER, Priority.A, people)

    paralegals = {p for group in at_once for p in people.get(group, ())}
    later = {p for step in steps[1:] for p in step.targets}
    assert not paralegals & later


@given(people=ANYBODY, priority=st.sampled_from(Priority))
def test_if_nobody_answers_a_message_is_asked_for_within_the_plan_s_patience(
    people: dict[Group, tuple[str, ...]], priority: Priority
) -> None:
    plan = plan_of(LADDER, priority, people, contact="C-1")
    call = arriving("call-1", last_plan=None, at=AT)
    call, _ = call_step(call, Signal(event=CallEvent.PLANNED, at=AT, plan=plan))

    due = AT
    for _ in range(len(LADDER.rungs) + 1):
        if call.state is CallState.RINGING:
            assert call.due_at is not None
            due = call.due_at
            call, _ = call_step(call, Signal(event=CallEvent.DUE, at=due))

    assert call.state is CallState.MESSAGE
    assert (due - AT).total_seconds() <= plan.patience
