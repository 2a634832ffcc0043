"""Decide, say who does what by when, and tell the group what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.programme.activities.models import State
from payung.programme.activities.refusals import CannotBe
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person

from . import kinds
from .codes import ActionState, Addressee, Answer, DecidedBy, Dropped, Proof
from .days import day_of
from .findings import answer_finding, next_number
from .models import ActionItem, Decision, Finding, FocusGroup, ReportBack
from .sealing import seal, seal_if_any
from .sittings import NotHeldYet, open_minutes


class WithoutReason(CannotBe):
    """A decision that rests on no finding."""


class DueInThePast(CannotBe):
    """A day that lies before the decision."""


class DecisionClosed(CannotBe):
    """The group has accepted what came of it."""


class ActionsOpen(CannotBe):
    """The group cannot accept what is not done yet."""


class NotItsCircle(CannotBe):
    """Told to others than those who decided it."""


class SameSitting(CannotBe):
    """Told in the sitting that decided it: nothing can have come of it yet."""


class HowMissing(CannotBe):
    """Done without how it is known, or given up without why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewDecision:
    """A decision as the group takes it; `why` are findings of the same sitting."""

    what: str = field(repr=False)
    why: tuple[Finding, ...]
    addressee: Addressee
    changes_strategy: bool
    decided_by: DecidedBy
    due_on: date
    key: UUID | None = None


@transaction.atomic
def decide(
    *, actor: Actor, group: FocusGroup, new: NewDecision, at: datetime
) -> Decision:
    """Keep a decision, which answers its findings; raise CannotBe."""
    fresh = open_minutes(group)
    before = fresh.decisions.filter(pk=new.key).first() if new.key else None
    if before is not None:
        return before
    if not new.why or any(one.group_id != fresh.pk for one in new.why):
        raise WithoutReason(
            _("Choose at least one of today's findings: they are the reason."),
            field="why",
        )
    today = day_of(fresh.country, at)
    _not_before(new.due_on, today)
    pk = new.key or uuid4()
    decision = Decision.objects.create(
        id=pk,
        group=fresh,
        number=next_number(fresh.decisions.aggregate(last=Max("number"))["last"]),
        what=seal(actor, fresh.pk, "decision", pk, new.what),
        addressee=new.addressee,
        changes_strategy=new.changes_strategy,
        decided_by=new.decided_by,
        decided_on=today,
        due_on=new.due_on,
        at=at,
        by=actor.handle,
    )
    record(kinds.DECIDED, actor=actor, subject=str(fresh.pk), at=at)
    for finding in new.why:
        answer_finding(
            actor=actor,
            finding=finding,
            answer=Answer.DECISION,
            decision=decision,
            at=at,
        )
    return decision


@transaction.atomic
def add_action(
    *,
    actor: Actor,
    decision: Decision,
    what: str,
    due_on: date,
    at: datetime,
    who: Person | None = None,
    key: UUID | None = None,
) -> ActionItem:
    """Say who does what by when; `who` None is the group itself. Raise CannotBe."""
    fresh = _open(decision)
    before = fresh.actions.filter(pk=key).first() if key else None
    if before is not None:
        return before
    _not_before(due_on, day_of(fresh.group.country, at))
    pk = key or uuid4()
    action = ActionItem.objects.create(
        id=pk,
        decision=fresh,
        who=who,
        what=seal(actor, fresh.group_id, "action", pk, what),
        due_on=due_on,
        at=at,
        by=actor.handle,
    )
    subject = str(fresh.group_id)
    record(kinds.TO_DO, actor=actor, subject=subject, at=at, decision=str(fresh.pk))
    return action


@transaction.atomic
def finish_action(
    *, actor: Actor, action: ActionItem, proof: Proof, at: datetime
) -> ActionItem:
    """Write down that it was done and how that is known."""
    fresh = _open_action(action)
    fresh.state, fresh.proof = ActionState.DONE, proof
    return _ended(actor, fresh, at)


@transaction.atomic
def drop_action(
    *, actor: Actor, action: ActionItem, reason: Dropped, at: datetime
) -> ActionItem:
    """Write down that it was given up, and why."""
    fresh = _open_action(action)
    fresh.state, fresh.dropped = ActionState.DROPPED, reason
    return _ended(actor, fresh, at)


@transaction.atomic
def tell_back(
    *,
    actor: Actor,
    decision: Decision,
    group: FocusGroup,
    accepted: bool,
    at: datetime,
    said: str = "",
) -> ReportBack:
    """Tell the group at a later sitting what came of its decision.

    Only a yes of the same circle closes it. Raise CannotBe.
    """
    sitting, fresh = open_minutes(group), _open(decision)
    _refuse_wrong_sitting(fresh, sitting)
    if accepted:
        _refuse_open_actions(fresh)
    told = ReportBack.objects.filter(decision=fresh, group=sitting).first()
    told = told or ReportBack(id=uuid4(), decision=fresh, group=sitting)
    told.accepted, told.at, told.by = accepted, at, actor.handle
    told.on = day_of(sitting.country, at)
    told.said = seal_if_any(actor, sitting.pk, "said", told.pk, said)
    told.save()
    if accepted:
        fresh.accepted_on = told.on
        fresh.save(update_fields=["accepted_on"])
    subject, answer = str(sitting.pk), "yes" if accepted else "no"
    record(kinds.TOLD, actor=actor, subject=subject, at=at, accepted=answer)
    return told


def _refuse_wrong_sitting(decision: Decision, sitting: FocusGroup) -> None:
    decided = decision.group
    if decided.pk == sitting.pk or sitting.planned_on < decided.planned_on:
        raise SameSitting(
            _("This was decided at this sitting. Tell the group at the next one.")
        )
    if circle_of(decided) != circle_of(sitting):
        raise NotItsCircle(
            _("Others decided this. Tell those who decided it, at their sitting.")
        )
    if sitting.activity.state != State.HELD:
        raise NotHeldYet(_("First write down that it was held, and who came."))


def circle_of(group: FocusGroup) -> tuple[UUID, str, str]:
    """Return what makes two sittings those of the same circle."""
    return (group.team_id, group.site, group.group)


def _refuse_open_actions(decision: Decision) -> None:
    waiting = decision.actions.filter(state=ActionState.OPEN).count()
    if waiting:
        raise ActionsOpen(
            ngettext(
                "One thing is still to be done. Write down first what became of it.",
                "%(count)s things are still to be done. Write down first what became "
                "of them.",
                waiting,
            )
            % {"count": waiting},
            field="accepted",
        )


def _open(decision: Decision) -> Decision:
    rows = Decision.objects.select_related("group")
    fresh = rows.select_for_update(of=("self",)).get(pk=decision.pk)
    if fresh.accepted_on is not None:
        raise DecisionClosed(
            _("The group has accepted what came of this. It is closed.")
        )
    return fresh


def _open_action(action: ActionItem) -> ActionItem:
    _open(action.decision)
    fresh = ActionItem.objects.select_for_update().get(pk=action.pk)
    if fresh.state != ActionState.OPEN:
        raise DecisionClosed(
            _("Somebody has written this down already. Look at the page again.")
        )
    return fresh


def _ended(actor: Actor, action: ActionItem, at: datetime) -> ActionItem:
    group = action.decision.group
    action.ended_on, action.ended_by = day_of(group.country, at), actor.handle
    action.save()
    subject, state = str(group.pk), str(action.state)
    record(kinds.ENDED, actor=actor, subject=subject, at=at, state=state)
    return action


def _not_before(due_on: date, today: date) -> None:
    if due_on < today:
        raise DueInThePast(
            _("This day is over. Choose today or a later day."), field="due_on"
        )
