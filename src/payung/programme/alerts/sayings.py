"""Which saying goes by which kinds of ways, and which is answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta

from .models import Saying, Way, WayKind


# Answered with a code by SMS, with 1 on the telephone, or on the page.
ANSWERED = frozenset(
    {
        *(Saying.TAKE, Saying.HAND_OVER, Saying.GO, Saying.DRILL),
        *(Saying.REPORT, Saying.STILL),
    }
)

# Nobody's telephone rings to be told that somebody else has it.
NEVER_RUNG = frozenset({Saying.TAKEN})
# These are written; a telephone rings for them only where nothing can be written.
RATHER_WRITTEN = frozenset({Saying.REMIND, Saying.LOOK, Saying.REPORT, Saying.STILL})

# "Can you take it?" of an hour ago would only confuse; the ladder has asked anew.
STALE_AFTER = timedelta(hours=1)
DRILL_STALE_AFTER = timedelta(minutes=10)


def fitting(
    saying: Saying, ways: Iterable[Way], *, kinds: Collection[WayKind] | None
) -> list[Way]:
    """Return the ways by which this is told to one person; only `kinds` if given."""
    there = [way for way in ways if kinds is None or way.kind in kinds]
    written = [way for way in there if way.kind != WayKind.CALL]
    if saying in NEVER_RUNG:
        return written
    if saying in RATHER_WRITTEN and kinds is None and written:
        return written
    return there


def stale_after(saying: Saying) -> timedelta:
    """Return how long after it was made this may still be told."""
    return DRILL_STALE_AFTER if saying is Saying.DRILL else STALE_AFTER
