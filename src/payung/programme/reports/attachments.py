"""Sealed files of a report: taken chunk by chunk, once each, never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from payung.engines import sealed
from payung.gateways.vault import AlreadyKept, Vault
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .arriving import NotReadable
from .models import Attachment, Report


PIECE = 64 * 1024


class AnotherFile(ValueError):
    """Other bytes came under the name of a file that is kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ArrivingFile:
    """A sealed file on its way in: its id, which question, which kind of content."""

    file: UUID
    question: str
    kind: str
    digest: str
    size: int


def keep_file(
    *,
    actor: Actor,
    report: Report,
    given: ArrivingFile,
    pieces: Iterable[bytes],
    vault: Vault,
    at: datetime,
) -> Attachment:
    """Keep a file that was sealed on the phone; the same one again changes nothing.

    Raise NotReadable where the bytes are not what was announced or no sealed file has
    that size, AnotherFile where other bytes stand under this id.
    """
    _check_size(given.size)
    known = Attachment.objects.filter(file=given.file).first()
    if known is not None:
        return _same(known, report, given)
    try:
        vault.put(given.file, _checked(pieces, given))
    except AlreadyKept:
        # The bytes came before, and the machine stopped before the row was written.
        _check_kept(vault, given)
    return _row(actor, report, given, at)


@transaction.atomic
def _row(actor: Actor, report: Report, given: ArrivingFile, at: datetime) -> Attachment:
    row, new = Attachment.objects.get_or_create(
        file=given.file,
        defaults={
            "report": report,
            "question": given.question[:200],
            "kind": given.kind[:60],
            "size": given.size,
            "received_at": at,
            "digest": given.digest,
        },
    )
    if new:
        record(kinds.FILE_TAKEN, actor=actor, subject=report.reference, at=at)
    return row


def _same(known: Attachment, report: Report, given: ArrivingFile) -> Attachment:
    if known.report_id != report.pk or known.digest != given.digest:
        raise AnotherFile(str(given.file))
    return known


def _check_size(size: int) -> None:
    try:
        sealed.plain_size(size)
    except sealed.Refused:
        raise NotReadable from None


def _checked(pieces: Iterable[bytes], given: ArrivingFile) -> Iterator[bytes]:
    """Give the pieces on; raise NotReadable at the end, before the file gets its name."""
    seen, size = hashlib.sha256(), 0
    for piece in pieces:
        seen.update(piece)
        size += len(piece)
        yield piece
    if size != given.size or seen.hexdigest() != given.digest:
        raise NotReadable


def _check_kept(vault: Vault, given: ArrivingFile) -> None:
    with vault.open(given.file) as kept:
        digest = hashlib.sha256()
        for piece in pieces_of(kept):
            digest.update(piece)
    if digest.hexdigest() != given.digest:
        raise AnotherFile(str(given.file))


def pieces_of(file: BinaryIO) -> Iterator[bytes]:
    """Give a file piece by piece."""
    while piece := file.read(PIECE):
        yield piece
