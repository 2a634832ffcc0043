"""Let go of the files of a case for good: their keys are destroyed, their story stays.

Working copies are sealed under the same keys. What lies in the vault opens nothing any
more; the sweeper takes it away.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from payung.programme.people.models import RecordKey

from .custody_events import add_event
from .models import Case, Custody, Evidence


@transaction.atomic
def let_go_of_files(case: Case, *, by: str, at: datetime) -> int:
    """Destroy the keys of all files of a case; return how many there were."""
    kept = list(kept_files(case))
    for evidence in kept:
        add_event(
            evidence=evidence, at=at, kind=Custody.LET_GO, by=by, digest=evidence.digest
        )
    RecordKey.objects.filter(record__in=[one.record for one in kept]).delete()
    return len(kept)


def kept_files(case: Case) -> QuerySet[Evidence]:
    """Return the files of a case that can still be opened."""
    return case.evidence.filter(record__in=RecordKey.objects.values("record"))


def is_kept(evidence: Evidence) -> bool:
    """Return whether anybody could still open a file."""
    return RecordKey.objects.filter(record=evidence.record).exists()
