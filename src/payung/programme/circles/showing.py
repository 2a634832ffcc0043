"""Open one sealed text of a circle at a time; the journal says which, never what."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import models, transaction

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .access import NoSuchCircle
from .models import ActionItem, Decision, Finding, FocusGroup, LegalQuestion, ReportBack
from .sealing import opened


# What an address may name: the rows, and the column that is sealed.
TEXTS: dict[str, tuple[type[models.Model], str]] = {
    "safety": (FocusGroup, "safety"),
    "note": (FocusGroup, "note"),
    "finding": (Finding, "text"),
    "decision": (Decision, "what"),
    "action": (ActionItem, "what"),
    "said": (ReportBack, "said"),
}


@transaction.atomic
def show(
    *, actor: Actor, group: FocusGroup, what: str, row_id: UUID, at: datetime
) -> str:
    """Return one text of a sitting that is hers; raise NoSuchCircle or Refused."""
    row = _row(group, what, row_id)
    column = TEXTS[what][1]
    text = opened(actor, group.pk, what, row_id, getattr(row, column))
    record(kinds.SHOWN, actor=actor, subject=str(group.pk), at=at, what=what)
    return text


@transaction.atomic
def show_question(
    *, actor: Actor, question: LegalQuestion, what: str, at: datetime
) -> str:
    """Return a question, or its answer; raise NoSuchCircle or Refused."""
    columns = {"question": "text", "answer": "answer"}
    if what not in columns:
        raise NoSuchCircle
    envelope = getattr(question, columns[what])
    text = opened(actor, question.pk, what, question.pk, envelope)
    subject = str(question.pk)
    record(kinds.QUESTION_SHOWN, actor=actor, subject=subject, at=at, what=what)
    return text


def _row(group: FocusGroup, what: str, row_id: UUID) -> models.Model:
    if what not in TEXTS:
        raise NoSuchCircle
    model, _column = TEXTS[what]
    owner = {"safety": "pk", "note": "pk", "action": "decision__group"}
    within = {owner.get(what, "group"): group.pk}
    found = model._default_manager.filter(pk=row_id).filter(**within).first()
    if found is None:
        raise NoSuchCircle
    return found
