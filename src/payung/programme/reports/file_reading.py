"""Open a sealed file of a report for the actor alone: all of it, or a piece of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from payung.engines import sealed
from payung.gateways.vault import NoSuchFile, Vault
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import RecordKey

from . import kinds
from .access import NoSuchReport
from .models import Attachment, Report


# What a browser may show or play; anything else is only ever kept as a file.
ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "audio/aac": "aac",
    "audio/amr": "amr",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/webm": "webm",
    "audio/x-m4a": "m4a",
    "video/3gpp": "3gp",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
    "application/pdf": "pdf",
}


class CannotBeOpened(ValueError):
    """The file is gone, or it is not what was sealed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """The bytes from `start` up to `stop` of an opened file of `size` bytes."""

    start: int
    stop: int
    size: int
    content: Iterator[bytes]


def file_in(report: Report, file: UUID) -> Attachment:
    """Return one file of a report; raise NoSuchReport."""
    found = report.attachments.filter(file=file).first()
    if found is None:
        raise NoSuchReport(str(file))
    return found


def media_of(attachment: Attachment) -> str:
    """Return what a file may be given out as: what a phone calls it is not believed."""
    said = attachment.kind.partition(";")[0].strip().lower()
    return said if said in ENDINGS else "application/octet-stream"


def ending_of(attachment: Attachment) -> str:
    """Return the ending for a downloaded file, without its dot."""
    return ENDINGS.get(media_of(attachment), "bin")


@transaction.atomic
def read_file(
    *,
    actor: Actor,
    attachment: Attachment,
    start: int,
    stop: int,
    vault: Vault,
    at: datetime,
) -> Piece:
    """Open a file from `start` up to `stop`; raise KeysNeeded or CannotBeOpened.

    The sealed original stays as it is. Each opening is an entry in the journal.
    """
    secret = _secret(actor, attachment)
    try:
        file = vault.open(attachment.file)
    except NoSuchFile:
        raise CannotBeOpened from None
    try:
        reader = sealed.StreamReader(secret, attachment.file, file)
    except sealed.Refused:
        file.close()
        raise CannotBeOpened from None
    record(kinds.FILE_READ, actor=actor, subject=attachment.report.reference, at=at)
    return Piece(
        start=start,
        stop=stop,
        size=reader.size,
        content=_closing(file, reader.read(start, stop)),
    )


def _secret(actor: Actor, attachment: Attachment) -> sealed.RecordSecret:
    # What came from a collecting app has a key of its own, under the file's number.
    own = RecordKey.objects.filter(record=attachment.file).exists()
    wanted = attachment.file if own else attachment.report_id
    try:
        return actor.unlocked.secret(wanted)
    except sealed.Refused:
        raise CannotBeOpened from None


def _closing(file: BinaryIO, pieces: Iterator[bytes]) -> Iterator[bytes]:
    with file:
        yield from pieces
