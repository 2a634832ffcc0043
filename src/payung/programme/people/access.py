"""Who may see and change accounts and teams: one door each."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from .actors import Actor
from .models import Grant, Person, Team
from .roles import KEYHOLDERS, Role


class NotHers(LookupError):
    """Not there, or not hers: the same answer, so that asking teaches nothing."""


class NoSuchPerson(NotHers):
    """There is no such person for this actor."""


class NoSuchTeam(NotHers):
    """There is no such team for this actor."""


class NotHerRole(PermissionError):
    """What was asked belongs to another role."""


def may_see_people(actor: Actor) -> bool:
    """Return whether she works with the people of her country."""
    return actor.has(*KEYHOLDERS)


def may_add_people(actor: Actor) -> bool:
    """Return whether she may open accounts."""
    return actor.has(Role.COORDINATOR)


def people_of(actor: Actor) -> QuerySet[Person]:
    """Return the people of her country, by handle; nobody for those outside.

    Those whose account was closed are no longer here.
    """
    if not may_see_people(actor):
        return Person.objects.none()
    here = Person.objects.filter(country=actor.country, is_active=True)
    return here.order_by("handle")


def person_for(actor: Actor, handle: str) -> Person:
    """Return one person; raise NoSuchPerson for those of other countries too."""
    person = people_of(actor).filter(handle=handle).first()
    if person is None:
        raise NoSuchPerson(handle)
    return person


def members_of(team: Team) -> QuerySet[Person]:
    """Return those who can open what the team seals now, by handle.

    A closed account may still stand here, until somebody in the team takes it out.
    """
    grants = Grant.objects.filter(team=team, epoch=team.epoch)
    return Person.objects.filter(grants__in=grants).order_by("handle")


def member_for(actor: Actor, team: Team, handle: str) -> Person:
    """Return one member of one of her teams; raise NoSuchPerson."""
    person = members_of(team_for(actor, team.pk)).filter(handle=handle).first()
    if person is None:
        raise NoSuchPerson(handle)
    return person


def teams_of(actor: Actor) -> QuerySet[Team]:
    """Return the teams she works in; not those beside them, made for a single case."""
    return Team.objects.filter(pk__in=actor.own_teams).order_by("name")


def team_for(actor: Actor, team_id: UUID) -> Team:
    """Return one of the teams she works in; raise NoSuchTeam."""
    team = teams_of(actor).filter(pk=team_id).first()
    if team is None:
        raise NoSuchTeam(str(team_id))
    return team


def opening_team_for(actor: Actor, team_id: UUID) -> Team:
    """Return a team whose things she can open, a side team too; raise NoSuchTeam.

    For what has to stay with those who can open something that is there already.
    """
    team = Team.objects.filter(pk__in=actor.teams, pk=team_id).first()
    if team is None:
        raise NoSuchTeam(str(team_id))
    return team
