"""What of papers hangs on the key of a case."""

from __future__ import annotations

from uuid import UUID

from payung.programme.cases.models import Case
from payung.programme.people.holdings import Field

from .models import PaperMade


def digest_field(paper_id: UUID) -> str:
    """Return what the digest of one paper is sealed as."""
    return f"papers.digest.{paper_id}"


def more_of(case: Case) -> tuple[Field, ...]:
    """Return the digests of the papers that were made for a case."""
    rows = PaperMade.objects.filter(case=case)
    return tuple(
        Field(row=row, column="digest", name=digest_field(row.pk)) for row in rows
    )
