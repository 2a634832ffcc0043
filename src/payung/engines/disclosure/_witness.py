"""Whole tables that agree with everything shown: proof that an intruder cannot tell."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ._audit import Programme, Real, Rows, fits
from ._linked import Cells, Whole


Flags = NDArray[np.bool_]
# Far above any need; a range that ends here is called open.
ROOM = 1000
REWARD = 1e5


@dataclass(kw_only=True, slots=True, repr=False)
class Search:
    """A growing set of hidden cells and the witness tables found so far."""

    cells: Cells
    rows: Rows
    hidden: Flags
    may_hide: Flags
    price: Real
    moves: list[Whole] = field(default_factory=list)
    low: Whole = field(init=False)
    high: Whole = field(init=False)

    def __post_init__(self) -> None:
        """Begin with the true table as the only witness."""
        self.low = self.cells.values.copy()
        self.high = self.cells.values.copy()

    def witness(self, move: Whole) -> bool:
        """Keep a move, and its mirror image, where they are tables an intruder must allow."""
        kept = False
        for step in (move, -move):
            table = self.cells.values + step
            if step.any() and fits(self.cells, self.rows, self.hidden, table):
                self.moves.append(step)
                self.low = np.minimum(self.low, table)
                self.high = np.maximum(self.high, table)
                kept = True
        return kept

    def push(
        self, wanted: dict[int, int], *, hiding: bool, whole: bool
    ) -> Whole | Real:
        """Return the cheapest move that brings the wanted cells as far as they can go.

        wanted: {cell: units up (or, negative, down)}; no sum may hold two of them.
        """
        free = self.hidden | self.may_hide if hiding else self.hidden
        column = np.cumsum(free) - 1
        cells = np.flatnonzero(free)
        rows = self.rows.only(free)
        values, floors = self.cells.values[cells], self.cells.floors[cells]
        down = np.maximum(values - floors, 0).astype(float)
        up = np.full(len(cells), float(ROOM))
        price = np.where(self.hidden[cells], 0.0, self.price[cells])
        # Three ways to move a cell: up, down, and the paid way of a wanted one.
        spots = np.array([column[c] for c in wanted], dtype=np.int64)
        goals = np.array(list(wanted.values()), dtype=float)
        split = _split(rows, spots, np.sign(goals))
        size = len(cells)
        low = np.zeros(2 * size + len(spots))
        high = np.concatenate([up, down, np.abs(goals)])
        cost = np.concatenate(
            [price + 1e-4, price + 1e-4, np.full(len(spots), -REWARD)]
        )
        # The free way against the wish would be paid for twice; it is closed.
        high[spots] = np.where(goals > 0, up[spots], 0)
        high[size + spots] = np.where(
            goals > 0, 0, np.maximum(down[spots] - np.abs(goals), 0)
        )
        programme = Programme(split, low, high)
        if whole:
            programme.whole()
        point = programme.least(cost)
        move = np.zeros(len(free))
        if point is not None:
            move[cells] = point[:size] - point[size : 2 * size]
            move[cells[spots]] += np.sign(goals) * point[2 * size :]
        return move


def _split(rows: Rows, spots: NDArray[np.int64], signs: Real) -> Rows:
    """Return rows over (ups, downs, wanted moves) instead of over cells."""
    row = np.repeat(np.arange(len(rows.starts) - 1), np.diff(rows.starts))
    size = rows.width
    extra = np.full(size, -1, dtype=np.int64)
    extra[spots] = np.arange(len(spots))
    paid = extra[rows.columns] >= 0
    which = extra[rows.columns[paid]]
    every_row = np.concatenate([row, row, row[paid]])
    columns = np.concatenate([rows.columns, rows.columns + size, 2 * size + which])
    values = np.concatenate([rows.signs, -rows.signs, rows.signs[paid] * signs[which]])
    order = np.argsort(every_row, kind="stable")
    lengths = np.bincount(every_row, minlength=len(rows.starts) - 1)
    return Rows(
        starts=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32),
        columns=columns[order].astype(np.int32),
        signs=values[order],
        width=2 * size + len(spots),
    )
