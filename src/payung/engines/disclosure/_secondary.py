"""Which further cells must go so that none of the unsafe ones can be worked out.

The search is the classical one of cell suppression (Fischetti & Salazar 2001,
section 5): the cheapest move of the whole table that takes an unsafe cell as far as
it must go; the cells that move are hidden. Every move kept is a whole table, so that
the proof holds for whole numbers, not only for the relaxation.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from ._audit import Rows
from ._linked import Cells, Whole
from ._witness import Flags, Search


# One in so many unsafe cells looks for a shield at once: more hides more, faster.
SHARE = 100


class CannotProtect(Exception):
    """No way was found to hide what must be hidden; the sentence says what to do."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Needs:
    """What an intruder's range must reach, for every cell if it is hidden.

    low, high: for unsafe cells; width: for every hidden cell.
    """

    unsafe: Flags
    low: Whole
    high: Whole
    width: int

    def unmet(self, search: Search) -> dict[int, int]:
        """Return {cell: units it must still be seen to move}, up before down."""
        up = np.where(self.unsafe, self.high - search.high, 0)
        down = np.where(self.unsafe, search.low - self.low, 0)
        narrow = self.width - (search.high - search.low)
        value = search.cells.values
        wanted: dict[int, int] = {}
        for cell in np.flatnonzero(
            search.hidden & ((up > 0) | (down > 0) | (narrow > 0))
        ):
            # Both ways are needed of most; alternate, so that moves balance out.
            rise = up[cell] > 0 and (down[cell] <= 0 or cell % 2 == 0)
            if rise or down[cell] <= 0:
                goal = max(int(self.high[cell]), int(search.low[cell]) + self.width)
                wanted[int(cell)] = goal - int(value[cell])
            else:
                wanted[int(cell)] = int(self.low[cell]) - int(value[cell])
        return wanted


def shield(cells: Cells, needs: Needs, may_hide: Flags) -> Flags:
    """Return the cells to hide; raise CannotProtect where the rest gives them away."""
    rows = Rows.of(cells.sums, len(cells.values))
    price = 1.0 + np.log2(1.0 + cells.values)
    search = Search(
        cells=cells,
        rows=rows,
        hidden=needs.unsafe.copy(),
        may_hide=may_hide,
        price=price,
    )
    lines = _lines(cells)
    share = max(2, int(needs.unsafe.sum()) // SHARE)
    while wanted := needs.unmet(search):
        _harvest(search, _apart(wanted, lines))
        if not (left := needs.unmet(search)):
            break
        before = int(search.hidden.sum())
        few = dict(list(_apart(left, lines).items())[:share])
        _advance(search, few)
        if needs.unmet(search) == wanted and before == int(search.hidden.sum()):
            _alone(search, needs, next(iter(left.items())))
    return _reveal(search, needs)


def _harvest(search: Search, wanted: dict[int, int]) -> None:
    """Find what the cells hidden already prove, without hiding more."""
    move = search.push(wanted, hiding=False, whole=False)
    step = np.rint(move).astype(np.int64)
    if np.allclose(step, move, atol=1e-6):
        search.witness(step)


def _advance(search: Search, wanted: dict[int, int]) -> None:
    """Hide what the cheapest move touches, and keep the move if it is whole."""
    move = search.push(wanted, hiding=True, whole=False)
    search.hidden |= np.abs(move) > 1e-6
    # A corner of a table in three dimensions may lie at halves or thirds.
    for times in (1, 2, 3):
        step = np.rint(move * times).astype(np.int64)
        if np.allclose(step, move * times, atol=1e-6) and search.witness(step):
            return


def _alone(search: Search, needs: Needs, wish: tuple[int, int]) -> None:
    """Insist on one cell in whole numbers, then the other way round, then give up."""
    cell, goal = wish
    value = int(search.cells.values[cell])
    goals = [goal]
    if not needs.unsafe[cell]:
        goals.append(int(search.high[cell]) - needs.width - value)
    for units in goals:
        step = np.rint(search.push({cell: units}, hiding=True, whole=True)).astype(
            np.int64
        )
        if abs(step[cell]) >= abs(units):
            search.hidden |= step != 0
            if search.witness(step):
                return
    raise CannotProtect(
        "What was shown before, or must be shown, gives a hidden count away. "
        "Show fewer divisions, or join small areas, months or kinds."
    )


def _lines(cells: Cells) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for number, (total, parts) in enumerate(cells.sums):
        for cell in (total, *parts):
            found[cell].append(number)
    return found


def _apart(wanted: dict[int, int], lines: dict[int, list[int]]) -> dict[int, int]:
    """Return wishes no two of which share a sum, so that none stands in another's way."""
    taken: set[int] = set()
    chosen = {}
    for cell, goal in wanted.items():
        if taken.isdisjoint(lines[cell]):
            taken.update(lines[cell])
            chosen[cell] = goal
    return chosen


def _reveal(search: Search, needs: Needs) -> Flags:
    """Show again what turned out not to be needed, dearest first."""
    hidden = search.hidden.copy()
    value = search.cells.values
    moves = np.array(search.moves, dtype=np.int64).reshape(-1, len(value))
    alive = np.ones(len(moves), dtype=bool)
    extra = np.flatnonzero(hidden & ~needs.unsafe)
    for cell in extra[np.argsort(-search.price[extra], kind="stable")]:
        kept = alive & (moves[:, cell] == 0)
        hidden[cell] = False
        if kept.sum() == alive.sum() or _holds(moves[kept], value, hidden, needs):
            alive = kept
        else:
            hidden[cell] = True
    return hidden


def _holds(moves: Whole, value: Whole, hidden: Flags, needs: Needs) -> bool:
    """Return whether the moves alone prove every hidden cell safe."""
    at = np.flatnonzero(hidden)
    if not len(moves):
        return not len(at)
    low = np.minimum(moves[:, at].min(axis=0), 0)
    high = np.maximum(moves[:, at].max(axis=0), 0)
    reached = (value[at] + high >= needs.high[at]) & (value[at] + low <= needs.low[at])
    return bool(((high - low >= needs.width) & (reached | ~needs.unsafe[at])).all())
