"""Worked examples of hidden cells, and the page they print.

Run as `python -m tests.spec.disclosure.chapter` to write the page anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from payung.engines.disclosure import (
    Audience,
    Counts,
    Dimension,
    Release,
    Rules,
    audit,
    protect,
)


PAGE = Path(__file__).parents[3] / "docs/explanation/why_is_this_cell_empty.md"
RULES = Rules(audience=Audience.POLICE, smallest=5, width=3)


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """One worked example: a heading, a paragraph, and a small invented table."""

    heading: str
    words: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def table(self) -> Counts:
        """Return the example's counts, by area and month."""
        cells = {
            (row, column): n
            for row, line in zip(self.rows, self.counts, strict=True)
            for column, n in zip(self.columns, line, strict=True)
        }
        return Counts(
            what="arrests",
            period="invented",
            country="xx",
            dimensions=(
                Dimension.flat("area", self.rows),
                Dimension.flat("month", self.columns),
            ),
            cells=cells,
        )


EXAMPLES = (
    Example(
        heading="Nothing is small: nothing is hidden",
        words="Every count is five or more. The table is shown as it is.",
        rows=("Hill", "River"),
        columns=("May", "June"),
        counts=((12, 8), (9, 11)),
    ),
    Example(
        heading="One small count hides four",
        words=(
            "Two people were arrested on the Hill in June. If only that cell were empty, "
            "anyone could subtract: the row says how many are missing, and so does the "
            "column. So a second cell goes in the row, one in the column, and one where "
            "those two meet. All totals stay."
        ),
        rows=("Hill", "River", "Coast"),
        columns=("May", "June", "July"),
        counts=((12, 2, 20), (9, 11, 30), (40, 41, 42)),
    ),
    Example(
        heading="Nobody was arrested: nought is shown",
        words=(
            "A nought points at nobody, so under these rules it is shown. "
            "It cannot shield another cell either: everybody can see it."
        ),
        rows=("Hill", "River"),
        columns=("May", "June"),
        counts=((0, 8), (9, 11)),
    ),
    Example(
        heading="A whole table too small to show",
        words="Three people in all. Any figure would point at them, the total too.",
        rows=("Hill", "River"),
        columns=("May", "June"),
        counts=((1, 0), (0, 2)),
    ),
)


def shown(release: Release, area: str, month: str) -> str:
    """Return what the page prints for one cell; an empty mark where it is hidden."""
    place = (area, month)
    return "▒" if place in release.hidden else str(release.shown[place])


def grid(example: Example, release: Release) -> list[str]:
    """Return the printed table as lines of Markdown."""
    columns = (*example.columns, "all")
    lines = [f"| | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for row in (*example.rows, "all"):
        figures = " | ".join(shown(release, row, column) for column in columns)
        lines.append(f"| {row} | {figures} |")
    return lines


def guesses(release: Release) -> list[str]:
    """Return what a careful reader can still say of each hidden cell."""
    lines = []
    for (_, parts), interval in audit(release).items():
        name = ", ".join(category for _, category in parts) or "the grand total"
        end = "no upper end" if interval.high is None else f"to {interval.high}"
        lines.append(f"- {name}: from {interval.low}, {end}")
    return lines


def page() -> str:
    """Return the whole chapter."""
    lines = [
        "# Why is this cell empty?",
        "",
        "Printed from `tests/spec/disclosure`; all numbers are invented. The rules here:",
        f"the smallest count shown is {RULES.smallest}; whoever tries to work out a hidden",
        f"count must be left with a range at least {RULES.width} wide.",
        "▒ marks a hidden count. The page does not say which hidden cell was the small one.",
    ]
    for example in EXAMPLES:
        release = protect(example.table(), RULES)
        lines += ["", f"## {example.heading}", "", example.words, ""]
        lines += grid(example, release)
        if release.hidden:
            lines += ["", "What a careful reader can still say:", "", *guesses(release)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
