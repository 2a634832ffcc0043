"""Begin to counsel, and write down what she needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.cases.models import Case, Happened
from payung.programme.cases.timeline import add_line
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe

from . import kinds
from .codes import DueKind, Priority, Service
from .dues import set_due
from .entering import allowed, enter, has_begun
from .models import Counselling, Need
from .sealing import seal
from .target_dates import need_date, target_date


# What comes due by itself from the first day, and the target of the pack that says when.
FROM_THE_FIRST_DAY = {
    DueKind.SAFETY: "safety_check",
    DueKind.WEEK: "follow_up_week",
    DueKind.MONTH: "follow_up_month",
    DueKind.PLAN: "plan_review",
}


class BegunAlready(CannotBe):
    """Somebody else began a moment ago."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewNeed:
    """Something she needs; `text` is hers and is sealed."""

    service: Service
    priority: Priority
    text: str = ""

    def __repr__(self) -> str:
        """Return nothing of her words."""
        return "<NewNeed>"


@transaction.atomic
def begin(*, actor: Actor, case: Case, at: datetime) -> Counselling:
    """Begin to counsel; raise NotOpened, AtRest or BegunAlready."""
    fresh = allowed(actor=actor, case=case, at=at)
    if has_begun(fresh):
        raise BegunAlready(_("It has begun already. Look at the page again."))
    row = Counselling.objects.create(case=fresh, began_at=at, began_by=actor.handle)
    for kind, code in FROM_THE_FIRST_DAY.items():
        set_due(fresh, kind, target_date(fresh, code, since=at))
    add_line(actor=actor, case=fresh, kind=Happened.CARE_BEGAN, at=at)
    record(kinds.BEGAN, actor=actor, subject=fresh.reference, at=at)
    return row


@transaction.atomic
def add_need(*, actor: Actor, case: Case, new: NewNeed, at: datetime) -> Need:
    """Write down a need; an urgent one comes due by the target of the pack."""
    fresh = enter(actor=actor, case=case, at=at)
    need = Need(
        id=uuid4(),
        case=fresh,
        service=new.service,
        priority=new.priority,
        due_at=need_date(fresh, new.priority, since=at),
        at=at,
        by=actor.handle,
    )
    need.text = seal(actor, fresh, "need", need.pk, new.text)
    need.save(force_insert=True)
    if need.due_at is not None:
        set_due(fresh, DueKind.NEED, need.due_at, about=need.pk)
    code = new.service.value
    subject = fresh.reference
    record(kinds.WRITTEN, actor=actor, subject=subject, at=at, what="need", code=code)
    return need
