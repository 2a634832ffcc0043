"""Who may see and change a plan: it is the country's, each team sees its own lines."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from payung.programme.people.access import NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role
from payung.programme.people.models import Team, TeamKind
from payung.programme.people.roles import KEYHOLDERS, Role

from .models import Output, PlanLine, PlanVersion


PLANNERS = (Role.COORDINATOR, Role.OFFICER)


class NoSuchPlan(NotHers):
    """There is no such plan, or no such line, for this actor."""


def may_plan(actor: Actor) -> bool:
    """Return whether she may write a plan; a coordinator approves it."""
    return actor.has(*PLANNERS)


def check_planner(actor: Actor) -> None:
    """Raise NotHerRole unless she may write plans."""
    check_role(actor, *PLANNERS)


def check_approver(actor: Actor) -> None:
    """Raise NotHerRole unless she may put a plan in force."""
    check_role(actor, Role.COORDINATOR)


def versions_of(actor: Actor) -> QuerySet[PlanVersion]:
    """Return the plans of her country, the newest first."""
    rows = PlanVersion.objects.filter(programme__country=actor.country)
    if not actor.has(*KEYHOLDERS):
        return rows.none()
    return rows.select_related("programme").order_by("-number")


def plan_now(actor: Actor) -> PlanVersion | None:
    """Return the plan in force: the newest that was approved."""
    return versions_of(actor).filter(approved_at__isnull=False).first()


def draft_of(actor: Actor) -> PlanVersion | None:
    """Return the draft, for those who may write it."""
    if not may_plan(actor):
        return None
    return versions_of(actor).filter(approved_at=None).first()


def version_for(actor: Actor, number: int) -> PlanVersion:
    """Return one plan by its number; drafts only to planners. Raise NoSuchPlan."""
    found = versions_of(actor).filter(number=number).first()
    if found is None or (found.approved_at is None and not may_plan(actor)):
        raise NoSuchPlan(str(number))
    return found


def lines_of(actor: Actor, version: PlanVersion) -> QuerySet[PlanLine]:
    """Return the lines of a plan that she sees: planners all, others their teams'."""
    rows = PlanLine.objects.filter(
        version=version, version__programme__country=actor.country
    )
    if not may_plan(actor):
        rows = rows.filter(team_id__in=tuple(actor.own_teams))
    return rows.select_related("output__objective", "team", "owner").order_by(
        "output__objective__code", "output__number", "number"
    )


def line_for(actor: Actor, line: UUID) -> PlanLine:
    """Return one line; raise NoSuchPlan."""
    version = PlanVersion.objects.filter(
        lines=line, programme__country=actor.country
    ).first()
    if version is None or (version.approved_at is None and not may_plan(actor)):
        raise NoSuchPlan(str(line))
    found = lines_of(actor, version).filter(pk=line).first()
    if found is None:
        raise NoSuchPlan(str(line))
    return found


def outputs_of(version: PlanVersion) -> QuerySet[Output]:
    """Return what is to come of a plan, in order."""
    rows = version.outputs.select_related("objective")
    return rows.order_by("objective__code", "number")


def teams_of(actor: Actor) -> QuerySet[Team]:
    """Return the teams she can plan for: those she works in."""
    rows = Team.objects.filter(pk__in=tuple(actor.own_teams))
    return rows.exclude(kind=TeamKind.SIDE).order_by("name")
