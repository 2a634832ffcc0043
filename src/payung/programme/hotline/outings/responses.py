"""Going out to somebody: ask for a pair, say yes, and report until both are back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.engines.dispatch import Priority, Report, can_report, need_response
from payung.programme.hotline import kinds
from payung.programme.hotline.fields import place_field
from payung.programme.hotline.models import Contact, Response, ResponseEvent
from payung.programme.hotline.record_keys import secret_of
from payung.programme.hotline.refusals import NotHersNow
from payung.programme.hotline.response_models import CalledOff
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.roles import Role
from payung.programme.reports.references import next_reference

from .responding import carry_out_response, report_happens, response_of


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


def say_help_comes(*, actor: Actor, response: Response, at: datetime) -> Response:
    """Say that she has heard the call for help; raise NotInThisPair unless she can."""
    return report(actor=actor, response=response, said=Report.HELP_COMES, at=at)


def call_off(
    *, actor: Actor, response: Response, why: CalledOff | None, at: datetime
) -> Response:
    """Say that nobody need go any more, and why: whoever has the call, or leads.

    Raise NotHersNow where another has it, while somebody is out, who is looked for
    until she is back, or where no reason is given.
    """
    if not may_call_off(actor, response):
        raise NotHersNow(_("Whoever has the call says whether somebody goes."))
    if why is None:
        raise NotHersNow(_("Say why nobody need go any more."), field="why")
    return report_happens(
        reference=response.reference,
        report=Report.CALLED_OFF,
        at=at,
        person=actor.handle,
        also={"called_off": why.value},
    )


def may_call_off(actor: Actor, response: Response) -> bool:
    """Return whether it is hers to call off, and nobody is out."""
    owner = response.contact.owner
    hers = owner in ("", actor.handle) or actor.has(Role.COORDINATOR)
    said = response_of(response)
    return hers and can_report(said, Report.CALLED_OFF, actor.handle)


@transaction.atomic
def show_place(*, actor: Actor, response: Response, at: datetime) -> str:
    """Return where to go, in clear; it is written down who read it."""
    contact = response.contact
    secret = actor.unlocked.secret(contact.record)
    field, place = place_field(response.reference), response.place
    record(kinds.SHOWN, actor=actor, subject=response.reference, at=at, part="place")
    return sealed.open_field(secret, field, place) if place else ""
