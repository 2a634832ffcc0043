"""How steps and tracks end: our own codes, with their place in the HURIDOCS lists."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ._steps import BrokenTable, Track


class OutcomeKind(StrEnum):
    """What an outcome is about; the first four have a place in the HURIDOCS lists."""

    SITUATION = "situation"
    ACCOUNTABILITY = "accountability"
    ANSWER = "answer"
    COMPENSATION = "compensation"
    DECISION = "decision"
    VERDICT = "verdict"
    ENDING = "ending"


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """One outcome; `closes` are the tracks that can end with it.

    `huridocs` is (number of the list, code of twelve digits), or None.
    """

    kind: OutcomeKind
    code: str
    label: str
    huridocs: tuple[str, str] | None = None
    closes: tuple[Track, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcomes:
    """All outcomes, in the order of the list."""

    all: tuple[Outcome, ...]

    def of(self, kind: str) -> tuple[Outcome, ...]:
        """Return the outcomes of one kind; none for ""."""
        return tuple(one for one in self.all if one.kind == kind)

    def closing(self, track: Track) -> tuple[Outcome, ...]:
        """Return the outcomes a track can end with."""
        return tuple(one for one in self.all if track in one.closes)


def read_outcomes(file: Path) -> Outcomes:
    """Return the outcomes in a CSV file; raise BrokenTable with line and remedy."""
    with file.open(encoding="utf-8", newline="") as lines:
        found = [
            _outcome(row, number) for number, row in enumerate(csv.DictReader(lines))
        ]
    codes = [one.code for one in found]
    if len(set(codes)) < len(codes):
        raise BrokenTable(f"{file.name}: a code stands twice. Give each its own.")
    return Outcomes(all=tuple(found))


def _outcome(row: dict[str, str], number: int) -> Outcome:
    try:
        place = (row["huridocs_list"], row["huridocs_code"])
        return Outcome(
            kind=OutcomeKind(row["kind"]),
            code=row["code"],
            label=row["label_en"],
            huridocs=place if all(place) else None,
            closes=tuple(Track(word) for word in row["closes"].split()),
        )
    except (KeyError, ValueError, AttributeError) as problem:
        raise BrokenTable(
            f"Line {number + 2} ({row.get('code', '')}): {problem}. "
            "Look at the line above it for how it is written."
        ) from None
