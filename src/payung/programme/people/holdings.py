"""What hangs on one record's key: sealed fields with their names, and files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db import models

from payung.engines import sealed


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One sealed column of one row, and the name its text is bound to."""

    row: models.Model
    column: str
    name: str

    @property
    def envelope(self) -> sealed.Envelope | None:
        """Return what is sealed there, or None where nothing is."""
        found: sealed.Envelope | None = getattr(self.row, self.column)
        return found


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """One sealed file: the row and the column that hold its name in the vault."""

    row: models.Model
    column: str

    @property
    def name(self) -> UUID:
        """Return the name under which the vault keeps it."""
        found: UUID = getattr(self.row, self.column)
        return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Holding:
    """Everything that one record's key opens."""

    fields: tuple[Field, ...] = ()
    files: tuple[File, ...] = ()

    def filled(self) -> Iterator[tuple[Field, sealed.Envelope]]:
        """Yield the fields in which something is sealed."""
        for one in self.fields:
            if one.envelope is not None:
                yield one, one.envelope


# Told by each app that seals: what hangs on this record's key, or None if not its own.
HoldingOf = Callable[[UUID], Holding | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Holders:
    """The apps that seal, asked in turn."""

    apps: tuple[HoldingOf, ...] = field(default=())

    def of(self, record: UUID) -> Holding | None:
        """Return what hangs on a record's key, or None where no app can tell."""
        for ask in self.apps:
            holding = ask(record)
            if holding is not None:
                return holding
        return None
