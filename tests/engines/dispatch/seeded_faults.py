"""Faults put into the tables on purpose: a model test that lets them pass is no test.

Run as `python -m tests.engines.dispatch.seeded_faults` to see what finds each of them.
"""

from __future__ import annotations

from dataclasses import replace

from payung.engines.dispatch import (
    ASKS,
    CALL_BACKS,
    CALLS,
    TRANSITIONS,
    AskEvent,
    AskState,
    BackEvent,
    BackState,
    CallState,
    Event,
    Outcome,
    Sign,
    State,
)
from payung.engines.dispatch._asks import AskMove, AskSay
from payung.engines.dispatch._call_backs import BackSay
from payung.engines.dispatch._call_table import CallMove, Do
from payung.engines.dispatch._transitions import Due, Owner, Say
from tests.engines.dispatch import ask_world, back_world, call_world, contact_world


def contact_with(state: State, event: Event, **changes: object):
    entry = TRANSITIONS[state, event]
    return {**TRANSITIONS, (state, event): replace(entry, **changes)}


def call_with(state: CallState, sign: Sign, **changes: object):
    return {**CALLS, (state, sign): replace(CALLS[state, sign], **changes)}


def call_without(state: CallState, sign: Sign):
    return {key: move for key, move in CALLS.items() if key != (state, sign)}


CONTACT_FAULTS = {
    "the ladder ends after its last rung": contact_with(
        State.RINGING, Event.DUE, to=State.CLOSED, due=Due.NONE, says=()
    ),
    "the second to accept takes it away": contact_with(
        State.OWNED, Event.ACCEPTED, owner=Owner.TAKE
    ),
    "an owner need not report": contact_with(
        State.RINGING, Event.ACCEPTED, due=Due.NONE
    ),
    "a missed check-in is passed over": contact_with(
        State.OWNED, Event.DUE, to=State.OWNED, owner=Owner.KEEP, says=()
    ),
    "a caller who rings off is forgotten": contact_with(
        State.RINGING, Event.HUNG_UP, says=(Say.STOP_RINGING,)
    ),
    "a hand-over nobody takes leaves nobody": contact_with(
        State.HANDING_OVER, Event.DUE, owner=Owner.CLEAR
    ),
    "what is handed back rings nobody": contact_with(
        State.OWNED, Event.GAVE_BACK, says=()
    ),
    "the second to accept hears nothing": contact_with(
        State.OWNED, Event.ACCEPTED, says=()
    ),
    "a call-back that is offered is nobody's": contact_with(
        State.CALL_BACK, Event.SHIFT_ENDED, owner=Owner.CLEAR
    ),
    "who has it hears nothing of another text": contact_with(
        State.OWNED, Event.WROTE_AGAIN, says=()
    ),
    "another text puts off what is due": contact_with(
        State.OWNED, Event.WROTE_AGAIN, due=Due.CHECK_IN
    ),
}

CALL_FAULTS = {
    "other phones ring on while two people talk": call_with(
        CallState.RINGING, Sign.PRESSED_ONE, does=(Do.CONNECT,)
    ),
    "a phone that answers too late is left open": call_without(
        CallState.TALKING, Sign.TOO_LATE
    ),
    "a caller who gives up is owed nothing": call_with(
        CallState.RINGING, Sign.CALLER_GONE, does=(Do.CANCEL_OTHERS,)
    ),
    "the next step rings nobody": call_with(
        CallState.RINGING, Sign.STEP_OVER, does=(Do.DROP_LEG,)
    ),
    "a mobile's own voicemail counts as an answer": {
        **CALLS,
        (CallState.RINGING, Sign.ANSWERED): CallMove(
            to=CallState.TALKING, does=(Do.CONNECT, Do.CANCEL_OTHERS)
        ),
    },
    "nobody answers and no message is asked for": call_with(
        CallState.RINGING,
        Sign.NOBODY_LEFT,
        to=CallState.ENDED,
        does=(Do.CANCEL_OTHERS, Do.OWE_A_CALL),
        outcome=Outcome.NO_ANSWER,
    ),
    "a message is owed two call-backs": call_with(
        CallState.MESSAGE, Sign.MESSAGE_OVER, does=(Do.OWE_A_CALL, Do.OWE_A_CALL)
    ),
    "somebody about to press 1 stops the clock": call_with(
        CallState.RINGING, Sign.STILL_DECIDING, does=()
    ),
}

MENU_FAULTS = {
    "the danger key rings nobody": call_with(
        CallState.RINGING, Sign.DANGER, does=(Do.RAISE,)
    ),
    "the danger key rings one step only": call_with(
        CallState.CHOOSING, Sign.DANGER, does=(Do.RAISE, Do.RING_STEP)
    ),
    "the danger key raises no priority": call_with(
        CallState.RINGING, Sign.DANGER, does=(Do.RING_ALL,)
    ),
    "who chooses nothing is asked for ever": call_without(
        CallState.CHOOSING, Sign.MENU_OVER
    ),
    "a choice rings everybody else's people": call_with(
        CallState.CHOOSING, Sign.CHOSEN, does=(Do.RING_STEP,)
    ),
    "who rings off while choosing is forgotten": call_with(
        CallState.CHOOSING, Sign.CALLER_GONE, does=()
    ),
}


def ask_with(state: AskState, event: AskEvent, **changes: object):
    return {**ASKS, (state, event): replace(ASKS[state, event], **changes)}


def ask_without(state: AskState, event: AskEvent):
    return {key: move for key, move in ASKS.items() if key != (state, event)}


ASK_FAULTS = {
    "a mobile's own voicemail accepts": {
        **ASKS,
        (AskState.RINGING, AskEvent.ANSWERED): AskMove(
            to=AskState.ACCEPTED, says=(AskSay.LET_GO,)
        ),
    },
    "a phone nobody answers rings for ever": ask_without(
        AskState.RINGING, AskEvent.DUE
    ),
    "who answers too late is left in silence": ask_without(
        AskState.REFUSED, AskEvent.ANSWERED
    ),
    "who presses 1 is kept on the line": ask_with(
        AskState.ASKING, AskEvent.PRESSED_ONE, says=()
    ),
    "being called off counts as a refusal": ask_with(
        AskState.RINGING, AskEvent.CALLED_OFF, to=AskState.REFUSED
    ),
}


def back_with(state: BackState, event: BackEvent, **changes: object):
    entry = CALL_BACKS[state, event]
    return {**CALL_BACKS, (state, event): replace(entry, **changes)}


def back_without(state: BackState, event: BackEvent):
    return {key: move for key, move in CALL_BACKS.items() if key != (state, event)}


BACK_FAULTS = {
    "the caller is called before she has pressed 1": back_with(
        BackState.RINGING_US, BackEvent.WE_ANSWERED, says=(BackSay.DIAL,)
    ),
    "a caller who does not answer is forgotten": back_with(
        BackState.RINGING_CALLER, BackEvent.DUE, says=(BackSay.LET_GO,)
    ),
    "a paralegal who does not press 1 is kept on the line": back_with(
        BackState.ASKING, BackEvent.DUE, says=(BackSay.TASK,)
    ),
    "who was spoken to is called once more": back_with(
        BackState.TALKING,
        BackEvent.CALLER_GONE,
        says=(BackSay.LET_GO, BackSay.TASK),
    ),
}

FAULTS = (
    ("contacts", contact_world.explore, CONTACT_FAULTS),
    ("calls", call_world.explore, CALL_FAULTS),
    ("menus and the danger key", call_world.explore, MENU_FAULTS),
    ("asks", ask_world.explore, ASK_FAULTS),
    ("call-backs", back_world.explore, BACK_FAULTS),
)


def found_by(explore, faults) -> dict[str, str]:
    """Return for each fault the first promise that it broke, or nothing."""
    broken = {name: explore(table)[1] for name, table in faults.items()}
    return {name: rules[0] if rules else "" for name, rules in broken.items()}


def report() -> str:
    """Return every fault and what finds it, table by table."""
    lines: list[str] = []
    for table, explore, faults in FAULTS:
        lines.append(f"Seeded faults in the table of {table}:")
        for name, rule in found_by(explore, faults).items():
            lines.append(f"  {name} -> {rule or 'NOT FOUND'}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())  # noqa: T201
