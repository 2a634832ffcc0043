"""Take out of the vault what nobody can open any more: files that were let go of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

from payung.gateways.vault import NoSuchFile, Vault
from payung.programme.cases.models import Custody, CustodyEvent


def clear(vault: Vault) -> int:
    """Delete the sealed bytes of every file that was let go of; return how many."""
    return sum(_removed(vault, file) for file in _let_go())


def _let_go() -> Iterator[UUID]:
    rows = CustodyEvent.objects.filter(kind=Custody.LET_GO)
    for both in rows.values_list("evidence__file", "evidence__working_copy__file"):
        # Not every file has a working copy.
        yield from filter(None, both)


def _removed(vault: Vault, file: UUID) -> bool:
    with suppress(NoSuchFile):
        vault.remove(file)
        return True
    return False
