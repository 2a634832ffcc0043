"""What was planned and of which nobody said anything is missed, by rule."""

from __future__ import annotations

from datetime import datetime

from .models import Activity, State


def sweep(*, at: datetime) -> int:
    """Mark what is due as missed; return how many. It can still be written down."""
    due = Activity.objects.filter(state=State.PLANNED, due_at__lte=at)
    return due.update(state=State.MISSED, due_at=None)
