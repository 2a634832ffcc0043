"""Name what sealed bytes belong to, so that they open nowhere else."""

from __future__ import annotations

from base64 import b64decode, urlsafe_b64encode
from uuid import UUID

from ._refusal import Refused


Id = str | int | UUID
"""What names a user, a team, a record: a UUID reads as its 36 lower-case signs."""

FAMILY = "payung/1/"
LONGEST = 0xFFFF


def context(label: str, *names: Id) -> bytes:
    """Return label and names as bytes that no other label and names give.

    Each part is UTF-8 behind its length in two bytes, big end first. A name of more
    than 65,535 bytes, or one that is no Unicode text, is Refused.
    """
    return part(f"{FAMILY}{label}") + b"".join(map(part, names))


def part(name: Id) -> bytes:
    """Return one name as `context` joins it: its length in two bytes, then UTF-8."""
    try:
        data = str(name).encode()
    except UnicodeEncodeError:
        raise Refused from None
    if len(data) > LONGEST:
        raise Refused
    return len(data).to_bytes(2, "big") + data


def to_text(data: bytes) -> str:
    """Return bytes as base64url without padding, as browsers send them."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def from_text(text: str) -> bytes:
    """Return the bytes of base64url without padding; anything else is Refused."""
    try:
        data = b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise Refused from None
    # Two spellings of the same bytes would let one wrap look like two.
    if to_text(data) != text:
        raise Refused
    return data
