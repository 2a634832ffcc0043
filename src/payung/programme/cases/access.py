"""Who may see cases: those whose team holds their keys, and nobody else."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from payung.programme.people.access import NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.models import Grant, Person
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.standby.panel_models import Conflict

from .asides import people_aside
from .letting_go import is_kept
from .models import Case, Evidence, Loan, Task


class NoSuchCase(NotHers):
    """There is no such case for this actor, or nothing of that name in it."""


def may_see_cases(actor: Actor) -> bool:
    """Return whether cases are part of her work at all."""
    return actor.has(*KEYHOLDERS)


def cases_of(actor: Actor) -> QuerySet[Case]:
    """Return the cases of the teams that let her in; none for all others.

    Without those in which she has said that she steps aside, wherever she said it: from
    that moment she sees no more of them, also where their keys are still with her. Whom
    nobody else could replace goes on seeing it, or it would be lost to everybody.
    """
    if not may_see_cases(actor) or not actor.teams:
        return Case.objects.none()
    teams = tuple(actor.teams)
    # One team: an equality lets the index give the order as well.
    if len(teams) == 1:
        cases = Case.objects.filter(team_id=teams[0])
    else:
        cases = Case.objects.filter(team_id__in=teams)
    return cases.filter(country=actor.country).exclude(*_stands_aside(actor))


def _stands_aside(actor: Actor) -> tuple[Exists, Exists]:
    said = Conflict.objects.filter(about=OuterRef("reference"), person=actor.person_id)
    of_others = Conflict.objects.filter(
        about=OuterRef(OuterRef("reference")), person=OuterRef("member")
    )
    others = Grant.objects.filter(
        ~Exists(of_others),
        team=OuterRef("team"),
        epoch=OuterRef("team__epoch"),
        member__is_active=True,
    ).exclude(member=actor.person_id)
    return Exists(said), Exists(others)


def case_for(actor: Actor, reference: str) -> Case:
    """Return one case by its reference; raise NoSuchCase."""
    case = cases_of(actor).filter(reference=reference).first()
    if case is None:
        raise NoSuchCase(reference)
    return case


def evidence_in(case: Case, record: UUID) -> Evidence:
    """Return one file of a case; raise NoSuchCase."""
    found = case.evidence.filter(pk=record).first()
    if found is None:
        raise NoSuchCase(case.reference)
    return found


def kept_in(case: Case, record: UUID) -> Evidence:
    """Return one file that can still be opened; raise NoSuchCase."""
    found = evidence_in(case, record)
    if not is_kept(found):
        raise NoSuchCase(case.reference)
    return found


def task_in(case: Case, task_id: UUID) -> Task:
    """Return one task of a case; raise NoSuchCase."""
    found = case.tasks.filter(pk=task_id).first()
    if found is None:
        raise NoSuchCase(case.reference)
    return found


def loan_to(actor: Actor, case: Case) -> Loan | None:
    """Return the loan by which she sees a case, or None where it is her own team's."""
    return case.loans.filter(person=actor.person_id, ended_at=None).first()


def could_look_after(case: Case) -> QuerySet[Person]:
    """Return the people who can open this case now: the members of its team."""
    grants = {"grants__team": case.team_id, "grants__epoch": case.team.epoch}
    aside = people_aside(case).values("pk")
    there = Person.objects.filter(is_active=True, **grants).exclude(pk__in=aside)
    return there.order_by("handle")
