"""What hangs on the key of an activity: what was noted of it."""

from __future__ import annotations

from uuid import UUID

from payung.programme.people.holdings import Field, Holding

from .actions import NOTE
from .models import Activity


def holding_of(record: UUID) -> Holding | None:
    """Return what hangs on this record's key, or None where it is no activity's."""
    activity = Activity.objects.filter(record=record).first()
    if activity is None:
        return None
    return Holding(fields=(Field(row=activity, column="note", name=NOTE),))
