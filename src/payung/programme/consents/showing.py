"""Open one sealed thing of a permission at a time; it is written down who did."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.engines import sealed
from payung.programme.cases.access import NoSuchCase
from payung.programme.cases.models import Case
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .answers import witness_field
from .details import show_detail
from .models import Consent


__all__ = ["show_detail", "show_witness"]


@transaction.atomic
def show_witness(*, actor: Actor, case: Case, consent_id: UUID, at: datetime) -> str:
    """Return who was there when she answered; raise NoSuchCase or Refused."""
    row = Consent.objects.filter(case=case, pk=consent_id).first()
    if row is None or row.witness is None:
        raise NoSuchCase(case.reference)
    secret = actor.unlocked.secret(case.record)
    text = sealed.open_field(secret, witness_field(row.pk), row.witness)
    record(kinds.WITNESS_SHOWN, actor=actor, subject=case.reference, at=at)
    return text
