"""Who is asked first, seen in the light of whose phone was last known to answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta


LAPSE = timedelta(hours=4)


def is_proven(
    person: str, proofs: Mapping[str, datetime], at: datetime, lapse: timedelta = LAPSE
) -> bool:
    """Return whether her phone has answered a call or a drill within the lapse."""
    last = proofs.get(person)
    return last is not None and at - last <= lapse


def reachable(
    on_duty: Sequence[str],
    proofs: Mapping[str, datetime],
    at: datetime,
    lapse: timedelta = LAPSE,
) -> tuple[str, ...]:
    """Return the same people, each unproven one just behind the next proven one.

    So the next person is promoted before a call comes. Nobody is ever taken out, and
    nobody loses more than one place: the proof may be wrong, and a shift is a promise.
    """
    order: list[str] = []
    unproven: list[str] = []
    for person in on_duty:
        if is_proven(person, proofs, at, lapse):
            order += [person, *unproven]
            unproven.clear()
        else:
            unproven.append(person)
    return (*order, *unproven)
