"""What a file really is, whatever its name says; archives are opened in memory only."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop


MOST_BYTES = 300 * 1024 * 1024
MOST_MEMBERS = 50_000
OLD_OFFICE = b"\xd0\xcf\x11\xe0"


class FileKind(StrEnum):
    """What can be brought in."""

    SUBMISSIONS = "submissions"
    EXPORT = "export"
    SHEET = "sheet"


class NotWhatItSays(ValueError):
    """The file is none that can be brought in; says what it seems to be, and what to do."""

    def __init__(self, sentence: str, remedy: str) -> None:
        self.sentence = sentence
        self.remedy = remedy
        super().__init__(f"{sentence} {remedy}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Offered:
    """The parts of what was given: one file, or those of an archive or a folder."""

    kind: FileKind
    parts: Mapping[str, bytes]


def offered(name: str, content: bytes) -> Offered:
    """Return what a file holds; raise NotWhatItSays."""
    if content.startswith(b"PK"):
        return _archive(name, content)
    return parts_of({name: content})


def parts_of(parts: Mapping[str, bytes]) -> Offered:
    """Return what a folder of files holds: submissions before tables of them."""
    kinds = {name: _kind(content) for name, content in parts.items()}
    if FileKind.SUBMISSIONS in kinds.values():
        return Offered(kind=FileKind.SUBMISSIONS, parts=parts)
    tables = {n: c for n, c in parts.items() if kinds[n] is FileKind.EXPORT}
    if not tables:
        raise NotWhatItSays(
            gettext_noop("There are no submissions and no table in it."),
            gettext_noop(
                "Give XML submissions, a CSV export or a spreadsheet (XLSX or CSV)."
            ),
        )
    return Offered(kind=FileKind.EXPORT, parts=tables)


def _archive(name: str, content: bytes) -> Offered:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = [one for one in archive.infolist() if _counts(one)]
        _check(members)
        if any(one.filename == "xl/workbook.xml" for one in members):
            return Offered(kind=FileKind.SHEET, parts={name: content})
        parts = {one.filename: archive.read(one) for one in members}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError) as why:
        raise NotWhatItSays(
            gettext_noop("The archive is cut off or damaged."),
            gettext_noop("Copy it again, or export it again."),
        ) from why
    return parts_of(parts)


def _counts(one: zipfile.ZipInfo) -> bool:
    name = one.filename
    return not one.is_dir() and not name.startswith("__MACOSX/")


def _check(members: list[zipfile.ZipInfo]) -> None:
    if any(one.flag_bits & 1 for one in members):
        raise NotWhatItSays(
            gettext_noop("The archive is locked with a password."),
            gettext_noop("Unpack it, then give the files."),
        )
    if len(members) > MOST_MEMBERS or sum(x.file_size for x in members) > MOST_BYTES:
        raise NotWhatItSays(
            gettext_noop("The archive unpacks to more than can be read at once."),
            gettext_noop("Export fewer submissions at a time."),
        )


def _kind(content: bytes) -> FileKind | None:
    """Return the kind of one file; None for what stands beside, such as a picture."""
    if content.startswith(OLD_OFFICE):
        raise NotWhatItSays(
            gettext_noop("This is a spreadsheet of the old kind (XLS)."),
            gettext_noop("Save it as XLSX or CSV."),
        )
    head = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:256]
    if head.startswith(b"<") and b"<html" not in head.lower():
        return FileKind.SUBMISSIONS
    if not head or b"\0" in content[:4096] or head.startswith((b"%PDF", b"<")):
        return None
    if not _is_text(content):
        return None
    first = head.partition(b"\n")[0]
    return FileKind.EXPORT if any(s in first for s in (b",", b";", b"\t")) else None


def _is_text(content: bytes) -> bool:
    try:
        content[:4096].decode("utf-8-sig")
    except UnicodeDecodeError as why:
        # A sign that is cut where the piece ends is no reason to doubt the rest.
        return len(content) > 4096 and why.start >= 4092
    return True
