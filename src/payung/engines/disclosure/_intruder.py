"""What a reader of one or more releases can work out about each hidden cell."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor

import numpy as np

from ._audit import Interval, Programme, Rows
from ._linked import Key, key_of, least, link_sums
from ._release import Release, protect
from ._rules import Rules, Zeros
from ._tables import Coordinates, Counts


# No table of ours counts this much; a range that ends here is open.
OPEN = 10_000_000


class _View:
    """All that the releases say, as one system with unknowns."""

    def __init__(self, releases: Iterable[Release]) -> None:
        self.bounds: dict[Key, tuple[int, int]] = {}
        shapes = []
        for release in releases:
            facts = (release.what, release.period, release.country)
            shapes.append((facts, release.dimensions))
            least_hidden = 1 if release.rules.zeros is Zeros.SHOWN else 0
            for place in release.hidden:
                self._say(key_of(facts, release.dimensions, place), least_hidden, OPEN)
            for place, count in release.shown.items():
                base = release.rules.rounding
                key = key_of(facts, release.dimensions, place)
                if base is None or place in release.impossible:
                    self._say(key, count, count)
                else:
                    half = base // 2
                    self._say(key, max(count - half, 0), count + base - half - 1)
        self.keys = list(self.bounds)
        number = {key: n for n, key in enumerate(self.keys)}
        self.number = number
        self.sums = tuple(
            (number[t], tuple(number[p] for p in parts))
            for t, parts in link_sums(shapes)
        )

    def _say(self, key: Key, low: int, high: int) -> None:
        was = self.bounds.get(key, (0, OPEN))
        self.bounds[key] = max(low, was[0]), min(high, was[1])

    def intervals(self, wanted: Iterable[Key]) -> dict[Key, Interval]:
        low = np.array([self.bounds[k][0] for k in self.keys], dtype=np.int64)
        high = np.array([self.bounds[k][1] for k in self.keys], dtype=float)
        raised = least(low, self.sums)
        raised = np.minimum(raised, high.astype(np.int64))
        rows = Rows.of(self.sums, len(self.keys))
        fixed = raised == high
        side = _sides(rows, np.where(fixed, raised, 0).astype(float), ~fixed)
        cut = rows.only(~fixed)
        programme = Programme(cut, raised[~fixed].astype(float), high[~fixed], side)
        column = np.cumsum(~fixed) - 1
        found = {}
        for key in wanted:
            cell = self.number[key]
            if fixed[cell]:
                found[key] = Interval(low=int(raised[cell]), high=int(raised[cell]))
            else:
                found[key] = _ends(programme, int(column[cell]), int((~fixed).sum()))
        return found


def _sides(
    rows: Rows,
    known: np.ndarray[tuple[int], np.dtype[np.float64]],
    free: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return what the unknowns of each remaining sum must come to."""
    known_part = rows.signs * known[rows.columns]
    totals = np.add.reduceat(known_part, rows.starts[:-1])
    alive = np.add.reduceat(free[rows.columns].astype(int), rows.starts[:-1]) > 0
    sides: np.ndarray[tuple[int], np.dtype[np.float64]] = -totals[alive]
    return sides


def _ends(programme: Programme, column: int, size: int) -> Interval:
    cost = np.zeros(size)
    cost[column] = 1
    bottom, top = programme.least(cost), programme.least(-cost)
    if bottom is None or top is None:
        raise ValueError("These releases contradict one another; compare their facts.")
    high = floor(top[column] + 1e-6)
    return Interval(
        low=ceil(bottom[column] - 1e-6), high=None if high >= OPEN // 100 else high
    )


def audit(*releases: Release) -> dict[Key, Interval]:
    """Return an intruder's range for every cell that any of the releases hides.

    Uses nothing but what is printed: shown counts, sums, the rules, and that counts
    are whole. Keys: ((what, period, country), ((dimension, category), ...)), a
    dimension at its total left out. Two linear programmes for each hidden cell.
    """
    view = _View(releases)
    wanted = dict.fromkeys(
        key_of((r.what, r.period, r.country), r.dimensions, place)
        for r in releases
        for place in r.hidden
    )
    return view.intervals(wanted)


def would_give_away(
    earlier: Release, counts: Counts, rules: Rules
) -> tuple[Coordinates, ...]:
    """Return hidden cells that `earlier` and a new release together leave too narrow.

    Each as its categories, totals left out. Empty: the new table may be released by
    itself; otherwise use protect_together(..., earlier=[...]).
    """
    both = audit(earlier, protect(counts, rules))
    width = min(rules.width, earlier.rules.width)
    return tuple(
        tuple(category for _, category in key[1])
        for key, interval in both.items()
        if not interval.spans(width)
    )
