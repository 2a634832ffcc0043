"""How a month of a line stands: one small rule that a team may argue with.

Pure: counts in, a mark out. Each mark has a sign, so that it reads without colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How a month of a line stands."""

    NOTHING = "nothing"
    COMING = "coming"
    DONE = "done"
    PARTLY = "partly"
    MOVED = "moved"
    MISSED = "missed"


SIGNS = {
    Mark.NOTHING: "",
    Mark.COMING: "○",
    Mark.DONE: "✓",
    Mark.PARTLY: "½",
    Mark.MOVED: "→",
    Mark.MISSED: "✗",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """What became of a line in a month.

    `promised` is what the plan says. `to_come` is planned and not over; `unsaid` is over
    and nobody has said what came of it; `missed` is that after a week.
    """

    promised: int = 0
    held: int = 0
    to_come: int = 0
    unsaid: int = 0
    moved: int = 0
    called_off: int = 0
    missed: int = 0

    @property
    def with_reason(self) -> int:
        """How many were moved or called off, each with a reason."""
        return self.moved + self.called_off


def mark_of(tally: Tally, *, over: bool) -> Mark:
    """Return how a month stands; `over`: its last day lies behind us."""
    if tally == Tally():
        return Mark.NOTHING
    if tally.held and tally.held >= tally.promised:
        return Mark.DONE
    if not over and not tally.missed:
        return Mark.PARTLY if tally.unsaid or tally.with_reason else Mark.COMING
    if tally.held:
        return Mark.PARTLY
    if tally.with_reason and not tally.missed and not tally.unsaid:
        return Mark.MOVED
    if not tally.promised and not tally.missed:
        return Mark.COMING
    return Mark.MISSED
