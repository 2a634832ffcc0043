"""Calling back: the paralegal is rung first, and the caller only when she is there.

So nobody who is called back hears silence, and no phone learns the other's number.

B1  The caller is dialled only when the paralegal is on the line and has pressed 1, and
    they are joined only when both are there.
B2  A call-back that goes on has a `due_at` until two people talk, and ends within its
    three waits.
B3  Unless the two have spoken to the end, exactly one further call-back is owed.
B4  Once it has ended her phone is let go, also one that answers too late.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from ._call_effects import DialCaller, HangUpPhone, JoinCaller, RingPhone
from ._effects import CallBackTask, Effect, PlayPrompt, Prompt


class BackState(StrEnum):
    """How far a call-back has come."""

    RINGING_US = "ringing_us"
    ASKING = "asking"
    RINGING_CALLER = "ringing_caller"
    TALKING = "talking"
    ENDED = "ended"


class BackEvent(StrEnum):
    """What the telephone reports."""

    WE_ANSWERED = "we_answered"
    WE_PRESSED_ONE = "we_pressed_one"
    CALLER_ANSWERED = "caller_answered"
    WE_ARE_GONE = "we_are_gone"
    CALLER_GONE = "caller_gone"
    DUE = "due"
    RESTARTED = "restarted"


class BackSay(StrEnum):
    """What is done on the way."""

    ASK = "ask to press 1"
    DIAL = "call the caller"
    TELL = "say that the caller is being called"
    JOIN = "connect"
    LET_GO = "hang up the paralegal's phone"
    TASK = "owe another call-back"


@dataclass(frozen=True, kw_only=True, slots=True)
class BackMove:
    """One entry of the table; `wait` in seconds until the next look."""

    to: BackState
    says: tuple[BackSay, ...] = ()
    wait: int | None = None
    reached: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Back:
    """One call-back as it stands."""

    contact: str
    target: str
    attempt: int
    state: BackState
    due_at: datetime | None
    reached: bool = False


_FAILED = BackMove(to=BackState.ENDED, says=(BackSay.LET_GO, BackSay.TASK))
_LOST = BackMove(to=BackState.ENDED, says=(BackSay.TASK,))
_OVER = BackMove(to=BackState.ENDED, says=(BackSay.LET_GO,), reached=True)

BackTable = Mapping[tuple[BackState, BackEvent], BackMove]

CALL_BACKS: BackTable = MappingProxyType(
    {
        (BackState.RINGING_US, BackEvent.WE_ANSWERED): BackMove(
            to=BackState.ASKING, says=(BackSay.ASK,), wait=8
        ),
        (BackState.RINGING_US, BackEvent.WE_ARE_GONE): _LOST,
        (BackState.RINGING_US, BackEvent.DUE): _FAILED,
        (BackState.RINGING_US, BackEvent.RESTARTED): _LOST,
        (BackState.ASKING, BackEvent.WE_PRESSED_ONE): BackMove(
            to=BackState.RINGING_CALLER, says=(BackSay.DIAL, BackSay.TELL), wait=40
        ),
        (BackState.ASKING, BackEvent.WE_ARE_GONE): _LOST,
        (BackState.ASKING, BackEvent.DUE): _FAILED,
        (BackState.ASKING, BackEvent.RESTARTED): _LOST,
        (BackState.RINGING_CALLER, BackEvent.CALLER_ANSWERED): BackMove(
            to=BackState.TALKING, says=(BackSay.JOIN,), reached=True
        ),
        (BackState.RINGING_CALLER, BackEvent.CALLER_GONE): _FAILED,
        (BackState.RINGING_CALLER, BackEvent.WE_ARE_GONE): _LOST,
        (BackState.RINGING_CALLER, BackEvent.DUE): _FAILED,
        (BackState.RINGING_CALLER, BackEvent.RESTARTED): _LOST,
        (BackState.TALKING, BackEvent.CALLER_GONE): _OVER,
        (BackState.TALKING, BackEvent.WE_ARE_GONE): _OVER,
        (BackState.TALKING, BackEvent.RESTARTED): _LOST,
        # Our order to stop and her answer may cross on the way.
        (BackState.ENDED, BackEvent.WE_ANSWERED): BackMove(
            to=BackState.ENDED, says=(BackSay.LET_GO,)
        ),
    }
)


def start_call_back(
    contact: str, *, target: str, attempt: int, at: datetime, wait: int = 30
) -> tuple[Back, tuple[Effect, ...]]:
    """Return a call-back that begins by ringing the paralegal for `wait` seconds."""
    back = Back(
        contact=contact,
        target=target,
        attempt=attempt,
        state=BackState.RINGING_US,
        due_at=at + timedelta(seconds=wait),
    )
    return back, (RingPhone(about=contact, target=target),)


def call_back_step(
    back: Back, event: BackEvent, *, at: datetime, table: BackTable = CALL_BACKS
) -> tuple[Back, tuple[Effect, ...]]:
    """Return the call-back as it is now and what has to be done; late reports pass."""
    move = table.get((back.state, event))
    early = event is BackEvent.DUE and (back.due_at is None or at < back.due_at)
    if move is None or early:
        return back, ()
    due_at = None if move.wait is None else at + timedelta(seconds=move.wait)
    reached = back.reached or move.reached
    after = replace(back, state=move.to, due_at=due_at, reached=reached)
    return after, tuple(_effect(say, after) for say in move.says)


def _effect(say: BackSay, back: Back) -> Effect:
    about, target = back.contact, back.target
    match say:
        case BackSay.ASK:
            return PlayPrompt(about=about, prompt=Prompt.PRESS_ONE, target=target)
        case BackSay.DIAL:
            return DialCaller(about=about)
        case BackSay.TELL:
            return PlayPrompt(about=about, prompt=Prompt.CALLER_COMING, target=target)
        case BackSay.JOIN:
            return JoinCaller(about=about, target=target)
        case BackSay.LET_GO:
            return HangUpPhone(about=about, target=target)
        case BackSay.TASK:
            return CallBackTask(about=about, person="", attempt=back.attempt + 1)
