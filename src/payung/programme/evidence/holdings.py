"""What hangs on the key of a piece of evidence besides what its case app tells."""

from __future__ import annotations

from uuid import UUID

from payung.programme.cases import holdings as of_cases
from payung.programme.people.holdings import File, Holding

from .models import WorkingCopy


def holding_of(record: UUID) -> Holding | None:
    """Return what hangs on a file's key, its working copy too; None without a copy.

    It has to be asked before the one of cases, which knows of no copies.
    """
    copy = WorkingCopy.objects.filter(evidence=record).first()
    known = of_cases.holding_of(record) if copy else None
    if copy is None or known is None:
        return None
    return Holding(
        fields=known.fields, files=(*known.files, File(row=copy, column="file"))
    )
