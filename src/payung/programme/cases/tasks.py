"""What is to be done for a case: added, done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.refusals import CannotBe

from . import kinds
from .access import could_look_after
from .actions import NotInTheTeam
from .models import Case, Happened, Task, Todo
from .stages import AT_REST, Stage
from .timeline import add_line, task_field


class DoneAlready(CannotBe):
    """Somebody else did it first."""


class AtRest(CannotBe):
    """Nobody works on this case any more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewTask:
    """Something to do: what kind, by when, by whom (None = anyone of the team)."""

    kind: Todo
    due_at: datetime
    text: str = ""
    assigned_to: Person | None = None


@transaction.atomic
def add_task(*, actor: Actor, case: Case, new: NewTask, at: datetime) -> Task:
    """Add something to do; raise AtRest or NotInTheTeam."""
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    if Stage(fresh.stage) in AT_REST:
        raise AtRest(_("Nobody works on this any more. Open it again first."))
    if new.assigned_to is not None:
        _refuse_stranger(fresh, new.assigned_to)
    task = Task(
        id=uuid4(),
        case=fresh,
        kind=new.kind,
        due_at=new.due_at,
        assigned_to=new.assigned_to,
        made_by=actor.handle,
    )
    if new.text:
        secret = actor.unlocked.secret(fresh.record)
        task.text = sealed.seal_field(secret, task_field(task.id), new.text)
    task.save(force_insert=True)
    about = new.kind.value
    add_line(actor=actor, case=fresh, kind=Happened.TASK, about=about, at=at)
    record(kinds.TASK, actor=actor, subject=fresh.reference, at=at)
    return task


@transaction.atomic
def finish_task(*, actor: Actor, task: Task, at: datetime) -> Task:
    """Mark something as done; raise DoneAlready."""
    fresh = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if fresh.done_at is not None:
        raise DoneAlready(_("%(who)s did this already.") % {"who": fresh.done_by})
    fresh.done_at, fresh.done_by = at, actor.handle
    fresh.save(update_fields=["done_at", "done_by"])
    case, about = fresh.case, fresh.kind
    add_line(actor=actor, case=case, kind=Happened.DONE, about=about, at=at)
    record(kinds.DONE, actor=actor, subject=case.reference, at=at)
    return fresh


def _refuse_stranger(case: Case, person: Person) -> None:
    if not could_look_after(case).filter(pk=person.pk).exists():
        raise NotInTheTeam(
            _("She is not in the team of this case. Let her into the team first."),
            field="assigned_to",
        )
