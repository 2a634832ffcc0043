"""Whether safe spaces were open as promised, and how they were used: SS."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum

from ._counting import share_of
from ._sketch import Sketch, different_people
from ._values import Left, NotComputable, Ratio, Total, left


class Opening(StrEnum):
    """What became of a day."""

    OPEN = "open"
    PARTLY = "partly"
    CLOSED = "closed"


def ss_open(
    *, planned: Collection[date], days: Mapping[date, Opening]
) -> Ratio | NotComputable:
    """Return SS_OPEN of one site: planned days on which it was open.

    Open for part of the day is not open. A day that nobody wrote down is not known to
    have been open, and counts as not open. Days that were not planned do not count.
    """
    promised = set(planned)
    return ss_open_of_counts(
        planned=len(promised),
        opened=sum(days.get(day) is Opening.OPEN for day in promised),
        partly=sum(days.get(day) is Opening.PARTLY for day in promised),
        not_written_down=len(promised - set(days)),
    )


def ss_open_of_counts(
    *, planned: int, opened: int, partly: int = 0, not_written_down: int = 0
) -> Ratio | NotComputable:
    """Return SS_OPEN from counts, of one site or of all."""
    said = (
        *left(Left.PARTLY_OPEN, partly),
        *left(Left.NOT_WRITTEN_DOWN, not_written_down),
    )
    return share_of(opened, planned, said)


def ss_visits(*, visits: int) -> Total:
    """Return SS_USE: visits, or services taken, all counted at the door."""
    return Total(count=visits)


def ss_visitors(sketches: Sequence[Sketch]) -> Total | NotComputable:
    """Return, with SS_USE, different visitors, from the sketches of sites and months."""
    return different_people(sketches)


def lc_people(*, people: int) -> Total:
    """Return LC_PEOPLE: different people given legal help, each counted by her cases."""
    return Total(count=people)
