"""What hangs on the key of a case, and of a piece of evidence."""

from __future__ import annotations

from uuid import UUID

from payung.programme.people.holdings import Field, File, Holding

from .actions import NOTE, TITLE
from .evidence import NAME, SHOWS
from .models import Case, Evidence
from .staff_notes.keeping import staff_note_field
from .timeline import entry_field, task_field


def holding_of(record: UUID) -> Holding | None:
    """Return what hangs on this record's key, or None where it is neither."""
    case = Case.objects.filter(pk=record).first()
    if case is not None:
        return Holding(fields=_words(case))
    evidence = Evidence.objects.filter(pk=record).first()
    if evidence is None:
        return None
    names = (("name", NAME), ("shows", SHOWS))
    return Holding(
        fields=tuple(Field(row=evidence, column=c, name=n) for c, n in names),
        files=(File(row=evidence, column="file"),),
    )


def _words(case: Case) -> tuple[Field, ...]:
    own = (
        Field(row=case, column="title", name=TITLE),
        Field(row=case, column="note", name=NOTE),
    )
    lines = (
        Field(row=line, column="text", name=entry_field(line.pk))
        for line in case.timeline.all()
    )
    tasks = (
        Field(row=task, column="text", name=task_field(task.pk))
        for task in case.tasks.all()
    )
    notes = (
        Field(row=note, column="text", name=staff_note_field(note.pk))
        for note in case.staff_notes.all()
    )
    return (*own, *lines, *tasks, *notes)
