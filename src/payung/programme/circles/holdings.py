"""What hangs on the key of a sitting, and on that of a question to the lawyer."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import models

from payung.programme.people.holdings import Field, Holding

from .models import ActionItem, FocusGroup, LegalQuestion, ReportBack
from .sealing import name_of


def holding_of(record: UUID) -> Holding | None:
    """Return what hangs on this record's key, or None where it is none of ours."""
    group = FocusGroup.objects.filter(pk=record).first()
    if group is not None:
        return Holding(fields=tuple(_of_group(group)))
    question = LegalQuestion.objects.filter(pk=record).first()
    if question is None:
        return None
    return Holding(
        fields=(_field("question", question, "text"), _field("answer", question))
    )


def _of_group(group: FocusGroup) -> Iterator[Field]:
    yield _field("safety", group)
    yield _field("note", group)
    for finding in group.findings.all():
        yield _field("finding", finding, "text")
    for decision in group.decisions.all():
        yield _field("decision", decision, "what")
    for action in ActionItem.objects.filter(decision__group=group):
        yield _field("action", action, "what")
    for told in ReportBack.objects.filter(group=group):
        yield _field("said", told)


def _field(what: str, row: models.Model, column: str = "") -> Field:
    return Field(row=row, column=column or what, name=name_of(what, row.pk))
