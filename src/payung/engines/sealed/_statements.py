"""Sign a statement that others check without us: it says itself what it is for."""

from __future__ import annotations

from . import primitives
from ._context import context
from ._fingerprint import words_of
from ._keys import UserKeys
from ._refusal import Refused


# Everything else that a person signs begins with a length of two bytes, so no statement
# can be taken for a grant, and no grant for a statement.
STATEMENT = b'{"about":"payung/1/statement/'


def sign_statement(signer: UserKeys, statement: bytes) -> bytes:
    """Return her 64-byte signature of the bytes as they are; Refused for others.

    A statement is JSON whose first key says what it is about, so that `openssl` can
    check the signature over the file itself.
    """
    if not statement.startswith(STATEMENT):
        raise Refused
    return signer.sign(statement)


def check_statement(key: bytes, signature: bytes, statement: bytes) -> None:
    """Raise Refused unless the owner of `key` signed this statement."""
    if not statement.startswith(STATEMENT):
        raise Refused
    primitives.check_signature(key, signature, statement)


def signer_words(key: bytes) -> tuple[str, ...]:
    """Return six words by which a 32-byte signing key is compared by telephone."""
    return words_of(context("signer-fingerprint") + key)
