"""A caller who chooses with a key, and one who presses the key for danger."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from payung.engines.dispatch import (
    Call,
    CallBackTask,
    CallEvent,
    CallState,
    Choice,
    Effect,
    Outcome,
    Plan,
    PlanLeadsNowhere,
    PlanStep,
    PlayPrompt,
    Prompt,
    RaisePriority,
    RingPhone,
    Signal,
    TakeVoicemail,
    TellChoice,
    arriving,
    call_step,
)


AT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
NORTH = Choice(digit="1", code="np-07", steps=(PlanStep(targets=("kamala",), wait=20),))
EMPTY = Choice(digit="2", code="np-09", steps=())
PLAN = Plan(
    contact="C-1",
    steps=(
        PlanStep(targets=("sunita",), wait=18),
        PlanStep(targets=("maya",), wait=18),
        PlanStep(targets=("anju", "maya"), wait=25),
    ),
    menu=(NORTH, EMPTY),
    menu_wait=6,
    danger="0",
)


def told(
    *reports: tuple[float, CallEvent, str], plan: Plan = PLAN
) -> tuple[Call, list[Effect]]:
    """Return the call after its plan and these reports; the text is phone or key."""
    call = arriving("call-1", last_plan=None, at=AT)
    call, effects = call_step(call, Signal(event=CallEvent.PLANNED, at=AT, plan=plan))
    said = list(effects)
    for seconds, event, text in reports:
        key = text if event is CallEvent.DIGIT else ""
        phone = "" if key else text
        at = AT + timedelta(seconds=seconds)
        signal = Signal(event=event, at=at, target=phone, digit=key)
        call, effects = call_step(call, signal)
        said += effects
    return call, said


def rung(said: list[Effect]) -> list[str]:
    return [effect.target for effect in said if isinstance(effect, RingPhone)]


def test_before_anybody_rings_the_caller_is_asked_to_choose() -> None:
    call, said = told()

    assert said == [PlayPrompt(about="call-1", prompt=Prompt.CHOOSE)]
    assert call.state is CallState.CHOOSING
    assert call.due_at == AT + timedelta(seconds=6)


def test_her_key_rings_the_people_of_her_district_only() -> None:
    call, said = told((2, CallEvent.DIGIT, "1"), (22, CallEvent.DUE, ""))

    assert rung(said) == ["kamala"]
    assert TellChoice(about="C-1", code="np-07") in said
    assert call.choice == "np-07"
    assert call.state is CallState.MESSAGE


def test_a_key_that_is_not_in_the_menu_changes_nothing() -> None:
    before, _ = told()

    after, said = told((2, CallEvent.DIGIT, "7"), (3, CallEvent.DIGIT, ""))

    assert after == before
    assert said == [PlayPrompt(about="call-1", prompt=Prompt.CHOOSE)]


def test_who_chooses_nothing_is_served_by_those_on_duty_for_all() -> None:
    call, said = told((5.9, CallEvent.DUE, ""), (6, CallEvent.DUE, ""))

    assert rung(said) == ["sunita"]
    assert call.choice == ""


def test_a_district_without_anybody_on_duty_is_served_by_the_others() -> None:
    call, said = told((2, CallEvent.DIGIT, "2"))

    assert rung(said) == ["sunita"]
    assert TellChoice(about="C-1", code="np-09") in said
    assert call.choice == "np-09"


def test_a_second_key_after_the_choice_does_not_choose_again() -> None:
    call, said = told((2, CallEvent.DIGIT, "1"), (3, CallEvent.DIGIT, "2"))

    assert rung(said) == ["kamala"]
    assert call.choice == "np-07"


def test_the_danger_key_rings_everybody_at_once_in_the_midst_of_the_menu() -> None:
    call, said = told((2, CallEvent.DIGIT, "0"))

    assert rung(said) == ["sunita", "maya", "anju"]
    assert call.due_at == AT + timedelta(seconds=2 + 25)
    assert said[1] == RaisePriority(about="C-1")


def test_the_danger_key_while_it_rings_adds_everybody_who_is_left() -> None:
    call, said = told((6, CallEvent.DUE, ""), (10, CallEvent.DIGIT, "0"))

    assert rung(said) == ["sunita", "maya", "anju"]
    assert call.due_at == AT + timedelta(seconds=10 + 25)


def test_pressing_the_danger_key_twice_is_nothing_new() -> None:
    once, _ = told((2, CallEvent.DIGIT, "0"))

    twice, said = told((2, CallEvent.DIGIT, "0"), (20, CallEvent.DIGIT, "0"))

    assert twice == once
    assert said.count(RaisePriority(about="C-1")) == 1


def test_danger_when_all_ring_already_gives_nobody_more_time_to_wait() -> None:
    before = ((6, CallEvent.DUE, ""), (24, CallEvent.DUE, ""), (42, CallEvent.DUE, ""))

    call, said = told(*before, (50, CallEvent.DIGIT, "0"))

    assert call.due_at == AT + timedelta(seconds=42 + 25)
    assert said[-1] == RaisePriority(about="C-1")


def test_danger_pressed_while_a_message_is_recorded_is_heard_too() -> None:
    deserted = replace(PLAN, steps=(), menu=())

    call, said = told((5, CallEvent.DIGIT, "0"), plan=deserted)

    assert call.state is CallState.MESSAGE
    assert said[-1] == RaisePriority(about="C-1")


def test_danger_where_nobody_is_on_duty_is_at_least_recorded() -> None:
    call, said = told((2, CallEvent.DIGIT, "0"), plan=replace(PLAN, steps=()))

    assert call.state is CallState.MESSAGE
    assert RaisePriority(about="C-1") in said
    assert said[-1] == TakeVoicemail(about="call-1", longest=180)


def test_a_line_without_a_danger_key_has_no_key_that_could_be_pressed_by_chance() -> (
    None
):
    quiet = replace(PLAN, danger="")

    call, said = told((2, CallEvent.DIGIT, "0"), plan=quiet)

    assert call.state is CallState.CHOOSING
    assert RaisePriority(about="C-1") not in said


@pytest.mark.parametrize(
    ("event", "outcome"),
    [
        pytest.param(CallEvent.CALLER_GONE, Outcome.ABANDONED, id="rang off"),
        pytest.param(CallEvent.RESTARTED, Outcome.INTERRUPTED, id="power failed"),
    ],
)
def test_who_did_not_even_choose_is_owed_a_call_all_the_same(
    event: CallEvent, outcome: Outcome
) -> None:
    call, said = told((2, event, ""))

    assert call.outcome is outcome
    assert said[-1] == CallBackTask(about="C-1", person="")


def test_a_caller_who_waits_hears_so_once_however_many_steps_follow() -> None:
    _, said = told((6, CallEvent.DUE, ""), (24, CallEvent.DUE, ""))

    please_wait = PlayPrompt(about="call-1", prompt=Prompt.PLEASE_WAIT)
    assert said.count(please_wait) == 1
    assert said.index(please_wait) > said.index(
        RingPhone(about="call-1", target="sunita")
    )


def test_whoever_leaves_a_message_hears_that_it_is_kept() -> None:
    deserted = replace(PLAN, steps=(), menu=())

    _, said = told((40, CallEvent.MESSAGE_ENDED, ""), plan=deserted)

    assert PlayPrompt(about="call-1", prompt=Prompt.RECORDED) in said


def test_the_longest_way_through_a_plan_is_known_beforehand() -> None:
    long_way = replace(NORTH, steps=(PlanStep(targets=("kamala",), wait=90),))

    assert PLAN.patience == 6 + 18 + 18 + 25 + 8
    assert replace(PLAN, menu=(long_way,)).patience == 6 + 90 + 8
    assert replace(PLAN, menu=()).patience == 18 + 18 + 25 + 8


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"menu": (NORTH, NORTH)}, id="one key, two districts"),
        pytest.param({"danger": "1"}, id="the danger key chooses a district"),
        pytest.param({"menu_wait": 0}, id="no time to choose"),
        pytest.param({"danger": "911"}, id="three signs are not one key"),
        pytest.param({"menu": (replace(NORTH, digit=""),)}, id="no key"),
        pytest.param({"menu": (replace(NORTH, digit="A"),)}, id="no such key"),
        pytest.param(
            {"menu": (replace(NORTH, steps=(PlanStep(targets=("kamala",), wait=0),)),)},
            id="a choice that rings for no time",
        ),
    ],
)
def test_a_menu_that_nobody_could_use_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(PlanLeadsNowhere):
        replace(PLAN, **changes)
