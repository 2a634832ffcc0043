"""What hangs on the key of a report, and of what was set aside or brought in."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from payung.programme.people.holdings import Field, File, Holding
from payung.programme.people.models import RecordKey

from .aside import FIELD as ASIDE
from .import_models import ColumnMapping, ImportRun, Revision
from .importing.named_plans import FIELD as PLAN
from .importing.runs import MAPPING, NAME
from .models import Attachment, Report, Unplaced


GROUPS = ("identity", "contact", "story", "details")


def holding_of(record: UUID) -> Holding | None:
    """Return what hangs on this record's key, or None where it is none of these."""
    for ask in (_report, _revision, _aside, _run, _plan):
        holding = ask(record)
        if holding is not None:
            return holding
    return None


def _fields(row: models.Model, names: dict[str, str]) -> tuple[Field, ...]:
    return tuple(Field(row=row, column=c, name=name) for c, name in names.items())


def _report(record: UUID) -> Holding | None:
    row = Report.objects.filter(pk=record).first()
    if row is None:
        return None
    # A file that an app sent has a key of its own, under its own name.
    files = Attachment.objects.filter(report=row).exclude(
        file__in=RecordKey.objects.values("record")
    )
    return Holding(
        fields=_fields(row, {group: f"report.{group}" for group in GROUPS}),
        files=tuple(File(row=file, column="file") for file in files),
    )


def _revision(record: UUID) -> Holding | None:
    row = Revision.objects.filter(pk=record).first()
    names = {group: f"revision.{group}" for group in GROUPS}
    return Holding(fields=_fields(row, names)) if row else None


def _aside(record: UUID) -> Holding | None:
    row = Unplaced.objects.filter(pk=record).first()
    return Holding(fields=_fields(row, {"body": ASIDE})) if row else None


def _run(record: UUID) -> Holding | None:
    row = ImportRun.objects.filter(pk=record).first()
    if row is None:
        return None
    files = (File(row=row, column="file"),) if row.file else ()
    return Holding(fields=_fields(row, {"name": NAME, "mapping": MAPPING}), files=files)


def _plan(record: UUID) -> Holding | None:
    row = ColumnMapping.objects.filter(pk=record).first()
    return Holding(fields=_fields(row, {"body": PLAN})) if row else None
