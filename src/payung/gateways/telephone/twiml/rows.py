"""What is kept between two webhooks of a call or an order: one sealed row for each.

A row holds our phones' numbers, so it is sealed under the machine's key, which lies in
memory only. The caller's number is in no row of a call.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Protocol, TypeVar

from payung.engines.dispatch import Ask, Back, Call, Leg
from payung.engines.sealed import (
    Envelope,
    RecordSecret,
    Refused,
    open_field,
    seal_field,
)
from payung.gateways.telephone.speaking import OrderKind, PlanPaper, Voicemail

from .spelling import Unreadable, read, spelled


@dataclass(frozen=True, kw_only=True, slots=True)
class Recording:
    """A message at the cloud under `ref`; `kept` once it lies in the vault."""

    ref: str
    seconds: int
    kept: Voicemail | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CallRow:
    """A call: the machine's state, its plan, and the Dial that is under way.

    `dials` counts the Dials, so that an answer that is fetched twice is the same.
    `dialling` are the phones of the one under way, `tried` those of this step that had
    their turn.
    """

    call: Call
    paper: PlanPaper
    started_at: datetime
    seq: int = 0
    dials: int = 0
    dialling: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    recordings: tuple[Recording, ...] = ()

    def leg_at(self, place: int) -> Leg | None:
        """Return the leg a ticket names."""
        return self.call.legs[place] if 0 <= place < len(self.call.legs) else None

    def place_of(self, target: str) -> int:
        """Return the place of a phone among the legs."""
        return [leg.target for leg in self.call.legs].index(target)


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderRow:
    """An order: its machine's state, and the cloud's own id of the leg, `sid`.

    `number` is whom a call-back calls; it is forgotten when the order ends.
    """

    id: str
    kind: OrderKind
    line: str
    target: str
    language: str
    caller_language: str
    shows: str
    started_at: datetime
    sid: str = ""
    seq: int = 0
    of_call: str = ""
    number: str = ""
    ask: Ask | None = None
    back: Back | None = None


Row = CallRow | OrderRow
R = TypeVar("R", CallRow, OrderRow)


@dataclass(slots=True)
class Slot:
    """The place of one row while nobody else can touch it; None is no row."""

    sealed: bytes | None = None


class Rows(Protocol):
    """Where sealed rows are kept: a table, or memory where there is one process."""

    def change(self, name: str) -> AbstractContextManager[Slot]:
        """Hold the slot of this name alone; keep what it holds in the end.

        Whatever raises inside leaves the row as it was.
        """

    def names(self) -> Sequence[str]:
        """Return the names of all rows, for looking after calls that fell silent."""


@dataclass(slots=True)
class MemoryRows:
    """Rows in memory: for one process, and for tests."""

    kept: dict[str, bytes] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @contextmanager
    def change(self, name: str) -> Iterator[Slot]:
        """Hold every row alone while one is changed."""
        with self._lock:
            slot = Slot(sealed=self.kept.get(name))
            yield slot
            if slot.sealed is None:
                self.kept.pop(name, None)
            else:
                self.kept[name] = slot.sealed

    def names(self) -> Sequence[str]:
        """Return the names of all rows."""
        return tuple(self.kept)


def call_name(sid: str) -> str:
    """Return the name of a call's row."""
    return f"call:{sid}"


def order_name(order: str) -> str:
    """Return the name of an order's row."""
    return f"order:{order}"


def sealed_row(row: Row, name: str, machine: RecordSecret) -> bytes:
    """Return the row sealed; it opens under this name only."""
    return seal_field(machine, f"cloud.row.{name}", spelled(row)).data


def open_row(
    kind: type[R], sealed: bytes | None, name: str, machine: RecordSecret
) -> R | None:
    """Return the row; None where there is none, or none that this machine can read."""
    if sealed is None:
        return None
    try:
        text = open_field(machine, f"cloud.row.{name}", Envelope(data=sealed))
        return read(kind, text)
    except (Refused, Unreadable):
        return None
