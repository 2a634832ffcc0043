"""What the telephone does alone: the examples, held to what the chapter says."""

from __future__ import annotations

import pytest

from payung.engines.dispatch import (
    CallBackTask,
    CallState,
    JoinCaller,
    Outcome,
    RaisePriority,
    RingPhone,
    TakeVoicemail,
    TellTaken,
)
from tests.spec.dispatch.call_chapter import (
    CALL_EXAMPLES,
    CallExample,
    CallLine,
    call_played,
    plans,
)


def rung(lines: list[CallLine]) -> list[tuple[float, str]]:
    return [
        (line.reported.after, effect.target)
        for line in lines
        for effect in line.effects
        if isinstance(effect, RingPhone)
    ]


def test_everybody_on_duty_is_rung_once_and_then_a_message_is_asked_for() -> None:
    lines = call_played(CALL_EXAMPLES[0])

    assert rung(lines) == [(0, "Sunita"), (18, "Maya"), (36, "Kamala"), (61, "Bimala")]
    assert isinstance(lines[4].effects[-1], TakeVoicemail)
    assert lines[5].call.outcome is Outcome.MESSAGE_LEFT
    assert isinstance(lines[5].effects[-1], CallBackTask)


def test_the_key_of_the_north_rings_the_north_and_another_key_nobody() -> None:
    lines = call_played(CALL_EXAMPLES[1])

    assert rung(lines) == [(3, "Kamala")]
    assert lines[1].effects == ()
    assert lines[5].call.outcome is Outcome.ANSWERED


def test_the_danger_key_rings_everybody_else_and_counts_once() -> None:
    lines = call_played(CALL_EXAMPLES[2])

    assert rung(lines)[1:] == [(5, "Maya"), (5, "Kamala"), (5, "Bimala")]
    assert RaisePriority(about="C-1") in lines[1].effects
    assert lines[2].effects == ()
    assert TellTaken(about="call-1", person="Maya", by="Sunita") in lines[5].effects


def test_a_voicemail_that_answers_does_not_keep_the_others_from_being_rung() -> None:
    lines = call_played(CALL_EXAMPLES[3])

    assert rung(lines) == [(0, "Sunita"), (18, "Maya")]
    assert JoinCaller(about="call-1", target="Maya") in lines[4].effects


@pytest.mark.parametrize(
    "example", CALL_EXAMPLES, ids=lambda example: example.heading.partition(": ")[2]
)
def test_until_it_ends_or_two_people_talk_the_telephone_knows_when_to_look_again(
    example: CallExample,
) -> None:
    for line in call_played(example):
        settled = line.call.state in (CallState.TALKING, CallState.ENDED)
        assert settled == (line.call.due_at is None)


def test_nobody_waits_for_more_than_two_and_a_half_minutes_before_a_message() -> None:
    waits = [int(row.split("|")[3].removesuffix(" s ")) for row in plans()[2:]]

    assert waits == [83, 144, 144, 144]
