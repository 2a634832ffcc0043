"""Find an exact telephone number or code without keeping it readable."""

from __future__ import annotations

from collections.abc import Iterable

from . import primitives
from ._context import context
from ._teams import TeamKeys


TOKEN_BYTES = 16


def index_token(keys: TeamKeys, field: str, value: str) -> bytes:
    """Return 16 bytes that stand for a value of a field within team and epoch.

    Give the value in one spelling only (a number as E.164, a code trimmed): another
    spelling is another token.
    """
    message = context("index", field, value)
    return primitives.keyed_hash(keys.blind_index, message)[:TOKEN_BYTES]


def index_tokens(
    keys: TeamKeys, values: Iterable[tuple[str, str]]
) -> tuple[bytes, ...]:
    """Return the tokens of (field, value) pairs, in order: after a new epoch, anew."""
    return tuple(index_token(keys, field, value) for field, value in values)


def match_token(keys: TeamKeys, field: str, value: str) -> bytes:
    """Return 16 bytes to propose that two reports speak of the same officer.

    Under its own key: whoever is given match tokens learns no telephone number.
    """
    message = context("match", field, value)
    return primitives.keyed_hash(keys.match, message)[:TOKEN_BYTES]
