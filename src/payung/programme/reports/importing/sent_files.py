"""Keep the files of a submission: sealed before the first byte is written, each once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from payung.engines import sealed
from payung.gateways.vault import Vault
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.stored_keys import row_of, team_public
from payung.programme.reports import kinds
from payung.programme.reports.import_models import SentFile
from payung.programme.reports.models import Attachment, Report

from .digests import keyed_digest


class AnotherContent(ValueError):
    """Other bytes came under the name of a file that is kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SentIn:
    """A file in clear, on its way in; `question` is empty where no answer names it."""

    name: str
    kind: str
    content: bytes
    question: str


def keep_sent_file(
    *, actor: Actor, report: Report, given: SentIn, vault: Vault, at: datetime
) -> SentFile:
    """Keep a file under a key of its own; the same one again changes nothing.

    The report's key is not here any more, so the file's own is wrapped to the team
    under the file's number. Raise AnotherContent.
    """
    known = _known(report, given)
    if known is not None:
        return known
    file = uuid4()
    try:
        return _keep(actor, report, given, file, vault, at)
    except IntegrityError:
        # The same file came twice at once: the other one is kept, this copy goes.
        vault.remove(file)
        known = _known(report, given)
        if known is None:
            raise
        return known


def _known(report: Report, given: SentIn) -> SentFile | None:
    name, content = _digests(given)
    known = report.sent_files.filter(name=name).first()
    if known is not None and known.content != content:
        raise AnotherContent(report.reference)
    return known


@transaction.atomic
def _keep(
    actor: Actor,
    report: Report,
    given: SentIn,
    file: UUID,
    vault: Vault,
    at: datetime,
) -> SentFile:
    secret = sealed.new_record_secret(file)
    row_of(sealed.wrap_for_team(secret, team_public(report.team))).save(
        force_insert=True
    )
    locked = b"".join(sealed.seal_stream(secret, file, [given.content]))
    vault.put(file, [locked])
    attachment = Attachment.objects.create(
        report=report,
        file=file,
        question=given.question[:200],
        kind=given.kind[:60],
        size=len(locked),
        received_at=at,
        digest=hashlib.sha256(locked).hexdigest(),
    )
    name, content = _digests(given)
    row = SentFile.objects.create(
        report=report,
        attachment=attachment,
        name=name,
        content=content,
        listed=bool(given.question),
    )
    record(kinds.FILE_TAKEN, actor=actor, subject=report.reference, at=at)
    return row


def missing_files(report: Report, named: Iterable[str]) -> int:
    """Return how many files the answers name that have not come yet."""
    here = set(report.sent_files.values_list("name", flat=True))
    return len({_name(one) for one in named} - here)


def _digests(given: SentIn) -> tuple[str, str]:
    return _name(given.name), keyed_digest("file", given.content)


def _name(name: str) -> str:
    return keyed_digest("file name", name)
