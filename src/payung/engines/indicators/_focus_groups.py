"""Whether what focus groups decided was carried out: FGD_LOOP."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ._counting import share_of, times_of
from ._periods import Period
from ._values import Left, NotComputable, Ratio, Times, left


class Loop(StrEnum):
    """How far a decision has come."""

    IN_TIME = "in_time"
    LATE = "late"
    OPEN = "open"
    NOT_DUE = "not_due"


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What a group decided, by when, and what came of it.

    `actions_done_on` has one day per action, None where it is open or was given up.
    `accepted_on`: the day the group accepted the report-back; nobody else closes it.
    """

    decided_on: date
    due_on: date
    actions_done_on: tuple[date | None, ...] = ()
    accepted_on: date | None = None

    @property
    def closed_on(self) -> date | None:
        """Return the day on which the last thing fell into place, if it has."""
        days = (*self.actions_done_on, self.accepted_on)
        known = [day for day in days if day is not None]
        return max(known) if len(known) == len(days) else None


def loop_of(decision: Decision, *, on: date) -> Loop:
    """Return how far a decision has come by the end of a day; its due day is in time."""
    closed = decision.closed_on
    if closed is not None and closed <= on:
        return Loop.IN_TIME if closed <= decision.due_on else Loop.LATE
    return Loop.OPEN if on >= decision.due_on else Loop.NOT_DUE


def loops_due(
    decisions: Iterable[Decision], period: Period, *, on: date
) -> Mapping[Loop, int]:
    """Return how many decisions due in a period have come how far."""
    due = (each for each in decisions if period.holds(each.due_on))
    return Counter(loop_of(each, on=on) for each in due)


def fgd_loop(loops: Mapping[Loop, int]) -> Ratio | NotComputable:
    """Return FGD_LOOP: decisions closed by their due day, of those that have fallen due.

    One closed before its due day counts at once. One that is not due yet waits.
    """
    kept = loops.get(Loop.IN_TIME, 0)
    due = kept + loops.get(Loop.LATE, 0) + loops.get(Loop.OPEN, 0)
    return share_of(kept, due, left(Left.WAITING, loops.get(Loop.NOT_DUE, 0)))


def fgd_loop_days(
    days: Mapping[float, int], *, never: int = 0
) -> Times | NotComputable:
    """Return, with FGD_LOOP, days from decision to accepted report-back.

    Those never accepted are infinity: leaving them out would reward silence.
    """
    return times_of(days, never=never)
