"""Find the signed list of a bundle, even where bytes beside it were changed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ._container import LOCAL_BYTES, crc_in_local, sizes_in_local
from ._manifest import (
    LABEL,
    MANIFEST,
    SIGNATURE,
    Manifest,
    NotAManifest,
    read_statement,
)
from ._source import Source


SIGNATURE_BYTES = 64
_HEAD = LOCAL_BYTES + len(MANIFEST)
_BEFORE_SIGNATURE = LOCAL_BYTES + len(SIGNATURE)
_BEGINS = f'{{"about":"{LABEL}"'.encode()
_LONGEST = 8 * 1024 * 1024
# Says whether the owner of a 32-byte key made this signature of a statement.
Signed = Callable[[bytes, bytes, bytes], bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """The list as it lies there: from `base` on, whether it is whole and signed.

    `whole` is False where the list itself was changed by accident: then nothing can be
    compared with it.
    """

    base: int
    data: bytes
    signature: bytes
    manifest: Manifest | None
    signed: bool
    whole: bool

    @property
    def start(self) -> int:
        """Return the first byte of the list."""
        return self.base + _HEAD

    @property
    def signature_start(self) -> int:
        """Return the first byte of the signature."""
        return self.start + len(self.data) + _BEFORE_SIGNATURE


def open_list(source: Source, signed: Signed) -> Opened | None:
    """Return the list of a bundle; None where there is no bundle to be seen."""
    base = _base(source)
    if base is None:
        return None
    found = [_opened(source, base, length, signed) for length in _lengths(source, base)]
    for one in found:
        if one.signed:
            return one
    for one in found:
        if one.whole:
            return one
    return found[0] if found else None


def _base(source: Source) -> int | None:
    """Return where the bundle begins: at the first byte, or behind what was put before.

    Either of two signs will do, because the other may be what was changed.
    """
    head = source.at(0, _HEAD)
    if source.at(_HEAD, len(_BEGINS)) == _BEGINS or head.endswith(MANIFEST.encode()):
        return 0
    found = source.find(_BEGINS)
    return None if found is None or found < _HEAD else found - _HEAD


def _lengths(source: Source, base: int) -> Iterator[int]:
    """Yield how long the list may be: as its header says, twice; as it reads."""
    seen = set()
    room = min(_LONGEST, source.size - base - _HEAD)
    for length in sizes_in_local(source.at(base, _HEAD)):
        if 0 < length <= room and length not in seen:
            seen.add(length)
            yield length
    if (length := _as_it_reads(source.at(base + _HEAD, room))) not in {0, *seen}:
        yield length


def _as_it_reads(data: bytes) -> int:
    text = data.decode("utf-8", "surrogateescape")
    try:
        _facts, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return 0
    return len(text[:end].encode("utf-8", "surrogateescape"))


def _opened(source: Source, base: int, length: int, signed: Signed) -> Opened:
    data = source.at(base + _HEAD, length)
    place = base + _HEAD + length + _BEFORE_SIGNATURE
    signature = source.at(place, SIGNATURE_BYTES)
    try:
        manifest = read_statement(data)
    except NotAManifest:
        manifest = None
    holds = manifest is not None and signed(
        bytes.fromhex(manifest.key), signature, data
    )
    as_summed = zlib.crc32(data) == crc_in_local(source.at(base, _HEAD))
    return Opened(
        base=base,
        data=data,
        signature=signature,
        manifest=manifest,
        signed=holds,
        whole=holds or (manifest is not None and as_summed),
    )
