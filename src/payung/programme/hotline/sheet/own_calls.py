"""A call that came to a paralegal's own phone, entered afterwards in twenty seconds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.engines.dispatch import CallBack, Channel, Priority, enter_own_call
from payung.gateways.messages.phone_numbers import e164
from payung.programme.alerts.machine import MachineAsleep, address_token
from payung.programme.hotline import kinds
from payung.programme.hotline.access import NoSuchContact, may_see_contacts
from payung.programme.hotline.engine_rows import columns_of
from payung.programme.hotline.fields import NOTE, NUMBER
from payung.programme.hotline.models import Contact
from payung.programme.hotline.opening import LETTER, first_line
from payung.programme.hotline.refusals import NoNumber, NotYet
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.stored_keys import row_of
from payung.programme.places.packs import pack_of
from payung.programme.reports.references import next_reference


OWN = "own"


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnCall:
    """What she remembers; number and note may stay empty. `area` is a place's code."""

    team: Team
    priority: Priority
    began_at: datetime
    number: str = field(default="", repr=False)
    note: str = field(default="", repr=False)
    area: str = ""


@transaction.atomic
def enter(*, actor: Actor, call: OwnCall, at: datetime) -> Contact:
    """Write a call down that she took on her own phone; it is hers.

    Raise NoSuchContact for a team that is not hers, NotYet for a call of the future,
    NoNumber for what is no number.
    """
    if not may_see_contacts(actor) or call.team.pk not in actor.teams:
        raise NoSuchContact(str(call.team.pk))
    if call.began_at > at:
        raise NotYet(
            _("This is later than now. Look at the time again."), field="began_at"
        )
    number = _e164(call.number, actor.country)
    entered = enter_own_call(
        next_reference(country=actor.country, year=at.year, letter=LETTER),
        priority=call.priority,
        owner=actor.handle,
        opened_at=call.began_at,
        at=at,
    )
    row = _row(actor, call, number, at)
    secret = sealed.new_record_secret(row.record)
    keys = actor.unlocked.team(call.team.pk, call.team.epoch)
    row_of(sealed.wrap_within_team(secret, keys)).save(force_insert=True)
    row.number = sealed.seal_field(secret, NUMBER, number) if number else None
    row.note = sealed.seal_field(secret, NOTE, call.note) if call.note else None
    row.reference, row.opened_at = entered.reference, entered.opened_at
    for name, value in columns_of(entered).items():
        setattr(row, name, value)
    row.save(force_insert=True)
    first_line(row, person=actor.handle, at=at)
    record(kinds.ENTERED, actor=actor, subject=row.reference, at=at)
    return row


def _row(actor: Actor, call: OwnCall, number: str, at: datetime) -> Contact:
    return Contact(
        record=uuid4(),
        country=actor.country,
        line=OWN,
        team=call.team,
        channel=Channel.OWN_PHONE,
        call_back=CallBack.ALLOWED if number else CallBack.NO_NUMBER,
        language=pack_of(actor.country).languages[0],
        area=call.area,
        token=_token(actor.country, number),
    )


def _token(country: str, number: str) -> bytes | None:
    if not number:
        return None
    try:
        return address_token(country, f"tel:{number}")
    except MachineAsleep:
        # She is known again by her team's keys, only not by the machine alone.
        return None


def _e164(typed: str, country: str) -> str:
    """Return a number in one spelling, "" for none; raise NoNumber."""
    if not typed.strip():
        return ""
    found = e164(typed, country)
    if found is None:
        raise NoNumber(_("Write the whole number, or leave it out."), field="number")
    return found
