"""Open one sealed text of a case at a time; it is written down who did."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.journal.kinds import Kind
from payung.programme.people.actors import Actor

from . import kinds
from .access import NoSuchCase, task_in
from .actions import NOTE, TITLE
from .masks import as_seen
from .models import Case, Masked
from .timeline import entry_field, task_field


PARTS = {"title": TITLE, "note": NOTE}


@transaction.atomic
def show_part(*, actor: Actor, case: Case, part: str, at: datetime) -> str:
    """Return the title or the summary; raise NoSuchCase or Refused."""
    if part not in PARTS:
        raise NoSuchCase(case.reference)
    text = opened_part(actor, case, PARTS[part], getattr(case, part), part, at)
    return as_seen(actor, case, Masked(part), text)


@transaction.atomic
def show_entry(*, actor: Actor, case: Case, entry_id: UUID, at: datetime) -> str:
    """Return what somebody wrote in a line of the timeline."""
    entry = case.timeline.filter(pk=entry_id).first()
    if entry is None:
        raise NoSuchCase(case.reference)
    text = opened_part(actor, case, entry_field(entry.pk), entry.text, "line", at)
    return as_seen(actor, case, Masked.LINE, text, about=entry.pk)


@transaction.atomic
def show_task(*, actor: Actor, case: Case, task_id: UUID, at: datetime) -> str:
    """Return what exactly is to be done."""
    task = task_in(case, task_id)
    return opened_part(actor, case, task_field(task.pk), task.text, "task", at)


def opened_part(
    actor: Actor,
    case: Case,
    field: str,
    envelope: sealed.Envelope | None,
    part: str,
    at: datetime,
    kind: Kind = kinds.SHOWN,
) -> str:
    """Open what hangs on the key of a case; it is written down who read which part."""
    secret = actor.unlocked.secret(case.record)
    text = sealed.open_field(secret, field, envelope) if envelope else ""
    record(kind, actor=actor, subject=case.reference, at=at, part=part)
    return text
