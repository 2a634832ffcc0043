"""The sealed texts of a case that a mask can lie over: find, open, seal anew."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import models

from payung.engines import sealed
from payung.programme.cases.access import NoSuchCase
from payung.programme.cases.actions import NOTE, TITLE
from payung.programme.cases.models import Case, Masked
from payung.programme.cases.timeline import entry_field
from payung.programme.people.actors import Actor

from .keeping import notes_for, staff_note_field


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """One sealed text: its row, the column, and the name that its words are bound to."""

    row: models.Model
    column: str
    name: str

    @property
    def envelope(self) -> sealed.Envelope | None:
        """Return what is sealed there, or None where nothing is."""
        found: sealed.Envelope | None = getattr(self.row, self.column)
        return found


def text_of(actor: Actor, case: Case, part: Masked, about: UUID | None) -> Text:
    """Return a text, its row locked until the transaction ends; raise NoSuchCase."""
    found = _found(actor, case, part, about)
    if found is None or found.envelope is None:
        raise NoSuchCase(case.reference)
    return found


def opened(actor: Actor, case: Case, text: Text) -> str:
    """Return the words of a text; raise Refused."""
    assert text.envelope is not None  # noqa: S101 (text_of looked)
    secret = actor.unlocked.secret(case.record)
    return sealed.open_field(secret, text.name, text.envelope)


def seal_anew(actor: Actor, case: Case, text: Text, words: str) -> None:
    """Put other words in place of a text; its earlier envelope is gone."""
    secret = actor.unlocked.secret(case.record)
    setattr(text.row, text.column, sealed.seal_field(secret, text.name, words))
    text.row.save(update_fields=[text.column])


def _found(actor: Actor, case: Case, part: Masked, about: UUID | None) -> Text | None:
    if part in {Masked.TITLE, Masked.NOTE}:
        row = Case.objects.select_for_update().get(pk=case.pk)
        column, name = {
            Masked.TITLE: ("title", TITLE),
            Masked.NOTE: ("note", NOTE),
        }[part]
        return Text(row=row, column=column, name=name) if about is None else None
    if about is None:
        return None
    if part is Masked.LINE:
        line = case.timeline.select_for_update().filter(pk=about).first()
        named = entry_field(line.pk) if line else ""
        return Text(row=line, column="text", name=named) if line else None
    note = notes_for(actor, case).select_for_update().filter(pk=about).first()
    named = staff_note_field(note.pk) if note else ""
    return Text(row=note, column="text", name=named) if note else None
