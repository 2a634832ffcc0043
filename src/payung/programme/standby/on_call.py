"""One country at one moment: read once, then asked who is in which group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from payung.engines.dispatch import (
    Duty,
    Group,
    Roster,
    Span,
    duties,
    reachable,
)
from payung.programme.people.models import Person
from payung.programme.people.roles import Role
from payung.programme.places.packs import pack_of

from .coverage import BACKUP_OF
from .grounds import grounds_of, nearby
from .models import Leave
from .proofs import lapse_of, last_proofs
from .roster_rows import in_force, period_at, planned


ANSWERING = frozenset({Role.PARALEGAL, Role.OPERATOR})
# A shift that holds a moment, and what may cut it later, lie within two days of it.
AROUND = timedelta(days=2)


class NobodyPlanned(LookupError):
    """No published roster holds this moment, and nobody leads the country either."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """Somebody who could be asked: her roles, and whether she is away now."""

    handle: str
    country: str
    roles: frozenset[Role]
    away: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class OnCall:
    """Who could be asked in one country at one moment, and who is planned.

    `roster` has whoever signed for the gaps stand in them, `as_planned` does not. Both
    are None where no published roster holds the moment.
    """

    country: str
    at: datetime
    roster: Roster | None
    as_planned: Roster | None
    people: tuple[Known, ...]
    proofs: Mapping[str, datetime]
    lapse: timedelta
    grounds: Mapping[str, frozenset[str]]

    def coordinators(self) -> tuple[str, ...]:
        """Return who coordinates: the roster's first, and last whoever is away."""
        named = self.roster.coordinator if self.roster else ""
        here = [
            one for one in self._with(Role.COORDINATOR) if one.country == self.country
        ]
        return self._there_first([named, *(one.handle for one in here)])

    def regional(self) -> tuple[str, ...]:
        """Return the regional team: the roster's, this country's, then the others."""
        named = self.roster.regional if self.roster else ""
        team = sorted(
            self._with(Role.REGIONAL), key=lambda one: one.country != self.country
        )
        return self._there_first([named, *(one.handle for one in team)])

    def chain(self, duty: Duty) -> tuple[str, ...]:
        """Return who is asked, in order, never nobody; raise NobodyPlanned."""
        found = self._chain(duty)
        if not found:
            raise NobodyPlanned(self.country)
        return found

    def first_and_second(
        self, duty: Duty, backup: Duty
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return who is asked first and who second; empty only where nobody leads.

        Whoever was not proven reachable of late stands just behind the next who was.
        """
        chain = self._chain(duty)
        first, second = self.on_shift(duty), self.on_shift(backup)
        named = tuple(who for who in chain if who in {*first, *second}) or chain[:1]
        order = reachable(named, self.proofs, self.at, self.lapse)
        size = max(len(first), 1)
        rest = tuple(who for who in chain if who not in order)
        return order[:size], order[size:] or rest[:1] or order[:size]

    def on_shift(self, *asked: Duty) -> tuple[str, ...]:
        """Return who stands on the roster for one of these duties now."""
        return self._open(_standing(self.roster, asked, self.at))

    def is_bare(self, duty: Duty) -> bool:
        """Return whether the duty has neither somebody on shift nor a backup.

        Whoever only signed for gaps does not count.
        """
        asked = [duty, *([BACKUP_OF[duty]] if duty in BACKUP_OF else [])]
        return not self._open(_standing(self.as_planned, asked, self.at))

    def present(self, *roles: Role) -> tuple[str, ...]:
        """Return those of the country with one of these roles who are not away."""
        return tuple(
            one.handle
            for one in self.people
            if one.country == self.country
            and not one.away
            and not one.roles.isdisjoint(roles)
        )

    def groups(self, area: str = "") -> dict[Group, tuple[str, ...]]:
        """Return who is in each group of the ladder of calls; none is left out."""
        first, second = self.first_and_second(Duty.HOTLINE, Duty.BACKUP)
        here = self.present(*ANSWERING)
        # An attorney's standby is for those who were taken, not for every call.
        on_shift = self.on_shift(Duty.HOTLINE, Duty.BACKUP)
        proven = tuple(who for who in here if self._is_proven(who))
        areas = pack_of(self.country).areas
        near = nearby(here, area, areas=areas, grounds=self.grounds)
        return {
            Group.PRIMARY: first,
            Group.BACKUP: second,
            Group.RING_GROUP: proven or here,
            Group.NEARBY: tuple(dict.fromkeys([*on_shift, *near])),
            Group.COORDINATOR: self.coordinators(),
            Group.REGIONAL: self.regional(),
            Group.PANEL: self.present(Role.ATTORNEY),
        }

    def attorney_groups(self) -> dict[Group, tuple[str, ...]]:
        """Return who is in each group of the ladder of attorney alerts."""
        first, second = self.first_and_second(Duty.ATTORNEY, Duty.ATTORNEY_BACKUP)
        leading = self.coordinators() or self.regional()
        return {
            Group.PRIMARY: first,
            Group.BACKUP: second,
            Group.PANEL: self.present(Role.ATTORNEY) or leading,
            Group.COORDINATOR: leading,
            Group.REGIONAL: self.regional() or leading,
        }

    def _chain(self, duty: Duty) -> tuple[str, ...]:
        # As dispatch.on_duty has it, and beyond: a coordinator whose account was closed
        # is followed by another before the regional officer is asked.
        asked = [duty, *([BACKUP_OF[duty]] if duty in BACKUP_OF else [])]
        named = [who for each in asked for who in self.on_shift(each)]
        return self._open([*named, *self.coordinators(), *self.regional()])

    def _is_proven(self, who: str) -> bool:
        last = self.proofs.get(who)
        return last is not None and self.at - last <= self.lapse

    def _with(self, role: Role) -> list[Known]:
        return [one for one in self.people if role in one.roles]

    def _there_first(self, handles: Iterable[str]) -> tuple[str, ...]:
        """Return those whose accounts are open, whoever is away behind the others."""
        away = {one.handle for one in self.people if one.away}
        return tuple(sorted(self._open(handles), key=lambda handle: handle in away))

    def _open(self, handles: Iterable[str]) -> tuple[str, ...]:
        known = {one.handle for one in self.people}
        return tuple(dict.fromkeys(each for each in handles if each in known))


def on_call(country: str, at: datetime) -> OnCall:
    """Return who could be asked in a country at a moment; accounts that are open."""
    period = period_at(country, at)
    window = Span(start=at, end=at + AROUND)
    people = _people(country, at)
    return OnCall(
        country=country,
        at=at,
        roster=in_force(period, within=window) if period else None,
        as_planned=planned(period, within=window) if period else None,
        people=people,
        proofs=last_proofs((one.handle for one in people), at),
        lapse=lapse_of(country),
        grounds=grounds_of(one.handle for one in people),
    )


def _standing(roster: Roster | None, asked: Iterable[Duty], at: datetime) -> list[str]:
    if roster is None:
        return []
    return [
        shift.person
        for duty in asked
        for shift in duties(roster, duty)
        if shift.span.holds(at)
    ]


def _people(country: str, at: datetime) -> tuple[Known, ...]:
    """Return the country's people, and the regional team wherever it is."""
    asked = Q(country=country) | Q(roles_held__role=Role.REGIONAL)
    rows = Person.objects.filter(asked, is_active=True).distinct().order_by("handle")
    now = Leave.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at)
    away = set(now.values_list("person_id", flat=True))
    return tuple(
        Known(
            handle=person.handle,
            country=person.country,
            roles=frozenset(Role(held.role) for held in person.roles_held.all()),
            away=person.pk in away,
        )
        for person in rows.prefetch_related("roles_held")
    )
