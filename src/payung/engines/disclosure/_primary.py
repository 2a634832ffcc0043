"""Which cells are unsafe by themselves, by which rule, and what shields them."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from ._linked import Key, facts_of, key_of
from ._rules import Reason, Rules, Zeros
from ._tables import Counts


@dataclass(frozen=True, kw_only=True, slots=True)
class Unsafe:
    """Why one cell is unsafe, and how high an intruder's range for it must reach."""

    reason: Reason
    reach: int


def unsafe_cells(
    tables: Sequence[Counts], values: dict[Key, int], rules: Rules
) -> dict[Key, Unsafe]:
    """Return the cells that no rule lets through, keyed like `values`."""
    found = {
        key: Unsafe(reason=Reason.TOO_FEW, reach=rules.smallest)
        for key, count in values.items()
        if too_few(count, rules)
    }
    for key, given in sources(tables).items():
        reach = dominated(values[key], given, rules)
        if reach is not None and key not in found:
            found[key] = Unsafe(reason=Reason.FEW_SOURCES, reach=reach)
    return found


def too_few(count: int, rules: Rules) -> bool:
    """Return whether a count is too small to show."""
    if count == 0:
        return rules.zeros is Zeros.UNSAFE
    return count < rules.smallest


def dominated(total: int, given: Sequence[int], rules: Rules) -> int | None:
    """Return how high the range must reach if few sources dominate, else None.

    Both rules and their protection levels: Hundepool et al. (2012), section 4.2.
    """
    largest = sorted(given, reverse=True)
    reaches = []
    if rules.dominance and total:
        n, k = rules.dominance
        reaches.append(ceil(sum(largest[:n]) * 100 / k))
    if rules.p_percent and total:
        rest = total - sum(largest[:2])
        reaches.append(total + ceil(largest[0] * rules.p_percent / 100) - rest)
    reach = max(reaches, default=total)
    return reach if reach > total else None


def sources(tables: Sequence[Counts]) -> dict[Key, tuple[int, ...]]:
    """Return what each source gave to every cell, totals included."""
    found: dict[Key, dict[str, int]] = {}
    for counts in tables:
        facts = facts_of(counts)
        given_here: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        lines = [d.ancestors() for d in counts.dimensions]
        for leaf, given in counts.sources.items():
            above = (line[part] for line, part in zip(lines, leaf, strict=True))
            for place in itertools.product(*above):
                key = key_of(facts, counts.dimensions, place)
                for source, count in given.items():
                    given_here[key][source] += count
        found.update(given_here)
    return {key: tuple(given.values()) for key, given in found.items()}
