"""Read a bundle in pieces, wherever it lies."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import SEEK_END
from typing import BinaryIO


_PIECE = 1024 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A seekable reader and how many bytes it has."""

    reader: BinaryIO
    size: int

    @classmethod
    def of(cls, reader: BinaryIO) -> Source:
        """Return the source that a reader is."""
        return cls(reader=reader, size=reader.seek(0, SEEK_END))

    def at(self, start: int, count: int) -> bytes:
        """Return so many bytes from `start`, fewer where it ends before."""
        self.reader.seek(start)
        return self.reader.read(max(0, count))

    def digests(self, start: int, count: int) -> tuple[str, int]:
        """Return SHA-256 (hex) and CRC-32 of so many bytes from `start`."""
        digest, crc = hashlib.sha256(), 0
        for piece in self._pieces(start, count):
            digest.update(piece)
            crc = zlib.crc32(piece, crc)
        return digest.hexdigest(), crc

    def find(self, sign: bytes) -> int | None:
        """Return where these bytes first stand, or None."""
        held, start = b"", 0
        for piece in self._pieces(0, self.size):
            held += piece
            place = held.find(sign)
            if place >= 0:
                return start + place
            kept = held[-len(sign) :]
            start, held = start + len(held) - len(kept), kept
        return None

    def _pieces(self, start: int, count: int) -> Iterator[bytes]:
        self.reader.seek(start)
        while count > 0 and (piece := self.reader.read(min(count, _PIECE))):
            count -= len(piece)
            yield piece
