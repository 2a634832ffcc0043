"""Read a kept file, opened, piece by piece, as often as it is needed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from uuid import UUID

from payung.engines import sealed
from payung.gateways.vault import NoSuchFile, Vault


Read = Callable[[], Iterator[bytes]]


def reads(secret: sealed.RecordSecret, file: UUID, vault: Vault) -> Read:
    """Return what opens a file anew each time and gives its bytes in pieces.

    Where it does not open any more, that raises Refused or NoSuchFile.
    """

    def pieces() -> Iterator[bytes]:
        with closing(vault.open(file)) as kept:
            yield from sealed.StreamReader(secret, file, kept)

    return pieces


def digest_now(read: Read) -> str:
    """Return SHA-256 (hex) of a file as it opens now; "" where it does not open."""
    digest = hashlib.sha256()
    try:
        for piece in read():
            digest.update(piece)
    except (sealed.Refused, NoSuchFile):
        return ""
    return digest.hexdigest()
