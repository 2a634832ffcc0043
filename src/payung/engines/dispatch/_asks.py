"""Asking one of ours: ring her phone, and only pressing 1 says yes.

An alert asks her to take something on; a drill only asks whether she can be reached.

K1  An ask that goes on has a `due_at`, and ends within the wait for her phone and the
    wait for her finger.
K2  It ends once. Only pressing 1 accepts: a mobile's own voicemail answers too.
K3  Once it has ended, her phone is let go, also one that answers too late.
K4  Being called off, or a power failure, is nobody's refusal: a drill that was called
    off proves nothing about her.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from ._call_effects import CancelPhone, HangUpPhone, RingPhone
from ._effects import Effect, PlayPrompt, Prompt


class AskState(StrEnum):
    """How far an ask has come; withdrawn: called off before she had answered it."""

    RINGING = "ringing"
    ASKING = "asking"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


ASK_ENDS = frozenset({AskState.ACCEPTED, AskState.REFUSED, AskState.WITHDRAWN})


class AskEvent(StrEnum):
    """What the telephone or the application reports."""

    ANSWERED = "answered"
    PRESSED_ONE = "pressed_one"
    GONE = "gone"  # busy, declined, unreachable, or hung up
    DUE = "due"
    CALLED_OFF = "called_off"  # somebody else has taken it
    RESTARTED = "restarted"


class AskSay(StrEnum):
    """What is done on the way."""

    ASK = "ask to press 1"
    STOP = "stop ringing her phone"
    TAKEN = "say that it is taken"
    LET_GO = "hang up her phone"


@dataclass(frozen=True, kw_only=True, slots=True)
class AskMove:
    """One entry of the table."""

    to: AskState
    says: tuple[AskSay, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """One ask as it stands; `prompt` is what she hears, `confirm_wait` in seconds."""

    contact: str
    target: str
    state: AskState
    due_at: datetime | None
    prompt: Prompt = Prompt.PRESS_ONE
    confirm_wait: int = 8


AskTable = Mapping[tuple[AskState, AskEvent], AskMove]


def _end(to: AskState, *says: AskSay) -> AskMove:
    return AskMove(to=to, says=says)


_RINGING, _ASKING = AskState.RINGING, AskState.ASKING
_REFUSED, _WITHDRAWN = AskState.REFUSED, AskState.WITHDRAWN

ASKS: AskTable = MappingProxyType(
    {
        (_RINGING, AskEvent.ANSWERED): AskMove(to=_ASKING, says=(AskSay.ASK,)),
        # A report of her answer may be overtaken by the key she pressed.
        (_RINGING, AskEvent.PRESSED_ONE): _end(AskState.ACCEPTED, AskSay.LET_GO),
        (_RINGING, AskEvent.GONE): _end(_REFUSED),
        (_RINGING, AskEvent.DUE): _end(_REFUSED, AskSay.STOP),
        (_RINGING, AskEvent.CALLED_OFF): _end(_WITHDRAWN, AskSay.STOP),
        (_RINGING, AskEvent.RESTARTED): _end(_WITHDRAWN),
        (_ASKING, AskEvent.PRESSED_ONE): _end(AskState.ACCEPTED, AskSay.LET_GO),
        (_ASKING, AskEvent.GONE): _end(_REFUSED),
        (_ASKING, AskEvent.DUE): _end(_REFUSED, AskSay.LET_GO),
        (_ASKING, AskEvent.CALLED_OFF): _end(_WITHDRAWN, AskSay.TAKEN, AskSay.LET_GO),
        (_ASKING, AskEvent.RESTARTED): _end(_WITHDRAWN),
        # Our order to stop and her answer may cross on the way.
        (_REFUSED, AskEvent.ANSWERED): _end(_REFUSED, AskSay.LET_GO),
        (_WITHDRAWN, AskEvent.ANSWERED): _end(_WITHDRAWN, AskSay.LET_GO),
    }
)


def start_ask(
    contact: str,
    *,
    target: str,
    at: datetime,
    wait: int = 30,
    prompt: Prompt = Prompt.PRESS_ONE,
    confirm_wait: int = 8,
) -> tuple[Ask, tuple[Effect, ...]]:
    """Return an ask that begins by ringing her for `wait` seconds.

    `prompt` is Prompt.DRILL for a drill; `confirm_wait` is counted from her answer.
    """
    ask = Ask(
        contact=contact,
        target=target,
        state=AskState.RINGING,
        due_at=at + timedelta(seconds=wait),
        prompt=prompt,
        confirm_wait=confirm_wait,
    )
    return ask, (RingPhone(about=contact, target=target),)


def ask_step(
    ask: Ask, event: AskEvent, *, at: datetime, table: AskTable = ASKS
) -> tuple[Ask, tuple[Effect, ...]]:
    """Return the ask as it is now and what has to be done; late reports pass."""
    move = table.get((ask.state, event))
    early = event is AskEvent.DUE and (ask.due_at is None or at < ask.due_at)
    if move is None or early:
        return ask, ()
    asking = move.to is AskState.ASKING
    due_at = at + timedelta(seconds=ask.confirm_wait) if asking else None
    after = replace(ask, state=move.to, due_at=due_at)
    return after, tuple(_effect(say, after) for say in move.says)


def _effect(say: AskSay, ask: Ask) -> Effect:
    about, target = ask.contact, ask.target
    match say:
        case AskSay.ASK:
            return PlayPrompt(about=about, prompt=ask.prompt, target=target)
        case AskSay.STOP:
            return CancelPhone(about=about, target=target)
        case AskSay.TAKEN:
            return PlayPrompt(about=about, prompt=Prompt.TAKEN, target=target)
        case AskSay.LET_GO:
            return HangUpPhone(about=about, target=target)
