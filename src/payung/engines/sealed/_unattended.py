"""What a machine may do alone at night: know a number again, and prove who it is."""

from __future__ import annotations

from . import primitives
from ._context import context
from ._index import TOKEN_BYTES
from ._records import RecordSecret


def unattended_token(secret: RecordSecret, field: str, value: str) -> bytes:
    """Return 16 bytes that stand for a value under a machine's own record key.

    A team's index key never lies in a machine's memory; this one does while the line
    is open, so it must be used for telephone numbers and passwords of programs only.
    """
    key = primitives.derive(secret.key, context("unattended", secret.record))
    return primitives.keyed_hash(key, context("index", field, value))[:TOKEN_BYTES]
