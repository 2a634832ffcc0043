"""How sure a number is: intervals for shares, means, counts and rates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor, isinf, sqrt

import numpy as np

from ._distributions import (
    beta_quantile,
    gamma_quantile,
    normal_quantile,
    student_quantile,
)
from ._values import CountsDisagree, Interval


LEVEL = 0.95
ROUNDS = 2000
_ALIKE = 1e-12  # what rounding leaves of no spread at all


def wilson(part: float, whole: float, *, level: float = LEVEL) -> Interval:
    """Return the interval of a share.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    J. Am. Stat. Assoc. 22 (1927) 209-212; without continuity correction. Never below 0
    or above 1, and not of length nothing when all or none did it.
    """
    if not 0 <= part <= whole or not whole:
        raise CountsDisagree(f"{part:g} of {whole:g} is no share.")
    z = normal_quantile((1 + level) / 2)
    centre = (part + z * z / 2) / (whole + z * z)
    half = z / (whole + z * z) * sqrt(part * (whole - part) / whole + z * z / 4)
    low, high = max(0.0, centre - half), min(1.0, centre + half)
    return Interval(low=low, high=high, level=level)


def poisson(events: int, *, level: float = LEVEL) -> Interval:
    """Return the exact interval of a count.

    F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28 (1936)
    437-442. For no event at all the high end is 3.69 at 95 %.
    """
    if events < 0:
        raise CountsDisagree(f"{events} events is no count.")
    tail = (1 - level) / 2
    return Interval(
        low=gamma_quantile(tail, events) if events else 0.0,
        high=gamma_quantile(1 - tail, events + 1),
        level=level,
    )


def rate_ratio(
    after: int,
    before: int,
    *,
    exposure_after: float,
    exposure_before: float,
    level: float = LEVEL,
) -> Interval:
    """Return the exact interval of one rate over another, from two counts.

    Given their sum, one of two Poisson counts is binomial: J. Przyborowski and
    H. Wilenski, Biometrika 31 (1940) 313-323; its limits are those of C. J. Clopper
    and E. S. Pearson, Biometrika 26 (1934) 404-413.
    """
    if min(after, before) < 0 or min(exposure_after, exposure_before) <= 0:
        raise CountsDisagree("A rate needs counts and an exposure above nothing.")
    tail, scale = (1 - level) / 2, exposure_before / exposure_after
    low = beta_quantile(tail, after, before + 1) if after else 0.0
    high = beta_quantile(1 - tail, after + 1, before) if before else 1.0
    return Interval(
        low=scale * low / (1 - low),
        high=scale * high / (1 - high) if high < 1 else float("inf"),
        level=level,
    )


def student(
    total: float, squares: float, n: int, *, level: float = LEVEL
) -> Interval | None:
    """Return the interval of a mean from the sum, the sum of squares and how many.

    Student, The probable error of a mean, Biometrika 6 (1908) 1-25. None for one alone,
    and where all are alike: two who both gained half do not make it certain.
    """
    spread = _spread(total, squares, n)
    if spread is None:
        return None
    half = student_quantile((1 + level) / 2, n - 1) * sqrt(spread / n)
    return Interval(low=total / n - half, high=total / n + half, level=level)


def bounded(
    total: float,
    squares: float,
    n: int,
    *,
    lowest: float,
    highest: float,
    level: float = LEVEL,
) -> Interval | None:
    """Return the interval of a mean of what cannot lie outside of two ends; nor can it.

    Wilson's, of the mean as a part of the way between the ends: with as many as would
    make such a part as sure as this spread does, and Student's t for so few. As for a
    share in C. Franco, R. J. A. Little, T. A. Louis and E. V. Slud, J. Surv. Stat.
    Methodol. 7 (2019) 334-364. None where Student's is None.
    """
    spread = _spread(total, squares, n)
    if spread is None:
        return None
    way = highest - lowest
    mean, spread = (total / n - lowest) / way, spread / way**2
    # The spread of those at both ends alone is mean * (1 - mean), and none is wider.
    pull = student_quantile((1 + level) / 2, n - 1) ** 2 * spread / n
    pull /= max(mean * (1 - mean), _ALIKE)
    centre = (mean + pull / 2) / (1 + pull)
    half = sqrt(pull * mean * (1 - mean) + pull * pull / 4) / (1 + pull)
    return Interval(
        low=max(lowest, lowest + way * (centre - half)),
        high=min(highest, lowest + way * (centre + half)),
        level=level,
    )


def in_whole(interval: Interval) -> Interval:
    """Return an interval of people or events in whole ones: no narrower than it was."""
    low, high = interval.low, interval.high
    return Interval(
        low=low if isinf(low) else floor(low + _ALIKE),
        high=high if isinf(high) else ceil(high - _ALIKE),
        level=interval.level,
    )


def bootstrap(
    counts: Mapping[float, int],
    *,
    chance: np.random.Generator,
    level: float = LEVEL,
    rounds: int = ROUNDS,
) -> Interval | None:
    """Return the percentile interval of a mean by drawing again from {value: how many}.

    B. Efron, Bootstrap methods: another look at the jackknife, Ann. Stat. 7 (1979)
    1-26. For lopsided values; below some twenty values Student's is the safer one.
    """
    values = np.array(sorted(counts))
    times = np.array([counts[value] for value in sorted(counts)])
    n = int(times.sum())
    if np.count_nonzero(times) < 2:
        return None
    means = chance.multinomial(n, times / n, size=rounds) @ values / n
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return Interval(low=float(low), high=float(high), level=level)


def widest(intervals: Sequence[Interval]) -> Interval:
    """Return the interval from the lowest low to the highest high."""
    return Interval(
        low=min(each.low for each in intervals),
        high=max(each.high for each in intervals),
        level=intervals[0].level,
    )


def _spread(total: float, squares: float, n: int) -> float | None:
    spread = (squares - total * total / n) / (n - 1) if n > 1 else 0.0
    return spread if spread > _ALIKE * squares else None
