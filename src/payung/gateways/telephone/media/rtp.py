"""RTP packets (RFC 3550), read and written; what strangers send never raises."""

from __future__ import annotations

import struct
from typing import NamedTuple


VERSION = 2
HEAD = struct.Struct("!BBHII")
MOST_BYTES = 1500
"""Longer than any packet of speech; a longer one is junk."""

# RTCP that came to the wrong port: 200-204 read as RTP with a marker (RFC 5761).
_RTCP = range(72, 77)


class Packet(NamedTuple):
    """One packet. Sequence in 16 bits, timestamp (1/8000 s) and source in 32.

    A tuple, not a dataclass: thousands are made every second.
    """

    payload_type: int
    marker: bool
    sequence: int
    timestamp: int
    source: int
    payload: bytes


def read_packet(data: bytes) -> Packet | None:
    """Return the packet, or None for anything that is not one."""
    if not HEAD.size <= len(data) <= MOST_BYTES:
        return None
    first, second, sequence, timestamp, source = HEAD.unpack_from(data)
    if first >> 6 != VERSION:
        return None
    payload = data[HEAD.size :] if first == VERSION << 6 else _bare(data, first)
    payload_type = second & 0x7F
    if payload is None or payload_type in _RTCP:
        return None
    return Packet(payload_type, second >= 0x80, sequence, timestamp, source, payload)


def write_packet(packet: Packet) -> bytes:
    """Return the bytes to send: no padding, no extension."""
    kind, marker, sequence, timestamp, source, payload = packet
    second = kind | 0x80 if marker else kind
    return HEAD.pack(VERSION << 6, second, sequence, timestamp, source) + payload


def ahead(later: int, earlier: int, bits: int) -> int:
    """Return how far one counter is ahead of another that runs round; may be < 0."""
    half = 1 << (bits - 1)
    return ((later - earlier + half) & ((1 << bits) - 1)) - half


def _bare(data: bytes, first: int) -> bytes | None:
    """Return the payload without contributors, extension and padding."""
    start = HEAD.size + 4 * (first & 0x0F)
    end = len(data)
    if first & 0x10:
        if start + 4 > end:
            return None
        start += 4 + 4 * int.from_bytes(data[start + 2 : start + 4], "big")
    if first & 0x20:
        end -= data[-1]
        if data[-1] == 0:
            return None
    return data[start:end] if start <= end else None
