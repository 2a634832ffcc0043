"""Say a number of class SDC so coarsely that it can stand beside the others.

Two numbers that rest on nearly the same people must not be subtracted from one another:
shares leave in whole per cent and without what they are made of, counts are rounded,
and how many a number rests on is said as a class. See docs/decisions/0016.
"""

from __future__ import annotations

from math import ceil, isinf

from payung.engines.indicators import (
    Bound,
    Coarse,
    Mean,
    NotComputable,
    Ratio,
    Sheet,
    Times,
    Total,
    Unit,
    Value,
    Why,
)


# Counts leave to the nearest five.
ROUNDED_TO = 5
# Below the first nothing leaves that is divided, averaged or timed.
CLASSES = (20, 50, 100)
# Nine of ten, and 19 of 20, are one person's wait where fewer were timed.
LEAST_FOR_TAILS = 50
# Looking back twelve months, each quarter's number would be the last one's but for a quarter.
YEARLY = frozenset({"REDRESS"})
# Shares of time that must be none or all, whose base would say how many had called.
WITHOUT_BASE = frozenset({"H_OWNED"})
_MINUTE = 60


def coarse_of(
    value: Value, unit: Unit, *, smallest: int, is_shown: bool
) -> Coarse | None:
    """Return what may be said of a number; None where it is kept back.

    `smallest`: the smallest count the reader may be told of. `is_shown`: every count that
    the number is made of may be shown. A share needs it not: of what is too near to none
    or to all only the limit is said.
    """
    if isinstance(value, Ratio) and is_share(value):
        return _share(value, smallest)
    if not is_shown:
        return None
    if isinstance(value, Total):
        return Coarse(value=rounded(value.count), rounded_to=ROUNDED_TO)
    if isinstance(value, Ratio):
        # As a share, or to two digits: more would give the counts away.
        said = (
            round(value.value, 2) if unit is Unit.SHARE else float(f"{value.value:.2g}")
        )
        return _resting_on(said, value.denominator)
    if isinstance(value, Mean):
        return _resting_on(round(value.value, 2), value.n)
    return _times(value, unit) if isinstance(value, Times) else None


def told_outside(sheet: Sheet, value: Value) -> Value:
    """Return a number that needs no protecting as others than the team may read it.

    That no minute was without an owner says how the line is kept and nothing of who
    called; of how many minutes it was would say whether one had called, or ten. So the
    share is told as it is, and without what it rests on. Whole per cent, upwards: what
    was broken once never reads as kept.
    """
    if tells_its_base(sheet):
        return value
    if not isinstance(value, Ratio):
        # In which months nobody called is a count, too.
        return NotComputable(why=Why.NO_RECORDS)
    percent = ceil(round(100 * value.value, 6))
    return Coarse(value=max(percent, int(value.numerator > 0)) / 100)


def tells_its_base(sheet: Sheet) -> bool:
    """Return whether others may read what a number rests on, and in which months."""
    return sheet.code not in WITHOUT_BASE


def is_share(value: Ratio) -> bool:
    """Return whether it is a part of a whole, and so has a rest."""
    return value.per == 1 and round(value.numerator) <= round(value.denominator)


def rounded(count: float) -> int:
    """Return a count to the nearest five, as protection rounds it."""
    return (round(count) + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def class_of(n: float) -> tuple[int, int | None] | None:
    """Return from how many to how many `n` is said to be; None below the least class."""
    reached = [least for least in CLASSES if n >= least]
    if not reached:
        return None
    above = CLASSES[len(reached) :]
    return reached[-1], above[0] - 1 if above else None


def _share(value: Ratio, smallest: int) -> Coarse | None:
    known = class_of(value.denominator)
    if known is None:
        return None
    # Within the limits there are always `smallest` people on either side.
    limit = ceil(100 * smallest / known[0])
    if limit >= 50:
        return None
    percent, bound = 100 * value.value, Bound.NONE
    if percent < limit:
        percent, bound = limit, Bound.BELOW
    elif percent > 100 - limit:
        percent, bound = 100 - limit, Bound.ABOVE
    return Coarse(
        value=round(percent) / 100, at_least=known[0], at_most=known[1], bound=bound
    )


def _times(value: Times, unit: Unit) -> Coarse | None:
    return _resting_on(
        _minutes(value.p50, unit),
        value.n,
        tails=(_minutes(value.p90, unit), _minutes(value.p95, unit)),
    )


def _minutes(time: float, unit: Unit) -> float:
    """Return a time to the next whole minute: half were done within it all the same."""
    step = _MINUTE if unit is Unit.SECONDS else 1
    return time if isinf(time) else float(ceil(time / step) * step)


def _resting_on(
    said: float, n: float, *, tails: tuple[float, float] | None = None
) -> Coarse | None:
    known = class_of(n)
    if known is None:
        return None
    p90, p95 = tails if tails and n >= LEAST_FOR_TAILS else (None, None)
    return Coarse(value=said, at_least=known[0], at_most=known[1], p90=p90, p95=p95)
