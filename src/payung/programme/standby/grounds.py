"""Who is near: the areas in which each can be with somebody soon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines.packs import Area
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.refusals import CannotBe
from payung.programme.places.packs import pack_of

from . import access, kinds
from .models import Ground


class NoSuchArea(CannotBe):
    """The country's folder has no area of this code."""


@transaction.atomic
def set_grounds(
    *, actor: Actor, person: Person, areas: Iterable[str], at: datetime
) -> None:
    """Say in which areas somebody can be with a person soon; raise NoSuchArea."""
    access.check_hers_or_coordinator(actor, person)
    wanted = tuple(dict.fromkeys(areas))
    known = {area.code for area in pack_of(person.country).areas}
    if not known.issuperset(wanted):
        raise NoSuchArea(_("Choose places from the list."), field="areas")
    Person.objects.select_for_update().get(pk=person.pk)
    Ground.objects.filter(person=person).exclude(area__in=wanted).delete()
    Ground.objects.bulk_create(
        [Ground(person=person, area=area) for area in wanted], ignore_conflicts=True
    )
    record(kinds.GROUNDS, actor=actor, subject=person.handle, at=at, areas=len(wanted))


def grounds_of(handles: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the areas of each of these people."""
    rows = Ground.objects.filter(person__handle__in=list(handles))
    found: dict[str, set[str]] = {}
    for handle, area in rows.values_list("person__handle", "area"):
        found.setdefault(handle, set()).add(area)
    return {handle: frozenset(areas) for handle, areas in found.items()}


def nearby(
    people: Sequence[str],
    area: str,
    *,
    areas: Iterable[Area],
    grounds: Mapping[str, frozenset[str]],
) -> tuple[str, ...]:
    """Return who is near an area: in it or around it first, then in the areas beside.

    All of them where no area is given, or where nobody is near: better far than nobody.
    """
    parents = {each.code: each.parent or "" for each in areas}
    if area not in parents:
        return tuple(people)
    up = _above(area, parents)
    beside = {code for code, parent in parents.items() if parent == parents[area] != ""}
    bands: list[list[str]] = [[], []]
    for person in people:
        hers = grounds.get(person, frozenset())
        if any(each in up or area in _above(each, parents) for each in hers):
            bands[0].append(person)
        elif hers & beside:
            bands[1].append(person)
    return (*bands[0], *bands[1]) or tuple(people)


def _above(area: str, parents: dict[str, str]) -> set[str]:
    """Return an area and all that it lies in."""
    found: set[str] = set()
    while area and area not in found:
        found.add(area)
        area = parents.get(area, "")
    return found
