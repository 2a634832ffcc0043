"""Callers' numbers in clear: in memory only, for a day, so that they can be called."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from payung.gateways.telephone.desk.memory import Memory


KEPT = timedelta(hours=24)
PLACE = "numbers"
"""Its name in the memory that outlives a crash of the process, not a seizure."""


class Numbers:
    """The number of each call that came lately; it shows nothing of itself."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._numbers: dict[str, tuple[str, datetime]] = _read(memory)

    def keep(self, call: str, number: str, *, at: datetime) -> None:
        """Remember who called; what is older than a day is forgotten with it."""
        self._forget_old(at)
        if number:
            self._numbers[call] = (number, at)
            self._write()

    def of(self, call: str, *, at: datetime) -> str:
        """Return the number in E.164, or "" where it is not known (any more)."""
        self._forget_old(at)
        return self._numbers.get(call, ("", at))[0]

    def _forget_old(self, at: datetime) -> None:
        # In the order in which they came: the first that is young ends the search.
        for call, (_, kept_at) in list(self._numbers.items()):
            if at - kept_at <= KEPT:
                return
            del self._numbers[call]
            self._write()

    def _write(self) -> None:
        value = {
            call: [number, kept_at.isoformat()]
            for call, (number, kept_at) in self._numbers.items()
        }
        self._memory.keep(PLACE, json.dumps(value).encode())


def _read(memory: Memory) -> dict[str, tuple[str, datetime]]:
    value = json.loads(memory.all().get(PLACE, b"{}"))
    return {
        call: (number, datetime.fromisoformat(kept_at))
        for call, (number, kept_at) in value.items()
    }
