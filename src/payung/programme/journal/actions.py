"""Write an entry. The only way in; there is no way to change or take out."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from django.db import transaction

from .chain import digest_of
from .kinds import Kind
from .models import Entry, Head


class Acting(Protocol):
    """Whoever acts: all the journal needs is a handle."""

    @property
    def handle(self) -> str: ...


class NotForTheJournal(ValueError):
    """A detail that its kind does not declare: it might be content."""


@transaction.atomic
def record(
    kind: Kind, *, actor: Acting, subject: str, at: datetime, **details: str | int
) -> Entry:
    """Write one entry; raise NotForTheJournal for a detail nobody declared."""
    unknown = set(details) - set(kind.details)
    if unknown:
        raise NotForTheJournal(f"{kind.name} does not carry {sorted(unknown)}")
    head, _made = Head.objects.select_for_update().get_or_create(id=1)
    entry = Entry(
        number=head.number + 1,
        at=at,
        kind=kind.name,
        actor=actor.handle,
        subject=subject,
        details=details,
        previous=head.digest,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    Head.objects.filter(id=1).update(number=entry.number, digest=entry.digest)
    return entry
