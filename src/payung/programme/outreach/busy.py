"""When a place is busy: seven days by eight stretches of three hours, as 56 signs.

"1" is busy. The first eight signs are Monday, from midnight on.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime


DAYS, HOURS_A_STRETCH = 7, 3
STRETCHES = 24 // HOURS_A_STRETCH
CELLS = DAYS * STRETCHES
QUIET = "0" * CELLS


class NoSuchHour(ValueError):
    """A stretch that is not in the week."""


def grid_of(cells: Iterable[int]) -> str:
    """Return the grid in which these stretches, counted from 0, are busy."""
    busy = set(cells)
    if not busy <= set(range(CELLS)):
        raise NoSuchHour(str(sorted(busy)))
    return "".join("1" if cell in busy else "0" for cell in range(CELLS))


def cells_of(grid: str) -> tuple[int, ...]:
    """Return the busy stretches of a grid."""
    return tuple(cell for cell, sign in enumerate(grid) if sign == "1")


def is_busy(grid: str, local: datetime) -> bool:
    """Return whether a place is busy at a moment of its own clocks."""
    cell = local.weekday() * STRETCHES + local.hour // HOURS_A_STRETCH
    return grid[cell : cell + 1] == "1"
