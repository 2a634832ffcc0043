"""What a sitting begins with: what earlier ones left open. A question, never a copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from .codes import ActionState, Answer
from .models import ActionItem, Decision, Finding, FocusGroup


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenDecision:
    """A decision on the agenda or the board, how old it is, and what is still to do."""

    row: Decision
    days: int
    to_do: int
    done: int
    late: bool


def carried(group: FocusGroup) -> QuerySet[Decision]:
    """Return what the same circle decided before and has not accepted yet."""
    before = Decision.objects.filter(
        group__team=group.team_id,
        group__site=group.site,
        group__group=group.group,
        group__planned_on__lte=group.planned_on,
        withdrawn_at=None,
    ).exclude(group=group.pk)
    told_here = Q(told_back__group=group.pk)
    return (
        before.filter(Q(accepted_on=None) | told_here)
        .distinct()
        .order_by("decided_on", "number")
    )


def watched(group: FocusGroup) -> QuerySet[Finding]:
    """Return what the sitting before this one said it would watch."""
    last = before_this(group)
    if last is None:
        return Finding.objects.none()
    watched_ones = last.findings.filter(answer=Answer.WATCH, withdrawn_at=None)
    return watched_ones.order_by("number")


def before_this(group: FocusGroup) -> FocusGroup | None:
    """Return the sitting of the same circle before this one, or None."""
    return (
        FocusGroup.objects.filter(
            team=group.team_id,
            site=group.site,
            group=group.group,
            planned_on__lt=group.planned_on,
        )
        .order_by("-planned_on")
        .first()
    )


def open_decisions(teams: tuple[UUID, ...], *, on: date) -> tuple[OpenDecision, ...]:
    """Return every open decision of these teams, the oldest first."""
    rows = Decision.objects.filter(
        group__team_id__in=teams, accepted_on=None, withdrawn_at=None
    )
    return as_lines(rows.order_by("decided_on", "number"), on=on)


def as_lines(rows: QuerySet[Decision], *, on: date) -> tuple[OpenDecision, ...]:
    """Return decisions with their age in days on a day."""
    stands = Q(actions__withdrawn_at=None)
    open_ones = stands & Q(actions__state=ActionState.OPEN)
    to_do = Count("actions", open_ones, distinct=True)
    done_ones = stands & Q(actions__state=ActionState.DONE)
    done = Count("actions", done_ones, distinct=True)
    return tuple(
        OpenDecision(
            row=row,
            days=(on - row.decided_on).days,
            to_do=row.to_do,
            done=row.done,
            late=row.accepted_on is None and row.due_on < on,
        )
        for row in rows.select_related("group").annotate(to_do=to_do, done=done)
    )


def open_actions(group: FocusGroup) -> QuerySet[ActionItem]:
    """Return everything still to be done that this circle ever decided."""
    rows = ActionItem.objects.filter(
        decision__group__team=group.team_id,
        decision__group__site=group.site,
        decision__group__group=group.group,
        decision__group__planned_on__lte=group.planned_on,
        state=ActionState.OPEN,
        withdrawn_at=None,
    )
    return rows.select_related("decision", "who").order_by("due_on", "at")
