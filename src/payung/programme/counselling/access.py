"""One row of counselling in a case that is hers."""

from __future__ import annotations

from uuid import UUID

from payung.programme.cases.access import NoSuchCase
from payung.programme.cases.models import Case

from .models import Due, Goal, Need, Option


def need_in(case: Case, need_id: UUID) -> Need:
    """Return a need of a case; raise NoSuchCase."""
    found = Need.objects.filter(case=case, pk=need_id).first()
    if found is None:
        raise NoSuchCase(case.reference)
    return found


def option_in(case: Case, option_id: UUID) -> Option:
    """Return an option of a case; raise NoSuchCase."""
    found = Option.objects.filter(case=case, pk=option_id).first()
    if found is None:
        raise NoSuchCase(case.reference)
    return found


def goal_in(case: Case, goal_id: UUID) -> Goal:
    """Return a goal of a case; raise NoSuchCase."""
    found = Goal.objects.filter(case=case, pk=goal_id).first()
    if found is None:
        raise NoSuchCase(case.reference)
    return found


def due_in(case: Case, due_id: UUID) -> Due:
    """Return something that is due in a case; raise NoSuchCase."""
    found = Due.objects.filter(case=case, pk=due_id).first()
    if found is None:
        raise NoSuchCase(case.reference)
    return found
