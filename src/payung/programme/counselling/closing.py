"""Close a case in which somebody is counselled: not before three things are checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.programme.cases.actions import close_case
from payung.programme.cases.models import Case, Happened, TimelineEntry
from payung.programme.cases.stages import Outcome, Stage
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import Role

from . import kinds
from .codes import GoalState
from .entering import NotBegun, has_begun
from .models import ClosingCheck, Goal, Session, SupervisorReview


SUPERVISORS = (Role.COORDINATOR, Role.OFFICER)


class NotChecked(CannotBe):
    """Something is still to be checked before it is closed."""


class NotASupervisor(CannotBe):
    """Somebody else has to look at it."""


class GoalsOpen(CannotBe):
    """The plan is called finished while goals of it are open."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Checks:
    """What was done with her before closing."""

    safety_plan_reviewed: bool
    told_she_can_return: bool


@transaction.atomic
def supervise(*, actor: Actor, case: Case, at: datetime) -> SupervisorReview:
    """Write down that a supervisor looked at a case; raise NotASupervisor, NotBegun."""
    if not actor.has(*SUPERVISORS):
        raise NotASupervisor(
            _("A coordinator or a project officer does this. Ask one of them.")
        )
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    if not has_begun(fresh):
        raise NotBegun(_("Begin first, on the page of counselling."))
    row = SupervisorReview.objects.create(case=fresh, at=at, by=actor.handle)
    record(kinds.SUPERVISED, actor=actor, subject=fresh.reference, at=at)
    return row


@transaction.atomic
def close_with_checks(
    *,
    actor: Actor,
    case: Case,
    outcome: Outcome,
    checks: Checks,
    at: datetime,
    text: str = "",
) -> Case:
    """Close a case; where somebody is counselled, raise NotChecked before its checks.

    A case without counselling is closed as before. Raise GoalsOpen where the plan is
    called finished and is not, and what `close_case` raises.
    """
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    if has_begun(fresh):
        _refuse_unchecked(actor, fresh, outcome, checks)
        _refuse_open_goals(fresh, outcome)
        _keep(actor, fresh, checks, at)
    return close_case(actor=actor, case=fresh, outcome=outcome, text=text, at=at)


def supervisor_of(case: Case, *, but: str) -> SupervisorReview | None:
    """Return the last look of a supervisor since the last session, or None.

    Nobody looks over her own shoulder: `but` is the handle of whoever closes.
    """
    reviews = SupervisorReview.objects.filter(case=case).exclude(by=but)
    since = _last_change(case)
    if since is not None:
        reviews = reviews.filter(at__gte=since)
    return reviews.order_by("-at").first()


def _refuse_unchecked(
    actor: Actor, case: Case, outcome: Outcome, checks: Checks
) -> None:
    # Nobody can look at a plan with somebody who cannot be found.
    if outcome is not Outcome.NO_CONTACT:
        if not checks.safety_plan_reviewed:
            raise NotChecked(
                _("Look at her plan for her safety with her once more, then tick it."),
                field="safety_plan_reviewed",
            )
        if not checks.told_she_can_return:
            raise NotChecked(
                _("Tell her that she can come back at any time, then tick it."),
                field="told_she_can_return",
            )
    if supervisor_of(case, but=actor.handle) is None:
        raise NotChecked(
            _(
                "Nobody who supervises has looked at it since the last session. Ask "
                "your coordinator or project officer to press “I have looked at it” on "
                "the page of counselling."
            )
        )


def _refuse_open_goals(case: Case, outcome: Outcome) -> None:
    waiting = Goal.objects.filter(case=case, state=GoalState.OPEN).count()
    if outcome is Outcome.PLAN_COMPLETE and waiting:
        raise GoalsOpen(
            ngettext(
                "One goal of the plan is still open. End it first, or choose another "
                "reason.",
                "%(count)s goals of the plan are still open. End them first, or choose "
                "another reason.",
                waiting,
            )
            % {"count": waiting},
            field="outcome",
        )


def _keep(actor: Actor, case: Case, checks: Checks, at: datetime) -> None:
    review = supervisor_of(case, but=actor.handle)
    ClosingCheck.objects.create(
        case=case,
        safety_plan_reviewed=checks.safety_plan_reviewed,
        told_she_can_return=checks.told_she_can_return,
        reviewed_by=review.by if review else "",
        at=at,
        by=actor.handle,
    )
    record(kinds.CHECKED, actor=actor, subject=case.reference, at=at)


def _last_change(case: Case) -> datetime | None:
    """Return when there was last something new to look at."""
    session = Session.objects.filter(case=case).order_by("-at").first()
    reopened = TimelineEntry.objects.filter(
        case=case, kind=Happened.STAGE, about=Stage.REOPENED.value
    )
    line = reopened.order_by("-written_at").first()
    moments = [session.at if session else None, line.written_at if line else None]
    return max((one for one in moments if one is not None), default=None)
