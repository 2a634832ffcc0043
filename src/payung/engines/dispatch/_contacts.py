"""What happens to a contact: `step(contact, happening) -> (contact, effects)`.

Four guarantees (programme design, section e.5). They hold after every step, whatever
happens in whatever order, and the tests explore every state that can be reached:

G1  An open contact has an owner or a due next action; in fact it always has a
    `due_at`, and where there is an owner it is her next check-in.
G2  There is at most one owner. The first to accept wins; whoever comes second is told,
    and changes nothing.
G3  Never silent: the ladder's last rungs come round for ever, and only a person who
    says how it ended closes a contact.
G4  Nothing is remembered outside the contact. A process that dies between any two
    steps loses nothing: the same contact and the same `due_at` are found again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ._contact import CallBack, Caller, Contact, Kind, State
from ._effects import Effect
from ._ladder import LADDER, Ladder, Priority
from ._saying import effects_of
from ._transitions import TRANSITIONS, Climb, Due, Event, Move, Owner, Table


class NotNow(ValueError):
    """This cannot happen to a contact in the state it is in."""


class NotTheOwner(ValueError):
    """Only the person who owns a contact can say this about it."""


class NoDisposition(ValueError):
    """Somebody has to say how it ended, and who she is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Happening:
    """An event, who brought it about and when (aware, UTC).

    `taker` is the next person at a shift's end, `until` the end of the shift of
    `person`, `kind` belongs to "typed", `disposition` to "closed".
    """

    event: Event
    at: datetime
    person: str = ""
    taker: str = ""
    until: datetime | None = None
    kind: Kind = Kind.NOT_SAID
    disposition: str = ""


NEEDS_A_PERSON = frozenset({Event.ACCEPTED, Event.REACHED, Event.TOOK_OVER})
OWNERS_ONLY = frozenset({Event.CHECKED_IN, Event.GAVE_BACK})


def step(
    contact: Contact,
    happening: Happening,
    *,
    ladder: Ladder = LADDER,
    table: Table = TRANSITIONS,
) -> tuple[Contact, tuple[Effect, ...]]:
    """Return the contact as it is now, and what has to be done.

    Raise NotNow, NotTheOwner or NoDisposition, and then nothing has changed.
    """
    move = table.get((contact.state, happening.event))
    if move is None:
        raise NotNow(f"Contact is {contact.state}: {happening.event} does not apply.")
    _refuse(contact, happening)
    if _is_an_echo(contact, happening, ladder):
        return contact, ()
    after = _moved(contact, happening, move, ladder)
    return after, effects_of(move, contact, after, happening.person, ladder)


def _refuse(contact: Contact, happening: Happening) -> None:
    event, person = happening.event, happening.person
    if event in NEEDS_A_PERSON and not person:
        raise NotTheOwner(f"Say who it was: {event} needs a person.")
    if event in OWNERS_ONLY and person != contact.owner:
        raise NotTheOwner(f"Only {contact.owner} can say {event} here.")
    if event is Event.CLOSED and not (person and happening.disposition):
        raise NoDisposition("Say who closes the contact, and how it ended.")


def _is_an_echo(contact: Contact, happening: Happening, ladder: Ladder) -> bool:
    """Return whether this was said before, or comes before its time."""
    match happening.event:
        case Event.DUE:
            return contact.due_at is None or happening.at < contact.due_at
        case Event.HUNG_UP:
            # A missed call "hangs up" as it arrives, though nobody was ever on line.
            return contact.caller is Caller.GONE and contact.state is not State.OPENED
        case Event.ALL_BUSY:
            # Once everybody was asked, hurrying would ask them again without a pause.
            return contact.rung >= ladder.again_from
        case Event.ACCEPTED | Event.TOOK_OVER:
            owns = contact.state is State.OWNED
            return owns and happening.person == contact.owner
        case _:
            return False


def _moved(
    contact: Contact, happening: Happening, move: Move, ladder: Ladder
) -> Contact:
    after = replace(
        contact,
        state=move.to,
        owner=_owner(contact, happening, move.owner),
        taker=_taker(contact, happening, move.to),
        rung=_rung(contact, move.climb, ladder),
        version=contact.version + 1,
    )
    after = _noted(after, happening)
    return replace(after, due_at=_due_at(after, happening, move.due, ladder))


def _rung(contact: Contact, climb: Climb, ladder: Ladder) -> int:
    first = ladder.all_from if contact.priority is Priority.A else 1
    match climb:
        case Climb.KEEP:
            return contact.rung
        case Climb.FIRST:
            return first
        case Climb.SECOND:
            return max(first, ladder.second)
        case Climb.ALL:
            return ladder.all_from
        case Climb.NEXT:
            return ladder.after(contact.rung)


def _owner(contact: Contact, happening: Happening, owner: Owner) -> str:
    match owner:
        case Owner.KEEP:
            return contact.owner
        case Owner.CLEAR:
            return ""
        case Owner.TAKE:
            return happening.person
        case Owner.PRIMARY:
            return contact.primary


def _taker(contact: Contact, happening: Happening, to: State) -> str:
    if to not in (State.HANDING_OVER, State.CALL_BACK):
        return ""
    return happening.taker or contact.taker


def _noted(contact: Contact, happening: Happening) -> Contact:
    """Return the contact with what the event says about the call itself."""
    match happening.event:
        case Event.HUNG_UP:
            return replace(contact, caller=Caller.GONE)
        case Event.REACHED:
            return _reached(contact, happening.at)
        case Event.ACCEPTED if contact.caller is Caller.ON_LINE:
            return _reached(contact, happening.at)
        case Event.RAISED:
            return replace(contact, priority=Priority.A)
        case Event.RANG_AGAIN:
            # Her phone is with her again: what was tried before says nothing of now.
            return replace(contact, attempts=0)
        case Event.NOT_REACHED:
            return replace(contact, attempts=contact.attempts + 1)
        case Event.SHIFT_ENDED:
            return replace(contact, primary=happening.taker or contact.primary)
        case Event.TYPED:
            return replace(contact, kind=happening.kind)
        case Event.CLOSED:
            return replace(
                contact, disposition=happening.disposition, closed_by=happening.person
            )
        case _:
            return contact


def _reached(contact: Contact, at: datetime) -> Contact:
    return replace(contact, reached_at=contact.reached_at or at)


def _due_at(
    contact: Contact, happening: Happening, due: Due, ladder: Ladder
) -> datetime | None:
    at = happening.at
    match due:
        case Due.KEEP:
            return contact.due_at
        case Due.NONE:
            return None
        case Due.RUNG:
            return at + ladder.wait(contact.rung, contact.priority)
        case Due.CALL_BACK:
            return at + ladder.call_back(contact.priority)
        case Due.SOONER:
            soon = at + ladder.call_back(contact.priority)
            return min(contact.due_at or soon, soon)
        case Due.HAND_OVER:
            return at + timedelta(seconds=ladder.hand_over)
        case Due.CHECK_IN:
            return _check_in(contact, happening, ladder)


def _check_in(
    contact: Contact, happening: Happening, ladder: Ladder
) -> datetime | None:
    if happening.event is Event.REACHED and happening.person != contact.owner:
        # Another's talk with the caller does not say that the owner is at it.
        return contact.due_at
    owes_a_call = contact.call_back is CallBack.ALLOWED
    if contact.reached_at is None and owes_a_call:
        # She has taken it on, but the caller still waits to be called.
        return happening.at + ladder.call_back(contact.priority)
    by_the_clock = happening.at + ladder.check_in(contact.priority)
    urgent = contact.priority in (Priority.A, Priority.B)
    if urgent or happening.until is None or happening.until <= happening.at:
        return by_the_clock
    # C and D wait for the shift's end, however long the shift is.
    return happening.until
