"""A confirmed draft stays in its note, also when a later version of the note comes in."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef

from payung.programme.journal.actions import BY_ITSELF
from payung.programme.reports.documented import document_act
from payung.programme.reports.models import Act, Report

from .models import DraftState, OverdueDraft
from .notes import ACT, AS_IN


def keep_in_notes(*, at: datetime) -> int:
    """Write confirmed acts again into notes that lost them; return how many.

    A later version of a note brings its own acts in the place of the earlier ones. What
    a person confirmed stays until a person takes it out.
    """
    there = Act.objects.filter(code=ACT, incident__report__reference=OuterRef("note"))
    rows = OverdueDraft.objects.filter(
        ~Exists(there), state=DraftState.CONFIRMED, act_is_ours=True
    )
    return sum(_kept(draft, at) for draft in rows.order_by("pk"))


def _kept(draft: OverdueDraft, at: datetime) -> bool:
    report = Report.objects.filter(reference=draft.note).first()
    if report is None:
        return False
    actor = BY_ITSELF
    return document_act(actor=actor, report=report, code=ACT, as_in=AS_IN, at=at)
