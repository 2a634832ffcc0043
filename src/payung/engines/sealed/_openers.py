"""Open many records of one team quickly, as a search must; the formats are the same.

What one record needs is prepared once: the ciphers, and the parts of the associated
data that do not change from field to field.
"""

from __future__ import annotations

from ._context import Id, context, part
from ._padding import unpad
from ._records import RecordSecret
from ._refusal import Refused, Secret
from ._teams import TeamKeys
from .primitives import KEY_BYTES, BoxOpener


FIELD = context("field")


class RecordOpener(Secret):
    """Opens the fields of one record; `record` is its id as `part` spells it."""

    __slots__ = ("_box", "_record")

    def __init__(self, record: bytes, key: bytes) -> None:
        self._box = BoxOpener(key)
        self._record = FIELD + record

    @classmethod
    def of(cls, secret: RecordSecret) -> RecordOpener:
        """Return the opener of a record whose key is at hand."""
        return cls(part(secret.record), secret.key)

    def open(self, field: bytes, sealed: bytes) -> str:
        """Return a field's text, or Refused; `field` is made once by `field_part`."""
        opened = unpad(self._box.open(sealed, self._record + field))
        try:
            return opened.decode()
        except UnicodeDecodeError:
            raise Refused from None


class TeamOpener(Secret):
    """Opens the records that a team keeps under its own key (wraps of kind S)."""

    __slots__ = ("_box", "_label", "_team")

    def __init__(self, keys: TeamKeys) -> None:
        self._box = BoxOpener(keys.record_wrap)
        self._label = context("wrap-S")
        self._team = part(keys.team) + part(keys.epoch)

    def record(self, record: Id, wrap: bytes) -> RecordOpener:
        """Return the opener of one record, or Refused."""
        named = part(record)
        key = self._box.open(wrap, self._label + named + self._team)
        if len(key) != KEY_BYTES:
            raise Refused
        return RecordOpener(named, key)


def field_part(field: str) -> bytes:
    """Return what names a field (such as "report.story") to `RecordOpener.open`."""
    return part(field)
