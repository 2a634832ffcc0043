"""Release: figures that may leave, and the only functions that make one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import InitVar, dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from ._linked import Cells, Key, facts_of, impossible, key_of, least, link, link_sums
from ._primary import Unsafe, unsafe_cells
from ._rules import Audience, Reason, Rules, Zeros
from ._secondary import CannotProtect, Needs, shield
from ._tables import Coordinates, Counts, Dimension


_TOKEN = object()


class ReleaseAltered(ValueError):
    """A stored release is not the one that protect() made."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Why:
    """One sentence's ingredients, for pages to translate: what happened, how often."""

    kind: str
    number: int


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Release:
    """Figures from which no hidden one can be worked out; only protect() makes one.

    shown, hidden: by coordinates, one category per dimension, totals included.
    impossible: coordinates that are nought because they cannot occur.
    """

    what: str
    period: str
    country: str
    dimensions: tuple[Dimension, ...]
    rules: Rules
    shown: Mapping[Coordinates, int]
    hidden: Mapping[Coordinates, Reason]
    impossible: frozenset[Coordinates]
    token: InitVar[object]

    def __post_init__(self, token: object) -> None:
        """Refuse every maker but protect() and reopen()."""
        if token is not _TOKEN:
            raise TypeError("only protect() makes a Release")
        object.__setattr__(self, "shown", MappingProxyType(dict(self.shown)))
        object.__setattr__(self, "hidden", MappingProxyType(dict(self.hidden)))

    def __repr__(self) -> str:
        """Show how much is shown and hidden, and for whom."""
        return (
            f"Release({self.what}, {self.period}, {self.country}, "
            f"for {self.rules.audience}: {len(self.shown)} shown, {len(self.hidden)} hidden)"
        )

    def __reduce__(self) -> str:
        """Refuse to be pickled: unpickling would be a second way to make a Release."""
        raise TypeError(
            "only protect() makes a Release; store to_json() and reopen() it"
        )

    @property
    def why(self) -> tuple[Why, ...]:
        """Return what is hidden and why, as kinds and numbers without words."""
        kinds = sorted(set(self.hidden.values()))
        counted = list(self.hidden.values())
        parts = [Why(kind=str(kind), number=counted.count(kind)) for kind in kinds]
        if self.hidden:
            parts.append(Why(kind="smallest_shown", number=self.rules.smallest))
        if self.rules.rounding:
            parts.append(Why(kind="rounded_to", number=self.rules.rounding))
        return tuple(parts)

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON, in hexadecimal."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def to_json(self) -> str:
        """Return the one canonical form: sorted keys, no spaces, UTF-8."""
        rules = self.rules
        body = {
            "what": self.what,
            "period": self.period,
            "country": self.country,
            "dimensions": [[d.name, d.total, d.children] for d in self.dimensions],
            "rules": {name: getattr(rules, name) for name in rules.__slots__},
            "shown": sorted([list(p), n] for p, n in self.shown.items()),
            "hidden": sorted([list(p), str(r)] for p, r in self.hidden.items()),
            "impossible": sorted(list(p) for p in self.impossible),
        }
        return json.dumps(
            body, sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )


def protect(counts: Counts, rules: Rules) -> Release:
    """Return what of one table may be shown; raise CannotProtect."""
    return protect_together([counts], rules)[0]


def protect_together(
    tables: Sequence[Counts], rules: Rules, *, earlier: Sequence[Release] = ()
) -> tuple[Release, ...]:
    """Return releases of tables that share facts: a cell is hidden in all or in none.

    earlier: releases already out. What they show stays known; the tables given must
    again contain every cell that they hide. Raise CannotProtect where the old and the
    new together would give something away, or where the facts have changed since.
    """
    values, sums = link(tables)
    known = _known(values, earlier)
    unsafe = unsafe_cells(tables, values, rules)
    for release in earlier:
        # What was hidden from an earlier reader stays hidden from this one.
        for key, why in unsafe_cells(tables, values, release.rules).items():
            if key not in unsafe or why.reach > unsafe[key].reach:
                unsafe[key] = why
    shapes = [((r.what, r.period, r.country), r.dimensions) for r in earlier]
    sums = tuple(dict.fromkeys((*sums, *link_sums(shapes))))
    dead = {key for counts in tables for key in impossible(counts)}
    if known & unsafe.keys() - dead:
        raise CannotProtect(
            "An earlier release shows a count that these rules hide. "
            "Use the same rules, or leave out that division."
        )
    hidden = _hide(values, sums, unsafe, dead, known, rules)
    return tuple(_release(c, values, hidden, unsafe, dead, rules) for c in tables)


def _hide(
    values: dict[Key, int],
    sums: Sequence[tuple[Key, tuple[Key, ...]]],
    unsafe: dict[Key, Unsafe],
    dead: set[Key],
    known: set[Key],
    rules: Rules,
) -> set[Key]:
    keys = list(values)
    number = {key: n for n, key in enumerate(keys)}
    numbered = tuple((number[t], tuple(number[p] for p in parts)) for t, parts in sums)
    counts = np.array([values[k] for k in keys], dtype=np.int64)
    fixed = np.array([k in dead or k in known for k in keys])
    bad = np.array([k in unsafe for k in keys]) & ~fixed
    may = ~fixed
    floors = np.zeros_like(counts)
    if rules.zeros is Zeros.SHOWN:
        may &= counts > 0
        floors = (counts > 0).astype(np.int64)
    floors = least(floors, numbered)
    reach = [unsafe[k].reach if k in unsafe else 0 for k in keys]
    needs = Needs(
        unsafe=bad,
        low=np.maximum(counts - 1, floors),
        high=np.array(reach, dtype=np.int64),
        width=rules.width,
    )
    hidden = shield(Cells(values=counts, floors=floors, sums=numbered), needs, may)
    return {keys[n] for n in np.flatnonzero(hidden)}


def _known(values: dict[Key, int], earlier: Sequence[Release]) -> set[Key]:
    """Return the cells that earlier releases show; raise where they no longer hold."""
    known: set[Key] = set()
    for release in earlier:
        facts = (release.what, release.period, release.country)
        for place in release.hidden:
            if key_of(facts, release.dimensions, place) not in values:
                raise CannotProtect(
                    "An earlier release hides a cell of another table. "
                    "Protect both tables together."
                )
        for place, count in release.shown.items():
            key = key_of(facts, release.dimensions, place)
            if key not in values or _rounded(values[key], release.rules) != count:
                raise CannotProtect(
                    "The facts have changed since an earlier release, so the difference "
                    "would show what was added. Wait for the next period, or withdraw it."
                )
            known.add(key)
    return known


def _release(
    counts: Counts,
    values: dict[Key, int],
    hidden: set[Key],
    unsafe: dict[Key, Unsafe],
    dead: set[Key],
    rules: Rules,
) -> Release:
    facts = facts_of(counts)
    shown: dict[Coordinates, int] = {}
    gone: dict[Coordinates, Reason] = {}
    for place in counts.places():
        key = key_of(facts, counts.dimensions, place)
        if key in hidden:
            gone[place] = _reason(unsafe.get(key), rules)
        else:
            shown[place] = _rounded(values[key], rules)
    return Release(
        what=counts.what,
        period=counts.period,
        country=counts.country,
        dimensions=counts.dimensions,
        rules=rules,
        shown=shown,
        hidden=gone,
        impossible=frozenset(
            p for p in shown if key_of(facts, counts.dimensions, p) in dead
        ),
        token=_TOKEN,
    )


def _reason(unsafe: Unsafe | None, rules: Rules) -> Reason:
    if rules.audience is not Audience.OWN_TEAM:
        return Reason.PROTECTED
    return unsafe.reason if unsafe else Reason.WOULD_GIVE_AWAY


def _rounded(count: int, rules: Rules) -> int:
    """Return the count as printed; rounding what is already safe can only say less."""
    if rules.rounding is None:
        return count
    return (count + rules.rounding // 2) // rules.rounding * rules.rounding


def reopen(stored: str, digest: str) -> Release:
    """Return a stored release; raise ReleaseAltered where text and digest differ.

    The digest has no key, so it finds accidents and edits of one column, not an
    attacker who may write both. That is enough in our own database: who can write
    there can read the facts themselves. A release from elsewhere comes in a signed
    bundle, never through here.
    """
    if hashlib.sha256(stored.encode()).hexdigest() != digest:
        raise ReleaseAltered(
            "The stored figures and their digest differ. Make the release again."
        )
    body: dict[str, Any] = json.loads(stored)
    rules = body["rules"]
    if rules["dominance"]:
        rules["dominance"] = tuple(rules["dominance"])
    rules["audience"], rules["zeros"] = (
        Audience(rules["audience"]),
        Zeros(rules["zeros"]),
    )
    return Release(
        what=body["what"],
        period=body["period"],
        country=body["country"],
        dimensions=tuple(
            Dimension(name=n, total=t, children=tuple((p, tuple(c)) for p, c in tree))
            for n, t, tree in body["dimensions"]
        ),
        rules=Rules(**rules),
        shown={tuple(p): n for p, n in body["shown"]},
        hidden={tuple(p): Reason(r) for p, r in body["hidden"]},
        impossible=frozenset(tuple(p) for p in body["impossible"]),
        token=_TOKEN,
    )
