"""How evenly duty is spread, and whether anybody gets too little rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from ._rosters import Shift


REST = timedelta(hours=11)
NIGHTS_RUNNING = 3
_EVENING, _MORNING = 22, 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """One person's duty: points (nights and holidays count double), and breaches."""

    person: str
    shifts: int
    points: int
    nights_running: int
    shortest_rest: timedelta | None

    @property
    def breaches(self) -> tuple[str, ...]:
        """Return what the rules of rest do not allow."""
        found = []
        if self.nights_running > NIGHTS_RUNNING:
            found.append(f"{self.nights_running} nights running")
        if self.shortest_rest is not None and self.shortest_rest < REST:
            hours = self.shortest_rest / timedelta(hours=1)
            found.append(f"only {hours:.1f} hours of rest")
        return tuple(found)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fairness:
    """The loads, heaviest first, and the spread: most points minus fewest."""

    loads: tuple[Load, ...]
    spread: int


def fairness(
    shifts: Iterable[Shift],
    *,
    people: Collection[str],
    zone: ZoneInfo,
    holidays: Collection[date] = (),
) -> Fairness:
    """Return the figures for these people, those without any shift too."""
    listed = list(shifts)
    loads = [
        _load(person, [s for s in listed if s.person == person], zone, holidays)
        for person in people
    ]
    loads.sort(key=lambda load: (-load.points, load.person))
    points = [load.points for load in loads] or [0]
    return Fairness(loads=tuple(loads), spread=max(points) - min(points))


def _load(
    person: str, shifts: list[Shift], zone: ZoneInfo, holidays: Collection[date]
) -> Load:
    spans = sorted(shift.span for shift in shifts)
    nights = {_day(s, zone) for s in shifts if _is_night(s, zone)}
    points = [
        2 if _is_night(s, zone) or _day(s, zone) in holidays else 1 for s in shifts
    ]
    rests = [b.start - a.end for a, b in pairwise(spans)]
    return Load(
        person=person,
        shifts=len(shifts),
        points=sum(points),
        nights_running=_longest_run(nights),
        shortest_rest=min(rests) if rests else None,
    )


def _day(shift: Shift, zone: ZoneInfo) -> date:
    """Return the local day; hours after midnight belong to the night before."""
    local = shift.span.start.astimezone(zone)
    early = local.hour < _MORNING
    return local.date() - timedelta(days=1) if early else local.date()


def _is_night(shift: Shift, zone: ZoneInfo) -> bool:
    """Return whether any of it lies between 22:00 and 06:00 by the local clock."""
    start = shift.span.start.astimezone(zone)
    late = start.hour >= _EVENING or start.hour < _MORNING
    evening = start.replace(hour=_EVENING, minute=0, second=0, microsecond=0)
    return late or shift.span.end > evening


def _longest_run(days: set[date]) -> int:
    longest = 0
    for day in days:
        if day - timedelta(days=1) not in days:
            run = 1
            while day + timedelta(days=run) in days:
                run += 1
            longest = max(longest, run)
    return longest
