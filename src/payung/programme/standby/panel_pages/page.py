"""What the page of the panel says: who is on it, what each gives, how soon they spoke."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.roles import Role
from payung.programme.places.packs import pack_of
from payung.programme.places.queries import area_names
from payung.programme.standby import access
from payung.programme.standby.models import DutyKind
from payung.programme.standby.panel.voice_contact import voice_by_month
from payung.programme.standby.panel_models import Conflict, PanelMember


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberLine:
    """One attorney. `said` is None where she has not said anything of herself yet.

    `conflicts` are the references, shown to herself and to those who plan.
    """

    person: Person
    said: PanelMember | None
    languages: tuple[str, ...]
    courts: tuple[str, ...]
    conflicts: tuple[str, ...]
    gone: bool
    hers: bool
    may_set: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthLine:
    """In how many calls for a lawyer of one month one spoke within 45 minutes."""

    first: date
    in_time: int
    wanted: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PanelPage:
    """Everybody on the panel, and the last months against the target."""

    lines: tuple[MemberLine, ...]
    months: tuple[MonthLine, ...]
    steps_aside: bool


def panel_page(actor: Actor, *, at: datetime) -> PanelPage:
    """Return what the page of her country's panel says."""
    people = list(access.could_do(actor.country, DutyKind.ATTORNEY))
    said = {row.person_id: row for row in PanelMember.objects.filter(person__in=people)}
    asides = _asides(people)
    return PanelPage(
        lines=tuple(
            _line(actor, one, said.get(one.pk), asides.get(one.pk, ()), at)
            for one in people
        ),
        months=tuple(
            MonthLine(
                first=month.first,
                in_time=int(month.share.numerator),
                wanted=int(month.share.denominator),
            )
            for month in voice_by_month(actor.country, at=at)
        ),
        steps_aside=actor.has(Role.ATTORNEY),
    )


def courts_of(country: str, language: str) -> dict[str, str]:
    """Return the largest areas of a country with their names: where courts are chosen."""
    names = area_names(country, language)
    largest = {area.code for area in pack_of(country).areas if area.level == 1}
    return {code: name for code, name in names.items() if code in largest}


def _line(
    actor: Actor,
    person: Person,
    said: PanelMember | None,
    asides: tuple[str, ...],
    at: datetime,
) -> MemberLine:
    spoken = dict(settings.LANGUAGES)
    names = area_names(person.country, actor.language)
    hers, plans = person.pk == actor.person_id, access.may_plan(actor)
    return MemberLine(
        person=person,
        said=said,
        languages=tuple(str(spoken.get(one, one)) for one in said.languages)
        if said
        else (),
        courts=tuple(names.get(one, one) for one in said.courts) if said else (),
        conflicts=asides if hers or plans else (),
        gone=said is not None and said.until is not None and said.until <= at,
        hers=hers,
        may_set=hers or plans,
    )


def _asides(people: list[Person]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Conflict.objects.filter(person__in=people).order_by("declared_at", "pk")
    for person, about in rows.values_list("person_id", "about"):
        found[person].append(about)
    return {person: tuple(abouts) for person, abouts in found.items()}
