"""Who may see proceedings and dates: whoever may see the case, and whoever goes."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from payung.programme.cases.access import NoSuchCase, could_look_after
from payung.programme.cases.asides import cases_aside, people_aside
from payung.programme.cases.models import Case
from payung.programme.cases.words.tracks import HearingState
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.roles import KEYHOLDERS, Role

from .models import Going, Hearing, Proceeding, ProceedingStep


def proceeding_in(case: Case, proceeding: UUID) -> Proceeding:
    """Return one proceeding of a case; raise NoSuchCase."""
    found = case.proceedings.filter(pk=proceeding).select_related("case").first()
    if found is None:
        raise NoSuchCase(case.reference)
    return found


def step_in(case: Case, step: UUID) -> ProceedingStep:
    """Return one step of a case's proceedings; raise NoSuchCase."""
    rows = ProceedingStep.objects.filter(proceeding__case=case, pk=step)
    found = rows.select_related("proceeding__case").first()
    if found is None:
        raise NoSuchCase(case.reference)
    return found


def hearing_in(case: Case, hearing: UUID) -> Hearing:
    """Return one date of a case's proceedings; raise NoSuchCase."""
    rows = Hearing.objects.filter(proceeding__case=case, pk=hearing)
    found = rows.select_related("proceeding__case__team").first()
    if found is None:
        raise NoSuchCase(case.reference)
    return found


def could_go(case: Case) -> QuerySet[Person]:
    """Return the attorneys who can open this case now and do not stand aside from it."""
    there = could_look_after(case).filter(roles_held__role=Role.ATTORNEY)
    return there.exclude(pk__in=people_aside(case).values("pk"))


def may_have_dates(actor: Actor) -> bool:
    """Return whether dates at court can be hers at all."""
    return actor.has(*KEYHOLDERS)


def own_dates(actor: Actor) -> QuerySet[Going]:
    """Return the dates that she goes to now, the next first."""
    rows = Going.objects.filter(
        person_id=actor.person_id, until=None, hearing__state=HearingState.SET
    )
    return rows.select_related("hearing__proceeding__case").order_by("hearing__at")


def open_dates(actor: Actor) -> QuerySet[Hearing]:
    """Return the dates of her country to which somebody is looked for; attorneys only.

    She sees when and at which court, and nothing of the case: it is not hers yet. What
    she stands aside from is not there for her.
    """
    if not actor.has(Role.ATTORNEY):
        return Hearing.objects.none()
    rows = Hearing.objects.filter(
        proceeding__case__country=actor.country,
        state=HearingState.SET,
        substitutes__ended_at=None,
        substitutes__isnull=False,
    ).exclude(proceeding__case__in=cases_aside(actor.person_id))
    return rows.select_related("proceeding__case").order_by("at", "pk")


def open_date_for(actor: Actor, hearing: UUID) -> Hearing:
    """Return a date that she may offer to go to; raise NoSuchCase.

    Also where somebody else has just taken it: she is to be told so.
    """
    rows = Hearing.objects.filter(
        proceeding__case__country=actor.country, substitutes__isnull=False, pk=hearing
    )
    rows = rows.exclude(proceeding__case__in=cases_aside(actor.person_id))
    found = rows.select_related("proceeding__case").first()
    if found is None or not actor.has(Role.ATTORNEY):
        raise NoSuchCase("")
    return found


def own_date_for(actor: Actor, hearing: UUID) -> Hearing:
    """Return a date that she goes to; raise NoSuchCase."""
    going = own_dates(actor).filter(hearing=hearing).first()
    if going is None:
        raise NoSuchCase("")
    return going.hearing
