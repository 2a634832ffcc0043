"""Make a working copy of a picture, and send it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.gateways.vault import Vault
from payung.programme.cases import custody
from payung.programme.cases.models import Custody, Evidence
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe

from .models import WorkingCopy
from .picture_copies import CleanPicture, clean_copy
from .reading import digest_now, reads


class CopiedAlready(CannotBe):
    """There is a working copy of this file."""


class CopyChanged(CannotBe):
    """The working copy is not what was made."""


def make_working_copy(
    *, actor: Actor, evidence: Evidence, vault: Vault, at: datetime
) -> WorkingCopy:
    """Keep a copy without what the camera added; raise CannotBe or custody.Changed."""
    _refuse_second(evidence)
    custody.check_whole(actor=actor, evidence=evidence, vault=vault, at=at)
    secret = actor.unlocked.secret(evidence.record)
    content = b"".join(reads(secret, evidence.file, vault)())
    clean = clean_copy(content, evidence.kind)
    row = _row(actor, evidence, clean, at)
    vault.put(row.file, sealed.seal_stream(secret, row.file, [clean.content]))
    try:
        _store(actor, row, at)
    except BaseException as fault:
        # The row did not come to be: what lies in the vault would belong to nobody.
        vault.remove(row.file)
        if isinstance(fault, IntegrityError):
            _refuse_second(evidence)
        raise
    return row


def open_working_copy(
    *, actor: Actor, copy: WorkingCopy, vault: Vault, at: datetime
) -> Iterator[bytes]:
    """Return the bytes of a working copy, checked before the first; raise CopyChanged."""
    evidence = copy.evidence
    read = reads(actor.unlocked.secret(evidence.record), copy.file, vault)
    refuse_changed_copy(copy, digest_now(read))
    custody.use(
        actor=actor,
        evidence=evidence,
        vault=vault,
        as_=Custody.COPY_USED,
        at=at,
        about=copy.digest,
    )
    return read()


def refuse_changed_copy(copy: WorkingCopy, digest: str) -> None:
    """Raise CopyChanged where a copy has not the digest it was made with."""
    if digest != copy.digest:
        raise CopyChanged(
            _(
                "The working copy is not what was made, or it is gone. Tell the "
                "coordinator today. The original is a file of its own: check it."
            )
        )


def _refuse_second(evidence: Evidence) -> None:
    if WorkingCopy.objects.filter(evidence=evidence).exists():
        raise CopiedAlready(_("There is a working copy already. Use that one."))


def _row(
    actor: Actor, evidence: Evidence, clean: CleanPicture, at: datetime
) -> WorkingCopy:
    return WorkingCopy(
        evidence=evidence,
        file=uuid4(),
        kind=clean.kind.media,
        size=len(clean.content),
        digest=hashlib.sha256(clean.content).hexdigest(),
        made_at=at,
        made_by=actor.handle,
    )


@transaction.atomic
def _store(actor: Actor, row: WorkingCopy, at: datetime) -> None:
    row.save(force_insert=True)
    custody.write_down(
        actor=actor,
        evidence=row.evidence,
        use=Custody.WORKING_COPY,
        at=at,
        about=row.digest,
    )
