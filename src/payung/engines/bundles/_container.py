"""The one way in which a bundle's ZIP container is written, down to the last byte.

Everything in it follows from names, sizes and checksums: no compression, no moment,
no extra field, no comment. So each byte of a header can be foretold and compared.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass


LOCAL_BYTES, CENTRAL_BYTES, END_BYTES = 30, 46, 22
# 1980-01-01 00:00:00, the first moment that the format knows.
_TIME, _DATE = 0, 33
_NEEDED, _STORED, _NO_FLAGS = 10, 0, 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A file in the container: its name, size in bytes, and where its header begins."""

    name: str
    size: int
    start: int

    @property
    def content(self) -> int:
        """Return where its content begins."""
        return self.start + LOCAL_BYTES + len(self.name)

    @property
    def stop(self) -> int:
        """Return the first byte behind it."""
        return self.content + self.size


def places(sizes: list[tuple[str, int]], *, start: int = 0) -> list[Place]:
    """Return where each file lies, one directly behind the other."""
    found = []
    for name, size in sizes:
        place = Place(name=name, size=size, start=start)
        found.append(place)
        start = place.stop
    return found


def local_header(place: Place, crc: int) -> bytes:
    """Return what stands before a file's content."""
    return b"PK\x03\x04" + _shared(place, crc) + place.name.encode()


def central_entry(place: Place, crc: int, *, base: int) -> bytes:
    """Return a file's line in the directory; `base` is where the container begins."""
    head = struct.pack("<4sH", b"PK\x01\x02", _NEEDED)
    # No comment, first disk, no attributes; then where the file lies.
    tail = struct.pack("<HHHII", 0, 0, 0, 0, place.start - base)
    return head + _shared(place, crc) + tail + place.name.encode()


def end_record(count: int, *, size: int, start: int) -> bytes:
    """Return the end: how many files, how long the directory is and where it begins."""
    return struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, size, start, 0)


def crc_in_local(header: bytes) -> int:
    """Return the checksum that a file's header names."""
    return int.from_bytes(header[14:18], "little")


def sizes_in_local(header: bytes) -> tuple[int, int]:
    """Return the two sizes that a file's header names: packed and unpacked."""
    return (
        int.from_bytes(header[18:22], "little"),
        int.from_bytes(header[22:26], "little"),
    )


def _shared(place: Place, crc: int) -> bytes:
    return struct.pack(
        "<HHHHHIIIHH",
        _NEEDED,
        _NO_FLAGS,
        _STORED,
        _TIME,
        _DATE,
        crc,
        place.size,
        place.size,
        len(place.name),
        0,
    )
