"""The plan: goals with their days, reached or given up for a reason."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.cases.models import Case
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe

from . import kinds
from .codes import Dropped, DueKind, GoalState
from .dues import set_due, settle
from .entering import enter
from .models import Goal
from .sealing import seal


class NoGoalWritten(CannotBe):
    """A goal without words."""


class GoneBy(CannotBe):
    """A day that has gone by already."""


class EndedAlready(CannotBe):
    """The goal is reached or given up already."""


@transaction.atomic
def add_goal(
    *, actor: Actor, case: Case, text: str, due_at: datetime, at: datetime
) -> Goal:
    """Add a goal with its day; raise NoGoalWritten or GoneBy."""
    fresh = enter(actor=actor, case=case, at=at)
    if due_at <= at:
        raise GoneBy(
            _("This has gone by already. Choose a day to come."), field="due_at"
        )
    goal = Goal(id=uuid4(), case=fresh, due_at=due_at, at=at, by=actor.handle)
    sealed_text = seal(actor, fresh, "goal", goal.pk, text)
    if sealed_text is None:
        raise NoGoalWritten(_("Write what she wants to reach."), field="text")
    goal.text = sealed_text
    goal.save(force_insert=True)
    set_due(fresh, DueKind.GOAL, due_at, about=goal.pk)
    _written(actor, fresh, goal, at)
    return goal


@transaction.atomic
def reach_goal(*, actor: Actor, goal: Goal, at: datetime) -> Goal:
    """Write down that a goal is reached; raise EndedAlready."""
    case, fresh = _open(actor, goal, at)
    fresh.state = GoalState.DONE
    return _end(actor, case, fresh, at)


@transaction.atomic
def drop_goal(
    *, actor: Actor, goal: Goal, reason: Dropped, at: datetime, text: str = ""
) -> Goal:
    """Write down that a goal is given up, and why; raise EndedAlready."""
    case, fresh = _open(actor, goal, at)
    fresh.state, fresh.dropped = GoalState.DROPPED, reason
    fresh.why = seal(actor, case, "why", fresh.pk, text)
    return _end(actor, case, fresh, at)


def _open(actor: Actor, goal: Goal, at: datetime) -> tuple[Case, Goal]:
    case = enter(actor=actor, case=goal.case, at=at)
    fresh = Goal.objects.select_for_update(of=("self",)).get(pk=goal.pk)
    if fresh.state != GoalState.OPEN:
        raise EndedAlready(
            _("%(who)s ended this goal already.") % {"who": fresh.ended_by}
        )
    return case, fresh


def _end(actor: Actor, case: Case, goal: Goal, at: datetime) -> Goal:
    goal.ended_at, goal.ended_by = at, actor.handle
    goal.save(update_fields=["state", "dropped", "why", "ended_at", "ended_by"])
    settle(actor=actor, case=case, kind=DueKind.GOAL, about=goal.pk, at=at)
    _written(actor, case, goal, at)
    return goal


def _written(actor: Actor, case: Case, goal: Goal, at: datetime) -> None:
    code, subject = goal.state, case.reference
    record(kinds.WRITTEN, actor=actor, subject=subject, at=at, what="goal", code=code)
