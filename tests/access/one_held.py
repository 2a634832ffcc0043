"""Somebody held now, brought to a second place, and a draft: for the access table."""

from __future__ import annotations

from datetime import timedelta

from payung.programme.cases.models import Arrest, HeldKind, HeldSpan
from payung.programme.custody.models import OverdueDraft
from tests.access.one_case import OneCase
from tests.cast import THEN


def one_held(reference: str) -> OneCase:
    """Keep a place and a draft of the arrest of a case."""
    arrest = Arrest.objects.select_related("case").get(case__reference=reference)
    span = HeldSpan.objects.create(
        arrest=arrest,
        kind=HeldKind.REMAND,
        began_at=THEN - timedelta(hours=1),
        written_by="sunita",
    )
    draft = OverdueDraft.objects.create(
        case=arrest.case,
        arrest=arrest,
        clock="before_a_judge",
        rule_status="in_force",
        limit=24,
        started_at=arrest.taken_at,
        ran_out_at=arrest.taken_at + timedelta(hours=24),
        surely_at=arrest.taken_at + timedelta(hours=24),
        drafted_at=THEN,
    )
    one: dict[str, object] = {"reference": reference}
    return OneCase(
        arguments={
            "case-held": one,
            "case-held-back": one | {"span_id": span.pk},
            "case-overdue": one | {"draft_id": draft.pk},
        },
        posts={"custody-do": {"deed": f"go {reference}"}},
    )
