"""The state of the line on one page: what is wrong, how each part is, the last nights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from payung.gateways.telephone import Health, Telephone
from payung.programme.alerts.queries import NotTold, line_is_open, not_told
from payung.programme.hotline.models import Night, Watch
from payung.programme.people.actors import Actor
from payung.programme.people.roles import KEYHOLDERS, Role
from payung.programme.places.packs import pack_of
from payung.programme.standby.models import DutyKind

from .faults import (
    NIGHTS,
    TOLD_WITHIN,
    Fault,
    Wrong,
    ear_of,
    wrong_by_what_is_written,
    wrong_now,
)
from .proving import holds
from .watching import monitor_part


MOST = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class WrongLine:
    """One thing that is wrong as the page says it; `of` in words, `day` if it has one."""

    wrong: Wrong
    of: str
    day: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class NightLine:
    """What the replay of one day found; `proved` is False where there was none yet."""

    day: date
    night: Night | None
    well: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """Everything on the page. `heard` is how long ago the monitor outside heard us."""

    open: bool
    wrong: tuple[WrongLine, ...]
    stops: bool
    has_telephone: bool
    health: Health | None
    heard: timedelta | None
    nights: tuple[NightLine, ...]
    not_told: tuple[NotTold, ...]
    names_people: bool


def may_see_state(actor: Actor) -> bool:
    """Return whether she is told when the line fails: those who work on it, and the
    regional team.
    """
    return actor.has(*KEYHOLDERS, Role.REGIONAL)


def leads(actor: Actor) -> bool:
    """Return whether she is the one who is paged."""
    return actor.has(Role.COORDINATOR, Role.REGIONAL)


def wrong_count(actor: Actor, at: datetime) -> int:
    """Return how much is wrong by what is written down, for a page that may not wait."""
    return len(wrong_by_what_is_written(actor.country, at))


def state_of(
    actor: Actor, *, telephones: Mapping[str, Telephone], at: datetime
) -> State:
    """Return the state of the line of her country; people are named to the team only."""
    country, names = actor.country, actor.has(*KEYHOLDERS)
    ear = ear_of(country, telephones)
    wrong = [
        one
        for one in wrong_now(country, ear, at)
        if names or one.fault is not Fault.CANNOT_OWN
    ]
    told = not_told(country, since=at - TOLD_WITHIN) if names else ()
    heard = Watch.objects.filter(name=monitor_part(country)).first()
    return State(
        open=line_is_open(country),
        wrong=tuple(_line(one) for one in wrong),
        stops=any(one.stops for one in wrong),
        has_telephone=ear.expected,
        health=ear.health,
        heard=at - heard.last_at if heard else None,
        nights=_nights(country, at),
        not_told=told[:MOST],
        names_people=names,
    )


def _line(wrong: Wrong) -> WrongLine:
    of, day = wrong.of, None
    if wrong.fault is Fault.NOBODY:
        of = str(DutyKind(wrong.of).label)
    elif wrong.fault.value.startswith("night") or wrong.fault is Fault.NOT_PROVED:
        of, day = "", date.fromisoformat(wrong.of)
    return WrongLine(wrong=wrong, of=of, day=day)


def _nights(country: str, at: datetime) -> tuple[NightLine, ...]:
    today = at.astimezone(pack_of(country).zone()).date()
    days = [today - timedelta(days=back) for back in range(1, NIGHTS + 1)]
    rows = Night.objects.filter(country=country, day__in=days)
    found = {night.day: night for night in rows}
    return tuple(
        NightLine(
            day=day,
            night=found.get(day),
            well=day in found and holds(found[day]),
        )
        for day in days
    )
