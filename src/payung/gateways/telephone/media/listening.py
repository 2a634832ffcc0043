"""What is heard while a message is taken: in order, without holes, until it ends."""

from __future__ import annotations

from collections.abc import Callable

from .companding import FRAME_BYTES, PCMU_SILENCE, RATE, loudness
from .rtp import Packet, ahead


# Mean size of the samples that counts as a voice, of 32,124: about -43 dB. Lower than
# other programs take (Asterisk: 256): who speaks low must not be cut off; the price is
# some seconds of noise at the end.
VOICE = 160.0
# A packet waits for so many others to overtake it back into its place.
_WAITING = 5
# What a telephone leaves out in a pause (1/8000 s) is filled up to this long.
_LONGEST_HOLE = 30 * RATE
# Pieces are handed over so large: five times a second, not fifty.
PIECE_BYTES = 1600


class InOrder:
    """Puts packets back into their order and fills what is missing with silence."""

    __slots__ = ("_next_time", "_source", "_waiting")

    def __init__(self) -> None:
        self._waiting: list[tuple[int, bytes]] = []
        self._next_time: int | None = None
        self._source: int | None = None

    def add(self, packet: Packet, pcmu: bytes) -> bytes:
        """Return the sound that is now certain to be in its place, often none."""
        before = b""
        if packet.source != self._source:
            before = self.rest()
            self._source, self._next_time = packet.source, None
        if any(time == packet.timestamp for time, _ in self._waiting):
            return before
        self._waiting.append((packet.timestamp, pcmu))
        self._waiting.sort(key=lambda one: ahead(one[0], packet.timestamp, 32))
        if len(self._waiting) <= _WAITING:
            return before
        return before + self._placed(*self._waiting.pop(0))

    def rest(self) -> bytes:
        """Return what still waits."""
        waiting, self._waiting = self._waiting, []
        return b"".join(self._placed(*one) for one in waiting)

    def _placed(self, time: int, pcmu: bytes) -> bytes:
        hole = 0 if self._next_time is None else ahead(time, self._next_time, 32)
        if -_LONGEST_HOLE < hole < 0:
            return b""
        if not 0 <= hole <= _LONGEST_HOLE:
            hole = 0
        self._next_time = (time + len(pcmu)) & 0xFFFFFFFF
        return PCMU_SILENCE * hole + pcmu


class Listening:
    """One message being taken. Times are seconds of one running clock.

    `take` is called with PCMU piece by piece, `then` once with the seconds taken, after
    which nothing is called.
    """

    __slots__ = (
        "_held",
        "_in_order",
        "_left",
        "_longest_at",
        "_silence",
        "_take",
        "_taken",
        "_then",
        "_voice_at",
        "ended",
    )

    def __init__(
        self,
        take: Callable[[bytes], None],
        then: Callable[[float], None],
        *,
        longest: float,
        silence: float,
        now: float,
    ) -> None:
        self._take, self._then = take, then
        self._silence, self._voice_at = silence, now
        self._longest_at = now + longest
        self._left = round(longest * RATE)
        self._taken = 0
        self._held = bytearray()
        self._in_order = InOrder()
        self.ended = False

    def hear(self, packet: Packet, pcmu: bytes, *, now: float) -> None:
        """Take one packet of sound."""
        if self.ended:
            return
        if loudness(pcmu[:FRAME_BYTES]) >= VOICE:
            self._voice_at = now
        self._keep(self._in_order.add(packet, pcmu))

    def look(self, *, now: float) -> None:
        """End it where time is up or nobody has spoken for too long."""
        silent_for = now - self._voice_at
        if now >= self._longest_at or silent_for >= self._silence:
            self.end()

    def end(self) -> None:
        """End it; a second end is none."""
        if self.ended:
            return
        self._keep(self._in_order.rest())
        self.ended = True
        if self._held:
            self._take(bytes(self._held))
        self._held.clear()
        self._then(self._taken / RATE)

    def _keep(self, pcmu: bytes) -> None:
        pcmu = pcmu[: self._left]
        self._left -= len(pcmu)
        self._taken += len(pcmu)
        self._held += pcmu
        if len(self._held) >= PIECE_BYTES:
            self._take(bytes(self._held))
            self._held.clear()
