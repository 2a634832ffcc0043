"""What is planned, what was held, and what is late."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from payung.programme.people.actors import Actor

from .access import activities_of
from .models import Activity, State


def coming(actor: Actor, *, at: datetime) -> QuerySet[Activity]:
    """Return what is planned and not over, the next first."""
    planned = activities_of(actor).filter(state=State.PLANNED, planned_end__gte=at)
    return planned.order_by("planned_start", "id")


def late(actor: Actor, *, at: datetime) -> QuerySet[Activity]:
    """Return what is over and of which nobody said what became of it."""
    over = Q(state=State.PLANNED, planned_end__lt=at) | Q(state=State.MISSED)
    return activities_of(actor).filter(over).order_by("planned_start", "id")


def between(actor: Actor, start: datetime, end: datetime) -> QuerySet[Activity]:
    """Return what was planned to begin from `start` up to before `end`."""
    rows = activities_of(actor).filter(planned_start__gte=start, planned_start__lt=end)
    return rows.order_by("planned_start", "id")
