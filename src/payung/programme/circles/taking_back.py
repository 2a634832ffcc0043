"""Take back what was written down wrong at a sitting, or open again what was closed.

The words of what is withdrawn are gone for ever: a name that was typed must be able to
go. The row stays with the reason, and counts nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.activities.models import State
from payung.programme.activities.putting_back import put_back
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import Role

from . import kinds
from .access import NoSuchCircle, where_it_is_now
from .codes import ActionState, Part, WhyTaken
from .deciding import open_decision
from .models import ActionItem, Decision, Finding, FocusGroup, ReportBack
from .sittings import open_minutes


class RestsOnIt(CannotBe):
    """A decision that has no other reason than this finding."""


class ToldAlready(CannotBe):
    """The group was told what came of the decision: it is no slip any more."""


class NotClosed(CannotBe):
    """Something that is open as it is."""


class NextWasHeld(CannotBe):
    """The circle has sat again since: its minutes say what is to be said now."""


# The actor, the row, why, and when.
Deed = Callable[[Actor, Any, WhyTaken, datetime], None]


@transaction.atomic
def withdraw(
    *,
    actor: Actor,
    group: FocusGroup,
    what: str,
    row_id: UUID,
    why: WhyTaken,
    at: datetime,
) -> None:
    """Withdraw a line of the minutes; once more changes nothing. Raise CannotBe.

    A finding, a decision or notes until the minutes are finished, something to be done
    until the group has accepted what came of it.
    """
    if what not in WITHDRAWN:
        raise NoSuchCircle
    row = row_of(group, what, row_id)
    if getattr(row, "withdrawn_at", None) is not None:
        return
    WITHDRAWN[what](actor, row, why, at)
    subject = str(group.pk)
    record(
        kinds.WITHDRAWN, actor=actor, subject=subject, at=at, what=what, why=why.value
    )


@transaction.atomic
def reopen(
    *,
    actor: Actor,
    group: FocusGroup,
    what: str,
    row_id: UUID,
    why: WhyTaken,
    at: datetime,
) -> None:
    """Open something again; raise CannotBe, NotHerRole.

    Minutes, a report-back, something done, or a sitting that was called off. Minutes and report-backs only a coordinator opens again.
    """
    check_may_reopen(actor, what)
    REOPENED[what](actor, row_of(group, what, row_id), why, at)
    subject = str(group.pk)
    record(
        kinds.REOPENED, actor=actor, subject=subject, at=at, what=what, why=why.value
    )


def check_may_reopen(actor: Actor, what: str) -> None:
    """Raise NoSuchCircle or NotHerRole."""
    if what not in REOPENED:
        raise NoSuchCircle
    if what in ("minutes", "told"):
        check_role(actor, Role.COORDINATOR)


def row_of(group: FocusGroup, what: str, row_id: UUID) -> Any:
    """Return what an address names at a sitting; raise NoSuchCircle."""
    rows: Mapping[str, Any] = {
        "finding": group.findings,
        "decision": group.decisions,
        "action": ActionItem.objects.filter(decision__group=group),
        "told": group.told_back,
        **dict.fromkeys(("note", "safety", "minutes", "sitting"), FocusGroup.objects),
    }
    mine = row_id == group.pk or what in ("finding", "decision", "action", "told")
    found = rows[what].filter(pk=row_id).first() if what in rows and mine else None
    if found is None:
        raise NoSuchCircle
    return found


def was_held_again(group: FocusGroup) -> bool:
    """Return whether a later sitting of the same circle was held."""
    later = FocusGroup.objects.filter(
        team=group.team_id,
        site=group.site,
        group=group.group,
        planned_on__gt=group.planned_on,
    )
    return later.filter(activity__state=State.HELD).exists()


def _finding(actor: Actor, finding: Finding, why: WhyTaken, at: datetime) -> None:
    sitting = open_minutes(finding.group)
    decision = finding.decision
    if decision is not None and _only_reason(decision):
        raise RestsOnIt(
            _(
                "Decision %(number)s rests on this finding alone. Withdraw the decision "
                "first, or give it another finding."
            )
            % {"number": decision.number}
        )
    sitting.marked.filter(part=Part.FINDING, about=finding.pk).delete()
    finding.text = None
    _unanswered(finding)
    _gone(actor, finding, why, at)


def _decision(actor: Actor, decision: Decision, why: WhyTaken, at: datetime) -> None:
    open_minutes(decision.group)
    open_decision(decision)
    if decision.told_back.exists():
        raise ToldAlready(
            _("The group was told what came of this. It stays as it is now.")
        )
    for finding in decision.findings.all():
        _unanswered(finding)
        finding.save()
    for action in decision.actions.filter(withdrawn_at=None):
        action.what = None
        _gone(actor, action, why, at)
    decision.what = None
    _gone(actor, decision, why, at)


def _action(actor: Actor, action: ActionItem, why: WhyTaken, at: datetime) -> None:
    open_decision(action.decision)
    action.what = None
    _gone(actor, action, why, at)


def _note(_actor: Actor, group: FocusGroup, _why: WhyTaken, _at: datetime) -> None:
    fresh = open_minutes(group)
    fresh.marked.filter(part=Part.NOTE).delete()
    fresh.note = None
    fresh.save(update_fields=["note"])


def _safety(_actor: Actor, group: FocusGroup, _why: WhyTaken, _at: datetime) -> None:
    fresh = open_minutes(group)
    fresh.safety = None
    fresh.save(update_fields=["safety"])


def _minutes(actor: Actor, group: FocusGroup, why: WhyTaken, at: datetime) -> None:
    fresh = FocusGroup.objects.select_for_update().get(pk=group.pk)
    if fresh.finished_at is None:
        raise NotClosed(_("These minutes are open. Write in them."))
    if was_held_again(fresh):
        raise NextWasHeld(
            _("The next sitting was held already. Write it down in its minutes.")
        )
    fresh.finished_at, fresh.finished_by = None, ""
    _opened(actor, fresh, why, at)


def _sitting(actor: Actor, group: FocusGroup, _why: WhyTaken, at: datetime) -> None:
    put_back(actor=actor, activity=where_it_is_now(group).activity, at=at)


def _told(actor: Actor, told: ReportBack, why: WhyTaken, at: datetime) -> None:
    decision = Decision.objects.select_for_update().get(pk=told.decision_id)
    if not told.accepted or decision.accepted_on is None:
        raise NotClosed(_("This is open: the group has not accepted it."))
    decision.accepted_on = None
    decision.save(update_fields=["accepted_on"])
    told.accepted = False
    _opened(actor, told, why, at)


def _done(_actor: Actor, action: ActionItem, _why: WhyTaken, _at: datetime) -> None:
    open_decision(action.decision)
    if action.state == ActionState.OPEN or action.withdrawn_at is not None:
        raise NotClosed(_("Nobody has written down what became of it."))
    action.state, action.proof, action.dropped = ActionState.OPEN, "", ""
    action.ended_on, action.ended_by = None, ""
    action.save()


def _only_reason(decision: Decision) -> bool:
    return decision.findings.filter(withdrawn_at=None).count() == 1


def _unanswered(finding: Finding) -> None:
    finding.answer, finding.decision, finding.answered_at = "", None, None
    finding.passed_to = finding.because = ""


def _gone(
    actor: Actor,
    row: Finding | Decision | ActionItem,
    why: WhyTaken,
    at: datetime,
) -> None:
    row.withdrawn_at, row.withdrawn_by, row.why = at, actor.handle, why
    row.save()


def _opened(
    actor: Actor, row: FocusGroup | ReportBack, why: WhyTaken, at: datetime
) -> None:
    row.reopened_at, row.reopened_by, row.why = at, actor.handle, why
    row.save()


WITHDRAWN: Mapping[str, Deed] = {
    "finding": _finding,
    "decision": _decision,
    "action": _action,
    "note": _note,
    "safety": _safety,
}
REOPENED: Mapping[str, Deed] = {
    "minutes": _minutes,
    "told": _told,
    "action": _done,
    "sitting": _sitting,
}
