"""Where a number stands to its target, as far as its interval lets anybody say."""

from __future__ import annotations

from enum import StrEnum

from ._sheets import Counted, Direction, Sheet
from ._values import Interval, NotComputable, Times, Value


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
    What is only to be watched has no target.
    """
    number = None if isinstance(value, NotComputable) else value.value
    if number is None or sheet.direction is Direction.WATCH:
        return Standing.CANNOT_SAY
    low, high = _ends(sheet, value, number)
    if sheet.direction is Direction.DOWN:
        low, high, target = -high, -low, -target
    if low >= target:
        return Standing.REACHED
    return Standing.NOT_REACHED if high < target else Standing.NEAR


def _ends(sheet: Sheet, value: Value, number: float) -> tuple[float, float]:
    interval: Interval | None = None
    if sheet.counted is not Counted.ALL and not isinstance(
        value, NotComputable | Times
    ):
        interval = value.interval
    return (number, number) if interval is None else (interval.low, interval.high)
