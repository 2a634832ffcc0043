"""Key presses as telephone events (RFC 4733, before it RFC 2833), each counted once.

Tones inside the sound (in-band DTMF) are not looked for: every gateway and telephone
that we speak to sends events, and a voice can imitate a tone.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from .rtp import Packet, ahead


KEYS = "0123456789*#ABCD"
# A press lives on in its repeats. Programs that play a recorded press (SIPp) send the
# same timestamps for the next one; what comes after this many seconds is a new press.
FORGOTTEN_AFTER = 2.0
# A gateway that moves the timestamp in every packet, or cuts a long press into several
# (RFC 4733, 2.5.1.3), begins where the last one ended; a finger needs longer: 1/8000 s.
_CLOSER_THAN_A_FINGER = 240

_EVENT = struct.Struct("!BBH")


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One report about a press: which key, whether it is over, how long (1/8000 s)."""

    code: int
    over: bool
    duration: int


def read_event(payload: bytes) -> Event | None:
    """Return the event, or None for anything that is not one."""
    if len(payload) < _EVENT.size:
        return None
    code, flags, duration = _EVENT.unpack_from(payload)
    return Event(code=code, over=flags >= 0x80, duration=duration)


@dataclass(slots=True)
class _Press:
    source: int
    timestamp: int
    event: Event
    heard_at: float


class KeyPad:
    """Turns the event packets of one telephone into presses.

    The first packet that arrives of a press reports it, whichever was lost.
    """

    __slots__ = ("_last",)

    def __init__(self) -> None:
        self._last: _Press | None = None

    def press(self, packet: Packet, *, now: float) -> str:
        """Return the key, once per press, else "". `now` in seconds."""
        event = read_event(packet.payload)
        if event is None or event.code >= len(KEYS):
            return ""
        last = self._last
        if last is not None and self._repeats(last, packet, event, now):
            return ""
        self._last = _Press(packet.source, packet.timestamp, event, now)
        return KEYS[event.code]

    def _repeats(self, last: _Press, packet: Packet, event: Event, now: float) -> bool:
        gone = now - last.heard_at > FORGOTTEN_AFTER
        if gone or packet.source != last.source:
            return False
        step = ahead(packet.timestamp, last.timestamp, 32)
        if step < 0:
            # An older press, late. One that restarts its clock waits to be forgotten.
            return True
        if step > 0 and not _goes_on(last.event, packet, event, step):
            return False
        if step == 0:
            event = _longest(event, last.event)
        self._last = _Press(packet.source, packet.timestamp, event, now)
        return True


def _longest(one: Event, other: Event) -> Event:
    # Packets of one press overtake one another; over stays over.
    duration = max(one.duration, other.duration)
    return Event(code=one.code, over=one.over or other.over, duration=duration)


def _goes_on(last: Event, packet: Packet, event: Event, step: int) -> bool:
    if event.code != last.code or (packet.marker and last.over):
        return False
    return step <= last.duration + _CLOSER_THAN_A_FINGER
