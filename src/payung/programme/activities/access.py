"""Who may see and change what is planned: the teams whose work it is."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from payung.programme.people.access import NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.roles import KEYHOLDERS

from .models import Activity


class NoSuchActivity(NotHers):
    """There is no such activity for this actor."""


def activities_of(actor: Actor) -> QuerySet[Activity]:
    """Return the activities of her teams; none for those who hold no keys."""
    if not actor.has(*KEYHOLDERS) or not actor.teams:
        return Activity.objects.none()
    hers = Activity.objects.filter(team_id__in=tuple(actor.teams))
    return hers.filter(country=actor.country)


def activity_for(actor: Actor, activity: UUID) -> Activity:
    """Return one activity; raise NoSuchActivity."""
    found = activities_of(actor).filter(pk=activity).first()
    if found is None:
        raise NoSuchActivity(str(activity))
    return found
