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
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.refusals import CannotBe
from payung.programme.places.days import day_of

from . import kinds
from .codes import ActionState, Addressee, Answer, DecidedBy, Dropped, Proof
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


class Gone(CannotBe):
    """A decision or something to be done that was withdrawn."""


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
    *,
    actor: Actor,
    group: FocusGroup,
    new: NewDecision,
    at: datetime,
    on: date | None = None,
) -> Decision:
    """Keep a decision, which answers its findings; raise CannotBe.

    `on` is the day it was taken, where it waited on a phone since; else that of `at`.
    """
    fresh = open_minutes(group)
    before = fresh.decisions.filter(pk=new.key).first() if new.key else None
    if before is not None:
        return before
    if not new.why or any(not _stands_in(one, fresh) for one in new.why):
        raise WithoutReason(
            _("Choose at least one of today's findings: they are the reason."),
            field="why",
        )
    today = on or day_of(fresh.country, at)
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
    on: date | None = None,
) -> ActionItem:
    """Say who does what by when; `who` None is the group itself. Raise CannotBe."""
    fresh = open_decision(decision)
    before = fresh.actions.filter(pk=key).first() if key else None
    if before is not None:
        return before
    _not_before(due_on, on or day_of(fresh.group.country, at))
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
    *,
    actor: Actor,
    action: ActionItem,
    proof: Proof,
    at: datetime,
    on: date | None = None,
) -> ActionItem:
    """Write down that it was done and how that is known."""
    fresh = _open_action(action)
    fresh.state, fresh.proof = ActionState.DONE, proof
    return _ended(actor, fresh, at, on)


@transaction.atomic
def drop_action(
    *,
    actor: Actor,
    action: ActionItem,
    reason: Dropped,
    at: datetime,
    on: date | None = None,
) -> ActionItem:
    """Write down that it was given up, and why."""
    fresh = _open_action(action)
    fresh.state, fresh.dropped = ActionState.DROPPED, reason
    return _ended(actor, fresh, at, on)


@transaction.atomic
def tell_back(
    *,
    actor: Actor,
    decision: Decision,
    group: FocusGroup,
    accepted: bool,
    at: datetime,
    said: str = "",
    on: date | None = None,
) -> ReportBack:
    """Tell the group at a later sitting what came of its decision.

    Only a yes of the same circle closes it. Raise CannotBe.
    """
    sitting, fresh = open_minutes(group), open_decision(decision)
    _refuse_wrong_sitting(fresh, sitting)
    if accepted:
        _refuse_open_actions(fresh)
    told = ReportBack.objects.filter(decision=fresh, group=sitting).first()
    told = told or ReportBack(id=uuid4(), decision=fresh, group=sitting)
    told.accepted, told.at, told.by = accepted, at, actor.handle
    told.on = on or day_of(sitting.country, at)
    told.said = seal_if_any(actor, sitting.pk, "said", told.pk, said)
    told.save()
    if accepted:
        fresh.accepted_on = told.on
        fresh.save(update_fields=["accepted_on"])
    subject, answer = str(sitting.pk), "yes" if accepted else "no"
    record(kinds.TOLD, actor=actor, subject=subject, at=at, accepted=answer)
    return told


def _stands_in(finding: Finding, sitting: FocusGroup) -> bool:
    return finding.group_id == sitting.pk and finding.withdrawn_at is None


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
    open_ones = decision.actions.filter(state=ActionState.OPEN, withdrawn_at=None)
    waiting = open_ones.count()
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


def open_decision(decision: Decision) -> Decision:
    """Return a decision, locked for a deed; raise Gone or DecisionClosed."""
    rows = Decision.objects.select_related("group")
    fresh = rows.select_for_update(of=("self",)).get(pk=decision.pk)
    if fresh.withdrawn_at is not None:
        raise Gone(_("This decision was withdrawn. Look at the page again."))
    if fresh.accepted_on is not None:
        raise DecisionClosed(
            _("The group has accepted what came of this. It is closed.")
        )
    return fresh


def _open_action(action: ActionItem) -> ActionItem:
    open_decision(action.decision)
    fresh = ActionItem.objects.select_for_update().get(pk=action.pk)
    if fresh.withdrawn_at is not None or fresh.state != ActionState.OPEN:
        raise DecisionClosed(
            _("Somebody has written this down already. Look at the page again.")
        )
    return fresh


def _ended(
    actor: Actor, action: ActionItem, at: datetime, on: date | None
) -> ActionItem:
    group = action.decision.group
    action.ended_on = on or day_of(group.country, at)
    action.ended_by = actor.handle
    action.save()
    subject, state = str(group.pk), str(action.state)
    record(kinds.ENDED, actor=actor, subject=subject, at=at, state=state)
    return action


def _not_before(due_on: date, today: date) -> None:
    if due_on < today:
        raise DueInThePast(
            _("This day is over. Choose today or a later day."), field="due_on"
        )
