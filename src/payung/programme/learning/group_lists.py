"""Groups in the order in which somebody looks for one, and those to ask again."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from payung.programme.activities.models import State
from payung.programme.people.actors import Actor

from .access import groups_of
from .codes import TestKind
from .models import Assessment, CourseGroup


GONE = (State.CANCELLED, State.POSTPONED)
RUNNING, TO_COME, OVER = 0, 1, 2
# They are asked from the sixtieth day to the hundred-and-twentieth.
ASKED_FOR = timedelta(days=60)


def groups_by_when(actor: Actor, *, at: datetime) -> QuerySet[Any]:
    """Return the groups of her teams: running, then to come, then the last over.

    Each with `begins`, `ends`, `stands`, `next_start`, `days`, `held` and `people`.
    """
    rows = groups_of(actor).select_related("version").annotate(**_counts(at))
    rows = rows.annotate(
        stands=_stands(at), soon=Case(When(begins__gt=at, then=F("begins")))
    )
    return rows.order_by("stands", "soon", F("ends").desc(nulls_last=True), "pk")


def to_ask_again(actor: Actor, *, on: date) -> QuerySet[CourseGroup]:
    """Return the groups that it is time to ask again, those that end first in front."""
    asked = Assessment.objects.filter(group=OuterRef("pk"), kind=TestKind.FOLLOW_UP)
    due = groups_of(actor).filter(
        follow_up_on__lte=on, follow_up_on__gte=on - ASKED_FOR, bank__isnull=False
    )
    waiting = due.filter(~Exists(asked)).select_related("version")
    return waiting.order_by("follow_up_on", "pk")


def _counts(at: datetime) -> dict[str, Min | Max | Count]:
    counts = ~Q(sessions__activity__state__in=GONE)
    held = Q(sessions__activity__state=State.HELD)
    coming = Q(
        sessions__activity__state=State.PLANNED, sessions__activity__planned_end__gte=at
    )
    inside = Q(enrolments__isnull=False, enrolments__withdrawn_at=None)
    start, end = "sessions__activity__planned_start", "sessions__activity__planned_end"
    return {
        "begins": Min(start, filter=counts),
        "ends": Max(end, filter=counts),
        "next_start": Min(start, filter=coming),
        "days": Count("sessions", filter=counts, distinct=True),
        "held": Count("sessions", filter=held, distinct=True),
        "people": Count("enrolments", filter=inside, distinct=True),
    }


def _stands(at: datetime) -> Case:
    return Case(
        When(begins__gt=at, then=Value(TO_COME)),
        When(ends__gte=at, then=Value(RUNNING)),
        default=Value(OVER),
        output_field=IntegerField(),
    )
