"""Who may see a room and count at its door: the team whose room it is."""

from __future__ import annotations

from django.db.models import QuerySet

from payung.programme.activities.rooms import Room
from payung.programme.people.access import NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.roles import KEYHOLDERS, Role

from .models import OpeningRule, Site


# Those who say where rooms are and when they are open.
LEADS = (Role.COORDINATOR, Role.OFFICER)


class NoSuchSite(NotHers):
    """There is no such room for this actor."""


class NoSuchRule(NotHers):
    """There are no such hours at this room."""


def sites_of(actor: Actor) -> QuerySet[Site]:
    """Return the rooms of her teams, by name; none for those who hold no keys."""
    if not actor.has(*KEYHOLDERS):
        return Site.objects.none()
    hers = Site.objects.filter(team__in=tuple(actor.own_teams), country=actor.country)
    return hers.order_by("closed_on", "name", "code")


def rooms_in_use(actor: Actor) -> tuple[Room, ...]:
    """Return the rooms of her teams at which something can be planned."""
    rows = sites_of(actor).filter(closed_on=None).values_list("code", "name", "team")
    return tuple(Room(code=code, name=name, team=team) for code, name, team in rows)


def site_for(actor: Actor, code: str) -> Site:
    """Return one room of hers; raise NoSuchSite."""
    site = sites_of(actor).select_related("team").filter(code=code).first()
    if site is None:
        raise NoSuchSite(code)
    return site


def rule_for(actor: Actor, code: str, rule_id: int) -> OpeningRule:
    """Return hours of one of her rooms; raise NoSuchRule."""
    rule = OpeningRule.objects.filter(site=site_for(actor, code), pk=rule_id).first()
    if rule is None:
        raise NoSuchRule(str(rule_id))
    return rule
