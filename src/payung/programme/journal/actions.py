"""Write an entry. The only way in; there is no way to change or take out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import connection, transaction

from .chain import digest_of
from .kinds import Kind
from .models import Entry


# By hand, because every deed pays for it. The first statement locks the head until the
# transaction ends, so numbers have no gaps whoever else writes.
NEXT = """
INSERT INTO journal_head (id, number, digest) VALUES (1, 1, '')
ON CONFLICT (id) DO UPDATE SET number = journal_head.number + 1
RETURNING number, digest
"""
WRITE = """
INSERT INTO journal_entry
(number, at, kind, actor, subject, details, previous, digest)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""
LEAD = "UPDATE journal_head SET digest = %s WHERE id = 1"


class Acting(Protocol):
    """Whoever acts: all the journal needs is a handle."""

    @property
    def handle(self) -> str: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class ByItself:
    """What acts where no person does: a handle that nobody can have."""

    handle: str


BY_ITSELF = ByItself(handle="(clocks)")


class NotForTheJournal(ValueError):
    """A detail that its kind does not declare: it might be content."""


def record(
    kind: Kind, *, actor: Acting, subject: str, at: datetime, **details: str | int
) -> Entry:
    """Write one entry; raise NotForTheJournal for a detail nobody declared.

    Where it fails inside a transaction, that transaction cannot be kept any more: a
    deed and its entry are one.
    """
    unknown = set(details) - set(kind.details)
    if unknown:
        raise NotForTheJournal(f"{kind.name} does not carry {sorted(unknown)}")
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(NEXT)
        number, previous = cursor.fetchone()
        entry = Entry(
            number=number,
            at=at,
            kind=kind.name,
            actor=actor.handle,
            subject=subject,
            details=details,
            previous=previous,
        )
        entry.digest = digest_of(entry)
        cursor.execute(WRITE, _columns(entry))
        cursor.execute(LEAD, [entry.digest])
    entry._state.adding, entry._state.db = False, connection.alias
    return entry


def _columns(entry: Entry) -> list[Any]:
    return [
        entry.number,
        connection.ops.adapt_datetimefield_value(entry.at),
        entry.kind,
        entry.actor,
        entry.subject,
        json.dumps(entry.details),
        entry.previous,
        entry.digest,
    ]
