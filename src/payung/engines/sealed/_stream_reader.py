"""Read a sealed attachment: all of it, or the bytes a player asks for."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from ._context import Id
from ._records import RecordSecret
from ._refusal import Refused
from ._streams import (
    CHUNK_BYTES,
    HEADER_BYTES,
    SEALED_CHUNK_BYTES,
    chunk_nonce,
    plain_size,
    seal_stream,
    stream_cipher,
)
from .primitives import Suite


class StreamReader:
    """A sealed attachment opened for reading; Refused at once if it was cut.

    `sealed` is any seekable binary file. The last chunk is opened first: only it
    proves that the size, and so every range, is the one that was sealed.
    """

    __slots__ = ("_cipher", "_sealed", "size")

    def __init__(self, secret: RecordSecret, attachment: Id, sealed: BinaryIO) -> None:
        self._sealed = sealed
        self.size = plain_size(sealed.seek(0, io.SEEK_END))
        sealed.seek(0)
        header = sealed.read(HEADER_BYTES)
        if len(header) != HEADER_BYTES or header[0] != Suite.XWING:
            raise Refused
        self._cipher = stream_cipher(secret, attachment, header[1:])
        self._chunk(self._last)

    @property
    def _last(self) -> int:
        return max(0, self.size - 1) // CHUNK_BYTES

    def read(self, start: int, stop: int) -> Iterator[bytes]:
        """Yield the bytes from `start` up to, not including, `stop`, like a slice.

        Both count from 0 and may lie beyond the end. A flipped byte or a chunk moved
        here from elsewhere is Refused when it is reached.
        """
        start, stop = max(0, start), min(stop, self.size)
        if start >= stop:
            return
        for number in range(start // CHUNK_BYTES, (stop - 1) // CHUNK_BYTES + 1):
            offset = number * CHUNK_BYTES
            chunk = self._chunk(number)
            yield chunk[max(0, start - offset) : stop - offset]

    def __iter__(self) -> Iterator[bytes]:
        """Yield the whole file."""
        return self.read(0, self.size)

    def _chunk(self, number: int) -> bytes:
        self._sealed.seek(HEADER_BYTES + number * SEALED_CHUNK_BYTES)
        sealed = self._sealed.read(SEALED_CHUNK_BYTES)
        nonce = chunk_nonce(number, is_last=number == self._last)
        return self._cipher.open(nonce, sealed)


def restream(
    sealed: BinaryIO, attachment: Id, *, before: RecordSecret, after: RecordSecret
) -> Iterator[bytes]:
    """Yield the attachment sealed under a record's new key: write it to a new file."""
    return seal_stream(after, attachment, StreamReader(before, attachment, sealed))
