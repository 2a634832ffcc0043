"""What hangs on the key of a group: the key of the codes its people made."""

from __future__ import annotations

from uuid import UUID

from payung.programme.people.holdings import Field, Holding

from .models import CourseGroup
from .pairing import PAIRING


def holding_of(record: UUID) -> Holding | None:
    """Return what hangs on this record's key, or None where it is no group's."""
    group = CourseGroup.objects.filter(pk=record).first()
    if group is None:
        return None
    return Holding(fields=(Field(row=group, column="pairing", name=PAIRING),))
