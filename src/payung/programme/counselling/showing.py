"""Open one sealed text of counselling at a time; it is written down who did."""

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
from .holdings import more_of
from .sealing import field_name


@transaction.atomic
def show(*, actor: Actor, case: Case, what: str, row_id: UUID, at: datetime) -> str:
    """Return a text that hangs on this case; raise NoSuchCase or Refused."""
    name = field_name(what, row_id)
    found = next((one for one in more_of(case) if one.name == name), None)
    if found is None or found.envelope is None:
        raise NoSuchCase(case.reference)
    secret = actor.unlocked.secret(case.record)
    text = sealed.open_field(secret, name, found.envelope)
    record(kinds.SHOWN, actor=actor, subject=case.reference, at=at, what=what)
    return text
