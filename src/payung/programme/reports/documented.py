"""Write an act into a note that is kept, or take out what was written so."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from payung.engines.forms import gbvims_core_type
from payung.programme.journal.actions import Acting, record

from . import kinds
from .models import Act, Incident, Involvement, Report
from .published import crosswalks


@transaction.atomic
def document_act(
    *, actor: Acting, report: Report, code: str, as_in: str, at: datetime
) -> bool:
    """Say that a note tells of this act too; return False where it did already.

    Whoever had a hand in the act `as_in` of the same note has it in this one. It is
    counted as any other act: only where the person agreed to be counted.
    """
    Report.objects.select_for_update().get(pk=report.pk)
    incident = Incident.objects.get(report=report)
    if incident.acts.filter(code=code).exists():
        return False
    core_type = gbvims_core_type([code], crosswalks())
    act = Act.objects.create(incident=incident, code=code, core_type=core_type)
    hands = Involvement.objects.filter(act__incident=incident, act__code=as_in)
    Involvement.objects.bulk_create(
        Involvement(act=act, profile_id=profile)
        for profile in hands.values_list("profile", flat=True).distinct()
    )
    subject = report.reference
    record(kinds.ACT_ADDED, actor=actor, subject=subject, at=at, act=code)
    return True


@transaction.atomic
def take_out_act(*, actor: Acting, report: Report, code: str, at: datetime) -> bool:
    """Take an act out of a note again; return whether it was there."""
    rows = Act.objects.filter(incident__report=report, code=code)
    if not rows.exists():
        return False
    rows.delete()
    subject = report.reference
    record(kinds.ACT_TAKEN_OUT, actor=actor, subject=subject, at=at, act=code)
    return True
