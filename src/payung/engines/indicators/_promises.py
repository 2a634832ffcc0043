"""Whether the police kept what they promised: COM. By rule, not by button."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ._counting import per_each, share_of
from ._periods import Period
from ._values import Left, NotComputable, Ratio, left


GRACE = timedelta(days=30)


class Kept(StrEnum):
    """What became of a promise."""

    KEPT = "kept"
    KEPT_LATE = "kept_late"
    NOT_KEPT = "not_kept"
    WAITING = "waiting"


@dataclass(frozen=True, kw_only=True, slots=True)
class Promise:
    """A promise of a post: when it fell due, and what verified evidence says.

    `kept_on`: the day on which it was kept, as the evidence has it; `verified_on`: the
    day on which somebody checked that evidence.
    """

    due_on: date
    kept_on: date | None = None
    verified_on: date | None = None


def kept_of(promise: Promise, *, on: date) -> Kept:
    """Return what became of a promise by the end of a day.

    Thirty days after the due day is the last day on which evidence can be verified. A
    promise that is known to have been kept late cannot become one kept in time.
    """
    last = promise.due_on + GRACE
    if _verified(promise, min(on, last)):
        in_time = promise.kept_on is not None and promise.kept_on <= promise.due_on
        return Kept.KEPT if in_time else Kept.KEPT_LATE
    return Kept.NOT_KEPT if on >= last else Kept.WAITING


def promises_due(
    promises: Iterable[Promise], period: Period, *, on: date
) -> Mapping[Kept, int]:
    """Return what became of the promises that fell due in a period."""
    due = (each for each in promises if period.holds(each.due_on))
    return Counter(kept_of(each, on=on) for each in due)


def com_kept(promises: Mapping[Kept, int]) -> Ratio | NotComputable:
    """Return COM_KEPT: kept by the due day, of those of which that is settled."""
    kept = promises.get(Kept.KEPT, 0)
    broken = promises.get(Kept.KEPT_LATE, 0) + promises.get(Kept.NOT_KEPT, 0)
    waiting = left(Left.WAITING, promises.get(Kept.WAITING, 0))
    return share_of(kept, kept + broken, waiting)


def com_made(*, read_back: int, meetings: int) -> Ratio | NotComputable:
    """Return COM_MADE: promises with who, what and when, read back, per meeting."""
    return per_each(read_back, meetings)


def _verified(promise: Promise, by: date) -> bool:
    kept, verified = promise.kept_on, promise.verified_on
    return kept is not None and verified is not None and max(kept, verified) <= by
