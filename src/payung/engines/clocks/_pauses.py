"""Stretches of time that a limit does not count, such as the journey to a judge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from ._moments import in_utc


@dataclass(frozen=True, kw_only=True, slots=True)
class Pause:
    """A stretch of a named kind; for one that still goes on, pass now as its end."""

    kind: str
    began_at: datetime
    ended_at: datetime


class OverlappingPauses(ValueError):
    """Two stretches share time, and counting it twice would give time away."""


class PauseRunsBackwards(ValueError):
    """A stretch ends before it begins."""


def not_counted(pauses: Iterable[Pause], kinds: frozenset[str]) -> tuple[Pause, ...]:
    """Return the stretches of these kinds in UTC, in order.

    Raises OverlappingPauses, PauseRunsBackwards or NaiveMoment.
    """
    chosen = [_in_utc(pause) for pause in pauses if pause.kind in kinds]
    chosen.sort(key=lambda pause: (pause.began_at, pause.ended_at))
    for first, second in pairwise(chosen):
        if second.began_at < first.ended_at:
            raise OverlappingPauses(
                f"{_described(first)} and {_described(second)} overlap. "
                "Correct one of them so that no minute is left out twice."
            )
    return tuple(chosen)


def _in_utc(pause: Pause) -> Pause:
    if pause.began_at > pause.ended_at:
        raise PauseRunsBackwards(
            f"{_described(pause)} ends before it begins. Correct one of the two times."
        )
    return Pause(
        kind=pause.kind,
        began_at=in_utc(pause.began_at, called=f"The start of '{pause.kind}'"),
        ended_at=in_utc(pause.ended_at, called=f"The end of '{pause.kind}'"),
    )


def _described(pause: Pause) -> str:
    return (
        f"'{pause.kind}' ({pause.began_at:%d %b %Y %H:%M %Z} to "
        f"{pause.ended_at:%d %b %Y %H:%M %Z})"
    )
