"""What is due becomes something to do on Today: once, whatever crashes."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q

from payung.programme.cases.models import Case, Happened, Task, Todo
from payung.programme.cases.stages import AT_REST, Stage
from payung.programme.cases.timeline import add_line_by_itself
from payung.programme.consents.kinds import PROGRAM
from payung.programme.journal.actions import record

from . import kinds
from .codes import DueKind
from .dues import follow
from .models import Due


# A task is there a day before its time, so that nobody is late by seeing it.
AHEAD = timedelta(days=1)
TODO = {
    DueKind.SAFETY: Todo.CHECK,
    DueKind.WEEK: Todo.CHECK,
    DueKind.MONTH: Todo.CHECK,
    DueKind.RISK: Todo.CHECK,
    DueKind.PLAN: Todo.CHECK,
    DueKind.NEED: Todo.REFER,
    DueKind.GOAL: Todo.OTHER,
}


def sweep(*, at: datetime) -> int:
    """Make tasks of what is due, and end what was ticked; return how many rows moved.

    Cases that nobody works on are left alone until they are opened again.
    """
    waiting = Due.objects.filter(done_at=None).exclude(case__stage__in=AT_REST)
    moving = waiting.filter(
        Q(task=None, due_at__lte=at + AHEAD) | Q(task__done_at__isnull=False)
    )
    ids = list(moving.order_by("due_at").values_list("pk", flat=True))
    return sum(_move(one, at) for one in ids)


@transaction.atomic
def _move(due_id: UUID, at: datetime) -> bool:
    found = Due.objects.filter(pk=due_id).values_list("case", flat=True).first()
    if found is None:
        return False
    case = Case.objects.select_for_update().get(pk=found)
    # Looked at again under the lock: another sweeper or a person may have been here.
    due = Due.objects.select_related("task").get(pk=due_id)
    if due.done_at is not None or Stage(case.stage) in AT_REST:
        return False
    if due.task is None:
        _make_task(case, due, at)
        return True
    return _ended_by_tick(case, due)


def _make_task(case: Case, due: Due, at: datetime) -> None:
    kind = DueKind(due.kind)
    todo, by = TODO[kind], PROGRAM.handle
    task = Task(id=uuid4(), case=case, kind=todo, due_at=due.due_at, made_by=by)
    task.save(force_insert=True)
    due.task = task
    due.save(update_fields=["task"])
    add_line_by_itself(case=case, kind=Happened.TASK, about=todo.value, by=by, at=at)
    subject, what = case.reference, kind.value
    record(kinds.DUE, actor=PROGRAM, subject=subject, at=at, what=what)


def _ended_by_tick(case: Case, due: Due) -> bool:
    """End what somebody ticked on the page of the case; danger comes due again."""
    task = due.task
    if task is None or task.done_at is None:
        return False
    due.done_at, due.done_by = task.done_at, task.done_by
    due.save(update_fields=["done_at", "done_by"])
    follow(case, DueKind(due.kind), at=task.done_at)
    return True
