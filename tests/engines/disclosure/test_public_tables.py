"""Tables of realistic size: invented violence figures with published statuses."""

from __future__ import annotations

import csv
import os
import time
from pathlib import Path

import numpy as np
import pytest

from payung.engines.disclosure import Audience, Counts, Dimension, Rules, protect
from payung.engines.disclosure._audit import Rows, fits
from payung.engines.disclosure._linked import Cells
from payung.engines.disclosure._secondary import Needs, shield
from payung.engines.disclosure._witness import Search


SHARED = Path(os.environ.get("PAYUNG_SHARED", Path(__file__).parents[4] / "shared"))
TABLES = SHARED / "data/disclosure"
pytestmark = pytest.mark.skipif(
    not TABLES.exists(), reason="the public tables are not here"
)
OWN = Rules(audience=Audience.OWN_TEAM, smallest=5, width=3)


def read_csv(name: str) -> Counts:
    """Return a table of facts with groups, as counts with hierarchies."""
    with (TABLES / "violence" / f"{name}.csv").open() as lines:
        rows = list(csv.DictReader(lines))
    names = [c for c in rows[0] if c != "freq" and not c.endswith("_grp")]
    cells: dict[tuple[str, ...], int] = {}
    for row in rows:
        place = tuple(row[name] for name in names)
        cells[place] = cells.get(place, 0) + int(row["freq"])
    return Counts(
        what="reports",
        period="2026",
        country="xx",
        dimensions=tuple(dimension(rows, name) for name in names),
        cells=cells,
    )


def dimension(rows: list[dict[str, str]], name: str) -> Dimension:
    groups: dict[str, set[str]] = {}
    for row in rows:
        groups.setdefault(row[name + "_grp"], set()).add(row[name])
    tree = {group: sorted(parts) for group, parts in sorted(groups.items())}
    if len(tree) == 1:
        return Dimension.flat(name, next(iter(tree.values())))
    return Dimension.tree(name, {"all": list(tree), **tree})


def read_jj(name: str) -> tuple[Cells, Needs, np.ndarray]:
    """Return cells, the protection the file asks for, and which cells may be hidden.

    Line by line: number count cost status low high down up slide; then the sums
    "0 n : total (-1) part (1) ...".
    """
    lines = (TABLES / f"{name}.jj").read_text().splitlines()
    size = int(lines[1])
    cells = [line.split() for line in lines[2 : 2 + size]]
    values = np.array([int(c[1]) for c in cells])
    status = np.array([c[3] for c in cells])
    sums = []
    for line in lines[3 + size :]:
        parts = line.replace("(", " ( ").split(":")[1].split(")")
        pairs = [p.split("(") for p in parts if "(" in p]
        total = next(int(n) for n, sign in pairs if int(sign) == -1)
        sums.append((total, tuple(int(n) for n, sign in pairs if int(sign) == 1)))
    down, up = (np.array([int(c[at]) for c in cells]) for at in (6, 7))
    needs = Needs(unsafe=status == "u", low=values - down, high=values + up, width=1)
    floors = np.where(values > 0, 1, 0)
    return Cells(values=values, floors=floors, sums=tuple(sums)), needs, status != "z"


@pytest.mark.parametrize("name", ["violence/v0", "violence/b1", "violence/b3"])
def test_what_the_file_calls_unsafe_gets_the_protection_the_file_asks_for(
    name: str,
) -> None:
    cells, needs, may_hide = read_jj(name)

    hidden = shield(cells, needs, may_hide)

    rows = Rows.of(cells.sums, len(cells.values))
    reader = Search(
        cells=cells,
        rows=rows,
        hidden=hidden,
        may_hide=np.zeros_like(hidden),
        price=np.ones(len(hidden)),
    )
    assert (hidden | ~needs.unsafe).all()
    assert may_hide[hidden].all()
    for cell in np.flatnonzero(needs.unsafe)[::7]:
        for goal in (
            needs.high[cell] - cells.values[cell],
            needs.low[cell] - cells.values[cell],
        ):
            step = np.zeros(len(hidden), dtype=np.int64)
            if goal:
                found = reader.push({int(cell): int(goal)}, hiding=False, whole=True)
                step = np.rint(found).astype(np.int64)
            assert abs(step[cell]) >= abs(goal)
            assert fits(cells, rows, hidden, cells.values + step)


def test_the_cells_called_too_few_are_those_the_file_calls_unsafe() -> None:
    release = protect(read_csv("v0"), OWN)

    too_few = [why for why in release.hidden.values() if why == "too_few"]
    assert len(too_few) == 323


def test_a_release_shows_more_than_hiding_whole_rows_would() -> None:
    counts = read_csv("v0")

    release = protect(counts, OWN)

    tainted = {(p[0], p[1]) for p, why in release.hidden.items() if why == "too_few"}
    by_rows = sum((p[0], p[1]) not in tainted for p in release.shown | release.hidden)
    assert len(release.shown) > by_rows


@pytest.mark.slow
def test_twenty_districts_by_twelve_months_by_six_kinds_take_under_a_minute() -> None:
    counts = read_csv("v1")
    started = time.perf_counter()

    release = protect(counts, OWN)

    assert time.perf_counter() - started < 60
    assert len(release.shown) > 1100
