"""The calls and orders that go on, and the handles by which Asterisk comes back to them.

All of it is in memory, callers' numbers too. News are in the journal before anything
else happens.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from datetime import datetime, timedelta
from threading import RLock

from payung.gateways.telephone.desk.journal import Journal

from .live_calls import LiveCall
from .live_orders import LiveOrder
from .rung import Clock, Rung, Teller


_HANDLE = 12
_PLACE = 2
_REMEMBERED = timedelta(days=1)
_MOST_CALLERS = 2_000


class Exchange:
    """Everything that goes on, by handle; and who called lately, for calling back."""

    def __init__(self, journal: Journal, now: Clock) -> None:
        self.journal, self.now = journal, now
        self._rung: dict[str, Rung] = {}
        self._callers: OrderedDict[str, tuple[datetime, str]] = OrderedDict()
        self._lock = RLock()

    def teller(self, *, line: str, call: str) -> Teller:
        """Return what tells of one call or order."""
        return Teller(self.journal, line=line, call=call, now=self.now)

    def new_handle(self) -> str:
        """Return a handle in digits, as an extension of the dialplan must be."""
        return f"{secrets.randbelow(10**_HANDLE):0{_HANDLE}d}"

    def add(self, rung: Rung) -> None:
        """Let Asterisk come back to this."""
        with self._lock:
            self._rung[rung.handle] = rung

    def drop(self, rung: Rung) -> None:
        """Let Asterisk come back to it no more."""
        with self._lock:
            self._rung.pop(rung.handle, None)

    def find(self, extension: str) -> tuple[Rung, int] | None:
        """Return what an extension names, and which of its phones."""
        if len(extension) != _HANDLE + _PLACE or not extension.isdigit():
            return None
        rung = self._rung.get(extension[:_HANDLE])
        return (rung, int(extension[_HANDLE:])) if rung is not None else None

    def calls(self) -> list[LiveCall]:
        """Return the calls that go on."""
        with self._lock:
            return [each for each in self._rung.values() if isinstance(each, LiveCall)]

    def orders(self) -> list[LiveOrder]:
        """Return the orders that go on."""
        with self._lock:
            return [each for each in self._rung.values() if isinstance(each, LiveOrder)]

    def remember_caller(self, call: str, number: str) -> None:
        """Keep a number in memory for a day, for calling back."""
        at = self.now()
        with self._lock:
            self._callers[call] = at, number
            while self._is_old(next(iter(self._callers.values()))[0], at):
                self._callers.popitem(last=False)

    def caller_of(self, call: str) -> str:
        """Return who called, or nothing."""
        at = self.now()
        called_at, number = self._callers.get(call, (at, ""))
        return "" if at - called_at > _REMEMBERED else number

    def _is_old(self, called_at: datetime, at: datetime) -> bool:
        return at - called_at > _REMEMBERED or len(self._callers) > _MOST_CALLERS


def extension(handle: str, place: int) -> str:
    """Return what the dialplan calls one phone of a call or order."""
    return f"{handle}{place:0{_PLACE}d}"
