"""One of ours is rung and asked for 1: an alert, or a drill."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from payung.engines.dispatch import (
    Ask,
    AskEvent,
    AskState,
    CancelPhone,
    Effect,
    HangUpPhone,
    PlayPrompt,
    Prompt,
    RingPhone,
    ask_step,
    start_ask,
)


AT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
HANG_UP = HangUpPhone(about="A-1", target="anju")


def told(
    *reports: tuple[float, AskEvent], prompt: Prompt = Prompt.PRESS_ONE
) -> tuple[Ask, list[Effect]]:
    ask, effects = start_ask("A-1", target="anju", at=AT, wait=30, prompt=prompt)
    said = list(effects)
    for seconds, event in reports:
        ask, effects = ask_step(ask, event, at=AT + timedelta(seconds=seconds))
        said += effects
    return ask, said


def test_an_attorney_who_presses_one_has_accepted() -> None:
    ask, said = told((4, AskEvent.ANSWERED), (9, AskEvent.PRESSED_ONE))

    assert ask.state is AskState.ACCEPTED
    assert said == [
        RingPhone(about="A-1", target="anju"),
        PlayPrompt(about="A-1", prompt=Prompt.PRESS_ONE, target="anju"),
        HANG_UP,
    ]


def test_her_mobile_s_voicemail_answers_and_has_not_accepted() -> None:
    ask, said = told((29, AskEvent.ANSWERED), (30, AskEvent.DUE), (37, AskEvent.DUE))

    assert ask.state is AskState.REFUSED
    assert said[-1] == HANG_UP


def test_a_phone_nobody_picks_up_stops_ringing_after_half_a_minute() -> None:
    ask, said = told((29.9, AskEvent.DUE), (30, AskEvent.DUE))

    assert ask.state is AskState.REFUSED
    assert said[-1] == CancelPhone(about="A-1", target="anju")


def test_who_answers_after_that_is_hung_up_and_has_still_not_accepted() -> None:
    ask, said = told(
        (30, AskEvent.DUE), (30.1, AskEvent.ANSWERED), (31, AskEvent.PRESSED_ONE)
    )

    assert ask.state is AskState.REFUSED
    assert said[-1] == HANG_UP


def test_a_drill_says_from_the_first_word_that_it_is_one() -> None:
    _, said = told((4, AskEvent.ANSWERED), prompt=Prompt.DRILL)

    assert said[-1] == PlayPrompt(about="A-1", prompt=Prompt.DRILL, target="anju")


def test_when_somebody_else_was_faster_she_hears_it_and_has_not_refused() -> None:
    ask, said = told((4, AskEvent.ANSWERED), (5, AskEvent.CALLED_OFF))

    assert ask.state is AskState.WITHDRAWN
    assert said[-2:] == [
        PlayPrompt(about="A-1", prompt=Prompt.TAKEN, target="anju"),
        HANG_UP,
    ]


@pytest.mark.parametrize("end", [AskEvent.CALLED_OFF, AskEvent.RESTARTED])
def test_what_was_never_asked_to_the_end_proves_nothing_about_her(
    end: AskEvent,
) -> None:
    ask, _ = told((4, end))

    assert ask.state is AskState.WITHDRAWN
    assert ask.due_at is None


def test_declining_is_a_no_at_once() -> None:
    ask, said = told((2, AskEvent.GONE))

    assert ask.state is AskState.REFUSED
    assert said == [RingPhone(about="A-1", target="anju")]
