"""What somebody's page of dates shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from payung.programme.cases.access import cases_of
from payung.programme.cases.case_page import zone_of
from payung.programme.people.actors import Actor
from payung.programme.places.queries import office_names

from . import access
from .models import Hearing


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnDate:
    """A date by the clock of its place. `reference` is "" where the case is not hers."""

    hearing: Hearing
    zone: ZoneInfo
    place: str
    reference: str
    past: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnPage:
    """Where she goes, and where somebody is looked for."""

    hers: tuple[OwnDate, ...]
    open: tuple[OwnDate, ...]


def own_page(actor: Actor, *, at: datetime) -> OwnPage:
    """Return her dates that are not written down as over, and those nobody goes to."""
    mine = [going.hearing for going in access.own_dates(actor)]
    free = [row for row in access.open_dates(actor) if row.at > at]
    names = office_names(actor.country, actor.language)
    ids = {row.proceeding.case_id for row in mine}
    seen = set(cases_of(actor).filter(pk__in=ids).values_list("pk", flat=True))

    def told(row: Hearing) -> OwnDate:
        case = row.proceeding.case
        return OwnDate(
            hearing=row,
            zone=zone_of(case),
            place=names.get(row.unit, row.unit),
            reference=case.reference if case.pk in seen else "",
            past=row.at <= at,
        )

    return OwnPage(hers=tuple(map(told, mine)), open=tuple(map(told, free)))
