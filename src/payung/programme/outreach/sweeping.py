"""Find pairs that have not said that they are out: no timer lives but in the rows."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from payung.programme.journal.actions import BY_ITSELF, record

from . import kinds
from .looking import look_for, next_look
from .models import OutreachVisit


AT_ONCE = 50


def sweep(*, at: datetime) -> int:
    """Look for each silent pair whose time has come; return how many there were.

    What goes wrong with one keeps no other from its turn: it is raised at the end.
    """
    due = OutreachVisit.objects.filter(due_at__lte=at).order_by("due_at")
    done, problems = 0, []
    for pk in list(due.values_list("pk", flat=True)[:AT_ONCE]):
        try:
            done += _look(pk, at)
        except Exception as problem:  # noqa: BLE001 - raised when all had their turn
            problems.append(problem)
    if problems:
        raise ExceptionGroup("Some pairs could not be looked for.", problems)
    return done


@transaction.atomic
def _look(pk: UUID, at: datetime) -> int:
    rows = OutreachVisit.objects.filter(pk=pk, due_at__lte=at, out_at=None)
    rows = rows.select_related("venue", "first", "second")
    skips = connection.features.has_select_for_update_skip_locked
    visit = rows.select_for_update(of=("self",), skip_locked=skips).first()
    if visit is None:
        return 0
    look_for(visit, at=at)
    subject = str(visit.pk)
    record(kinds.SILENT, actor=BY_ITSELF, subject=subject, at=at, rung=visit.rung)
    visit.due_at, visit.rung = next_look(visit.rung, at=at), visit.rung + 1
    visit.save(update_fields=["due_at", "rung"])
    return 1
