"""Where to go next: how late a visit is, for how many people, after how much violence.

Pure, so that an organiser can work an order out by hand and argue with it:

    urgency = (days since the last visit / days promised) x people x (1 + violence)

`people` is the point estimate of the place and `violence` how often it was heard of
there lately. Worked out by hand in WORKED; the tests hold the function against them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


# A place of which nobody knows how many work there counts as the smallest there is.
SMALLEST = 1


class NoInterval(ValueError):
    """Without a promise of at least a day nothing can be late."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reach:
    """One place: when it was visited, what was promised, who works there, what is heard.

    `known_since` is when the place was written down: until the first visit the days are
    counted from there. `people` is None where nobody has estimated it.
    """

    code: str
    known_since: date
    visited_on: date | None
    interval_days: int
    people: int | None
    violence: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """A place on the list with all that its place on it comes from."""

    reach: Reach
    days: int
    urgency: float

    @property
    def late_by(self) -> int:
        """Return by how many days the promise is broken; below 0 there is time left."""
        return self.days - self.reach.interval_days


@dataclass(frozen=True, kw_only=True, slots=True)
class Worked:
    """An example worked out by hand: a place on a day, and what comes out."""

    reach: Reach
    on: date
    urgency: float
    because: str


def due_of(reach: Reach, *, on: date) -> Due:
    """Return how urgent a visit to one place is on a day; raise NoInterval."""
    if reach.interval_days < 1:
        raise NoInterval(reach.code)
    days = max((on - (reach.visited_on or reach.known_since)).days, 0)
    people = SMALLEST if reach.people is None else reach.people
    ratio = days / reach.interval_days
    return Due(reach=reach, days=days, urgency=ratio * people * (1 + reach.violence))


def rank(reaches: Iterable[Reach], *, on: date) -> tuple[Due, ...]:
    """Return all places, the most urgent first; ties by lateness, then by code."""
    each = (due_of(reach, on=on) for reach in reaches)
    return tuple(
        sorted(each, key=lambda due: (-due.urgency, -due.late_by, due.reach.code))
    )


_MAY = date(2026, 5, 1)
WORKED = (
    Worked(
        reach=Reach(
            code="BAR",
            known_since=_MAY,
            visited_on=date(2026, 6, 1),
            interval_days=14,
            people=20,
        ),
        on=date(2026, 6, 15),
        urgency=20.0,
        because="14 days of 14 promised: 1 x 20 people x 1",
    ),
    Worked(
        reach=Reach(
            code="LODGE",
            known_since=_MAY,
            visited_on=date(2026, 6, 8),
            interval_days=14,
            people=20,
            violence=2,
        ),
        on=date(2026, 6, 15),
        urgency=30.0,
        because="7 days of 14: one half x 20 people x (1 + 2 times violence)",
    ),
    Worked(
        reach=Reach(
            code="STREET",
            known_since=date(2026, 6, 1),
            visited_on=None,
            interval_days=7,
            people=10,
        ),
        on=date(2026, 6, 15),
        urgency=20.0,
        because="never visited, known for 14 days of 7 promised: 2 x 10 people",
    ),
    Worked(
        reach=Reach(
            code="NEW",
            known_since=_MAY,
            visited_on=date(2026, 6, 1),
            interval_days=7,
            people=None,
            violence=1,
        ),
        on=date(2026, 6, 15),
        urgency=4.0,
        because="14 days of 7, nobody knows how many: 2 x 1 x (1 + once violence)",
    ),
    Worked(
        reach=Reach(
            code="TODAY",
            known_since=_MAY,
            visited_on=date(2026, 6, 15),
            interval_days=7,
            people=300,
            violence=9,
        ),
        on=date(2026, 6, 15),
        urgency=0.0,
        because="visited today: nothing is due, however many there are",
    ),
)
