"""What is to be filled and by whom: shifts, people, and when they cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


WEEK = timedelta(days=7)


class NaiveMoment(ValueError):
    """A moment came without its zone."""


class RunsBackwards(ValueError):
    """A stretch of time ends before it begins, or has no length."""


class NamedTwice(ValueError):
    """Two shifts or two people have one name."""


class UnknownPerson(ValueError):
    """A shift is given to somebody who is not among the people."""


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Stretch:
    """From `start`, included, to `end`, not included; aware moments, kept in UTC."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        """Carry both moments to UTC; refuse naive moments and empty stretches."""
        for name in ("start", "end"):
            moment: datetime = getattr(self, name)
            if moment.tzinfo is None:
                raise NaiveMoment(f"Say the zone of {moment.isoformat()}.")
            object.__setattr__(self, name, moment.astimezone(UTC))
        if self.end <= self.start:
            raise RunsBackwards("The end must come after the start.")

    def is_near(self, other: Stretch, rest: timedelta) -> bool:
        """Return whether less than `rest` lies between them; overlapping is none."""
        return self.start < other.end + rest and other.start < self.end + rest


@dataclass(frozen=True, kw_only=True, slots=True)
class Shift:
    """One shift to be filled: a duty in a stretch of time.

    `weight` is its part of somebody's load: a night may weigh two. `language`, where
    given, must be one of hers. `given_to` names who has it already: nobody else may.
    """

    id: str
    time: Stretch
    duty: str
    weight: int = 1
    language: str = ""
    given_to: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody who takes shifts, and what she has said of her time.

    `most_a_week` is counted in weeks from the roster's beginning, None for no limit.
    `rest` must lie between two of her shifts. In `away` she is not there at all; in
    `busy` she has another duty.
    """

    handle: str
    duties: frozenset[str]
    languages: frozenset[str] = frozenset()
    most_a_week: int | None = None
    rest: timedelta = timedelta(hours=8)
    away: tuple[Stretch, ...] = ()
    busy: tuple[Stretch, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Instance:
    """Shifts in the order of time and people in the order of their names, checked.

    `weeks` holds for each shift the number of its week, from 0.
    """

    shifts: tuple[Shift, ...]
    people: tuple[Person, ...]
    begins: datetime
    weeks: tuple[int, ...] = field(default=())


def instance_of(
    shifts: Iterable[Shift], people: Iterable[Person], begins: datetime | None
) -> Instance:
    """Return what is to be filled; raise NamedTwice or UnknownPerson.

    Weeks are counted from `begins`, the first shift where it is not given.
    """
    ordered = tuple(sorted(shifts, key=lambda one: (one.time, one.duty, one.id)))
    known = tuple(sorted(people, key=lambda one: one.handle))
    _refuse_twice([one.id for one in ordered])
    _refuse_twice([one.handle for one in known])
    strangers = {one.given_to for one in ordered} - {one.handle for one in known} - {""}
    if strangers:
        raise UnknownPerson(f"Add {min(strangers)} to the people of the roster.")
    first = begins or min((one.time.start for one in ordered), default=None)
    if first is None:
        return Instance(
            shifts=(), people=known, begins=datetime.min.replace(tzinfo=UTC)
        )
    weeks = tuple((one.time.start - first) // WEEK for one in ordered)
    return Instance(shifts=ordered, people=known, begins=first, weeks=weeks)


def _refuse_twice(names: Sequence[str]) -> None:
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise NamedTwice(f"Name {twice} once.")
