"""Who reads the register of institutions of a country, and who changes it."""

from __future__ import annotations

from django.db.models import QuerySet

from payung.programme.advocacy.access import NotThere
from payung.programme.people.access import NotHerRole
from payung.programme.people.actors import Actor
from payung.programme.people.roles import KEYHOLDERS, Role
from payung.programme.places.models import Unit


def may_change(actor: Actor) -> bool:
    """Return whether she keeps the register of her country."""
    return actor.has(Role.COORDINATOR)


def institutions_of(actor: Actor) -> QuerySet[Unit]:
    """Return the institutions of her country, closed ones too; none without keys."""
    if not actor.has(*KEYHOLDERS):
        return Unit.objects.none()
    return Unit.objects.filter(country=actor.country).order_by("code")


def institution_for(actor: Actor, unit: int) -> Unit:
    """Return one institution of her country; raise NotThere."""
    found = institutions_of(actor).filter(pk=unit).first()
    if found is None:
        raise NotThere
    return found


def check_reader(actor: Actor) -> None:
    """Raise NotHerRole for those who hold no keys."""
    if not actor.has(*KEYHOLDERS):
        raise NotHerRole(actor.handle)


def check_keeper(actor: Actor) -> None:
    """Raise NotHerRole for everybody but the coordinators."""
    if not may_change(actor):
        raise NotHerRole(actor.handle)
