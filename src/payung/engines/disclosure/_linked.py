"""Several tables from one set of facts, as one system of cells and sums."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ._tables import Coordinates, Counts, Dimension


# A cell is the same in every table that counts the same facts over the same
# categories; a dimension at its total says nothing and is left out.
Key = tuple[tuple[str, str, str], tuple[tuple[str, str], ...]]
Sum = tuple[Key, tuple[Key, ...]]
Whole = NDArray[np.int64]


class TablesDisagree(ValueError):
    """Two tables give one cell different counts, so they are not of the same facts."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Cells:
    """Cells by number: counts, least possible counts, and sums (total, parts)."""

    values: Whole
    floors: Whole
    sums: tuple[tuple[int, tuple[int, ...]], ...]


def key_of(
    facts: tuple[str, str, str], dimensions: Sequence[Dimension], place: Coordinates
) -> Key:
    """Return what a cell is called in every table of the same facts."""
    named = zip(dimensions, place, strict=True)
    return facts, tuple(sorted((d.name, c) for d, c in named if c != d.total))


def sums_of(
    facts: tuple[str, str, str], dimensions: Sequence[Dimension]
) -> Iterator[Sum]:
    """Yield every sum of a table: a parent and its parts along one dimension."""
    for at, dimension in enumerate(dimensions):
        rest = [d.categories() for n, d in enumerate(dimensions) if n != at]
        for others in itertools.product(*rest):
            for parent, parts in dimension.children:
                whole = (*others[:at], parent, *others[at:])
                yield (
                    key_of(facts, dimensions, whole),
                    tuple(
                        key_of(facts, dimensions, (*others[:at], part, *others[at:]))
                        for part in parts
                    ),
                )


def facts_of(counts: Counts) -> tuple[str, str, str]:
    """Return what tells one set of facts from another."""
    return counts.what, counts.period, counts.country


def totals(counts: Counts) -> dict[Key, int]:
    """Return the count of every cell of one table, totals included."""
    facts = facts_of(counts)
    found = {key_of(facts, counts.dimensions, p): 0 for p in counts.places()}
    lines = [d.ancestors() for d in counts.dimensions]
    for leaf, count in counts.cells.items():
        above = (line[part] for line, part in zip(lines, leaf, strict=True))
        for place in itertools.product(*above):
            found[key_of(facts, counts.dimensions, place)] += count
    return found


def impossible(counts: Counts) -> set[Key]:
    """Return the cells, totals included, all of whose finest parts cannot occur."""
    facts = facts_of(counts)
    dead: set[Key] = set()
    if not counts.impossible:
        return dead
    left: dict[Coordinates, int] = {}
    for leaf in itertools.product(*(d.leaves() for d in counts.dimensions)):
        for place in counts.above(leaf):
            left[place] = left.get(place, 0) + (leaf not in counts.impossible)
    return {key_of(facts, counts.dimensions, p) for p, n in left.items() if not n}


def link(tables: Sequence[Counts]) -> tuple[dict[Key, int], tuple[Sum, ...]]:
    """Return all cells and all sums of linked tables; raise TablesDisagree."""
    values: dict[Key, int] = {}
    for counts in tables:
        for key, count in totals(counts).items():
            if values.setdefault(key, count) != count:
                words = " × ".join(c for _, c in key[1]) or "the grand total"
                raise TablesDisagree(
                    f"Two tables differ at “{words}”. Build both from the same facts."
                )
    return values, link_sums((facts_of(c), c.dimensions) for c in tables)


def link_sums(
    shapes: Iterable[tuple[tuple[str, str, str], Sequence[Dimension]]],
) -> tuple[Sum, ...]:
    """Return the sums of several tables, each once."""
    found = {
        s: None for facts, dimensions in shapes for s in sums_of(facts, dimensions)
    }
    return tuple(found)


def least(floors: Whole, sums: Sequence[tuple[int, tuple[int, ...]]]) -> Whole:
    """Return floors raised until no total lies below what its parts must be."""
    raised = floors.copy()
    moved = True
    while moved:
        moved = False
        for total, parts in sums:
            below = int(sum(raised[list(parts)]))
            if below > raised[total]:
                raised[total] = below
                moved = True
    return raised
