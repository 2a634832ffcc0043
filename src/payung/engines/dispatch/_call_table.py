"""The state machine of a call, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from ._plans import CallState, LegState, Outcome


class CallEvent(StrEnum):
    """What the telephone reports."""

    PLANNED = "planned"  # the application sent its plan in time
    NO_PLAN = "no_plan"  # it did not: use the last plan of the line, or none
    MISSED_CALL = "missed_call"  # the line rejects calls and calls back
    DUE = "due"
    LEG_ANSWERED = "leg_answered"
    LEG_PRESSED_ONE = "leg_pressed_one"
    LEG_GONE = "leg_gone"  # busy, declined, unreachable, or hung up
    CALLER_GONE = "caller_gone"
    MESSAGE_ENDED = "message_ended"
    DIGIT = "digit"  # the caller pressed a key
    RESTARTED = "restarted"  # power came back: nothing of the call is left


class Sign(StrEnum):
    """What an event means, given the phones: the second key of the table."""

    PLAN_HERE = "a plan is here"
    MENU_FIRST = "a plan with a menu is here"
    MENU_OVER = "nothing was chosen in time"
    CHOSEN = "something was chosen"
    CHOSEN_NOBODY = "something was chosen, and nobody is there to ring"
    DANGER = "the danger key was pressed"
    DANGER_NOBODY = "the danger key was pressed, and nobody is there to ring"
    NOBODY_LEFT = "nobody is left to ring"
    STEP_OVER = "the step is over, or all its phones refused"
    STILL_DECIDING = "somebody has answered and not pressed 1 yet"
    ONE_FEWER = "one phone fewer, others ring on"
    ANSWERED = "a phone answered"
    PRESSED_ONE = "1 was pressed"
    TOO_LATE = "a phone answered too late"
    TALK_OVER = "the person spoken to is gone"
    CALLER_GONE = "the caller is gone"
    MESSAGE_OVER = "the message is over"
    MISSED_CALL = "the line rejects calls"
    RESTARTED = "the telephone was restarted"
    NOTHING_NEW = "nothing new"


class Do(StrEnum):
    """What is done, in this order."""

    ASK_CHOICE = "ask the caller to choose"
    TAKE_CHOICE = "ring for what was chosen"
    RAISE = "raise the priority"
    RING_STEP = "ring the next step"
    RING_ALL = "ring everybody at once"
    SCREEN = "ask the phone to press 1"
    CONNECT = "connect"
    TELL_OTHERS = "tell others who had answered that it is taken"
    CANCEL_OTHERS = "stop every other phone"
    DROP_LEG = "count the phone out"
    HANG_UP_LEG = "hang up the late phone"
    WAIT_ONCE = "wait once more"
    TAKE_MESSAGE = "take a message"
    SAY_RECORDED = "say that the message is kept"
    OWE_A_CALL = "owe a call-back"


@dataclass(frozen=True, kw_only=True, slots=True)
class CallMove:
    """One entry: where to, what is done, and how the call ended if it did."""

    to: CallState
    does: tuple[Do, ...] = ()
    outcome: Outcome = Outcome.NONE


CallTable = Mapping[tuple[CallState, Sign], CallMove]


def _end(outcome: Outcome, *does: Do) -> CallMove:
    return CallMove(to=CallState.ENDED, does=does, outcome=outcome)


def _ring(*does: Do) -> CallMove:
    return CallMove(to=CallState.RINGING, does=does)


_MESSAGE = CallMove(
    to=CallState.MESSAGE, does=(Do.DROP_LEG, Do.CANCEL_OTHERS, Do.TAKE_MESSAGE)
)
_MESSAGE_NOW = (Do.TAKE_MESSAGE,)
_ALL = _ring(Do.RAISE, Do.RING_ALL)
_LATE = (Do.HANG_UP_LEG,)
_OWED = (Do.CANCEL_OTHERS, Do.OWE_A_CALL)

CALLS: CallTable = MappingProxyType(
    {
        (CallState.ROUTING, Sign.PLAN_HERE): _ring(Do.RING_STEP),
        (CallState.ROUTING, Sign.NOBODY_LEFT): _MESSAGE,
        (CallState.ROUTING, Sign.MISSED_CALL): _end(Outcome.MISSED_CALL, Do.OWE_A_CALL),
        (CallState.ROUTING, Sign.CALLER_GONE): _end(Outcome.ABANDONED, Do.OWE_A_CALL),
        (CallState.ROUTING, Sign.RESTARTED): _end(Outcome.INTERRUPTED, Do.OWE_A_CALL),
        (CallState.ROUTING, Sign.MENU_FIRST): CallMove(
            to=CallState.CHOOSING, does=(Do.ASK_CHOICE,)
        ),
        (CallState.CHOOSING, Sign.CHOSEN): _ring(Do.TAKE_CHOICE, Do.RING_STEP),
        (CallState.CHOOSING, Sign.CHOSEN_NOBODY): CallMove(
            to=CallState.MESSAGE, does=(Do.TAKE_CHOICE, *_MESSAGE_NOW)
        ),
        (CallState.CHOOSING, Sign.MENU_OVER): _ring(Do.RING_STEP),
        (CallState.CHOOSING, Sign.NOBODY_LEFT): CallMove(
            to=CallState.MESSAGE, does=_MESSAGE_NOW
        ),
        (CallState.CHOOSING, Sign.DANGER): _ALL,
        (CallState.CHOOSING, Sign.DANGER_NOBODY): CallMove(
            to=CallState.MESSAGE, does=(Do.RAISE, *_MESSAGE_NOW)
        ),
        (CallState.CHOOSING, Sign.CALLER_GONE): _end(Outcome.ABANDONED, Do.OWE_A_CALL),
        (CallState.CHOOSING, Sign.RESTARTED): _end(Outcome.INTERRUPTED, Do.OWE_A_CALL),
        (CallState.RINGING, Sign.DANGER): _ALL,
        (CallState.RINGING, Sign.STEP_OVER): _ring(Do.DROP_LEG, Do.RING_STEP),
        (CallState.RINGING, Sign.STILL_DECIDING): _ring(Do.WAIT_ONCE),
        (CallState.RINGING, Sign.ONE_FEWER): _ring(Do.DROP_LEG),
        (CallState.RINGING, Sign.ANSWERED): _ring(Do.SCREEN),
        (CallState.RINGING, Sign.PRESSED_ONE): CallMove(
            to=CallState.TALKING,
            does=(Do.CONNECT, Do.TELL_OTHERS, Do.CANCEL_OTHERS),
        ),
        (CallState.RINGING, Sign.TOO_LATE): _ring(*_LATE),
        (CallState.RINGING, Sign.NOBODY_LEFT): _MESSAGE,
        (CallState.RINGING, Sign.CALLER_GONE): _end(Outcome.ABANDONED, *_OWED),
        (CallState.RINGING, Sign.RESTARTED): _end(Outcome.INTERRUPTED, *_OWED),
        (CallState.TALKING, Sign.TOO_LATE): CallMove(to=CallState.TALKING, does=_LATE),
        (CallState.TALKING, Sign.TALK_OVER): _end(Outcome.ANSWERED, Do.DROP_LEG),
        (CallState.TALKING, Sign.CALLER_GONE): _end(Outcome.ANSWERED, Do.CANCEL_OTHERS),
        (CallState.TALKING, Sign.RESTARTED): _end(Outcome.INTERRUPTED, *_OWED),
        (CallState.MESSAGE, Sign.TOO_LATE): CallMove(to=CallState.MESSAGE, does=_LATE),
        (CallState.MESSAGE, Sign.MESSAGE_OVER): _end(
            Outcome.MESSAGE_LEFT, Do.SAY_RECORDED, Do.OWE_A_CALL
        ),
        # Who reaches the recording in danger is called back first.
        (CallState.MESSAGE, Sign.DANGER): CallMove(
            to=CallState.MESSAGE, does=(Do.RAISE,)
        ),
        (CallState.MESSAGE, Sign.CALLER_GONE): _end(Outcome.NO_ANSWER, Do.OWE_A_CALL),
        (CallState.MESSAGE, Sign.RESTARTED): _end(Outcome.INTERRUPTED, Do.OWE_A_CALL),
        (CallState.ENDED, Sign.TOO_LATE): CallMove(to=CallState.ENDED, does=_LATE),
    }
)

LEGS: Mapping[Do, LegState] = MappingProxyType(
    {
        Do.SCREEN: LegState.SCREENING,
        Do.CONNECT: LegState.TALKING,
        Do.CANCEL_OTHERS: LegState.CANCELLED,
        Do.DROP_LEG: LegState.DEAD,
        Do.HANG_UP_LEG: LegState.DEAD,
    }
)
