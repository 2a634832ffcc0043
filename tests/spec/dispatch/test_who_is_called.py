"""Who is called when nobody answers? The examples, held to what the chapter says."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from payung.engines.dispatch import (
    CallBackTask,
    Escalate,
    Group,
    Page,
    PlayPrompt,
    Remind,
    ReviewTask,
    Ring,
    RingAll,
    Stage,
    State,
    TellTaken,
)
from tests.spec.dispatch.chapter import (
    CHAPTER,
    EIGHT,
    EXAMPLES,
    STATES,
    Example,
    chapter,
    played,
    states,
)
from tests.spec.dispatch.pair_chapter import PAIRS, played_alert, played_pair


def test_one_more_group_rings_at_each_rung_and_nobody_stops() -> None:
    rings = [
        effect.who
        for line in played(EXAMPLES[0])
        for effect in line.effects
        if isinstance(effect, Ring)
    ]

    assert [len(who) for who in rings] == [1, 2, 3, 4, 5, 6, 4]
    assert rings[5][-1] is Group.REGIONAL


def test_the_caller_hears_that_she_will_be_called_back_when_the_coordinator_is_asked() -> (
    None
):
    heard = [
        line.told.after
        for line in played(EXAMPLES[0])
        if any(isinstance(effect, PlayPrompt) for effect in line.effects)
    ]

    assert heard == [86]


def test_with_violence_now_everybody_rings_at_once_and_the_second_is_told() -> None:
    first, accepted, second = played(EXAMPLES[1])

    assert isinstance(first.effects[0], RingAll)
    assert accepted.contact.owner == "Maya"
    assert second.effects == (TellTaken(about="C-1", person="Sunita", by="Maya"),)


def test_a_caller_who_rings_off_is_owed_a_call_by_somebody_named() -> None:
    _, gone, missed, taken = played(EXAMPLES[2])

    assert gone.contact.owner == "Sunita"
    assert any(isinstance(effect, CallBackTask) for effect in gone.effects)
    assert Remind(about="C-1", person="Sunita") in missed.effects
    assert taken.contact.owner == "Maya"


def test_a_withheld_number_is_looked_at_by_a_person() -> None:
    _, gone, closed = played(EXAMPLES[3])

    assert any(isinstance(effect, ReviewTask) for effect in gone.effects)
    assert closed.contact.state is State.CLOSED


def test_a_silent_owner_is_reminded_and_others_are_rung() -> None:
    missed = played(EXAMPLES[4])[2]

    assert Remind(about="C-1", person="Sunita") in missed.effects
    assert Escalate(about="C-1", why="owned") in missed.effects
    assert any(isinstance(effect, RingAll) for effect in missed.effects)


def test_a_hand_over_leaves_the_giver_in_charge_until_it_is_taken() -> None:
    owners = [line.contact.owner for line in played(EXAMPLES[5])[1:]]

    assert owners == ["Sunita", "Sunita", "Sunita", "Maya"]


def test_a_call_back_that_is_offered_is_not_put_off() -> None:
    _, gone, offered, missed = played(EXAMPLES[6])

    assert offered.contact.owner == "Sunita"
    assert offered.contact.due_at == gone.contact.due_at
    assert any(isinstance(effect, Ring) for effect in missed.effects)


def test_a_call_for_help_reaches_the_region_at_the_third_time() -> None:
    told = [
        [effect.group for effect in line.effects if isinstance(effect, Page)]
        for line in played_pair(PAIRS[0])
        if Escalate(about="R-1", why="help") in line.effects
    ]

    assert told == [[], [], [Group.REGIONAL], [Group.REGIONAL]]


def test_who_goes_on_alone_is_looked_for_when_she_should_have_reported() -> None:
    lines = played_pair(PAIRS[1])

    reminded = [
        line.at.minute
        for line in lines
        if Remind(about="R-1", person="Maya") in line.effects
    ]
    assert reminded == [35]
    assert lines[-1].response.stage is Stage.COMPLETE


def test_what_was_called_off_is_called_off_for_whoever_says_yes_later() -> None:
    late = played_pair(PAIRS[2])[-1]

    assert late.response.stage is Stage.CALLED_OFF
    assert late.effects == (TellTaken(about="R-1", person="Maya", by=""),)


def test_a_lawyer_who_is_silent_loses_it_to_the_next() -> None:
    _, silent, taken, spoken = played_alert()

    assert Page(about="A-1", group=Group.BACKUP) in silent[2]
    assert taken[1].attorney == spoken[1].attorney == "Binita"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.heading)
def test_every_line_of_the_chapter_comes_when_it_was_due_or_before(
    example: Example,
) -> None:
    lines = played(example)

    for earlier, later in pairwise(lines):
        assert earlier.contact.due_at is not None
        assert EIGHT + timedelta(seconds=later.told.after) <= earlier.contact.due_at


def test_the_printed_chapter_is_fresh() -> None:
    assert CHAPTER.read_text(encoding="utf-8") == chapter()


def test_the_printed_state_machines_are_fresh() -> None:
    assert STATES.read_text(encoding="utf-8") == states()
