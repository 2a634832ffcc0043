"""An Ed25519 public key as text that other programs read (RFC 8410)."""

from __future__ import annotations

from base64 import b64decode, b64encode


# The algorithm's name in DER, always the same bytes before the 32 of the key.
_BEFORE = bytes.fromhex("302a300506032b6570032100")
_FIRST, _LAST = "-----BEGIN PUBLIC KEY-----\n", "-----END PUBLIC KEY-----\n"


class NotAKey(ValueError):
    """A text that is no Ed25519 public key as we write it."""


def pem_of_key(key: bytes) -> bytes:
    """Return the PEM text of a 32-byte key."""
    return f"{_FIRST}{b64encode(_BEFORE + key).decode()}\n{_LAST}".encode()


def key_of_pem(text: bytes) -> bytes:
    """Return the 32 bytes of a key; raise NotAKey."""
    middle = text.decode("ascii", "replace").removeprefix(_FIRST).removesuffix(_LAST)
    try:
        key = b64decode(middle.strip(), validate=True)[len(_BEFORE) :]
    except ValueError:
        raise NotAKey from None
    if len(key) != 32 or pem_of_key(key) != text:
        raise NotAKey
    return key
