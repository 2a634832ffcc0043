"""From the police to a prison, and back: what the places say to the clocks of the law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from .clock_readings import IN_PRISON, Stretch
from .held_models import HeldKind
from .held_spans import HeldAt


# "" is where only the arrest says where she is: the station that took her. In a
# hospital, under guard, the police hold her still.
WITH_POLICE = frozenset({"", HeldKind.LOCK_UP.value, HeldKind.HOSPITAL.value})
HANDED_OVER = frozenset({HeldKind.REMAND.value, HeldKind.SHELTER.value})
# Whoever brought her to a court holds her there: it changes nothing.
BETWEEN = frozenset({HeldKind.COURT.value})


def remanded_at(places: Sequence[HeldAt]) -> datetime | None:
    """Return when the police handed her over for good, as far as is known; else None.

    Brought back to the police after it, they had not.
    """
    since = None
    for one in places:
        if one.kind in HANDED_OVER:
            since = since or one.began_at
        elif one.kind in WITH_POLICE:
            since = None
    return since


def in_prison(places: Sequence[HeldAt]) -> Iterator[Stretch]:
    """Yield the stretches in a prison or home from which the police had her back."""
    since = None
    for one in places:
        if one.kind in HANDED_OVER:
            since = since or one.began_at
        elif one.kind in WITH_POLICE and since is not None:
            yield Stretch(kind=IN_PRISON, began_at=since, ended_at=one.began_at)
            since = None


def with_police(places: Sequence[HeldAt]) -> Iterator[tuple[datetime, bool]]:
    """Yield from when on the police held her for sure, or did not; in order."""
    for one in places:
        if one.kind not in BETWEEN:
            yield one.began_at, one.kind in WITH_POLICE
