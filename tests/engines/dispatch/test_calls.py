"""One call, one plan, phones that answer or do not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from payung.engines.dispatch import (
    BackEvent,
    BackState,
    Call,
    CallBackTask,
    CallEvent,
    CallState,
    CancelPhone,
    DialCaller,
    Effect,
    HangUpPhone,
    JoinCaller,
    Outcome,
    Plan,
    PlanLeadsNowhere,
    PlanStep,
    PlayPrompt,
    Prompt,
    RingPhone,
    Signal,
    TakeVoicemail,
    TellTaken,
    arriving,
    call_back_step,
    call_step,
    start_call_back,
)


AT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
PLAN = Plan(
    contact="C-1",
    steps=(
        PlanStep(targets=("sunita",), wait=18),
        PlanStep(targets=("maya", "anju"), wait=18),
    ),
)


def told(
    call: Call, *reports: tuple[float, CallEvent, str]
) -> tuple[Call, list[Effect]]:
    said: list[Effect] = []
    for seconds, event, target in reports:
        at = AT + timedelta(seconds=seconds)
        plan = PLAN if event is CallEvent.PLANNED else None
        signal = Signal(event=event, at=at, target=target, plan=plan)
        call, effects = call_step(call, signal)
        said += effects
    return call, said


def fresh(last_plan: Plan | None = None) -> Call:
    return arriving("call-1", last_plan=last_plan, at=AT)


def test_the_backup_rings_too_and_the_primary_rings_on() -> None:
    call, said = told(fresh(), (0, CallEvent.PLANNED, ""), (18, CallEvent.DUE, ""))

    assert said == [
        RingPhone(about="call-1", target="sunita"),
        PlayPrompt(about="call-1", prompt=Prompt.PLEASE_WAIT),
        RingPhone(about="call-1", target="maya"),
        RingPhone(about="call-1", target="anju"),
    ]
    assert call.state is CallState.RINGING


def test_of_two_who_answer_the_first_to_press_one_has_the_call() -> None:
    call, said = told(
        fresh(),
        (0, CallEvent.PLANNED, ""),
        (18, CallEvent.DUE, ""),
        (20, CallEvent.LEG_ANSWERED, "maya"),
        (20, CallEvent.LEG_ANSWERED, "sunita"),
        (21, CallEvent.LEG_PRESSED_ONE, "sunita"),
        (21, CallEvent.LEG_PRESSED_ONE, "maya"),
    )

    assert [e.target for e in said if isinstance(e, JoinCaller)] == ["sunita"]
    assert TellTaken(about="call-1", person="maya", by="sunita") in said
    assert CancelPhone(about="call-1", target="anju") in said
    assert call.state is CallState.TALKING


def test_a_mobile_s_own_voicemail_does_not_count_as_an_answer() -> None:
    call, said = told(
        fresh(),
        (0, CallEvent.PLANNED, ""),
        (5, CallEvent.LEG_ANSWERED, "sunita"),
        (18, CallEvent.DUE, ""),
        (36, CallEvent.DUE, ""),
        (44, CallEvent.DUE, ""),
    )

    assert call.state is CallState.MESSAGE
    assert not any(isinstance(effect, JoinCaller) for effect in said)
    assert said[-1] == TakeVoicemail(about="call-1", longest=180)


def test_a_silent_application_costs_one_and_a_half_seconds() -> None:
    call, said = told(
        fresh(last_plan=PLAN), (1.4, CallEvent.DUE, ""), (1.5, CallEvent.DUE, "")
    )

    assert call.state is CallState.RINGING
    assert [e for e in said if isinstance(e, RingPhone)] == [
        RingPhone(about="call-1", target="sunita")
    ]


def test_without_any_plan_the_caller_can_at_least_leave_a_message() -> None:
    call, said = told(fresh(), (1.5, CallEvent.DUE, ""))

    assert call.state is CallState.MESSAGE
    assert said[-1] == TakeVoicemail(about="call-1", longest=180)


def test_phones_that_all_refuse_cost_no_waiting() -> None:
    call, _ = told(
        fresh(),
        (0, CallEvent.PLANNED, ""),
        (1, CallEvent.LEG_GONE, "sunita"),
        (2, CallEvent.LEG_GONE, "maya"),
        (2, CallEvent.LEG_GONE, "anju"),
    )

    assert call.state is CallState.MESSAGE


@pytest.mark.parametrize(
    ("reports", "outcome"),
    [
        pytest.param(
            [(1, CallEvent.CALLER_GONE, "")], Outcome.ABANDONED, id="rang off at once"
        ),
        pytest.param(
            [(1, CallEvent.MISSED_CALL, "")], Outcome.MISSED_CALL, id="a missed call"
        ),
        pytest.param(
            [(0, CallEvent.PLANNED, ""), (9, CallEvent.RESTARTED, "")],
            Outcome.INTERRUPTED,
            id="the power failed while it rang",
        ),
        pytest.param(
            [(2, CallEvent.DUE, ""), (60, CallEvent.MESSAGE_ENDED, "")],
            Outcome.MESSAGE_LEFT,
            id="left a message",
        ),
        pytest.param(
            [(2, CallEvent.DUE, ""), (3, CallEvent.CALLER_GONE, "")],
            Outcome.NO_ANSWER,
            id="rang off at the message",
        ),
    ],
)
def test_whoever_was_not_spoken_to_is_owed_one_call(
    reports: list[tuple[float, CallEvent, str]], outcome: Outcome
) -> None:
    call, said = told(fresh(), *reports)

    assert call.outcome is outcome
    assert sum(isinstance(effect, CallBackTask) for effect in said) == 1


def test_a_plan_with_a_wait_of_nought_is_refused() -> None:
    with pytest.raises(PlanLeadsNowhere):
        Plan(contact="C-1", steps=(PlanStep(targets=("sunita",), wait=0),))


def test_the_caller_is_called_only_when_the_paralegal_has_pressed_one() -> None:
    back, first = start_call_back("C-1", target="sunita", attempt=1, at=AT)
    back, asked = call_back_step(back, BackEvent.WE_ANSWERED, at=AT)
    back, dialled = call_back_step(back, BackEvent.WE_PRESSED_ONE, at=AT)

    assert first == (RingPhone(about="C-1", target="sunita"),)
    assert not any(isinstance(effect, DialCaller) for effect in asked)
    assert dialled == (
        DialCaller(about="C-1"),
        PlayPrompt(about="C-1", prompt=Prompt.CALLER_COMING, target="sunita"),
    )
    assert back.state is BackState.RINGING_CALLER


@pytest.mark.parametrize("failing", [BackEvent.WE_ARE_GONE, BackEvent.RESTARTED])
def test_a_call_back_that_fails_is_owed_again(failing: BackEvent) -> None:
    back, _ = start_call_back("C-1", target="sunita", attempt=1, at=AT)

    back, effects = call_back_step(back, failing, at=AT)

    assert back.state is BackState.ENDED
    assert effects[-1] == CallBackTask(about="C-1", person="", attempt=2)


def test_a_paralegal_who_answers_too_late_to_call_back_is_not_left_in_silence() -> None:
    back, _ = start_call_back("C-1", target="sunita", attempt=1, at=AT)
    back, _ = call_back_step(back, BackEvent.DUE, at=AT + timedelta(seconds=30))

    back, said = call_back_step(back, BackEvent.WE_ANSWERED, at=AT)

    assert said == (HangUpPhone(about="C-1", target="sunita"),)
    assert back.state is BackState.ENDED


def test_a_call_back_that_reached_the_caller_is_owed_no_more() -> None:
    back, _ = start_call_back("C-1", target="sunita", attempt=1, at=AT)
    for event in (
        BackEvent.WE_ANSWERED,
        BackEvent.WE_PRESSED_ONE,
        BackEvent.CALLER_ANSWERED,
    ):
        back, _ = call_back_step(back, event, at=AT)

    back, effects = call_back_step(back, BackEvent.CALLER_GONE, at=AT)

    assert back.reached
    assert not any(isinstance(effect, CallBackTask) for effect in effects)
