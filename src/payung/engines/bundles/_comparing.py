"""Compare every byte of a bundle with what its signed list foretells."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from ._container import (
    CENTRAL_BYTES,
    END_BYTES,
    LOCAL_BYTES,
    Place,
    central_entry,
    crc_in_local,
    end_record,
    local_header,
    places,
)
from ._findings import Finding, Trouble
from ._manifest import MANIFEST, SIGNATURE, Manifest
from ._opening import SIGNATURE_BYTES, Opened
from ._source import Source


_END = "end of the file"


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """What differs, and where each file lies that is as it was signed."""

    findings: tuple[Finding, ...]
    whole: dict[str, Place]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Seen:
    """A file as it lies there: its checksum as it should stand in both headers."""

    place: Place
    crc: int
    as_signed: bool


def compare(source: Source, opened: Opened, manifest: Manifest) -> Compared:
    """Return everything that is not as it was written, in the order of the bytes."""
    digests = _digests(opened, manifest)
    sizes = [
        (MANIFEST, len(opened.data)),
        (SIGNATURE, SIGNATURE_BYTES),
        *((one.name, one.size) for one in manifest.files),
    ]
    laid = places(sizes, start=opened.base)
    seen = [_seen(source, place, digests[place.name]) for place in laid]
    findings = [found for one in seen for found in _file(source, one)]
    findings += _directory(source, seen, opened.base)
    return Compared(
        findings=tuple(findings),
        whole={one.place.name: one.place for one in seen if one.as_signed},
    )


def _digests(opened: Opened, manifest: Manifest) -> dict[str, str]:
    """Return the digest of each file; "" for a signature that does not hold."""
    signature = hashlib.sha256(opened.signature).hexdigest() if opened.signed else ""
    return {
        MANIFEST: hashlib.sha256(opened.data).hexdigest(),
        SIGNATURE: signature,
        **{one.name: one.sha256 for one in manifest.files},
    }


def _seen(source: Source, place: Place, digest: str) -> _Seen:
    found, crc = source.digests(place.content, place.size)
    header = source.at(place.start, LOCAL_BYTES)
    in_header = crc_in_local(header)
    # A signature that does not hold, as it was written: something else was changed.
    as_signed = found == digest if digest else crc == in_header
    return _Seen(place=place, crc=crc if as_signed else in_header, as_signed=as_signed)


def _file(source: Source, one: _Seen) -> Iterator[Finding]:
    place = one.place
    header = local_header(place, one.crc)
    yield from _differences(source, Trouble.HEADER, place.name, place.start, header)
    if place.stop > source.size:
        start = max(place.start, source.size)
        yield _finding(Trouble.MISSING, place.name, start, place.stop)
    elif not one.as_signed:
        yield _finding(Trouble.CONTENT, place.name, place.content, place.stop)


def _directory(source: Source, seen: list[_Seen], base: int) -> Iterator[Finding]:
    start = at = seen[-1].place.stop
    for one in seen:
        line = central_entry(one.place, one.crc, base=base)
        name = one.place.name
        yield from _differences(source, Trouble.DIRECTORY, name, at, line)
        at += CENTRAL_BYTES + len(name)
    end = end_record(len(seen), size=at - start, start=start - base)
    yield from _differences(source, Trouble.END, _END, at, end)
    stop = at + END_BYTES
    if source.size < stop:
        yield _finding(Trouble.MISSING, _END, max(start, source.size), stop)
    if source.size > stop:
        yield _finding(Trouble.BEHIND, _END, stop, source.size)


def _differences(
    source: Source, trouble: Trouble, name: str, start: int, expected: bytes
) -> Iterator[Finding]:
    """Yield each run of bytes that differ; what is cut off is told elsewhere."""
    there = source.at(start, len(expected))
    run = None
    for place, (one, other) in enumerate(zip(there, expected, strict=False)):
        if one != other and run is None:
            run = place
        elif one == other and run is not None:
            yield _finding(trouble, name, start + run, start + place)
            run = None
    if run is not None:
        yield _finding(trouble, name, start + run, start + len(there))


def _finding(trouble: Trouble, name: str, start: int, stop: int) -> Finding:
    return Finding(trouble=trouble, name=name, start=start, stop=stop)
