"""Keep a note for staff, and open one for somebody it is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.programme.cases import kinds
from payung.programme.cases.access import NoSuchCase
from payung.programme.cases.masks import as_seen
from payung.programme.cases.models import (
    Case,
    ForWhom,
    Loan,
    Masked,
    NoteKind,
    StaffNote,
)
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import Role


class NothingWritten(CannotBe):
    """A note without words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteLine:
    """A note as a line of a list; its words stay sealed."""

    note: StaffNote
    title: str
    for_whom: str


@transaction.atomic
def write_staff_note(
    *,
    actor: Actor,
    case: Case,
    kind: NoteKind,
    for_whom: ForWhom,
    text: str,
    at: datetime,
) -> StaffNote:
    """Write a note for staff, sealed under the case's key; raise NothingWritten."""
    note = keep_staff_note(
        actor=actor, case=case, kind=kind, for_whom=for_whom, text=text, at=at
    )
    record(kinds.STAFF_NOTE, actor=actor, subject=case.reference, at=at)
    return note


def keep_staff_note(
    *,
    actor: Actor,
    case: Case,
    kind: NoteKind,
    for_whom: ForWhom,
    text: str,
    at: datetime,
) -> StaffNote:
    """Keep a note as a part of another deed, which writes the journal."""
    if not text.strip():
        raise NothingWritten(_("Write something first."), field="text")
    note_id = uuid4()
    secret = actor.unlocked.secret(case.record)
    return StaffNote.objects.create(
        id=note_id,
        case=case,
        kind=kind,
        for_whom=for_whom,
        text=sealed.seal_field(secret, staff_note_field(note_id), text),
        at=at,
        by=actor.handle,
    )


def notes_for(actor: Actor, case: Case) -> QuerySet[StaffNote]:
    """Return the notes of a case that are for her, newest first.

    Whoever wrote one for the coordinators reads it no more than others. Somebody to
    whom the case is lent reads none, unless the loan says so.
    """
    notes = case.staff_notes.order_by("-at", "pk")
    loan = Loan.objects.filter(case=case, person=actor.person_id, ended_at=None)
    if loan.filter(with_staff_notes=False).exists():
        return notes.none()
    if actor.has(Role.COORDINATOR) and not loan.exists():
        return notes
    return notes.filter(~Q(for_whom=ForWhom.COORDINATORS))


def note_lines(actor: Actor, case: Case) -> tuple[NoteLine, ...]:
    """Return the notes that are for her as lines of a list."""
    return tuple(
        NoteLine(
            note=note,
            title=str(NoteKind(note.kind).label),
            for_whom=str(ForWhom(note.for_whom).label),
        )
        for note in notes_for(actor, case)
    )


def staff_note_for(actor: Actor, case: Case, note_id: UUID) -> StaffNote:
    """Return one note that is for her; raise NoSuchCase."""
    note = notes_for(actor, case).filter(pk=note_id).first()
    if note is None:
        raise NoSuchCase(case.reference)
    return note


@transaction.atomic
def show_staff_note(*, actor: Actor, case: Case, note_id: UUID, at: datetime) -> str:
    """Return what a note says, with its masks; raise NoSuchCase or Refused."""
    note = staff_note_for(actor, case, note_id)
    secret = actor.unlocked.secret(case.record)
    text = sealed.open_field(secret, staff_note_field(note.pk), note.text)
    subject, part = case.reference, Masked.STAFF_NOTE
    record(kinds.SHOWN, actor=actor, subject=subject, at=at, part="staff_note")
    return as_seen(actor, case, part, text, about=note.pk)


def staff_note_field(note_id: UUID) -> str:
    """Return what a note for staff is sealed as, so that no two can be exchanged."""
    return f"case.staff_note.{note_id}"
