"""Put an institution into the register, correct it, close it, open it again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.places.models import Unit

from . import kinds
from .access import check_keeper
from .refusals import InRegister, StillBelow, UnderItself


@dataclass(frozen=True, kw_only=True, slots=True)
class Institution:
    """What is known of one: `names` by language, `parent` a code, `source` of the fact.

    `tier`, `area`, `parent` and `post_title` are "" where nobody said.
    """

    names: Mapping[str, str]
    kind: str
    source: str
    tier: str = ""
    area: str = ""
    parent: str = ""
    post_title: str = ""


@transaction.atomic
def add_institution(
    *, actor: Actor, new: Institution, at: datetime, code: str = ""
) -> Unit:
    """Put an institution into the register; raise InRegister.

    Without a code of its own it gets the next one of its kind.
    """
    check_keeper(actor)
    refuse_twin(_open(actor.country), new)
    unit = Unit(country=actor.country, code=code or next_code(actor.country, new.kind))
    write(unit, new)
    unit.save(force_insert=True)
    record(kinds.ADDED, actor=actor, subject=unit.code, at=at)
    return unit


@transaction.atomic
def correct_institution(
    *, actor: Actor, unit: Unit, new: Institution, at: datetime
) -> Unit:
    """Write an institution anew; raise InRegister or UnderItself."""
    check_keeper(actor)
    fresh = _locked(unit)
    refuse_twin(_open(actor.country).exclude(pk=unit.pk), new)
    refuse_loop(parents_in(actor.country), fresh.code, new.parent)
    changed = write(fresh, new)
    if changed:
        fresh.save()
        fields = ",".join(changed)
        record(kinds.CORRECTED, actor=actor, subject=fresh.code, at=at, fields=fields)
    return fresh


@transaction.atomic
def close_institution(*, actor: Actor, unit: Unit, on: date, at: datetime) -> None:
    """Close an institution, with its posts and all that was said; raise StillBelow."""
    check_keeper(actor)
    fresh = _locked(unit)
    below = _open(actor.country).filter(parent_code=fresh.code).count()
    if below:
        raise StillBelow(_still_below(below))
    if fresh.closed_on is None:
        fresh.closed_on, fresh.kept_here = on, True
        fresh.save(update_fields=["closed_on", "kept_here"])
        record(kinds.CLOSED, actor=actor, subject=fresh.code, at=at)


@transaction.atomic
def open_again(*, actor: Actor, unit: Unit, at: datetime) -> None:
    """Open a closed institution again; raise InRegister where another took its place."""
    check_keeper(actor)
    fresh = _locked(unit)
    refuse_twin(_open(actor.country).exclude(pk=unit.pk), said_of(fresh))
    if fresh.closed_on is not None:
        fresh.closed_on, fresh.kept_here = None, True
        fresh.save(update_fields=["closed_on", "kept_here"])
        record(kinds.OPENED, actor=actor, subject=fresh.code, at=at)


def said_of(unit: Unit) -> Institution:
    """Return what the register says of a unit."""
    return Institution(
        names=unit.names,
        kind=unit.kind,
        source=unit.source,
        tier=unit.tier,
        area=unit.area,
        parent=unit.parent_code,
        post_title=unit.post_title,
    )


def write(unit: Unit, new: Institution) -> tuple[str, ...]:
    """Put what is new into a row, unsaved; return the names of what changed."""
    said = asdict(new) | {"names": dict(new.names)}
    said["parent_code"] = said.pop("parent")
    changed = tuple(name for name in said if getattr(unit, name) != said[name])
    for name in changed:
        setattr(unit, name, said[name])
    unit.kept_here = unit.kept_here or bool(changed)
    return changed


def refuse_twin(among: QuerySet[Unit], new: Institution) -> None:
    """Raise InRegister where one of this kind and area has one of these names."""
    names = {as_compared(name) for name in new.names.values()}
    for unit in among.filter(kind=new.kind, area=new.area):
        if names & {as_compared(name) for name in unit.names.values()}:
            raise InRegister(
                _(
                    "%(code)s has this name, kind and area already. Correct that one, "
                    "or say in the name how they differ."
                )
                % {"code": unit.code}
            )


def refuse_loop(parents: Mapping[str, str], code: str, parent: str) -> None:
    """Raise UnderItself where a parent stands below the institution, or is it."""
    seen = {code}
    while parent:
        if parent in seen:
            raise UnderItself(
                _("That one stands below this one. Choose another, or none."),
                field="parent",
            )
        seen.add(parent)
        parent = parents.get(parent, "")


def parents_in(country: str) -> dict[str, str]:
    """Return the code above each institution of a country, by its own code."""
    rows = Unit.objects.filter(country=country)
    return dict(rows.values_list("code", "parent_code"))


def next_code(country: str, kind: str) -> str:
    """Return a code that no institution of the country has: COURT-12."""
    prefix = kind.upper().replace("_", "-")
    rows = Unit.objects.filter(country=country, code__startswith=f"{prefix}-")
    pattern = re.compile(rf"{re.escape(prefix)}-(\d{{1,9}})")
    found = map(pattern.fullmatch, rows.values_list("code", flat=True))
    return f"{prefix}-{max((int(one[1]) for one in found if one), default=0) + 1}"


def code_after(code: str) -> str:
    """Return the code that follows one made by `next_code`."""
    prefix, _dash, number = code.rpartition("-")
    return f"{prefix}-{int(number) + 1}"


def as_compared(name: str) -> str:
    """Return a name as names are compared: spaces and capitals make no difference."""
    return " ".join(name.split()).casefold()


def _open(country: str) -> QuerySet[Unit]:
    return Unit.objects.filter(country=country, closed_on=None)


def _locked(unit: Unit) -> Unit:
    return Unit.objects.select_for_update().get(pk=unit.pk)


def _still_below(count: int) -> str:
    return ngettext(
        "%(count)s institution stands below this one. Close it first, or put it below "
        "another.",
        "%(count)s institutions stand below this one. Close them first, or put them "
        "below another.",
        count,
    ) % {"count": count}
