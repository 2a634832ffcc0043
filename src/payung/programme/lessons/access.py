"""Who may read and write on the shelf: what is published all read, the rest its country.

Nothing here is sealed, so nobody needs keys. Not found and not hers are one answer.
"""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from payung.programme.people.access import NotHerRole, NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role
from payung.programme.people.roles import KEYHOLDERS, Role

from .codes import State
from .models import (
    Adoption,
    AdoptionReview,
    Lesson,
    LessonLink,
    Practice,
    ReplicationAssessment,
    SafetyBlocker,
    Tool,
    ToolRating,
    ToolUse,
)


# Who looks at a lesson before others may, who publishes it, and who shares what is ours.
CHECKERS = (Role.COORDINATOR, Role.OFFICER, Role.ATTORNEY)
SHARERS = (Role.COORDINATOR, Role.OFFICER)
Row = TypeVar("Row", bound=Model)


class NotOnTheShelf(NotHers):
    """There is no such thing for this actor."""


def works_here(actor: Actor) -> bool:
    """Return whether she works in a team of her country: what she does is its doing."""
    return actor.has(*KEYHOLDERS) and bool(actor.own_teams)


def check_works_here(actor: Actor) -> None:
    """Raise NotHerRole unless she works in a team of her country."""
    if not works_here(actor):
        raise NotHerRole(actor.handle)


def may_share(actor: Actor) -> bool:
    """Return whether she may publish and share for her country."""
    return works_here(actor) and actor.has(*SHARERS)


def check_may_share(actor: Actor) -> None:
    """Raise NotHerRole unless she may publish and share for her country."""
    check_works_here(actor)
    check_role(actor, *SHARERS)


def may_check(actor: Actor, lesson: Lesson) -> bool:
    """Return whether she is one who may look at this lesson before others read it."""
    hers = works_here(actor) and lesson.country == actor.country
    return hers and actor.has(*CHECKERS) and lesson.made_by != actor.handle


def check_may_check(actor: Actor) -> None:
    """Raise NotHerRole unless she may look at lessons before others read them."""
    check_works_here(actor)
    check_role(actor, *CHECKERS)


def lessons_of(actor: Actor) -> QuerySet[Lesson]:
    """Return the published lessons of all countries, and all of her own country."""
    seen = Q(state=State.PUBLISHED)
    if works_here(actor):
        seen |= Q(country=actor.country)
    return Lesson.objects.filter(seen)


def lesson_for(actor: Actor, lesson: UUID) -> Lesson:
    """Return one lesson that she may read; raise NotOnTheShelf."""
    return _one(lessons_of(actor).filter(pk=lesson))


def own_lesson_for(actor: Actor, lesson: UUID) -> Lesson:
    """Return one lesson of her country; raise NotOnTheShelf."""
    return _one(_own(actor, Lesson.objects.filter(pk=lesson)))


def foreign_lesson_for(actor: Actor, lesson: UUID) -> Lesson:
    """Return one published lesson of another country; raise NotOnTheShelf."""
    rows = Lesson.objects.filter(state=State.PUBLISHED)
    return _one(rows.exclude(country=actor.country).filter(pk=lesson))


def tools_of(actor: Actor) -> QuerySet[Tool]:
    """Return the tools that are shared; those withdrawn only to her own country."""
    return Tool.objects.filter(_standing_or_own(actor))


def tool_for(actor: Actor, tool: UUID) -> Tool:
    """Return one tool; raise NotOnTheShelf."""
    return _one(tools_of(actor).filter(pk=tool))


def foreign_tool_for(actor: Actor, tool: UUID) -> Tool:
    """Return one tool that another country shares; raise NotOnTheShelf."""
    rows = Tool.objects.filter(withdrawn_at=None).exclude(country=actor.country)
    return _one(rows.filter(pk=tool))


def use_for(actor: Actor, use: UUID) -> ToolUse:
    """Return one use of a tool by a team of hers; raise NotOnTheShelf."""
    rows = ToolUse.objects.filter(team__in=tuple(actor.own_teams), withdrawn_at=None)
    return _one(_own(actor, rows.select_related("tool").filter(pk=use)))


def practices_of(actor: Actor) -> QuerySet[Practice]:
    """Return the practices that are shared; those withdrawn only to her own country."""
    rows = Practice.objects.filter(_standing_or_own(actor))
    return rows.prefetch_related("core")


def practice_for(actor: Actor, practice: UUID) -> Practice:
    """Return one practice; raise NotOnTheShelf."""
    return _one(practices_of(actor).filter(pk=practice))


def assessments_of(actor: Actor) -> QuerySet[ReplicationAssessment]:
    """Return the assessments of her country."""
    rows = _own(actor, ReplicationAssessment.objects.all())
    return rows.select_related("practice").prefetch_related("answers", "blockers")


def assessment_for(actor: Actor, assessment: UUID) -> ReplicationAssessment:
    """Return one assessment of her country; raise NotOnTheShelf."""
    return _one(assessments_of(actor).filter(pk=assessment))


def blocker_for(actor: Actor, blocker: int) -> SafetyBlocker:
    """Return one danger at a place of her country; raise NotOnTheShelf."""
    rows = SafetyBlocker.objects.filter(assessment__in=assessments_of(actor))
    return _one(rows.select_related("assessment").filter(pk=blocker))


def adoptions_of(actor: Actor) -> QuerySet[Adoption]:
    """Return what her country has taken up."""
    rows = _own(actor, Adoption.objects.all()).select_related("practice")
    return rows.prefetch_related("reviews")


def adoption_for(actor: Actor, adoption: UUID) -> Adoption:
    """Return one adoption of her country; raise NotOnTheShelf."""
    return _one(adoptions_of(actor).filter(pk=adoption))


# What is withdrawn is its own country's to withdraw.
_WITHDRAWN: dict[str, type[Any]] = {
    "lesson": Lesson,
    "link": LessonLink,
    "tool": Tool,
    "use": ToolUse,
    "rating": ToolRating,
    "practice": Practice,
    "look": ReplicationAssessment,
    "adoption": Adoption,
}


def row_for(actor: Actor, what: str, row: UUID) -> Model:
    """Return what an address names for withdrawing; raise NotOnTheShelf."""
    if what == "review":
        reviews = AdoptionReview.objects.filter(adoption__in=adoptions_of(actor))
        return _one(reviews.filter(pk=row))
    if what not in _WITHDRAWN:
        raise NotOnTheShelf(what)
    rows: QuerySet[Model] = _WITHDRAWN[what].objects.filter(pk=row)
    return _one(_own(actor, rows))


def _standing_or_own(actor: Actor) -> Q:
    standing = Q(withdrawn_at=None)
    return standing | Q(country=actor.country) if works_here(actor) else standing


def _own(actor: Actor, rows: QuerySet[Row]) -> QuerySet[Row]:
    return rows.filter(country=actor.country) if works_here(actor) else rows.none()


def _one(rows: QuerySet[Row]) -> Row:
    found = rows.first()
    if found is None:
        raise NotOnTheShelf
    return found
