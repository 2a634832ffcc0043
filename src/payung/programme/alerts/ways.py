"""How each of ours is reached: added by herself or her coordinator, sealed, ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.people.access import NotHers, person_for
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role
from payung.programme.people.models import Person
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import Role

from . import kinds
from .machine import (
    NUMBER,
    address_field,
    address_tokens,
    machine_secret,
    sealed_in,
)
from .models import Way, WayKind
from .spelling import address_from, bare


class LineIsShut(CannotBe):
    """The machine's key is not in memory, so nothing can be sealed for it."""


class AddedAlready(CannotBe):
    """This way to reach her is there."""


class NoSuchWay(NotHers):
    """There is no such way for this actor."""


@transaction.atomic
def add_way(
    *,
    actor: Actor,
    kind: WayKind,
    address: str,
    at: datetime,
    person: Person | None = None,
) -> Way:
    """Add a way to reach her, or, by a coordinator, to reach `person`.

    Raise NoAddress, AddedAlready, LineIsShut, NoSuchPerson.
    """
    whose = _whose(actor, person)
    secret = machine_secret(whose.country)
    if secret is None:
        raise LineIsShut(_("The line is not open. Open it first, then add this."))
    spelled = address_from(kind, address, country=whose.country)
    token = sealed.unattended_token(secret, NUMBER, bare(spelled))
    here = _locked(whose)
    if here.filter(kind=kind, token=token, ended_at=None).exists():
        raise AddedAlready(_("This is in the list already."), field="address")
    last = here.filter(ended_at=None).aggregate(last=Max("place"))["last"] or 0
    way = Way(person=whose, kind=kind, token=token, place=last + 1, added_at=at)
    way.address = sealed.seal_field(secret, address_field(way), spelled)
    way.save(force_insert=True)
    record(kinds.WAY_ADDED, actor=actor, subject=whose.handle, at=at, way=kind.value)
    return way


@transaction.atomic
def end_way(*, actor: Actor, way: Way, at: datetime) -> Way:
    """Say that she is no longer reached this way; its address is forgotten."""
    fresh = Way.objects.select_for_update().get(pk=way.pk)
    if fresh.ended_at is None:
        fresh.ended_at, fresh.address, fresh.token = at, None, b""
        fresh.save(update_fields=["ended_at", "address", "token"])
        subject = fresh.person.handle
        record(kinds.WAY_ENDED, actor=actor, subject=subject, at=at, way=fresh.kind)
    return fresh


def way_for(actor: Actor, way_id: UUID) -> Way:
    """Return one of her ways, or of her country's people for a coordinator.

    Raise NoSuchWay.
    """
    ways = Way.objects.filter(ended_at=None, person__country=actor.country)
    if not actor.has(Role.COORDINATOR):
        ways = ways.filter(person_id=actor.person_id)
    found = ways.filter(pk=way_id).first()
    if found is None:
        raise NoSuchWay(str(way_id))
    return found


def ways_of(handles: Iterable[str]) -> dict[str, tuple[Way, ...]]:
    """Return how each of these is reached now, her first choice first."""
    asked = dict.fromkeys(handles)
    found: dict[str, list[Way]] = {handle: [] for handle in asked}
    for way in _open_ways().filter(person__handle__in=list(asked)):
        found[way.person.handle].append(way)
    return {handle: tuple(ways) for handle, ways in found.items()}


def address_of(way: Way) -> str | None:
    """Return the address in clear, or None while the machine's key is not in memory."""
    secret = machine_secret(way.person.country)
    if secret is None:
        return None
    try:
        return sealed.open_field(secret, address_field(way), sealed_in(way))
    except sealed.Refused:
        return None


def whose_address(address: str) -> Person | None:
    """Return whoever of ours is reached at this address, if anybody.

    None also while no key is in memory: then nobody is known again.
    """
    tokens = address_tokens(address)
    way = _open_ways().filter(token__in=tokens).first() if tokens else None
    return way.person if way else None


def _open_ways() -> QuerySet[Way]:
    ways = Way.objects.filter(ended_at=None, person__is_active=True)
    return ways.select_related("person").order_by("place", "added_at")


def _whose(actor: Actor, person: Person | None) -> Person:
    if person is None or person.pk == actor.person_id:
        return Person.objects.get(pk=actor.person_id)
    check_role(actor, Role.COORDINATOR)
    return person_for(actor, person.handle)


def _locked(person: Person) -> QuerySet[Way]:
    # Two presses of one button wait for one another here.
    Person.objects.select_for_update().get(pk=person.pk)
    return Way.objects.filter(person=person)
