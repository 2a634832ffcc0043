"""What is wrong with the line of a country now: each thing once, and whether it stops us.

The page for people and the sign of life for the monitor outside read the same list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings

from payung.engines.dispatch import Duty
from payung.gateways.telephone import Health, Telephone, TelephoneGone
from payung.programme.alerts.machine import machine_secret
from payung.programme.alerts.queries import not_told
from payung.programme.hotline.models import Line, Night, Watch
from payung.programme.places.packs import pack_of
from payung.programme.standby.answering import planned_in_vain
from payung.programme.standby.models import RosterPeriod, StandbyIncident
from payung.programme.standby.on_call import on_call

from .proving import holds
from .watching import SWEEPER, monitor_part, silent_parts, telephone_part


# A night is proved within minutes; until then it may still be.
PROVED_BY = timedelta(hours=6)
NIGHTS = 7
TOLD_WITHIN = timedelta(days=1)
HEARD_WITHIN = timedelta(minutes=5)


# The rounds of the worker without which a caller may reach nobody; see commands/worker.
NEEDED = frozenset(
    {SWEEPER, "contacts", "alerts", "telephones", "texts", "incoming", "watching"}
)


class Fault(StrEnum):
    """What can be wrong; the words are in state_words."""

    ASLEEP = "asleep"
    WORKER_SILENT = "worker_silent"
    TELEPHONE_SILENT = "telephone_silent"
    ROUND_SILENT = "round_silent"
    NEVER_STARTED = "never_started"
    TELEPHONE_GONE = "telephone_gone"
    TRUNK_REFUSED = "trunk_refused"
    DISK_REFUSES = "disk_refuses"
    PUT_ASIDE = "put_aside"
    NOBODY = "nobody"
    CANNOT_OWN = "cannot_own"
    NIGHT_UNOWNED = "night_unowned"
    NIGHT_LOST = "night_lost"
    NIGHT_IMPOSSIBLE = "night_impossible"
    NOT_PROVED = "not_proved"
    NOT_TOLD = "not_told"
    NO_MONITOR = "no_monitor"
    NOT_HEARD = "not_heard"


# While one of these holds, somebody who calls may reach nobody.
STOPS = frozenset(
    {
        Fault.ASLEEP,
        Fault.WORKER_SILENT,
        Fault.TELEPHONE_SILENT,
        Fault.NEVER_STARTED,
        Fault.TELEPHONE_GONE,
        Fault.TRUNK_REFUSED,
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wrong:
    """One thing that is wrong: which, of what (a part, a day, people), and how much."""

    fault: Fault
    of: str = ""
    count: int = 0

    @property
    def stops(self) -> bool:
        """Return whether whoever calls now may reach nobody."""
        return self.fault in STOPS


@dataclass(frozen=True, kw_only=True, slots=True)
class Ear:
    """What the telephone of a country says of itself; None where it has none here, or
    does not answer.
    """

    expected: bool
    health: Health | None


def ear_of(country: str, telephones: Mapping[str, Telephone]) -> Ear:
    """Ask the telephone of a country how it is; wait no longer than it may take."""
    expected = country in settings.TELEPHONES or country in telephones
    telephone = telephones.get(country)
    try:
        health = telephone.health() if telephone is not None else None
    except TelephoneGone:
        health = None
    return Ear(expected=expected, health=health)


def stopping(country: str, ear: Ear, at: datetime) -> tuple[Wrong, ...]:
    """Return why somebody who calls now may reach nobody; nothing where all is well."""
    found = [*_asleep(country, at), *_parts(country, at), *_telephone(country, ear)]
    return tuple(one for one in found if one.stops)


def wrong_now(country: str, ear: Ear, at: datetime) -> tuple[Wrong, ...]:
    """Return everything that is wrong, what stops the line first."""
    found = [
        *_asleep(country, at),
        *_parts(country, at),
        *_telephone(country, ear),
        *_people(country, at),
        *_nights(country, at),
        *_untold(country, at),
        *_outside(country, at),
    ]
    return tuple(sorted(found, key=lambda one: not one.stops))


def wrong_by_what_is_written(country: str, at: datetime) -> tuple[Wrong, ...]:
    """Return what is wrong by the database alone, for pages that may not wait."""
    nobody = Ear(expected=False, health=None)
    return wrong_now(country, nobody, at)


def _asleep(country: str, at: datetime) -> Iterator[Wrong]:
    """Yield that nobody can be reached, where somebody waits for being reached."""
    if machine_secret(country) is not None:
        return
    if has_line(country) or on_call(country, at).on_shift(*Duty):
        yield Wrong(fault=Fault.ASLEEP)


def has_line(country: str) -> bool:
    """Return whether people can call the country: a line of it is open."""
    return Line.objects.filter(country=country, closed_at=None).exists()


def _parts(country: str, at: datetime) -> Iterator[Wrong]:
    """Yield which parts of what this country needs are silent."""
    hers, silent = telephone_part(country), silent_parts(at)
    if hers in silent:
        yield Wrong(fault=Fault.TELEPHONE_SILENT)
    rounds = [one for one in silent if not one.startswith(telephone_part(""))]
    if needed := [one for one in rounds if one in NEEDED]:
        yield Wrong(fault=Fault.WORKER_SILENT, of=", ".join(needed))
    if others := [one for one in rounds if one not in NEEDED]:
        yield Wrong(fault=Fault.ROUND_SILENT, of=", ".join(others))
    started = Watch.objects.filter(name=hers).exists()
    if country in settings.TELEPHONES and has_line(country) and not started:
        yield Wrong(fault=Fault.NEVER_STARTED)


def _telephone(country: str, ear: Ear) -> Iterator[Wrong]:
    if not ear.expected or machine_secret(country) is None:
        return
    if ear.health is None:
        yield Wrong(fault=Fault.TELEPHONE_GONE)
        return
    if ear.health.trunk == "refused":
        yield Wrong(fault=Fault.TRUNK_REFUSED)
    if not ear.health.ready:
        yield Wrong(fault=Fault.DISK_REFUSES)
    if ear.health.refused:
        yield Wrong(fault=Fault.PUT_ASIDE, count=ear.health.refused)


def _people(country: str, at: datetime) -> Iterator[Wrong]:
    running = StandbyIncident.objects.filter(
        country=country, starts_at__lte=at, ends_at=None
    )
    for duty in running.order_by("duty").values_list("duty", flat=True):
        yield Wrong(fault=Fault.NOBODY, of=duty)
    published = RosterPeriod.objects.filter(
        country=country, published_at__isnull=False, ends_at__gt=at
    )
    in_vain = {who for period in published for who in planned_in_vain(period, at=at)}
    for person in sorted(in_vain):
        yield Wrong(fault=Fault.CANNOT_OWN, of=person)


def _nights(country: str, at: datetime) -> Iterator[Wrong]:
    today = at.astimezone(pack_of(country).zone()).date()
    nights = Night.objects.filter(
        country=country, day__gte=today - timedelta(days=NIGHTS)
    )
    for night in nights.order_by("-day"):
        if not holds(night):
            yield from _night(night)
    yesterday = today - timedelta(days=1)
    early = (at - PROVED_BY).astimezone(pack_of(country).zone()).date() < today
    if has_line(country) and not early and not nights.filter(day=yesterday).exists():
        yield Wrong(fault=Fault.NOT_PROVED, of=yesterday.isoformat())


def _night(night: Night) -> Iterator[Wrong]:
    day = night.day.isoformat()
    if night.unowned_minutes:
        minutes = max(1, round(night.unowned_minutes))
        yield Wrong(fault=Fault.NIGHT_UNOWNED, of=day, count=minutes)
    if lost := night.calls - night.calls_with_contact:
        yield Wrong(fault=Fault.NIGHT_LOST, of=day, count=lost)
    if night.impossible:
        yield Wrong(fault=Fault.NIGHT_IMPOSSIBLE, of=day, count=night.impossible)


def _untold(country: str, at: datetime) -> Iterator[Wrong]:
    if count := len(not_told(country, since=at - TOLD_WITHIN)):
        yield Wrong(fault=Fault.NOT_TOLD, count=count)


def _outside(country: str, at: datetime) -> Iterator[Wrong]:
    if country not in settings.MONITORS:
        if has_line(country):
            yield Wrong(fault=Fault.NO_MONITOR)
        return
    heard = Watch.objects.filter(name=monitor_part(country)).first()
    if heard is None or heard.last_at < at - HEARD_WITHIN:
        yield Wrong(fault=Fault.NOT_HEARD)
