"""What the page of a door shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from payung.programme.activities.categories import Age, Gender, Setting
from payung.programme.people.actors import Actor
from payung.programme.safe_spaces.codes import NOT_SAFE, Counter, Reason, Service
from payung.programme.safe_spaces.models import (
    DoorWord,
    OpeningDay,
    ServiceGiven,
    Site,
    Visit,
)
from payung.programme.safe_spaces.planned import day_at, planned_between, zone_of

from .counting import DayCounts, counts_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Button:
    """One thing to tap: its code, its word, and how often it was tapped today."""

    code: str
    label: str
    count: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """One more thing that may be said of somebody who comes; none names her."""

    name: str
    label: str
    choices: list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class DoorPage:
    """The day, the counters, the ways to close, and what can be taken back."""

    day: date
    zone: ZoneInfo
    counters: tuple[Button, ...]
    services: tuple[Button, ...]
    urgent: tuple[Button, ...]
    reasons: tuple[Button, ...]
    groups: tuple[Group, ...]
    closed: str
    opened_at: datetime | None
    planned: bool
    last: UUID | None


def door_page(actor: Actor, site: Site, *, at: datetime) -> DoorPage:
    """Return what the door of a room shows today."""
    day = day_at(site, at)
    counted = counts_of(site, day)
    row = OpeningDay.objects.filter(site=site, day=day).first()
    return DoorPage(
        day=day,
        zone=zone_of(site),
        counters=_buttons(Counter, counted.visits),
        services=_buttons(Service, counted.services),
        urgent=tuple(_why(one) for one in Reason if one in NOT_SAFE),
        reasons=tuple(_why(one) for one in Reason if one not in NOT_SAFE),
        groups=(
            Group(name="gender", label=_("Gender"), choices=_but_unsaid(Gender)),
            Group(name="age", label=_("Age"), choices=_but_unsaid(Age)),
            Group(
                name="setting",
                label=_("Where she works"),
                choices=_but_unsaid(Setting),
            ),
        ),
        closed=_closed(counted),
        opened_at=row.opened_at if row else None,
        planned=day in planned_between(site, day, day),
        last=_last(actor, site, day),
    )


def _buttons(
    kinds: type[Counter] | type[Service], counted: dict[str, int]
) -> tuple[Button, ...]:
    return tuple(
        Button(code=kind.value, label=str(kind.label), count=counted.get(kind.value, 0))
        for kind in kinds
    )


def _why(reason: Reason) -> Button:
    return Button(code=reason.value, label=str(reason.label))


def _but_unsaid(
    kinds: type[Gender] | type[Age] | type[Setting],
) -> list[tuple[str, str]]:
    return [
        (kind.value, str(kind.label)) for kind in kinds if kind is not kinds.NOT_SAID
    ]


def _closed(counted: DayCounts) -> str:
    return str(Reason(counted.closed).label) if counted.closed else ""


def _last(actor: Actor, site: Site, day: date) -> UUID | None:
    """Return her last tap of today, to be taken back where no script remembers it."""
    here = {"site": site, "day": day, "by": actor.handle, "taken_back": False}
    rows = [
        model.objects.filter(**here).order_by("-tapped_at").first()
        for model in (Visit, ServiceGiven, DoorWord)
    ]
    known = [row for row in rows if row is not None]
    return max(known, key=lambda row: row.tapped_at).pk if known else None
