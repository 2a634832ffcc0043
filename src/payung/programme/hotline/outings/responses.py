"""Going out to somebody: ask for a pair, say yes, and report until both are back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from payung.engines import sealed
from payung.engines.dispatch import Priority, Report, need_response
from payung.programme.hotline import kinds
from payung.programme.hotline.fields import place_field
from payung.programme.hotline.models import Contact, Response, ResponseEvent
from payung.programme.hotline.record_keys import secret_of
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.reports.references import next_reference

from .responding import carry_out_response, report_happens


LETTER, NEEDED = "R", "needed"


@transaction.atomic
def need_pair(
    *,
    actor: Actor,
    contact: Contact,
    priority: Priority,
    place: str,
    at: datetime,
) -> Response:
    """Ask twice as many as are needed whether they can go there; a pair is needed.

    `place` is sealed; raise KeysNeeded where her keys are locked.
    """
    reference = next_reference(country=contact.country, year=at.year, letter=LETTER)
    needed, effects = need_response(reference, priority=priority, at=at)
    secret = secret_of(actor, contact)
    field = place_field(reference)
    row = Response(
        reference=reference,
        contact=contact,
        priority=priority,
        stage=needed.stage,
        needed_at=at,
        due_at=needed.due_at,
        place=sealed.seal_field(secret, field, place) if place else None,
    )
    row.save(force_insert=True)
    ResponseEvent(
        response=row,
        number=0,
        report=NEEDED,
        stage=needed.stage,
        person=actor.handle,
        at=at,
    ).save(force_insert=True)
    about = contact.reference
    record(kinds.NEEDED, actor=actor, subject=reference, at=at, contact=about)
    carry_out_response(row, effects, at=at)
    return row


def accept_offer(*, response: Response, person: str, at: datetime) -> Response:
    """Let somebody say that she goes; the first two are the pair, a third is told."""
    return report_happens(
        reference=response.reference, report=Report.ACCEPTED, at=at, person=person
    )


def report(*, actor: Actor, response: Response, said: Report, at: datetime) -> Response:
    """Let one of the pair report by one tap; raise NotInThisPair."""
    return report_happens(
        reference=response.reference, report=said, at=at, person=actor.handle
    )


@transaction.atomic
def show_place(*, actor: Actor, response: Response, at: datetime) -> str:
    """Return where to go, in clear; it is written down who read it."""
    contact = response.contact
    secret = actor.unlocked.secret(contact.record)
    field, place = place_field(response.reference), response.place
    record(kinds.SHOWN, actor=actor, subject=response.reference, at=at, part="place")
    return sealed.open_field(secret, field, place) if place else ""
