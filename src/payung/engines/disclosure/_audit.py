"""An intruder's linear programme: how far can a hidden cell still move?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from ._linked import Cells, Whole


Real = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    """What an intruder can say of a hidden cell; `high` None: no upper end in sight."""

    low: int
    high: int | None

    def spans(self, width: int) -> bool:
        """Return whether the range leaves at least `width` units open."""
        return self.high is None or self.high - self.low >= width


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Rows:
    """Sums as a sparse matrix by rows: total − parts = 0."""

    starts: NDArray[np.int32]
    columns: NDArray[np.int32]
    signs: Real
    width: int

    @classmethod
    def of(cls, sums: Sequence[tuple[int, tuple[int, ...]]], width: int) -> Rows:
        """Return the matrix of the given sums over `width` cells."""
        lengths = [1 + len(parts) for _, parts in sums]
        columns = [cell for total, parts in sums for cell in (total, *parts)]
        signs = [s for _, parts in sums for s in (1.0, *(-1.0 for _ in parts))]
        return cls(
            starts=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32),
            columns=np.array(columns, dtype=np.int32),
            signs=np.array(signs),
            width=width,
        )

    def only(self, cells: NDArray[np.bool_]) -> Rows:
        """Return the rows cut down to the given cells; rows left empty fall away."""
        row = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        kept = cells[self.columns]
        number = np.cumsum(cells) - 1
        lengths = np.bincount(row[kept], minlength=len(self.starts) - 1)
        lengths = lengths[lengths > 0]
        return Rows(
            starts=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32),
            columns=number[self.columns[kept]].astype(np.int32),
            signs=self.signs[kept],
            width=int(cells.sum()),
        )

    def remainder(self, moves: Whole) -> Whole:
        """Return total minus parts for every sum, in whole numbers."""
        if not len(self.columns):
            return np.zeros(0, dtype=np.int64)
        weighted = moves[self.columns] * self.signs.astype(np.int64)
        return np.add.reduceat(weighted, self.starts[:-1])


class _Quiet(highspy.Highs):
    """The solver without its greeting, which it prints as soon as it is made."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802 - the solver's name
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class Programme:
    """One linear programme over the cells that may move."""

    def __init__(
        self, rows: Rows, low: Real, high: Real, rhs: Real | None = None
    ) -> None:
        """Pass rows, bounds and right-hand sides (0 if left out) to the solver."""
        count = len(rows.starts) - 1
        sides = np.zeros(count) if rhs is None else rhs
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(low), count
        lp.col_cost_ = np.zeros(len(low))
        lp.col_lower_, lp.col_upper_ = low, high
        lp.row_lower_, lp.row_upper_ = sides, sides
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = rows.starts
        lp.a_matrix_.index_ = rows.columns
        lp.a_matrix_.value_ = rows.signs
        self._size = len(low)
        self._solver = _Quiet()
        self._solver.setOptionValue("threads", 1)
        self._solver.passModel(lp)

    def whole(self) -> None:
        """Ask for whole numbers from now on."""
        every = np.arange(self._size, dtype=np.int32)
        kinds = np.full(self._size, highspy.HighsVarType.kInteger)
        self._solver.changeColsIntegrality(self._size, every, kinds)

    def least(self, cost: Real) -> Real | None:
        """Return the point of least cost, or None where no point fits."""
        every = np.arange(self._size, dtype=np.int32)
        self._solver.changeColsCost(self._size, every, cost)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self._solver.getSolution().col_value)


def fits(cells: Cells, rows: Rows, free: NDArray[np.bool_], table: Whole) -> bool:
    """Return whether a whole table agrees with all that is shown and all sums."""
    return bool(
        np.array_equal(table[~free], cells.values[~free])
        and (table >= cells.floors).all()
        and not rows.remainder(table).any()
    )
