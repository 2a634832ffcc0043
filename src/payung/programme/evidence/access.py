"""What of evidence is there for somebody who may see the case."""

from __future__ import annotations

from uuid import UUID

from payung.programme.cases.access import NoSuchCase
from payung.programme.cases.models import Case

from .models import BundleMade, WorkingCopy


def bundle_in(case: Case, bundle_id: UUID) -> BundleMade:
    """Return one bundle of a case; raise NoSuchCase."""
    found = BundleMade.objects.filter(case=case, pk=bundle_id).first()
    if found is None:
        raise NoSuchCase(case.reference)
    return found


def copy_in(case: Case, record: UUID) -> WorkingCopy:
    """Return the working copy of a file of a case; raise NoSuchCase."""
    copies = WorkingCopy.objects.select_related("evidence__case")
    found = copies.filter(evidence__case=case, evidence=record).first()
    if found is None:
        raise NoSuchCase(case.reference)
    return found
