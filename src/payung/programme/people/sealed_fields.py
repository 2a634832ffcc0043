"""A model field that holds an Envelope and nothing that can be read."""

from __future__ import annotations

from typing import Any

from django.db import models

from payung.engines.sealed import Envelope


class NotSealed(TypeError):
    """Somebody tried to store plain text where only sealed text may lie."""


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """Store an Envelope as bytes; give an Envelope back; refuse anything else."""

    def from_db_value(self, value: Any, *_unused: Any) -> Envelope | None:
        """Return the stored bytes as an Envelope; empty means nothing was sealed."""
        return Envelope(data=bytes(value)) if value else None

    def get_prep_value(self, value: Any) -> bytes:
        """Return the bytes of an Envelope; raise NotSealed for plain text."""
        if value is None:
            return b""
        if not isinstance(value, Envelope):
            raise NotSealed(f"{self.name} takes an Envelope")
        return value.data

    def get_db_prep_value(
        self, value: Any, connection: Any, prepared: bool = False
    ) -> Any:
        """Return what the database driver takes."""
        return connection.Database.Binary(self.get_prep_value(value))

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        """Refuse a value that the database would work out: it would be plain text."""
        if hasattr(value, "as_sql"):
            source = getattr(value, "output_field", None)
            if not isinstance(source, SealedField):
                raise NotSealed(f"{self.name} takes an Envelope")
        return str(connection.ops.binary_placeholder_sql(value))

    def to_python(self, value: Any) -> Any:
        """Return the value as it is: Envelopes are never made from forms."""
        return value
