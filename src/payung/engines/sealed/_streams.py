"""Seal an attachment chunk by chunk, so that nothing large is ever held in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from . import primitives
from ._context import Id, context
from ._records import RecordSecret
from ._refusal import Refused
from .primitives import TAG_BYTES, ChunkCipher, Suite


CHUNK_BYTES = 64 * 1024
SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES
SALT_BYTES = 16
HEADER_BYTES = 1 + SALT_BYTES


def seal_stream(
    secret: RecordSecret, attachment: Id, pieces: Iterable[bytes]
) -> Iterator[bytes]:
    """Return the sealed file: 17 bytes of header, then chunks of 64 KiB and a tag.

    `pieces` may be of any sizes. The last chunk is marked as the last one, so a file
    that was cut, even between two chunks, is refused.
    """
    salt = primitives.random_bytes(SALT_BYTES)
    return salted_stream(secret, attachment, pieces, salt=salt)


def salted_stream(
    secret: RecordSecret, attachment: Id, pieces: Iterable[bytes], *, salt: bytes
) -> Iterator[bytes]:
    """Yield the sealed file under a given salt, for test vectors.

    Two files under one salt would share their nonces: only `seal_stream` may call it.
    """
    cipher = stream_cipher(secret, attachment, salt)
    yield bytes([Suite.XWING]) + salt
    for number, chunk, is_last in _numbered(_chunks(pieces)):
        yield cipher.seal(chunk_nonce(number, is_last=is_last), chunk)


def stream_cipher(secret: RecordSecret, attachment: Id, salt: bytes) -> ChunkCipher:
    """Return the cipher of one attachment of one record, sealed with this salt."""
    about = context("attachment", secret.record, attachment)
    return ChunkCipher(primitives.derive(secret.key, about, salt=salt))


def chunk_nonce(number: int, *, is_last: bool) -> bytes:
    """Return 12 bytes: the chunk's number from 0 in eleven, then 1 for the last."""
    return number.to_bytes(11, "big") + (b"\x01" if is_last else b"\x00")


def sealed_size(plain_size: int) -> int:
    """Return how many bytes a file of this size takes when sealed."""
    chunks = max(1, -(-plain_size // CHUNK_BYTES))
    return HEADER_BYTES + plain_size + chunks * TAG_BYTES


def plain_size(sealed: int) -> int:
    """Return the size of the file inside; a size no sealed file has is Refused."""
    body = sealed - HEADER_BYTES
    chunks = max(1, -(-body // SEALED_CHUNK_BYTES))
    size = body - chunks * TAG_BYTES
    if size < 0 or sealed_size(size) != sealed:
        raise Refused
    return size


def _chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) >= CHUNK_BYTES:
            yield bytes(held[:CHUNK_BYTES])
            del held[:CHUNK_BYTES]
    yield bytes(held)


def _numbered(chunks: Iterator[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    """Yield (number, chunk, is last); an empty end belongs to an empty file only."""
    held = next(chunks)
    number = 0
    for chunk in chunks:
        if chunk:
            yield number, held, False
            held, number = chunk, number + 1
    yield number, held, True
