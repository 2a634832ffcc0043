"""What a call's step is worth telling the application, for telephones that use it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from payung.engines.dispatch import (
    Ask,
    AskState,
    Back,
    BackState,
    Call,
    CallEvent,
    CallState,
    Effect,
    JoinCaller,
    LegState,
    Outcome,
    PlayPrompt,
    Prompt,
    RaisePriority,
    RingPhone,
    Signal,
    TellChoice,
)

from .speaking import News, NewsKind


_CALLS = UUID("5f0c6f0e-6f0b-5c0f-9a57-9b1f3d8a7c11")
_ASK_ENDED = {
    AskState.ACCEPTED: Outcome.ANSWERED,
    AskState.REFUSED: Outcome.NO_ANSWER,
    AskState.WITHDRAWN: Outcome.INTERRUPTED,
}
_LIVE = (LegState.RINGING, LegState.SCREENING)


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """News that has no number and no moment yet."""

    kind: NewsKind
    target: str = ""
    digit: str = ""
    outcome: Outcome = Outcome.NONE


def drafts_of(
    before: Call, after: Call, signal: Signal, effects: Iterable[Effect]
) -> tuple[Draft, ...]:
    """Return what one step of the call machine is worth telling, in order."""
    found: list[Draft] = []
    if signal.event is CallEvent.LEG_GONE and _refused(before, after, signal.target):
        found.append(Draft(kind=NewsKind.REFUSED, target=signal.target))
    for effect in effects:
        draft = _draft(effect, signal)
        found += [draft] if draft else []
    if after.state is CallState.ENDED and before.state is not CallState.ENDED:
        if signal.event is CallEvent.CALLER_GONE:
            found.append(Draft(kind=NewsKind.CALLER_GONE))
        found.append(Draft(kind=NewsKind.ENDED, outcome=after.outcome))
    return tuple(found)


def ask_drafts(before: Ask, after: Ask) -> tuple[Draft, ...]:
    """Return what one step of an ask is worth telling."""
    if after.state is before.state:
        return ()
    if after.state is AskState.ASKING:
        return (Draft(kind=NewsKind.SCREENING, target=after.target),)
    kinds = {
        AskState.ACCEPTED: (NewsKind.ACCEPTED,),
        AskState.REFUSED: (NewsKind.REFUSED,),
    }
    said = kinds.get(after.state, ())
    first = tuple(Draft(kind=kind, target=after.target) for kind in said)
    return (*first, Draft(kind=NewsKind.ENDED, outcome=_ASK_ENDED[after.state]))


def back_drafts(before: Back, after: Back) -> tuple[Draft, ...]:
    """Return what one step of a call-back is worth telling."""
    if after.state is before.state:
        return ()
    target = after.target
    match after.state:
        case BackState.ASKING:
            return (Draft(kind=NewsKind.SCREENING, target=target),)
        case BackState.RINGING_CALLER:
            return (Draft(kind=NewsKind.ACCEPTED, target=target),)
        case BackState.TALKING:
            return (Draft(kind=NewsKind.REACHED, target=target),)
        case _:
            return _back_ended(before, after)


def _back_ended(before: Back, after: Back) -> tuple[Draft, ...]:
    outcome = Outcome.ANSWERED if after.reached else Outcome.NO_ANSWER
    ended = Draft(kind=NewsKind.ENDED, outcome=outcome)
    if before.state in (BackState.RINGING_US, BackState.ASKING):
        return Draft(kind=NewsKind.REFUSED, target=after.target), ended
    return (ended,)


def news_of(
    drafts: Sequence[Draft], *, line: str, call: str, seq: int, at: datetime
) -> tuple[News, ...]:
    """Return numbered news after `seq`; the same drafts again are the same news."""
    return tuple(
        News(
            id=news_id(call, number, draft.kind, draft.target),
            line=line,
            call=call,
            seq=number,
            kind=draft.kind,
            at=at,
            target=draft.target,
            digit=draft.digit,
            outcome=draft.outcome,
        )
        for number, draft in enumerate(drafts, start=seq + 1)
    )


def news_id(call: str, seq: int, kind: NewsKind, target: str = "") -> UUID:
    """Return the id that this news has however often it is made."""
    return uuid5(_CALLS, f"{call}/{seq}/{kind}/{target}")


def _refused(before: Call, after: Call, target: str) -> bool:
    leg = after.leg(target)
    was_live = target in before.in_state(*_LIVE)
    return was_live and leg is not None and leg.state is LegState.DEAD


def _draft(effect: Effect, signal: Signal) -> Draft | None:
    match effect:
        case RingPhone(target=target):
            return Draft(kind=NewsKind.RINGING, target=target)
        case PlayPrompt(prompt=Prompt.PRESS_ONE, target=target):
            return Draft(kind=NewsKind.SCREENING, target=target)
        case JoinCaller(target=target):
            return Draft(kind=NewsKind.ACCEPTED, target=target)
        case RaisePriority():
            return Draft(kind=NewsKind.RAISED)
        case TellChoice():
            return Draft(kind=NewsKind.CHOSE, digit=signal.digit)
        case _:
            return None
