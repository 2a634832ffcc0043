"""What comes due: one open row of a kind at a time, done once."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from payung.programme.cases.models import Case
from payung.programme.cases.tasks import finish_task
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe

from . import kinds
from .codes import LOOK_AGAIN_DAYS, DueKind, Risk
from .entering import enter
from .models import Due, RiskReview
from .target_dates import target_date


# Only what was found out ends these: a tick would say that she is safe.
ENDED_BY_A_REVIEW = frozenset({DueKind.SAFETY, DueKind.RISK})


class DoneAlready(CannotBe):
    """Somebody else did it first."""


class NeedsAReview(CannotBe):
    """Whether she is safe is not ticked but written down."""


def set_due(
    case: Case, kind: DueKind, due_at: datetime, *, about: UUID | None = None
) -> Due:
    """Let something come due, in place of an open one of its kind."""
    due, _new = Due.objects.update_or_create(
        case=case,
        kind=kind,
        about=about or case.pk,
        done_at=None,
        defaults={"due_at": due_at},
    )
    return due


def open_dues(case: Case) -> QuerySet[Due]:
    """Return what is still due in a case, the next first."""
    dues = Due.objects.filter(case=case, done_at=None).select_related("task")
    return dues.order_by("due_at", "kind")


def settle(
    *,
    actor: Actor,
    case: Case,
    kind: DueKind,
    at: datetime,
    about: UUID | None = None,
) -> None:
    """End an open due of a locked case with its task; nothing where there is none."""
    due = open_dues(case).filter(kind=kind, about=about or case.pk).first()
    if due is not None:
        _end(actor, due, at)


@transaction.atomic
def do_due(*, actor: Actor, due: Due, at: datetime) -> Due:
    """Mark something as done; raise DoneAlready or NeedsAReview."""
    case = enter(actor=actor, case=due.case, at=at)
    fresh = Due.objects.select_for_update(of=("self",)).get(pk=due.pk)
    if fresh.done_at is not None:
        raise DoneAlready(_("%(who)s did this already.") % {"who": fresh.done_by})
    kind = DueKind(fresh.kind)
    if kind in ENDED_BY_A_REVIEW:
        raise NeedsAReview(_("Write down how great the danger is: that ends it."))
    _end(actor, fresh, at)
    follow(case, kind, at=at)
    subject, what = case.reference, kind.value
    record(kinds.DONE, actor=actor, subject=subject, at=at, what=what)
    return fresh


def follow(case: Case, kind: DueKind, *, at: datetime) -> None:
    """Let come due what follows on something that was done."""
    if kind is DueKind.PLAN:
        set_due(case, kind, target_date(case, "plan_review", since=at))
    if kind in ENDED_BY_A_REVIEW:
        set_due(case, DueKind.RISK, at + timedelta(days=_look_again(case)))


def _look_again(case: Case) -> int:
    last = RiskReview.objects.filter(case=case).order_by("-at").first()
    # Until somebody has looked, nobody knows that the danger is small.
    return LOOK_AGAIN_DAYS[Risk(last.level) if last else Risk.MEDIUM]


def _end(actor: Actor, due: Due, at: datetime) -> None:
    due.done_at, due.done_by = at, actor.handle
    due.save(update_fields=["done_at", "done_by"])
    if due.task is not None and due.task.done_at is None:
        finish_task(actor=actor, task=due.task, at=at)
