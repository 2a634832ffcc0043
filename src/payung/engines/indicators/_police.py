"""Meetings with the police, and what they learned: ADV, POL_TRAIN, BDB_SCORE."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ._counting import mean_of, ratio_of, share_of
from ._learning import Pairs, kyr_gain
from ._periods import Period
from ._values import (
    CountsDisagree,
    Left,
    Mean,
    NotComputable,
    Ratio,
    Total,
    left,
)


COVER_MONTHS = 6
LOWEST, HIGHEST = 0, 5


def adv_meet(*, held: int, planned: int) -> Ratio | NotComputable:
    """Return ADV_MEET of one tier, or of all: meetings held over those planned."""
    return ratio_of(held, planned)


def cover_months(period: Period) -> tuple[Period, ...]:
    """Return the six months to the end of a period, in which a meeting counts."""
    last = period.months[-1]
    return tuple(last.shifted(-back) for back in reversed(range(COVER_MONTHS)))


def adv_cover(*, met: Iterable[str], area: Collection[str]) -> Ratio | NotComputable:
    """Return ADV_COVER: stations of the area with a meeting in those six months."""
    stations = set(area)
    return share_of(len(stations & set(met)), len(stations))


def adv_data(*, with_brief: int, meetings: int) -> Ratio | NotComputable:
    """Return ADV_DATA: meetings in which a released brief was shown."""
    return share_of(with_brief, meetings)


def pol_train(*, completed: int) -> Total:
    """Return POL_TRAIN: personnel who completed the course."""
    return Total(count=completed)


def pol_gain(pairs: Iterable[Pairs]) -> Mean | NotComputable:
    """Return, with POL_TRAIN, the gain where tests before and after were allowed."""
    return kyr_gain(pairs)


def bdb_score(
    scores: Mapping[str, float], *, with_evidence: Collection[str]
) -> Mean | NotComputable:
    """Return BDB_SCORE: the mean of {area: 0 to 5}, of areas with evidence only.

    No interval: the areas are all there are, not a sample of areas.
    """
    for area, score in scores.items():
        if not LOWEST <= score <= HIGHEST:
            raise CountsDisagree(f"{area} has {score:g}; the scale goes from 0 to 5.")
    shown = [score for area, score in scores.items() if area in with_evidence]
    bare = left(Left.WITHOUT_EVIDENCE, len(scores) - len(shown))
    if not shown:
        return mean_of({}, bare)
    return Mean(total=sum(shown), n=len(shown), left_out=bare)
