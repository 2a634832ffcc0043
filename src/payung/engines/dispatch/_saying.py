"""What a move of a contact asks others to do."""

from __future__ import annotations

from ._contact import CallBack, Caller, Contact
from ._effects import (
    CallBackTask,
    CameAgain,
    Connect,
    Effect,
    Escalate,
    OfferHandOver,
    PlayPrompt,
    Prompt,
    Remind,
    ReviewTask,
    Ring,
    RingAll,
    StopRinging,
    TellTaken,
)
from ._ladder import Group, Ladder, Priority
from ._transitions import Move, Say


def effects_of(
    move: Move, before: Contact, after: Contact, person: str, ladder: Ladder
) -> tuple[Effect, ...]:
    """Return the effects of a move, in the order in which they are to be done."""
    found: list[Effect] = []
    for say in move.says:
        found += _effects(say, before, after, person, ladder)
    return tuple(found)


def _effects(
    say: Say, before: Contact, after: Contact, person: str, ladder: Ladder
) -> list[Effect]:
    about = after.reference
    match say:
        case Say.RING:
            return _ring(after, ladder)
        case Say.STOP_RINGING:
            return [StopRinging(about=about)]
        case Say.CONNECT:
            on_line = after.caller is Caller.ON_LINE
            known = Connect(about=about, person=person)
            return [known] if on_line else [_task(after, ladder)]
        case Say.TASK:
            return [_task(after, ladder)]
        case Say.TAKEN:
            by = after.owner or after.closed_by
            return [TellTaken(about=about, person=person, by=by)]
        case Say.FORMER | Say.REMIND:
            return _to_former(say, before, after)
        case Say.ESCALATE:
            return [Escalate(about=about, why=before.state)]
        case Say.OFFER:
            return [_offer(after)]
        case Say.WROTE | Say.RANG:
            return [_came_again(say, after)]


def _to_former(say: Say, before: Contact, after: Contact) -> list[Effect]:
    about, person = after.reference, before.owner
    if say is Say.REMIND:
        return [Remind(about=about, person=person)] if person else []
    if person in ("", after.owner):
        return []
    return [TellTaken(about=about, person=person, by=after.owner)]


def _came_again(say: Say, after: Contact) -> Effect:
    calls = say is Say.RANG and after.call_back is CallBack.ALLOWED
    return CameAgain(about=after.reference, person=after.owner, calls_back=calls)


def _ring(after: Contact, ladder: Ladder) -> list[Effect]:
    who = ladder.ringing_on(after.rung)
    at_once = after.priority is Priority.A and after.rung == ladder.all_from
    kind = RingAll if at_once else Ring
    rings: list[Effect] = [kind(about=after.reference, who=who)]
    newly = ladder.rungs[after.rung - 1].adds
    if newly is Group.COORDINATOR and after.caller is Caller.ON_LINE:
        prompt = Prompt.WE_WILL_CALL_BACK
        rings.append(PlayPrompt(about=after.reference, prompt=prompt))
    return rings


def _offer(contact: Contact) -> Effect:
    about, taker = contact.reference, contact.taker
    if not taker:
        return Escalate(about=about, why="nobody to hand over to")
    return OfferHandOver(about=about, giver=contact.owner, taker=taker)


def _task(contact: Contact, ladder: Ladder) -> Effect:
    tired = contact.attempts >= ladder.call_back_tries
    if contact.call_back is not CallBack.ALLOWED or tired:
        return ReviewTask(
            about=contact.reference, person=contact.owner, due_at=contact.due_at
        )
    return CallBackTask(
        about=contact.reference,
        person=contact.owner,
        due_at=contact.due_at,
        attempt=contact.attempts + 1,
    )
