"""Whether so few can fill a roster at all: a sum that anybody can check."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from payung.engines.dispatch import (
    Certificate,
    capacity_certificate,
    minutes_of,
    within,
)

from . import access
from .models import DutyKind, RosterPeriod
from .roster_rows import leave_in, promised_in


SHIFT_HOURS = 8
SHIFTS_A_WEEK = 5
WEEK = timedelta(days=7)
# Who answers calls stands in for who answers calls: two of them at every hour.
SIDES = (
    (DutyKind.HOTLINE, DutyKind.BACKUP),
    (DutyKind.ATTORNEY, DutyKind.ATTORNEY_BACKUP),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Capacity:
    """The sum for those who do one kind of duty, and its sentence."""

    duty: DutyKind
    people: int
    certificate: Certificate
    sentence: str

    @property
    def suffices(self) -> bool:
        """Return whether the sum allows a roster; rest and leave may still forbid it."""
        return self.certificate.suffices

    @property
    def is_proven(self) -> bool:
        """Return whether a proof with leave and rest takes the place of this sum."""
        return self.duty is DutyKind.ATTORNEY


def capacities_of(
    period: RosterPeriod,
    *,
    shift_hours: int = SHIFT_HOURS,
    shifts_a_week: int = SHIFTS_A_WEEK,
) -> tuple[Capacity, ...]:
    """Return the sum for calls and for attorneys: what can be given, what is needed."""
    return tuple(
        _capacity(period, duties, shift_hours, shifts_a_week) for duties in SIDES
    )


def _capacity(
    period: RosterPeriod,
    duties: tuple[DutyKind, DutyKind],
    shift_hours: int,
    shifts_a_week: int,
) -> Capacity:
    promised = promised_in(period)
    people = list(access.could_do(period.country, duties[0]))
    weeks = round((promised.end - promised.start) / WEEK)
    demand = len(duties) * math.ceil(promised.minutes / (60 * shift_hours))
    ids = [person.pk for person in people]
    certificate = capacity_certificate(
        who="people",
        people=len(people),
        shifts_a_week=shifts_a_week,
        weeks=weeks,
        demand=demand,
        away=_lost(period, ids, shifts_a_week),
    )
    return Capacity(
        duty=duties[0],
        people=len(people),
        certificate=certificate,
        sentence=_sentence(len(people), shifts_a_week, weeks, certificate),
    )


def _lost(period: RosterPeriod, people: list[int], shifts_a_week: int) -> int:
    """Return how many shifts known leave takes, rounded down for each person."""
    promised = promised_in(period)
    away: dict[str, float] = {}
    for leave in leave_in(promised, people):
        minutes = minutes_of(within([leave.span], promised))
        away[leave.person] = away.get(leave.person, 0.0) + minutes
    week = WEEK / timedelta(minutes=1)
    return sum(int(minutes / week * shifts_a_week) for minutes in away.values())


def _sentence(people: int, shifts: int, weeks: int, found: Certificate) -> str:
    words = {
        "people": people,
        "shifts": shifts,
        "weeks": weeks,
        "capacity": found.capacity,
        "demand": found.demand,
        "needed": found.people_needed,
    }
    if found.suffices:
        return (
            _(
                "%(people)s people can give %(capacity)s shifts in %(weeks)s weeks, "
                "%(shifts)s a week each; %(demand)s are needed."
            )
            % words
        )
    return (
        _(
            "%(people)s people can give %(capacity)s shifts in %(weeks)s weeks, "
            "%(shifts)s a week each, and %(demand)s are needed. Nobody can make a full "
            "roster of that; %(needed)s people could."
        )
        % words
    )
