"""Write a bundle piece by piece: nothing of it is ever held whole or put on a disk."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ._container import Place, central_entry, end_record, local_header, places
from ._manifest import MANIFEST, SIGNATURE, Listed, Role, fits, is_a_name


Read = Callable[[], Iterable[bytes]]


class TooMuch(ValueError):
    """More than the plain form of the container holds: 4 GiB, or 5,000 files."""


class NotNamedSo(ValueError):
    """A name that a file in a bundle may not have, or that two have."""


class ContentChanged(ValueError):
    """A file is not what it was when it was measured; the bundle was not finished."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """A file to be written: as it is listed, its CRC-32, and how to read it again."""

    listed: Listed
    crc: int
    read: Read


def measured(name: str, role: Role, read: Read, *, of: int = 0) -> Content:
    """Return a file with its size and digests, read once for it."""
    size, crc, digest = 0, 0, hashlib.sha256()
    for piece in read():
        size, crc = size + len(piece), zlib.crc32(piece, crc)
        digest.update(piece)
    listed = Listed(name=name, role=role, size=size, sha256=digest.hexdigest(), of=of)
    return Content(listed=listed, crc=crc, read=read)


def held_content(name: str, role: Role, data: bytes, *, of: int = 0) -> Content:
    """Return a small file whose bytes are at hand."""
    return measured(name, role, lambda: (data,), of=of)


def sums_of(contents: Iterable[Content]) -> bytes:
    """Return SHA256SUMS of these files, as `sha256sum -c` reads it."""
    lines = (f"{one.listed.sha256}  {one.listed.name}\n" for one in contents)
    return "".join(lines).encode()


def write(
    *, statement: bytes, signature: bytes, contents: Sequence[Content]
) -> Iterator[bytes]:
    """Return the bytes of the bundle; raise TooMuch, NotNamedSo before the first.

    Raise ContentChanged, and leave it unfinished, where a file is not what was measured.
    """
    first = (
        held_content(MANIFEST, Role.SUMS, statement),
        held_content(SIGNATURE, Role.SUMS, signature),
    )
    _check_names(contents)
    every = (*first, *contents)
    sizes = [(one.listed.name, one.listed.size) for one in every]
    if not fits(sizes):
        raise TooMuch
    return _written(every, places(sizes))


def _check_names(contents: Sequence[Content]) -> None:
    names = [one.listed.name for one in contents]
    if len(set(names)) != len(names) or not all(map(is_a_name, names)):
        raise NotNamedSo


def _written(every: Sequence[Content], laid: Sequence[Place]) -> Iterator[bytes]:
    for one, place in zip(every, laid, strict=True):
        yield local_header(place, one.crc)
        yield from _as_measured(one)
    directory = b"".join(
        central_entry(place, one.crc, base=0)
        for one, place in zip(every, laid, strict=True)
    )
    yield directory
    yield end_record(len(laid), size=len(directory), start=laid[-1].stop)


def _as_measured(one: Content) -> Iterator[bytes]:
    digest, size = hashlib.sha256(), 0
    for piece in one.read():
        digest.update(piece)
        size += len(piece)
        # A byte too many would push everything behind it out of its place.
        if size > one.listed.size:
            raise ContentChanged
        yield piece
    if size != one.listed.size or digest.hexdigest() != one.listed.sha256:
        raise ContentChanged
