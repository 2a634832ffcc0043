"""A gate in front of stretching: two at a time, so that sign-ins cannot eat the memory.

One stretching takes 64 MiB and more; fifty at once would take the machine down.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock


def spelled(passphrase: str) -> str:
    """Return a passphrase as every keyboard must write it (NFC, as RFC 8265 says).

    Bengali and Devanagari keyboards write the same letter in one sign or in two.
    """
    return unicodedata.normalize("NFC", passphrase)


class Gate:
    """Let `width` through at a time. `passed` and `most` are for whoever watches it."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.passed = 0
        self.inside = 0
        self.most = 0
        self._places = BoundedSemaphore(width)
        self._count = Lock()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Hold one place for one stretching."""
        with self._places:
            self._note(1)
            try:
                yield
            finally:
                self._note(-1)

    def _note(self, step: int) -> None:
        with self._count:
            self.inside += step
            self.passed += step == 1
            self.most = max(self.most, self.inside)


GATE = Gate(2)
