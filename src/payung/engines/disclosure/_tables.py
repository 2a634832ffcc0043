"""Sensitive tables: counts by named dimensions, with totals and hierarchies."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


Coordinates = tuple[str, ...]


class BadTable(ValueError):
    """A table that does not hold together; the sentence says what to change."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dimension:
    """One way to divide: a tree of categories whose root stands for all of them."""

    name: str
    total: str
    children: tuple[tuple[str, tuple[str, ...]], ...]

    def __post_init__(self) -> None:
        """Raise BadTable unless the categories form one tree below the total."""
        below = [child for _, children in self.children for child in children]
        parents = [parent for parent, _ in self.children]
        if len({*below, self.total}) != len(below) + 1 or not below:
            raise BadTable(f"In “{self.name}” each category must stand exactly once.")
        if len(set(parents)) != len(parents) or not all(c for _, c in self.children):
            raise BadTable(f"In “{self.name}” list the parts of a category once.")
        if set(self._walk(self.total)) != {*below, *parents}:
            raise BadTable(f"In “{self.name}” a category hangs below no total.")

    @classmethod
    def flat(
        cls, name: str, categories: Iterable[str], total: str = "all"
    ) -> Dimension:
        """Return a dimension of categories with one total."""
        return cls(name=name, total=total, children=((total, tuple(categories)),))

    @classmethod
    def tree(
        cls, name: str, children: Mapping[str, Iterable[str]], total: str = "all"
    ) -> Dimension:
        """Return a dimension from {parent: its parts}; the top parent is the total."""
        pairs = tuple((parent, tuple(parts)) for parent, parts in children.items())
        return cls(name=name, total=total, children=pairs)

    def _walk(self, top: str) -> Iterator[str]:
        parts = dict(self.children)
        queue = [top]
        while queue:
            node = queue.pop(0)
            yield node
            queue.extend(parts.get(node, ()))

    def categories(self) -> tuple[str, ...]:
        """Return every category, the total first, parents before their parts."""
        return tuple(self._walk(self.total))

    def leaves(self) -> tuple[str, ...]:
        """Return the categories that have no parts."""
        parents = {parent for parent, _ in self.children}
        return tuple(node for node in self._walk(self.total) if node not in parents)

    def ancestors(self) -> dict[str, tuple[str, ...]]:
        """Return {leaf: itself and everything above it}."""
        above = {child: parent for parent, parts in self.children for child in parts}
        lines = {}
        for leaf in self.leaves():
            line = [leaf]
            while line[-1] in above:
                line.append(above[line[-1]])
            lines[leaf] = tuple(line)
        return lines


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Counts:
    """A sensitive table: never shown, only handed to protect().

    cells: count by finest coordinates (one leaf per dimension); a missing cell is 0.
    sources: optionally {cell: {source: how many it gave}} for dominance rules.
    impossible: finest coordinates that cannot occur, as everybody knows.
    """

    what: str
    period: str
    country: str
    dimensions: tuple[Dimension, ...]
    cells: Mapping[Coordinates, int]
    sources: Mapping[Coordinates, Mapping[str, int]] = field(default_factory=dict)
    impossible: frozenset[Coordinates] = frozenset()

    def __post_init__(self) -> None:
        """Keep private copies, and raise BadTable where something does not fit."""
        if not self.dimensions:
            raise BadTable("A table needs at least one dimension.")
        if len({d.name for d in self.dimensions}) != len(self.dimensions):
            raise BadTable("Each dimension of a table needs its own name.")
        finest = set(itertools.product(*(d.leaves() for d in self.dimensions)))
        if {*self.cells, *self.sources, *self.impossible} - finest:
            raise BadTable("A cell lies outside the table; use one leaf per dimension.")
        if any(type(count) is not int or count < 0 for count in self.cells.values()):
            raise BadTable("Counts are whole numbers from nought up.")
        if any(self.cells.get(place, 0) for place in self.impossible):
            raise BadTable(
                "A cell called impossible has a count; take it off the list."
            )
        for place, given in self.sources.items():
            if sum(given.values()) != self.cells.get(place, 0):
                raise BadTable("The sources of a cell must add up to its count.")
        object.__setattr__(self, "cells", MappingProxyType(dict(self.cells)))
        kept = {place: dict(given) for place, given in self.sources.items()}
        object.__setattr__(self, "sources", MappingProxyType(kept))

    def __repr__(self) -> str:
        """Show the shape only: numbers must not reach a log."""
        shape = " x ".join(f"{d.name}[{len(d.leaves())}]" for d in self.dimensions)
        return f"Counts({shape})"

    def __reduce__(self) -> str:
        """Refuse to be pickled: sensitive numbers do not travel by the back door."""
        raise TypeError("Counts are sensitive and are not stored; build them anew.")

    def places(self) -> Iterator[Coordinates]:
        """Yield the coordinates of every cell, totals included."""
        return itertools.product(*(d.categories() for d in self.dimensions))

    def above(self, leaf: Coordinates) -> Iterator[Coordinates]:
        """Yield the cells that a finest cell counts towards, itself included."""
        lines = (
            d.ancestors()[part] for d, part in zip(self.dimensions, leaf, strict=True)
        )
        return itertools.product(*lines)
