"""Who was met by outreach, and whether the micro-plan was kept: OUT."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ._counting import share_of
from ._values import (
    CountsDisagree,
    Interval,
    NotComputable,
    Ratio,
    Total,
    Why,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class SizeEstimate:
    """How many sex workers a venue has: at least, most likely, at most."""

    low: int
    point: int
    high: int

    def __post_init__(self) -> None:
        """Refuse an estimate whose point lies outside its own range."""
        if not 0 <= self.low <= self.point <= self.high:
            raise CountsDisagree(
                f"{self.low}, {self.point}, {self.high} is no estimate: "
                "write the least, the most likely and the most, in this order."
            )


def out_cov(
    people: Total | NotComputable, estimates: Iterable[SizeEstimate]
) -> Ratio | NotComputable:
    """Return OUT_COV: different people met, over the sum of the current estimates.

    The interval goes from the fewest people over the high sum to the most people over
    the low sum. Above 100 % stays as it is: people come from elsewhere, or the estimate
    is old, and either is worth knowing.
    """
    each = tuple(estimates)
    low, point, high = (
        sum(one.low for one in each),
        sum(one.point for one in each),
        sum(one.high for one in each),
    )
    if isinstance(people, NotComputable):
        return people
    if not point:
        return NotComputable(why=Why.NO_ESTIMATE)
    fewest, most = _between(people)
    return Ratio(
        numerator=people.count,
        denominator=point,
        interval=Interval(low=fewest / high, high=most / low if low else float("inf")),
    )


def out_plan(*, held: int, planned: int) -> Ratio | NotComputable:
    """Return OUT_PLAN: planned visits that took place, of those in approved plans."""
    return share_of(held, planned)


def _between(people: Total) -> tuple[float, float]:
    if people.interval is None:
        return people.count, people.count
    return people.interval.low, people.interval.high
