"""What can be written down next: the buttons of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ._refusals import Deed, Kept, New, open_one, refuse
from ._steps import StepKind, Table, Track


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A step and what can be written down of it now."""

    kind: StepKind
    deeds: tuple[Deed, ...]


def offers(
    table: Table,
    track: Track,
    steps: Sequence[Kept],
    *,
    at: datetime,
    ended_at: datetime | None = None,
) -> tuple[Offer, ...]:
    """Return every step of which something could be written down now, in order."""
    found = []
    for kind in table.of(track):
        deeds = [
            deed
            for deed in Deed
            if _fits(kind, steps, deed)
            and not refuse(
                table,
                track,
                steps,
                New(code=kind.code, deed=deed, moment=at),
                at=at,
                ended_at=ended_at,
            )
        ]
        if deeds:
            found.append(Offer(kind=kind, deeds=tuple(deeds)))
    return tuple(found)


def _fits(kind: StepKind, steps: Sequence[Kept], deed: Deed) -> bool:
    """Return whether a button makes sense: a refusal answers something that was asked."""
    if kind.hearing:
        return False
    return deed is not Deed.REFUSED or open_one(steps, kind.code) is not None
