"""Somebody takes a contact: by a key, a tap or a text, and until when she is there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from payung.engines.dispatch import (
    Caller,
    Event,
    Happening,
    NotNow,
    Priority,
    State,
)
from payung.programme.standby import queries as standby

from .duty import end_of_shift
from .happening import happen
from .models import Contact
from .owning import can_own


UNTAKEN = (State.OPENED, State.RINGING)
# Only these wait for the end of a shift; the others' check-ins go by the clock.
WAITS_FOR_SHIFT = (Priority.C, Priority.D)


@transaction.atomic
def accept(*, contact: Contact, person: str, at: datetime) -> Contact:
    """Let somebody take a contact by a text, a tap or an order; the first has it.

    Nobody joins a caller that way: whoever takes it owes her a call. Phones go on
    ringing for her meanwhile, and who presses 1 there is the sooner one. Raise NotNow
    where it cannot be taken any more.
    """
    _check_owner(contact, person)
    fresh = Contact.objects.filter(pk=contact.pk)
    waits = fresh.filter(caller=Caller.ON_LINE, state__in=UNTAKEN).exists()
    if waits:
        gone = Happening(event=Event.HUNG_UP, at=at)
        happen(reference=contact.reference, happening=gone)
    return _take(contact, Event.ACCEPTED, person, at)


@transaction.atomic
def join(*, contact: Contact, person: str, at: datetime) -> Contact:
    """Note that somebody pressed 1 in the call itself: the two speak with one another.

    It is hers unless another has it, who then need not call any more. Somebody who can
    own nothing here only speaks with her: the contact goes to one of the line's team.
    """
    if not can_own(contact, person):
        return _only_spoke(contact, at)
    # The news that the caller is gone may have come first; they did speak.
    event = Event.REACHED if contact.state == State.CALL_BACK else Event.ACCEPTED
    row = _take(contact, event, person, at)
    if row.reached_at is None and row.state == State.OWNED:
        return _take(row, Event.REACHED, person, at)
    return row


def take_over(*, contact: Contact, person: str, at: datetime) -> Contact:
    """Let somebody take a contact over that is offered to her; raise NotNow."""
    _check_owner(contact, person)
    return _take(contact, Event.TOOK_OVER, person, at)


def _check_owner(contact: Contact, person: str) -> None:
    if not can_own(contact, person):
        raise NotNow(f"{person} holds no key of the team of {contact.reference}.")


def _only_spoke(contact: Contact, at: datetime) -> Contact:
    fresh = Contact.objects.get(pk=contact.pk)
    if fresh.caller != Caller.ON_LINE or fresh.state not in UNTAKEN:
        return fresh
    gone = Happening(event=Event.HUNG_UP, at=at)
    return happen(reference=contact.reference, happening=gone)


def _take(contact: Contact, event: Event, person: str, at: datetime) -> Contact:
    happening = Happening(
        event=event, at=at, person=person, until=_until(contact, person, at)
    )
    return happen(reference=contact.reference, happening=happening)


def _until(contact: Contact, person: str, at: datetime) -> datetime | None:
    if contact.priority not in WAITS_FOR_SHIFT:
        return None
    try:
        roster = standby.roster_of(contact.country, at)
    except standby.NobodyPlanned:
        return None
    return end_of_shift(roster, person, at)
