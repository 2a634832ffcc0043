"""Every whole table that fits a release is tried: no hidden cell may be pinned."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.engines.disclosure import (
    Audience,
    Counts,
    Dimension,
    Release,
    Rules,
    Zeros,
    audit,
    protect,
    protect_together,
)


AREA = Dimension.tree(
    "area", {"all": ("north", "south"), "north": ("hill", "river"), "south": ("coast",)}
)
KIND = Dimension.flat("kind", ("arrest", "beating"))
MONTH = Dimension.flat("month", ("01", "02"))
SHAPES = (
    (AREA,),
    (AREA, KIND),
    (KIND, MONTH),
    (KIND, MONTH, Dimension.flat("sex", "FM")),
)


@st.composite
def tables(draw: st.DrawFn) -> Counts:
    dimensions = draw(st.sampled_from(SHAPES))
    places = itertools.product(*(d.leaves() for d in dimensions))
    cells = {place: draw(st.integers(0, 7)) for place in places}
    return counts_of(dimensions, cells)


def counts_of(dimensions, cells) -> Counts:
    return Counts(
        what="reports", period="2026", country="xx", dimensions=dimensions, cells=cells
    )


def every_table(release: Release, cells: dict) -> tuple[list, np.ndarray]:
    """Return leaf places and all whole tables (rows) that agree with the release."""
    leaves = list(itertools.product(*(d.leaves() for d in release.dimensions)))
    floor = 1 if release.rules.zeros is Zeros.SHOWN else 0
    choices = [
        range(floor, cells[leaf] + 4)
        if leaf in release.hidden
        else (release.shown[leaf],)
        for leaf in leaves
    ]
    grid = np.array(np.meshgrid(*choices, indexing="ij"), dtype=np.int8)
    found = grid.reshape(len(leaves), -1).T
    for place, count in release.shown.items():
        found = found[found[:, below(release, leaves, place)].sum(axis=1) == count]
    return leaves, found


def below(release: Release, leaves: list, place: tuple) -> list[int]:
    lines = [d.ancestors() for d in release.dimensions]
    return [
        n
        for n, leaf in enumerate(leaves)
        if all(
            p in line[part] for p, line, part in zip(place, lines, leaf, strict=True)
        )
    ]


@pytest.mark.parametrize("zeros", list(Zeros))
@settings(max_examples=40, deadline=None)
@given(counts=tables())
def test_every_hidden_cell_stays_open_whichever_whole_table_is_true(
    zeros: Zeros, counts: Counts
) -> None:
    rules = Rules(audience=Audience.POLICE, smallest=3, width=2, zeros=zeros)

    release = protect(counts, rules)

    leaves, possible = every_table(release, dict(counts.cells))
    for place in release.hidden:
        seen = possible[:, below(release, leaves, place)].sum(axis=1)
        assert seen.max() - seen.min() >= 2
        assert seen.max() >= 3


@settings(max_examples=40, deadline=None)
@given(counts=tables())
def test_shown_totals_are_the_true_ones_and_none_is_below_the_smallest(
    counts: Counts,
) -> None:
    release = protect(counts, Rules(audience=Audience.POLICE, smallest=3, width=2))

    lines = [d.ancestors() for d in counts.dimensions]
    for place, shown in release.shown.items():
        parts = [
            n
            for leaf, n in counts.cells.items()
            if all(p in li[x] for p, li, x in zip(place, lines, leaf, strict=True))
        ]
        assert shown == sum(parts)
        assert shown == 0 or shown >= 3


@settings(max_examples=25, deadline=None)
@given(counts=tables())
def test_the_intruders_programme_agrees_that_every_range_is_wide(
    counts: Counts,
) -> None:
    release = protect(counts, Rules(audience=Audience.HUB, smallest=4, width=3))

    ranges = audit(release)

    assert len(ranges) <= len(release.hidden)
    assert all(interval.spans(3) for interval in ranges.values())
    assert all(i.high is None or i.high >= 3 for i in ranges.values())


@settings(max_examples=25, deadline=None)
@given(counts=st.lists(st.integers(0, 7), min_size=8, max_size=8))
def test_tables_released_together_give_nothing_away_together(counts: list[int]) -> None:
    by_kind, by_sex = linked(counts)

    releases = protect_together(
        [by_kind, by_sex], Rules(audience=Audience.PUBLIC, smallest=3, width=2)
    )

    assert all(interval.spans(2) for interval in audit(*releases).values())


@settings(max_examples=25, deadline=None)
@given(counts=st.lists(st.integers(0, 7), min_size=8, max_size=8))
def test_a_month_is_hidden_in_both_tables_or_in_neither(counts: list[int]) -> None:
    by_kind, by_sex = linked(counts)

    first, second = protect_together(
        [by_kind, by_sex], Rules(audience=Audience.PUBLIC, smallest=3, width=2)
    )

    for month in ("all", "01", "02"):
        assert ((month, "all") in first.hidden) == ((month, "all") in second.hidden)


def linked(counts: list[int]) -> tuple[Counts, Counts]:
    """Return month x kind and month x sex of the same eight facts."""
    sex = Dimension.flat("sex", "FM")
    finest = dict(
        zip(itertools.product(("01", "02"), KIND.leaves(), "FM"), counts, strict=True)
    )
    kinds: dict = {}
    sexes: dict = {}
    for (month, kind, who), n in finest.items():
        kinds[month, kind] = kinds.get((month, kind), 0) + n
        sexes[month, who] = sexes.get((month, who), 0) + n
    return counts_of((MONTH, KIND), kinds), counts_of((MONTH, sex), sexes)


@settings(max_examples=25, deadline=None)
@given(counts=tables())
def test_a_higher_threshold_never_makes_an_unsafe_cell_safe(counts: Counts) -> None:
    low = protect(counts, Rules(audience=Audience.OWN_TEAM, smallest=3, width=2))
    high = protect(counts, Rules(audience=Audience.OWN_TEAM, smallest=5, width=2))

    too_few_low = {p for p, why in low.hidden.items() if why == "too_few"}
    too_few_high = {p for p, why in high.hidden.items() if why == "too_few"}
    assert too_few_low <= too_few_high <= set(high.hidden)
