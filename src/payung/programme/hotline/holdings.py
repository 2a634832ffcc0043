"""What hangs on the key of a contact, of a later text of it, or of a voicemail."""

from __future__ import annotations

from uuid import UUID

from payung.programme.people.holdings import Field, File, Holding

from .fields import NOTE, NUMBER, TEXT, place_field
from .models import Contact, Said, Voicemail


def holding_of(record: UUID) -> Holding | None:
    """Return what hangs on this record's key, or None where it is none of these."""
    for ask in (_contact, _said, _voicemail):
        holding = ask(record)
        if holding is not None:
            return holding
    return None


def _contact(record: UUID) -> Holding | None:
    row = Contact.objects.filter(pk=record).first()
    if row is None:
        return None
    own = (
        Field(row=row, column="number", name=NUMBER),
        Field(row=row, column="text", name=TEXT),
        Field(row=row, column="note", name=NOTE),
    )
    places = (
        Field(row=one, column="place", name=place_field(one.reference))
        for one in row.responses.all()
    )
    return Holding(fields=(*own, *places), files=_files(record))


def _said(record: UUID) -> Holding | None:
    row = Said.objects.filter(pk=record).first()
    if row is None:
        return None
    own = (
        Field(row=row, column="number", name=NUMBER),
        Field(row=row, column="text", name=TEXT),
    )
    return Holding(fields=own, files=_files(record))


def _voicemail(record: UUID) -> Holding | None:
    files = _files(record)
    return Holding(files=files) if files else None


def _files(record: UUID) -> tuple[File, ...]:
    rows = Voicemail.objects.filter(record=record)
    return tuple(File(row=row, column="file") for row in rows)
