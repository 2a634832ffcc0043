"""What somebody does with a contact on its sheet: take it, write, type, hand on, close.

Every deed is one happening of the engine, or one sealed word; each asks for the contact
by `access.contact_for` first.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.engines.dispatch import (
    STAGES_OVER,
    Event,
    Happening,
    Kind,
    NoDisposition,
    NotNow,
    NotTheOwner,
    Priority,
    Stage,
    State,
)
from payung.programme.hotline import kinds
from payung.programme.hotline.accepting import accept, take_over
from payung.programme.hotline.fields import NOTE
from payung.programme.hotline.happening import happen
from payung.programme.hotline.models import Contact, Disposition, NextStep
from payung.programme.hotline.proven import tapped
from payung.programme.hotline.record_keys import secret_of
from payung.programme.hotline.refusals import NotHersNow, StillOut
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.roles import Role


# What a person can call a contact; a test is called one by the program alone.
TYPES = (Kind.DATA, Kind.SILENT, Kind.ABUSIVE, Kind.WRONG_NUMBER)


def take(*, actor: Actor, contact: Contact, at: datetime) -> Contact:
    """Take a contact that nobody has, or that is to be called back.

    Raise NotHersNow where somebody else has it.
    """
    tapped(actor.handle, at=at)
    taken = _done(lambda: accept(contact=contact, person=actor.handle, at=at))
    return _hers(taken, actor)


def take_it_over(*, actor: Actor, contact: Contact, at: datetime) -> Contact:
    """Take a contact over from whoever hands it over; raise NotHersNow."""
    tapped(actor.handle, at=at)
    taken = _done(lambda: take_over(contact=contact, person=actor.handle, at=at))
    return _hers(taken, actor)


def raise_priority(*, actor: Actor, contact: Contact, at: datetime) -> Contact:
    """Say that somebody is in danger: priority A from now on, and everybody rings."""
    return _happen(actor, contact, Event.RAISED, at)


def raise_priority_if_open(*, actor: Actor, contact: Contact, at: datetime) -> None:
    """Say that it is of priority A; nothing where it is so, or closed already."""
    if contact.priority == Priority.A or contact.state == State.CLOSED:
        return
    raise_priority(actor=actor, contact=contact, at=at)


def reached(*, actor: Actor, contact: Contact, at: datetime) -> Contact:
    """Say that she spoke with the caller; from then on it is hers.

    Raise NotHersNow where another has it already.
    """
    return _happen(actor, contact, Event.REACHED, at, check=_check_not_another_s)


def not_reached(*, actor: Actor, contact: Contact, at: datetime) -> Contact:
    """Say that the caller did not answer; whoever has it is asked to try again.

    Raise NotHersNow for another: her word would put off the owner's clock.
    """
    return _happen(actor, contact, Event.NOT_REACHED, at, check=_check_owner)


def check_in(*, actor: Actor, contact: Contact, at: datetime) -> Contact:
    """Say that she is at it; raise NotHersNow unless she owns it."""
    return _happen(actor, contact, Event.CHECKED_IN, at)


def give_back(*, actor: Actor, contact: Contact, at: datetime) -> Contact:
    """Give a contact back: others are rung at once."""
    return _happen(actor, contact, Event.GAVE_BACK, at)


def hand_over(*, actor: Actor, contact: Contact, to: Person, at: datetime) -> Contact:
    """Offer a contact to somebody; until she takes it, it stays where it is."""
    happening = Happening(
        event=Event.SHIFT_ENDED, at=at, person=actor.handle, taker=to.handle
    )
    return _done(
        lambda: happen(
            reference=contact.reference,
            happening=happening,
            check=lambda row: _check_hers(actor, row),
        )
    )


def call_it(*, actor: Actor, contact: Contact, kind: Kind, at: datetime) -> Contact:
    """Say what the contact turned out to be; only data are counted as data."""
    if kind not in TYPES:
        raise NotHersNow(_("Choose one of the kinds on the page."), field="kind")
    happening = Happening(event=Event.TYPED, at=at, person=actor.handle, kind=kind)
    return _done(lambda: happen(reference=contact.reference, happening=happening))


@transaction.atomic
def write_note(*, actor: Actor, contact: Contact, text: str, at: datetime) -> Contact:
    """Keep what she wrote about the call, sealed, in the place of what was there."""
    secret = secret_of(actor, contact)
    contact.note = sealed.seal_field(secret, NOTE, text) if text.strip() else None
    contact.save(update_fields=["note"])
    record(kinds.WRITTEN, actor=actor, subject=contact.reference, at=at)
    return contact


def close(
    *,
    actor: Actor,
    contact: Contact,
    disposition: Disposition,
    next_step: NextStep,
    at: datetime,
) -> Contact:
    """Say how a contact ended and what comes next; raise StillOut or NotHersNow.

    Whoever is still out for it must be back first, or nobody would look for them.
    """
    check_all_back(contact)
    happening = Happening(
        event=Event.CLOSED,
        at=at,
        person=actor.handle,
        disposition=disposition.value,
    )
    also = {"next_step": next_step}
    return _done(
        lambda: happen(
            reference=contact.reference,
            happening=happening,
            also=also,
            check=lambda row: _check_hers(actor, row),
        )
    )


def check_all_back(contact: Contact) -> None:
    """Raise StillOut where somebody is out for it, or is still asked to go."""
    going = contact.responses.exclude(stage__in=STAGES_OVER)
    if going.exclude(stage=Stage.NEEDED, report_at=None).exists():
        raise StillOut(_("Two of us are still out for this. Wait until they are back."))
    if going.exists():
        raise StillOut(_("People are still asked to go there. Call that off first."))


def _happen(
    actor: Actor,
    contact: Contact,
    event: Event,
    at: datetime,
    *,
    check: Callable[[Actor, Contact], None] | None = None,
) -> Contact:
    happening = Happening(event=event, at=at, person=actor.handle)
    return _done(
        lambda: happen(
            reference=contact.reference,
            happening=happening,
            check=(lambda row: check(actor, row)) if check else None,
        )
    )


def _done(deed: Callable[[], Contact]) -> Contact:
    """Return what a deed gives; a sentence where the engine refuses it."""
    try:
        return deed()
    except (NotNow, NotTheOwner, NoDisposition):
        raise NotHersNow(
            _("Somebody was quicker, or this does not fit any more. Look again.")
        ) from None


def _check_owner(actor: Actor, contact: Contact) -> None:
    """Raise NotHersNow unless it is her own."""
    if contact.owner != actor.handle:
        raise NotHersNow(_("Somebody else has this. Ask her, or take it over."))


def _check_not_another_s(actor: Actor, contact: Contact) -> None:
    """Raise NotHersNow where another has it: what is to be rung back can be taken."""
    if contact.state != State.CALL_BACK:
        _check_owner(actor, contact)


def _check_hers(actor: Actor, contact: Contact) -> None:
    """Raise NotHersNow where somebody else has it; who leads the country may."""
    if contact.owner in ("", actor.handle) or actor.has(Role.COORDINATOR):
        return
    raise NotHersNow(_("Somebody else has this. Ask her, or take it over."))


def _hers(contact: Contact, actor: Actor) -> Contact:
    if contact.owner != actor.handle:
        raise NotHersNow(_("Somebody else has this already. Thank you."))
    return contact
