"""The one RTP stream that a telephone hears from us, whatever it is made of.

Prompts of ours and the relayed voice of another follow one another under one source,
one running sequence and one clock, so that her telephone needs to be told nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from .companding import FRAME_SECONDS, RATE
from .rtp import Packet, ahead, write_packet


# A relayed stream has begun anew when it leaps so many packets, or 1/8000 seconds.
_LEAP_PACKETS = 1500
_LEAP_TIME = 5 * RATE
# How late a packet may come and still be passed on, in packets.
_LATEST = 50


@dataclass(frozen=True, slots=True)
class _Relayed:
    """Whose stream is passed on, and what makes its counters ours."""

    source: int
    add_sequence: int
    add_time: int


class Outgoing:
    """Writes packets; the three first numbers are chance, as RFC 3550 wants."""

    __slots__ = ("_first", "_last_at", "_relayed", "_sequence", "_source", "_time")

    def __init__(self, *, source: int, sequence: int, timestamp: int) -> None:
        self._source = source
        self._sequence = sequence & 0xFFFF
        self._time = timestamp & 0xFFFFFFFF
        self._last_at: float | None = None
        self._relayed: _Relayed | None = None
        self._first = self._sequence

    def say(self, sound: bytes, *, payload_type: int, now: float) -> bytes:
        """Return a packet of our own sound, the next on the clock."""
        begins = self._begins(now)
        self._sequence = (self._sequence + 1) & 0xFFFF
        self._time = self._time_at(now) if begins else self._after(len(sound))
        self._relayed, self._last_at = None, now
        return self._write(payload_type, begins, self._sequence, self._time, sound)

    def pass_on(
        self, packet: Packet, sound: bytes, *, payload_type: int, now: float
    ) -> bytes | None:
        """Return a packet of another telephone as one of ours.

        Loss, order and pauses stay as they were: her telephone can mend what it sees.
        None for a late packet of before the relaying began.
        """
        relayed = self._relayed
        begins = relayed is None or self._leaps(relayed, packet, now)
        if relayed is None or begins:
            relayed = self._relayed = self._joined(packet, now)
        sequence = (packet.sequence + relayed.add_sequence) & 0xFFFF
        timestamp = (packet.timestamp + relayed.add_time) & 0xFFFFFFFF
        if ahead(sequence, self._first, 16) < 0:
            return None
        self._remember(sequence, timestamp, now)
        marker = begins or packet.marker
        return self._write(payload_type, marker, sequence, timestamp, sound)

    def _begins(self, now: float) -> bool:
        if self._last_at is None or self._relayed is not None:
            return True
        return now - self._last_at > 4 * FRAME_SECONDS

    def _after(self, samples: int) -> int:
        return (self._time + samples) & 0xFFFFFFFF

    def _time_at(self, now: float) -> int:
        """Return the timestamp for this moment, later than any that was sent."""
        passed = 0.0 if self._last_at is None else now - self._last_at
        return self._after(max(round(passed * RATE), round(FRAME_SECONDS * RATE)))

    def _leaps(self, relayed: _Relayed, packet: Packet, now: float) -> bool:
        if packet.source != relayed.source:
            return True
        packets = packet.sequence + relayed.add_sequence
        time = packet.timestamp + relayed.add_time
        return (
            abs(ahead(packets, self._sequence, 16)) > _LEAP_PACKETS
            or abs(ahead(time, self._time_at(now), 32)) > _LEAP_TIME
        )

    def _joined(self, packet: Packet, now: float) -> _Relayed:
        self._first = (self._sequence + 1) & 0xFFFF
        return _Relayed(
            source=packet.source,
            add_sequence=self._first - packet.sequence,
            add_time=self._time_at(now) - packet.timestamp,
        )

    def _remember(self, sequence: int, timestamp: int, now: float) -> None:
        if ahead(sequence, self._sequence, 16) <= 0:
            return
        self._sequence, self._time, self._last_at = sequence, timestamp, now
        # Counted from the beginning, ten minutes later it would lie ahead on the ring.
        if ahead(sequence, self._first, 16) > _LATEST:
            self._first = (sequence - _LATEST) & 0xFFFF

    def _write(
        self, kind: int, marker: bool, sequence: int, timestamp: int, sound: bytes
    ) -> bytes:
        return write_packet(
            Packet(kind, marker, sequence, timestamp, self._source, sound)
        )
