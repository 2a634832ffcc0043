"""Faults put into the tables on purpose: a model test that lets them pass is no test."""

from __future__ import annotations

from dataclasses import replace

from payung.engines.dispatch import (
    CALLS,
    TRANSITIONS,
    CallState,
    Event,
    Outcome,
    Sign,
    State,
)
from payung.engines.dispatch._call_table import CallMove, Do
from payung.engines.dispatch._transitions import Due, Owner, Say


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
