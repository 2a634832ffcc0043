"""Who may plan, who may see rosters and alerts: one door each."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from payung.programme.people.access import NotHerRole, NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, RoleHeld
from payung.programme.people.roles import KEYHOLDERS, Role

from .models import AttorneyAlert, DutyKind, RosterPeriod, Shift, Swap


ROLES_FOR = {
    DutyKind.HOTLINE: (Role.PARALEGAL, Role.OPERATOR, Role.COORDINATOR),
    DutyKind.BACKUP: (Role.PARALEGAL, Role.OPERATOR, Role.COORDINATOR),
    DutyKind.ATTORNEY: (Role.ATTORNEY,),
    DutyKind.ATTORNEY_BACKUP: (Role.ATTORNEY,),
}


Found = TypeVar("Found")


class NoSuchRoster(NotHers):
    """There is no such roster, shift or swap for this actor."""


class NoSuchAlert(NotHers):
    """There is no such alert for this actor."""


def may_see_rosters(actor: Actor) -> bool:
    """Return whether she works with those on call in her country."""
    return actor.has(*KEYHOLDERS)


def may_plan(actor: Actor) -> bool:
    """Return whether she makes the rosters of her country."""
    return actor.has(Role.COORDINATOR)


def check_planner(actor: Actor) -> None:
    """Raise NotHerRole unless she makes rosters."""
    if not may_plan(actor):
        raise NotHerRole(actor.handle)


def check_hers_or_coordinator(actor: Actor, person: Person) -> None:
    """Raise NotHerRole unless this is about herself, or about hers to plan."""
    own = actor.person_id == person.pk
    if not own and not (may_plan(actor) and person.country == actor.country):
        raise NotHerRole(actor.handle)


def periods_of(actor: Actor) -> QuerySet[RosterPeriod]:
    """Return the rosters of her country, newest first; drafts only for planners."""
    if not may_see_rosters(actor):
        return RosterPeriod.objects.none()
    rows = RosterPeriod.objects.filter(country=actor.country)
    if not may_plan(actor):
        rows = rows.filter(published_at__isnull=False)
    return rows.order_by("-starts_at", "-pk")


def period_for(actor: Actor, period_id: int) -> RosterPeriod:
    """Return one roster of her country; raise NoSuchRoster."""
    return _one(periods_of(actor).filter(pk=period_id).first(), period_id)


def shift_for(actor: Actor, shift_id: UUID) -> Shift:
    """Return one shift of her country; raise NoSuchRoster."""
    rows = Shift.objects.filter(period__in=periods_of(actor)).select_related(
        "person", "period"
    )
    return _one(rows.filter(pk=shift_id).first(), shift_id)


def swaps_of(actor: Actor) -> QuerySet[Swap]:
    """Return the swaps of her country, the soonest first."""
    rows = Swap.objects.filter(period__in=periods_of(actor))
    return rows.select_related("giver", "taken_by", "period").order_by("starts_at")


def swap_for(actor: Actor, swap_id: int) -> Swap:
    """Return one swap of her country; raise NoSuchRoster."""
    return _one(swaps_of(actor).filter(pk=swap_id).first(), swap_id)


def alerts_of(actor: Actor) -> QuerySet[AttorneyAlert]:
    """Return the alerts of her country, newest first; none for those outside."""
    if not actor.has(*KEYHOLDERS):
        return AttorneyAlert.objects.none()
    rows = AttorneyAlert.objects.filter(country=actor.country)
    return rows.order_by("-raised_at", "reference")


def alert_for(actor: Actor, reference: str) -> AttorneyAlert:
    """Return one alert of her country; raise NoSuchAlert."""
    found = alerts_of(actor).filter(reference=reference).first()
    if found is None:
        raise NoSuchAlert(reference)
    return found


def could_do(country: str, duty: DutyKind) -> QuerySet[Person]:
    """Return those who may be planned for a duty: open accounts with its roles."""
    held = RoleHeld.objects.filter(role__in=ROLES_FOR[duty]).values("person")
    rows = Person.objects.filter(country=country, is_active=True, pk__in=held)
    return rows.order_by("handle")


def _one(found: Found | None, name: object) -> Found:
    if found is None:
        raise NoSuchRoster(str(name))
    return found
