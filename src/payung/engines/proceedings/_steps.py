"""The steps of every track as a table, read from a list that a lawyer can edit."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType


class Track(StrEnum):
    """What a proceeding is for: to defend her, to complain, to claim."""

    DEFENCE = "defence"
    COMPLAINT = "complaint"
    CIVIL = "civil"


class Body(StrEnum):
    """Whom something is asked of, and who may refuse it: a kind of body, no person."""

    POLICE = "police"
    PROSECUTOR = "prosecutor"
    COURT = "court"
    PRISON = "prison"
    OFFICIAL = "official"
    INTERNAL_AFFAIRS = "internal_affairs"
    HUMAN_RIGHTS = "human_rights"
    OTHER_SIDE = "other_side"


@dataclass(frozen=True, kw_only=True, slots=True)
class StepKind:
    """One line of the table.

    `event` names what starts or stops a clock of the arrest, or is "". At least one of
    `after` has to be there first. `filed`: handing it in is enough for what follows.
    `hearing`: it is written down as a date at court. `result` is a kind of outcome.
    """

    code: str
    track: Track
    label: str
    event: str = ""
    asked_of: tuple[Body, ...] = ()
    after: tuple[str, ...] = ()
    filed: bool = False
    repeats: bool = False
    ends: bool = False
    after_end: bool = False
    hearing: bool = False
    result: str = ""

    @property
    def can_be_asked(self) -> bool:
        """Whether anybody is asked for it; other steps only happen."""
        return bool(self.asked_of)


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """All steps by their code, in the order of the list."""

    kinds: Mapping[str, StepKind]

    def of(self, track: Track) -> tuple[StepKind, ...]:
        """Return the steps of one track."""
        return tuple(kind for kind in self.kinds.values() if kind.track is track)

    def with_event(self, track: Track, event: str) -> StepKind | None:
        """Return the step of a track that is this event of the clocks, if any."""
        return next((kind for kind in self.of(track) if kind.event == event), None)

    def hearing_of(self, track: Track) -> StepKind | None:
        """Return the step that a date at court is, if the track has one."""
        return next((kind for kind in self.of(track) if kind.hearing), None)


class BrokenTable(ValueError):
    """A line of the list cannot be meant as it stands; the sentence names it."""


def read_table(file: Path) -> Table:
    """Return the table in a CSV file; raise BrokenTable with line and remedy."""
    with file.open(encoding="utf-8", newline="") as lines:
        kinds = [_kind(row, number) for number, row in enumerate(csv.DictReader(lines))]
    known = {kind.code: kind for kind in kinds}
    if len(known) < len(kinds):
        raise BrokenTable(f"{file.name}: a code stands twice. Give each its own.")
    for kind in kinds:
        _check(kind, known)
    return Table(kinds=MappingProxyType(known))


def _kind(row: dict[str, str], number: int) -> StepKind:
    try:
        return StepKind(
            code=row["code"],
            track=Track(row["track"]),
            label=row["label_en"],
            event=row["event"],
            asked_of=tuple(Body(word) for word in row["asked_of"].split()),
            after=tuple(row["after"].split()),
            filed=row["filed"] == "yes",
            repeats=row["repeats"] == "yes",
            ends=row["ends"] == "yes",
            after_end=row["after_end"] == "yes",
            hearing=row["hearing"] == "yes",
            result=row["result"],
        )
    except (KeyError, ValueError, AttributeError) as problem:
        raise BrokenTable(
            f"Line {number + 2} ({row.get('code', '')}): {problem}. "
            "Look at the line above it for how it is written."
        ) from None


def _check(kind: StepKind, known: Mapping[str, StepKind]) -> None:
    for code in kind.after:
        if code not in known or known[code].track is not kind.track:
            raise BrokenTable(
                f"{kind.code} comes after {code}, which is no step of that track. "
                "Name one that is."
            )
    if kind.filed and not kind.asked_of:
        raise BrokenTable(f"{kind.code} is handed in to nobody. Say to whom.")
    if kind.code in _all_before(kind, known):
        raise BrokenTable(f"{kind.code} comes after itself. Break the circle.")


def _all_before(kind: StepKind, known: Mapping[str, StepKind]) -> set[str]:
    """Return every code that stands somewhere before this one."""
    found: set[str] = set()
    waiting = list(kind.after)
    while waiting:
        code = waiting.pop()
        if code not in found and code in known:
            found.add(code)
            waiting.extend(known[code].after)
    return found
