"""What phones send that count with taps, wherever people are counted: read in one way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _


# What one phone sends at once.
MOST_TAPS = 500
# A clock that stands before or beyond this was never set: the tap counts for when it came.
PAST, FUTURE = timedelta(days=60), timedelta(minutes=10)
# A phone's clock that is wrong by no more than this is taken as right.
NEARLY = timedelta(minutes=2)


class Tap(Protocol):
    """A tap as a phone keeps it has an id of its own, so that it is stored once."""

    @property
    def id(self) -> UUID:
        """Return its id."""


Kept_co = TypeVar("Kept_co", bound=Tap, covariant=True)


class TapOf(Protocol[Kept_co]):
    """How taps of one kind are read: each kind says something else."""

    def __call__(self, said: object, *, ahead: timedelta) -> Kept_co:
        """Return one tap as a phone sends it; raise NoTap."""


class NoTap(ValueError):
    """A tap that cannot be read; the sentence is for whoever holds the phone."""

    def __init__(self, sentence: str) -> None:
        super().__init__(type(self).__name__)
        self.sentence = sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class Heap:
    """The taps a phone sends at once, unread, and how far its clock is ahead."""

    taps: list[object]
    ahead: timedelta


def heap_in(body: bytes, *, at: datetime) -> Heap:
    """Return what a phone sends; raise NoTap."""
    try:
        said = json.loads(body)
        ahead = datetime.fromtimestamp(said["now"] / 1000, UTC) - at
        return Heap(taps=list(said["taps"])[:MOST_TAPS], ahead=ahead)
    except (ValueError, TypeError, KeyError, OverflowError, OSError, RecursionError):
        sentence = _("This cannot be read. Open the page again and send once more.")
        raise NoTap(sentence) from None


def read(heap: Heap, tap_of: TapOf[Kept_co]) -> tuple[list[Kept_co], dict[str, str]]:
    """Return the taps that can be read, and why not by the ids of the others."""
    good, refused = [], {}
    for said in heap.taps:
        try:
            good.append(tap_of(said, ahead=heap.ahead))
        except NoTap as problem:
            refused[_id_of(said)] = problem.sentence
    return good, refused


def unreadable() -> NoTap:
    """Return the refusal of a tap that makes no sense."""
    return NoTap(_("This count cannot be read. Count it again."))


def moment_of(said: object, ahead: timedelta) -> datetime:
    """Return milliseconds since 1970 by the phone as a moment, set right.

    Raise ValueError, OverflowError or OSError where they are none.
    """
    if isinstance(said, bool) or not isinstance(said, int | float):
        raise ValueError(said)
    moment = datetime.fromtimestamp(said / 1000, UTC)
    return moment - ahead if abs(ahead) > NEARLY else moment


def counts_for(tapped_at: datetime, *, at: datetime) -> datetime:
    """Return the moment a tap counts for: its own, or `at` by a clock never set."""
    return tapped_at if at - PAST <= tapped_at <= at + FUTURE else at


def _id_of(said: object) -> str:
    """Return the id that a tap which cannot be read gives itself ("" = none)."""
    return str(said.get("id", ""))[:60] if isinstance(said, Mapping) else ""
