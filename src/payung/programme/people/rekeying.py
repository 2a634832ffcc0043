"""A new key for one record: what was sealed is sealed anew, files too.

For when whoever left may have kept the old record keys. Wrapping the old key anew
would not help against that; this does, at six times the cost.
"""

from __future__ import annotations

from functools import partial
from uuid import UUID, uuid4

from django.db import transaction

from payung.engines import sealed
from payung.gateways.vault import NoSuchFile, Vault

from .actors import Actor
from .holdings import Field, File, Holders, Holding
from .models import RecordKey, Team
from .stored_keys import row_of, wrap_of


@transaction.atomic
def rekey_record(
    *, actor: Actor, team: Team, row: RecordKey, holders: Holders, vault: Vault
) -> sealed.Wrap:
    """Give one record a new key and return its wrap; Refused where it does not open.

    The new files lie beside the old ones until everything is stored, so that a crash
    leaves the record whole under one key or the other.
    """
    old = actor.unlocked.team(team.pk, row.epoch)
    new = actor.unlocked.team(team.pk, team.epoch)
    holding = holders.of(row.record)
    if holding is None:
        # What hangs on this key is not known, and a new key would shut it for ever.
        raise sealed.Refused
    before = sealed.unwrap(wrap_of(row), old)
    envelopes = {one.name: envelope for one, envelope in holding.filled()}
    renewed = sealed.rekey(wrap_of(row), envelopes, old=old, new=new)
    for one, _envelope in holding.filled():
        setattr(one.row, one.column, renewed.fields[one.name])
    for file in holding.files:
        _restream(file, before, renewed.secret, vault)
    _save(holding)
    row_of(renewed.wrap).save(force_update=True)
    return renewed.wrap


def _restream(
    file: File, before: sealed.RecordSecret, after: sealed.RecordSecret, vault: Vault
) -> None:
    earlier, later = file.name, uuid4()
    try:
        with vault.open(earlier) as kept:
            plain = sealed.StreamReader(before, earlier, kept)
            vault.put(later, sealed.seal_stream(after, later, plain))
    except NoSuchFile:
        # Its row says so on its page; the record still gets its new key.
        return
    setattr(file.row, file.column, later)
    transaction.on_commit(partial(_forget, vault, earlier))


def _forget(vault: Vault, name: UUID) -> None:
    vault.remove(name)


def _save(holding: Holding) -> None:
    parts: tuple[Field | File, ...] = (*holding.fields, *holding.files)
    for row in {id(part.row): part.row for part in parts}.values():
        columns = {part.column for part in parts if part.row is row}
        row.save(update_fields=sorted(columns))
