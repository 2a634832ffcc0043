"""What comes back: a roster with its loads, or which shifts are empty and why."""

from __future__ import annotations

from dataclasses import dataclass

from ._instance import Shift
from ._rules import Why
from ._sums import Sum


@dataclass(frozen=True, kw_only=True, slots=True)
class Assignment:
    """Who has a shift."""

    shift: str
    person: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """One person's shifts, and their weights together."""

    person: str
    shifts: int
    points: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Obstacle:
    """Why one person cannot take an empty shift as the others are given out."""

    person: str
    why: Why


@dataclass(frozen=True, kw_only=True, slots=True)
class Empty:
    """A shift that nobody can take, and what keeps each person from it."""

    shift: Shift
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Certified:
    """No shift is empty. `loads` are heaviest first, `spread` most minus fewest points.

    `is_fairest`: it is proven that no roster has a smaller spread.
    """

    assignments: tuple[Assignment, ...]
    loads: tuple[Load, ...]
    spread: int
    is_fairest: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """Some shifts stay empty: which, why, and how many people would be enough.

    `total` is the sum over all weeks: where it does not suffice it is the whole reason.
    `is_fewest`: it is proven that no roster has fewer empty shifts. `people_needed` is
    how many there must be with time like the others', None where no number of them
    would do: then it is the shifts that nobody may take.
    """

    empty: tuple[Empty, ...]
    assignments: tuple[Assignment, ...]
    total: Sum
    is_fewest: bool
    people_needed: int | None
