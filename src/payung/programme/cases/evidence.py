"""Take a file in: its digest first, then sealed under a key of its own, never in clear."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.gateways.vault import Vault
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.refusals import CannotBe
from payung.programme.people.stored_keys import row_of

from . import kinds
from .custody_events import add_event
from .file_kinds import FileKind, kind_of
from .keeping_files import refuse_unwanted
from .letting_go import is_kept
from .models import Case, Custody, Evidence, Happened
from .timeline import add_line


NAME, SHOWS = "evidence.name", "evidence.shows"
# The whole file is in memory while it is sealed, because it may not touch the disk.
MOST_BYTES = 25 * 1024 * 1024


class NotTaken(CannotBe):
    """A kind of file that is not taken in."""


class NotWhatItSays(CannotBe):
    """The name of a file says one thing and its content another."""


class TooLarge(CannotBe):
    """A file larger than what is taken in."""


class Empty(CannotBe):
    """A file without a byte in it."""


class BrokenOnTheWay(CannotBe):
    """What arrived is not what the phone or computer that sent it had."""


class SameFile(CannotBe):
    """This very file is in the case already."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GivenFile:
    """A file as somebody gives it: what it is called, what it shows, its bytes.

    `digest` is SHA-256 (hex) as her own device took it before sending, "" where it
    could not; `form` is one of EvidenceKind, "" where nobody said.
    """

    name: str
    shows: str
    content: bytes
    digest: str = ""
    form: str = ""


def add_evidence(
    *, actor: Actor, case: Case, given: GivenFile, vault: Vault, at: datetime
) -> Evidence:
    """Keep a file sealed, with who gave it when; raise CannotBe, and nothing is kept."""
    refuse_unwanted(case, at=at)
    digest = hashlib.sha256(given.content).hexdigest()
    kind = refuse_file(given)
    _refuse_broken(given, digest)
    _refuse_again(case, digest)
    secret, file = sealed.new_record_secret(uuid4()), uuid4()
    row = _row(case, secret, file, given)
    row.kind, row.digest = kind.media, digest
    row.before_upload, row.form = bool(given.digest), given.form
    vault.put(file, sealed.seal_stream(secret, file, [given.content]))
    try:
        return _store(actor, row, secret, at)
    except BaseException as fault:
        # The row did not come to be: what lies in the vault would belong to nobody.
        vault.remove(file)
        if isinstance(fault, IntegrityError):
            _refuse_again(case, digest)
        raise


def refuse_file(given: GivenFile) -> FileKind:
    """Return what a file is; raise Empty, TooLarge, NotTaken or NotWhatItSays."""
    if not given.content:
        raise Empty(_("This file is empty. Choose it again."), field="file")
    if len(given.content) > MOST_BYTES:
        raise too_large()
    kind = kind_of(given.content[:64])
    if kind is None:
        raise NotTaken(
            _(
                "Nothing was kept: this is not a picture, PDF, sound or film that can "
                "be taken in. Make a photograph or a PDF of it, and add that."
            ),
            field="file",
        )
    _stem, dot, ending = given.name.rpartition(".")
    if dot and not kind.may_end(ending.lower()):
        raise NotWhatItSays(
            _(
                "Nothing was kept: the name ends in “.%(says)s”, but inside it is "
                "“.%(is)s”. Ask who gave it to you where it comes from. If it is "
                "right, give it the ending “.%(is)s” and add it again."
            )
            % {"says": ending[:12], "is": kind.ending},
            field="file",
        )
    return kind


def _refuse_broken(given: GivenFile, digest: str) -> None:
    if given.digest and given.digest != digest:
        raise BrokenOnTheWay(
            _(
                "Nothing was kept: the file was broken on its way here. It is whole on "
                "your phone or computer. Choose it again, where the network is better."
            ),
            field="file",
        )


def too_large() -> TooLarge:
    """Return the refusal of a file that is too large."""
    return TooLarge(
        _(
            "Nothing was kept: the file is larger than %(most)s MB. Make a shorter or "
            "smaller one, or bring it to the office on a card."
        )
        % {"most": MOST_BYTES // (1024 * 1024)},
        field="file",
    )


def _row(
    case: Case, secret: sealed.RecordSecret, file: UUID, given: GivenFile
) -> Evidence:
    shows = sealed.seal_field(secret, SHOWS, given.shows) if given.shows else None
    return Evidence(
        record=UUID(str(secret.record)),
        case=case,
        file=file,
        size=len(given.content),
        name=sealed.seal_field(secret, NAME, given.name),
        shows=shows,
    )


@transaction.atomic
def _store(
    actor: Actor, row: Evidence, secret: sealed.RecordSecret, at: datetime
) -> Evidence:
    case = row.case
    team = Team.objects.get(pk=case.team_id)
    keys = actor.unlocked.team(team.pk, team.epoch)
    row_of(sealed.wrap_within_team(secret, keys)).save(force_insert=True)
    row.added_at, row.added_by = at, actor.handle
    row.save(force_insert=True)
    add_event(
        evidence=row, at=at, kind=Custody.RECEIVED, by=actor.handle, digest=row.digest
    )
    add_line(actor=actor, case=case, kind=Happened.FILE, about=row.kind, at=at)
    record(kinds.FILE_ADDED, actor=actor, subject=case.reference, at=at)
    return row


def _refuse_again(case: Case, digest: str) -> None:
    known = case.evidence.filter(digest=digest).first()
    if known is not None and not is_kept(known):
        raise SameFile(
            _(
                "This very file was here until she took her permission back, and cannot "
                "come back. Make a new photograph or scan of it, and add that."
            ),
            field="file",
        )
    if known is not None:
        raise SameFile(
            _(
                "This very file is here already: %(who)s added it. It was not kept "
                "twice."
            )
            % {"who": known.added_by},
            field="file",
        )
