"""Whether something came in time when one or both moments are known only roughly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ._intervals import wilson
from ._values import (
    Interval,
    Left,
    NotComputable,
    Ratio,
    left,
    nothing,
)


class Verdict(StrEnum):
    """Whether it was in time; `WAITING` where it can still be."""

    IN = "in"
    OUT = "out"
    UNKNOWN = "unknown"
    WAITING = "waiting"


class RunsBackwards(ValueError):
    """The latest moment lies before the earliest."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """A moment as far as it is known: not before `earliest`, not after `latest`."""

    earliest: datetime
    latest: datetime

    def __post_init__(self) -> None:
        """Refuse a range that runs backwards."""
        if self.latest < self.earliest:
            raise RunsBackwards("The latest moment lies before the earliest.")

    def later(self, span: timedelta) -> Known:
        """Return the moment so much later, known as well as this one."""
        return Known(earliest=self.earliest + span, latest=self.latest + span)


def exactly(moment: datetime) -> Known:
    """Return a moment that is known to the minute."""
    return Known(earliest=moment, latest=moment)


def by_deadline(done: Known | None, deadline: Known, *, at: datetime) -> Verdict:
    """Return whether something was done by its deadline, both as far as known.

    At the deadline itself is in time. What is not done is out as soon as the latest
    deadline has passed, not only when it is done at last.
    """
    if done is None:
        return Verdict.OUT if at > deadline.latest else Verdict.WAITING
    if done.latest <= deadline.earliest:
        return Verdict.IN
    return Verdict.OUT if done.earliest > deadline.latest else Verdict.UNKNOWN


def within(
    started: Known, done: Known | None, limit: timedelta, *, at: datetime
) -> Verdict:
    """Return whether something was done within a limit of its start."""
    return by_deadline(done, started.later(limit), at=at)


def tally(verdicts: Iterable[Verdict]) -> Mapping[Verdict, int]:
    """Return how many there are of each verdict."""
    return Counter(verdicts)


def share_in_time(verdicts: Mapping[Verdict, int]) -> Ratio | NotComputable:
    """Return how many were in time, of those of which it can be said.

    The interval is open to both ends of what is not known: its low end takes every
    unknown one as out, its high end takes every one as in.
    """
    inside, outside = verdicts.get(Verdict.IN, 0), verdicts.get(Verdict.OUT, 0)
    unknown = verdicts.get(Verdict.UNKNOWN, 0)
    left_out = (
        *left(Left.UNKNOWN, unknown),
        *left(Left.WAITING, verdicts.get(Verdict.WAITING, 0)),
    )
    if not inside + outside:
        return nothing(left_out)
    everyone = inside + outside + unknown
    return Ratio(
        numerator=inside,
        denominator=inside + outside,
        interval=Interval(
            low=wilson(inside, everyone).low,
            high=wilson(inside + unknown, everyone).high,
        ),
        left_out=left_out,
    )
