"""Hand a phone round for a test: nobody is signed in on it, and only the test opens."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .answering import may_take
from .codes import TestKind
from .models import CourseGroup, TestRound
from .pairing import key_of


ROUND = "learning.round"
# A group of twenty-five with one phone.
HOLDS = timedelta(hours=4)


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenRound:
    """A round as the phone sees it: its test and the key of the group's codes."""

    group: CourseGroup
    kind: TestKind
    handle: str
    key: bytes = field(repr=False)


@transaction.atomic
def open_round(
    *, actor: Actor, group: CourseGroup, kind: TestKind, at: datetime
) -> str:
    """Open a round and return its token, which is kept nowhere; raise CannotBe."""
    may_take(group, kind)
    TestRound.objects.filter(ends_at__lte=at).delete()
    row = TestRound(
        group=group,
        kind=kind,
        opened_at=at,
        ends_at=at + HOLDS,
        opened_by=actor.handle,
    )
    secret = sealed.new_record_secret(row.pk)
    token = sealed.to_text(secret.key)
    row.digest = _digest_of(token)
    row.pairing = sealed.seal_field(secret, ROUND, key_of(actor, group).hex())
    row.save(force_insert=True)
    what = kind.value
    record(kinds.ROUND, actor=actor, subject=str(group.pk), at=at, what=what)
    return token


def round_with(token: str, *, at: datetime) -> OpenRound | None:
    """Return the round that a phone has the token of, while it lasts."""
    rows = TestRound.objects.select_related("group__bank", "group__version")
    row = rows.filter(digest=_digest_of(token), ends_at__gt=at).first()
    if row is None:
        return None
    secret = sealed.RecordSecret(record=row.pk, key=sealed.from_text(token))
    return OpenRound(
        group=row.group,
        kind=TestKind(row.kind),
        handle=row.opened_by,
        key=bytes.fromhex(sealed.open_field(secret, ROUND, row.pairing)),
    )


def _digest_of(token: str) -> str:
    return hashlib.sha256(f"payung round {token}".encode()).hexdigest()
