"""From counts to values: shares, rates, means and times with their intervals.

Everything here takes counts, so that a million rows can be added up where they lie.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from ._intervals import bounded, poisson, student, wilson
from ._values import (
    CountsDisagree,
    Interval,
    LeftOut,
    Mean,
    NotComputable,
    Ratio,
    Times,
    Total,
    Why,
    nothing,
)


def share_of(
    part: int, whole: int, left_out: tuple[LeftOut, ...] = ()
) -> Ratio | NotComputable:
    """Return a part of a whole with Wilson's interval; raise CountsDisagree."""
    if not 0 <= part <= whole:
        raise CountsDisagree(
            f"{part} of {whole} is no share: compare the queries of the two counts."
        )
    if not whole:
        return nothing(left_out)
    return Ratio(
        numerator=part,
        denominator=whole,
        interval=wilson(part, whole),
        left_out=left_out,
    )


def per_each(
    events: int, base: float, *, per: float = 1, level: float = 0.95
) -> Ratio | NotComputable:
    """Return events per unit of a base, with the exact interval of the events."""
    if base <= 0:
        return nothing()
    around = poisson(events, level=level)
    scale = per / base
    return Ratio(
        numerator=events,
        denominator=base,
        per=per,
        interval=Interval(
            low=scale * around.low, high=scale * around.high, level=level
        ),
    )


def ratio_of(part: float, whole: float) -> Ratio | NotComputable:
    """Return a ratio of what was measured and not drawn: minutes, or done over planned.

    It may be above one, and has no interval.
    """
    return Ratio(numerator=part, denominator=whole) if whole else nothing()


def events_of(events: int) -> Total:
    """Return a count of events with its exact interval."""
    return Total(count=events, interval=poisson(events))


def mean_of(
    counts: Mapping[float, int], left_out: tuple[LeftOut, ...] = ()
) -> Mean | NotComputable:
    """Return the mean of {value: how many} with Student's interval."""
    n, total, squares = _sums(counts)
    if not n:
        return nothing(left_out)
    around = student(total, squares, n)
    return Mean(total=total, n=n, interval=around, left_out=left_out)


def mean_between(
    counts: Mapping[float, int],
    ends: tuple[float, float],
    left_out: tuple[LeftOut, ...] = (),
) -> Mean | NotComputable:
    """Return the mean of {value: how many} with an interval that stays between two ends."""
    n, total, squares = _sums(counts)
    if not n:
        return nothing(left_out)
    lowest, highest = ends
    around = bounded(total, squares, n, lowest=lowest, highest=highest)
    return Mean(total=total, n=n, interval=around, left_out=left_out)


def times_of(counts: Mapping[float, int], *, never: int = 0) -> Times | NotComputable:
    """Return percentiles of {time: how many}, each one of the times that occurred.

    Between a number and infinity there is nothing to interpolate.
    """
    n = sum(counts.values()) + never
    if not n:
        return nothing()
    p50, p90, p95 = (_rank(counts, -(-percent * n // 100)) for percent in (50, 90, 95))
    return Times(p50=p50, p90=p90, p95=p95, n=n, never=never)


def times_from(
    percentiles: tuple[float | None, float | None, float | None], n: int
) -> Times | NotComputable:
    """Return times from the 50th, 90th and 95th percentile of so many, found elsewhere."""
    p50, p90, p95 = percentiles
    if p50 is None or p90 is None or p95 is None or not n:
        return nothing()
    return Times(p50=p50, p90=p90, p95=p95, n=n)


def unless_few(value: Mean | NotComputable, least: int) -> Mean | NotComputable:
    """Return the mean, or that fewer than `least` gave one."""
    if isinstance(value, Mean) and value.n < least:
        return NotComputable(why=Why.TOO_FEW, detail=(str(value.n), str(least)))
    return value


def _sums(counts: Mapping[float, int]) -> tuple[int, float, float]:
    total = sum(value * times for value, times in counts.items())
    squares = sum(value * value * times for value, times in counts.items())
    return sum(counts.values()), total, squares


def _rank(counts: Mapping[float, int], place: int) -> float:
    seen = 0
    for time in sorted(counts):
        seen += counts[time]
        if seen >= place:
            return time
    return inf
