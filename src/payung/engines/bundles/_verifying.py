"""Check a bundle: name every byte that is not as it was signed."""

from __future__ import annotations

from typing import BinaryIO

from ._comparing import compare
from ._findings import Finding, Report, Trouble
from ._manifest import MANIFEST
from ._meaning import CheckStamp, Inside, check_meaning
from ._opening import Opened, Signed, open_list
from ._source import Source


def verify(
    reader: BinaryIO, *, signed: Signed, check_stamp: CheckStamp | None
) -> Report:
    """Return what was found in a bundle, however damaged it is.

    `signed(key, signature, statement)` says whether the owner of a 32-byte key made a
    signature; `check_stamp` is None where time stamps cannot be checked.
    """
    source = Source.of(reader)
    opened = open_list(source, signed)
    if opened is None:
        nothing = Finding(
            trouble=Trouble.NO_BUNDLE, name="", start=0, stop=max(1, source.size)
        )
        return Report(manifest=None, findings=(nothing,))
    if opened.manifest is None or not opened.whole:
        return _list_changed(source, opened)
    compared = compare(source, opened, opened.manifest)
    inside = Inside(source=source, manifest=opened.manifest, whole=compared.whole)
    odd, stamps, unchecked = check_meaning(inside, check_stamp)
    unsigned = [] if opened.signed else _unsigned(inside)
    return Report(
        manifest=opened.manifest,
        findings=(*_before(opened), *unsigned, *compared.findings, *odd),
        stamps=tuple(stamps),
        unchecked=tuple(unchecked),
    )


def _before(opened: Opened) -> list[Finding]:
    if opened.base == 0:
        return []
    return [Finding(trouble=Trouble.BEFORE, name="", start=0, stop=opened.base)]


def _unsigned(inside: Inside) -> list[Finding]:
    """Return that the list is not what was signed, unless the signature was damaged."""
    if "signature.bin" not in inside.whole:
        return []
    return [inside.finding(Trouble.SIGNATURE, MANIFEST)]


def _list_changed(source: Source, opened: Opened) -> Report:
    """Return that the list was changed: nothing else can be compared with it."""
    stop = min(opened.start + len(opened.data), source.size)
    changed = Finding(
        trouble=Trouble.CONTENT, name=MANIFEST, start=opened.start, stop=stop
    )
    names = tuple(one.name for one in opened.manifest.files) if opened.manifest else ()
    return Report(manifest=None, findings=(*_before(opened), changed), unchecked=names)
