"""Where a number stands to its target, as far as its interval lets anybody say."""

from __future__ import annotations

from enum import StrEnum

from ._sheets import Counted, Direction, Sheet
from ._values import Coarse, Interval, NotComputable, Times, Value


class Standing(StrEnum):
    """Whether the target was reached; `NEAR` where chance could have made it either."""

    REACHED = "reached"
    NEAR = "near"
    NOT_REACHED = "not_reached"
    CANNOT_SAY = "cannot_say"


def standing_of(sheet: Sheet, value: Value, target: float) -> Standing:
    """Return how a value stands to a target; exactly at the target it is reached.

    Where all there is was counted, the number is taken at its word: nine open days of
    ten are nine. Elsewhere an interval on both sides of the target calls nobody late.
    What is only to be watched has no target. Of a protected number only what was told
    of it counts.
    """
    number = None if isinstance(value, NotComputable) else value.value
    if number is None or sheet.direction is Direction.WATCH:
        return Standing.CANNOT_SAY
    low, high = _ends(sheet, value, number)
    if sheet.direction is Direction.DOWN:
        low, high, target = -high, -low, -target
    if low >= target:
        return Standing.REACHED
    if high < target:
        return Standing.NOT_REACHED
    # Of a limit it is not chance that leaves it open: more is not said of the number.
    return Standing.CANNOT_SAY if isinstance(value, Coarse) else Standing.NEAR


def _ends(sheet: Sheet, value: Value, number: float) -> tuple[float, float]:
    if isinstance(value, Coarse):
        around = value.interval
        return (around.low, around.high) if around else (number, number)
    interval: Interval | None = None
    if sheet.counted is not Counted.ALL and not isinstance(
        value, NotComputable | Times
    ):
        interval = value.interval
    return (number, number) if interval is None else (interval.low, interval.high)
