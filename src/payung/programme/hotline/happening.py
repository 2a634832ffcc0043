"""The one writer of a contact: step, compare and set, log, effects, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from payung.engines.dispatch import Event, Happening, State, step
from payung.programme.journal.actions import Acting, record

from . import kinds
from .access import NoSuchContact
from .effects import carry_out
from .engine_rows import columns_of, contact_of, event_of
from .models import Contact


# Whoever loses so often takes the row for herself, so that the last try cannot lose.
FREE_TRIES = 3
# The log has every line. The journal has what a person answers for, and what changed
# hands; a ladder that climbs all night would drown both in it.
SILENT = frozenset(
    {
        *(Event.STARTED, Event.DUE, Event.ALL_BUSY),
        # Said already: something was added.
        *(Event.WROTE_AGAIN, Event.RANG_AGAIN),
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class By:
    """Who acts, as the journal takes it."""

    handle: str


def happen(
    *,
    reference: str,
    happening: Happening,
    also: Mapping[str, Any] | None = None,
    check: Callable[[Contact], None] | None = None,
    by: Acting | None = None,
) -> Contact:
    """Let something happen to a contact and return it as it is then.

    Of two who accept in the same moment one wins; the other is told who has it. `also`
    are columns outside the engine that change with it; `check` sees the row that is
    about to change and raises what it must. `by` is who did it where that is not whom
    it happened to. Raise NoSuchContact, NotNow, NotTheOwner or NoDisposition, and then
    nothing has changed.
    """
    with transaction.atomic():
        for _free in range(FREE_TRIES):
            row = _read(reference)
            if check is not None:
                check(row)
            if _happened(row, happening, also, by):
                return row
        row = _read(reference, locked=True)
        if check is not None:
            check(row)
        _happened(row, happening, also, by)
    return row


def _read(reference: str, *, locked: bool = False) -> Contact:
    rows = Contact.objects.filter(reference=reference)
    if locked:
        rows = rows.select_for_update()
    row = rows.first()
    if row is None:
        raise NoSuchContact(reference)
    return row


def _happened(
    row: Contact,
    happening: Happening,
    also: Mapping[str, Any] | None,
    by: Acting | None,
) -> bool:
    """Return whether it is written down, or changed nothing; False if somebody won."""
    before = contact_of(row)
    after, effects = step(before, happening)
    if after == before and not effects:
        return True
    columns = {**columns_of(after), **(also or {})}
    if after.state is State.CLOSED and before.state is not State.CLOSED:
        columns["closed_at"] = happening.at
    mine = Contact.objects.filter(pk=row.pk, version=before.version)
    if not mine.update(**columns):
        return False
    for name, value in columns.items():
        setattr(row, name, value)
    event_of(row, happening).save(force_insert=True)
    if happening.event not in SILENT or after.owner != before.owner:
        _journal(row, happening, by)
    carry_out(row, before=before, after=after, effects=effects, at=happening.at)
    return True


def _journal(row: Contact, happening: Happening, by: Acting | None) -> None:
    said_by = By(handle=happening.person) if happening.person else kinds.BY_ITSELF
    record(
        kinds.HAPPENED,
        actor=by or said_by,
        subject=row.reference,
        at=happening.at,
        event=happening.event.value,
    )
