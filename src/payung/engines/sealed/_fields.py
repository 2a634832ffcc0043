"""Seal a text for one field of one record."""

from __future__ import annotations

from dataclasses import dataclass

from . import primitives
from ._context import context, from_text, to_text
from ._padding import SMALLEST, pad, padme, unpad
from ._records import RecordSecret
from ._refusal import Refused
from .primitives import BOX_OVERHEAD, Suite


@dataclass(frozen=True, kw_only=True, slots=True)
class Envelope:
    """Sealed text as stored; it shows its length and nothing else."""

    data: bytes

    def __repr__(self) -> str:
        """Return the size only."""
        return f"<Envelope {len(self.data)} bytes>"

    @classmethod
    def read(cls, data: bytes) -> Envelope:
        """Return stored or received bytes as an envelope, or Refused.

        It checks the shape only (suite byte, a Padme length), as intake must without
        a key; whether it opens is known to those who can open it.
        """
        padded = len(data) - BOX_OVERHEAD
        if padded < SMALLEST or data[0] != Suite.XWING or padme(padded) != padded:
            raise Refused
        return cls(data=data)

    @classmethod
    def read_text(cls, text: str) -> Envelope:
        """Return base64url, as a browser sends it, as an envelope, or Refused."""
        return cls.read(from_text(text))

    def to_text(self) -> str:
        """Return base64url without padding."""
        return to_text(self.data)


def seal_field(secret: RecordSecret, field: str, text: str) -> Envelope:
    """Return a text sealed for this field (such as "report.story") of the record."""
    about = context("field", secret.record, field)
    return Envelope(data=primitives.seal_box(secret.key, pad(text.encode()), about))


def open_field(secret: RecordSecret, field: str, envelope: Envelope) -> str:
    """Return the text, or Refused if it was sealed for another field or record."""
    about = context("field", secret.record, field)
    opened = unpad(primitives.open_box(secret.key, envelope.data, about))
    try:
        return opened.decode()
    except UnicodeDecodeError:
        raise Refused from None
