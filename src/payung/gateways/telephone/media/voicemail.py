"""A spoken message on its way into the vault, sealed while she still speaks.

Sound lives in memory until 64 KiB of it (8 seconds) are sealed; only sealed bytes reach
the disk. A crash leaves a sealed .part file that nobody can open, nothing in clear.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import Full, Queue
from uuid import UUID

from payung.engines.sealed import RecordSecret, seal_stream
from payung.gateways.vault import Vault

from .companding import RATE
from .wav import message_head


# Pieces of a fifth of a second: a disk may hang for a minute before sound is lost.
_MOST_PIECES = 300
_PATIENCE = 10.0


class NotKept(OSError):
    """The message is not in the vault: it was dropped, or the disk did not take it."""


class _Dropped(Exception):
    """Nobody wants this message: the vault must keep nothing of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """What lies in the vault: bytes sealed, seconds of sound, seconds lost on the way.

    Seconds are lost only where the disk hung for longer than we can hold sound.
    """

    size: int
    seconds: float
    lost: float = 0.0


class Message:
    """One message being taken. `take` may be called by any one thread and never waits.

    The file opens with `StreamReader(secret, file, ...)` as a WAV of PCMU.
    """

    def __init__(self, vault: Vault, secret: RecordSecret, file: UUID) -> None:
        self._vault, self._secret, self._file = vault, secret, file
        self._pieces: Queue[bytes | None] = Queue(_MOST_PIECES + 1)
        self._is_dropped = False
        self._is_over = False
        self._bytes = self._lost = 0
        self._kept: Kept | None = None
        self._then: Callable[[], None] | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._put, name="message", daemon=True)
        self._thread.start()

    def take(self, pcmu: bytes) -> None:
        """Add a piece of sound; after the end nothing is added."""
        if self._is_over:
            return
        if self._pieces.qsize() >= _MOST_PIECES:
            self._lost += len(pcmu)
            return
        self._pieces.put_nowait(pcmu)
        self._bytes += len(pcmu)

    def end(self, *, patience: float = _PATIENCE) -> Kept:
        """Return what is kept once it is safe on the disk; raise NotKept.

        It waits for the disk, as a rule some milliseconds, `patience` seconds at most.
        The signalling thread should use `end_later`.
        """
        self._say_over()
        self._thread.join(patience)
        if self._kept is None:
            raise NotKept("The message is not in the vault.")
        return self._kept

    def end_later(
        self,
        hand_over: Callable[[Callable[[], None]], None],
        then: Callable[[Kept | None], None],
    ) -> None:
        """End it without waiting; `then` learns what is kept, None for nothing."""
        with self._lock:
            self._then = lambda: hand_over(lambda: then(self._kept))
        self._say_over()
        if not self._thread.is_alive():
            self._tell()

    def drop(self) -> None:
        """Forget it: nothing stays in the vault, whole or half."""
        with self._lock:
            self._is_dropped = True
            kept, self._kept = self._kept, None
        self._say_over()
        if kept is not None:
            self._vault.remove(self._file)

    def _say_over(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        try:
            # One place more than sound may fill is always free for this.
            self._pieces.put_nowait(None)
        except Full:
            self._is_dropped = True

    def _put(self) -> None:
        try:
            sealed = seal_stream(self._secret, self._file, self._sound())
            self._settle(self._vault.put(self._file, sealed))
        except (_Dropped, OSError):
            pass
        finally:
            self._is_over = True
            # A disk that is full leaves sound behind: out of memory with it.
            self._pieces = Queue(_MOST_PIECES + 1)
            self._tell()

    def _settle(self, size: int) -> None:
        """Remember what is kept, unless it was dropped at the last moment."""
        with self._lock:
            if not self._is_dropped:
                self._kept = Kept(
                    size=size, seconds=self._bytes / RATE, lost=self._lost / RATE
                )
                return
        self._vault.remove(self._file)

    def _sound(self) -> Iterator[bytes]:
        yield message_head()
        while (piece := self._pieces.get()) is not None:
            yield piece
        if self._is_dropped:
            raise _Dropped

    def _tell(self) -> None:
        """Tell of the end, once, whichever of the two threads comes first."""
        with self._lock:
            then, self._then = self._then, None
        if then is not None:
            then()
