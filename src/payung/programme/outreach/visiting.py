"""A visit from going in to being out; a pair that stays silent is looked for."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.activities.actions import cancel, hold, postpone
from payung.programme.activities.models import Reason, State
from payung.programme.alerts.actions import drop
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .access import LEADS
from .codes import Purpose
from .diary import met_in, settle
from .looking import about_visit, ask_for_help
from .models import OutreachVisit
from .pairs import NewVisit, Pair
from .refusals import EndsTooSoon, InsideAlready, NotInside, NotOfThePair, Over
from .setting import visit_in


LONGEST = timedelta(hours=12)
A_MINUTE = timedelta(minutes=1)


@transaction.atomic
def check_in(
    *, actor: Actor, visit: OutreachVisit, back_by: datetime, at: datetime
) -> OutreachVisit:
    """Let the pair go in and promise when it is out; from then on it is looked for.

    Pressed twice it stays as it was first. Raise CannotBe.
    """
    fresh = _mine(actor, visit)
    if fresh.in_at is not None and fresh.out_at is None:
        return fresh
    _refuse_settled(fresh)
    _refuse_span(at, back_by)
    fresh.in_at, fresh.back_by, fresh.due_at, fresh.rung = at, back_by, back_by, 0
    fresh.save()
    record(kinds.IN, actor=actor, subject=str(fresh.pk), at=at)
    return fresh


@transaction.atomic
def stay_longer(
    *, actor: Actor, visit: OutreachVisit, back_by: datetime, at: datetime
) -> OutreachVisit:
    """Promise a later moment; nobody is told of the earlier one any more."""
    fresh = _inside(actor, visit)
    _refuse_span(at, back_by)
    fresh.back_by, fresh.due_at, fresh.rung = back_by, back_by, 0
    fresh.save()
    drop(about=about_visit(fresh.pk), at=at)
    record(kinds.LONGER, actor=actor, subject=str(fresh.pk), at=at)
    return fresh


@transaction.atomic
def check_out(*, actor: Actor, visit: OutreachVisit, at: datetime) -> OutreachVisit:
    """Let both be out and safe: the visit was held, with what was counted in it."""
    before = _locked(visit.pk)
    if before.out_at is not None:
        return before
    fresh = _inside(actor, before)
    began = fresh.in_at or at
    _held(actor, fresh, began, max(at, began + A_MINUTE), at)
    drop(about=about_visit(fresh.pk), at=at)
    record(kinds.OUT, actor=actor, subject=str(fresh.pk), at=at)
    return fresh


@transaction.atomic
def need_help(*, actor: Actor, visit: OutreachVisit, at: datetime) -> int:
    """Tell those who coordinate at once; return how many messages go out."""
    fresh = _inside(actor, visit)
    record(kinds.HELP, actor=actor, subject=str(fresh.pk), at=at)
    return ask_for_help(fresh, at=at)


@transaction.atomic
def held_before(
    *,
    actor: Actor,
    visit: OutreachVisit,
    started: datetime,
    ended: datetime,
    at: datetime,
) -> OutreachVisit:
    """Write down afterwards that a visit was held; nobody was looked for then."""
    fresh = _mine(actor, visit)
    if fresh.in_at is not None and fresh.out_at is None:
        raise InsideAlready(_("The two are there now. Say first that they are out."))
    if started >= ended:
        raise EndsTooSoon(
            _("This ends before it begins. Look at the two times."), field="ended"
        )
    if ended > at:
        raise NotInside(
            _("This is still to come. Write it down when both are out."), field="ended"
        )
    _held(actor, fresh, started, ended, at)
    record(kinds.OUT, actor=actor, subject=str(fresh.pk), at=at)
    return fresh


@transaction.atomic
def not_held(
    *, actor: Actor, visit: OutreachVisit, reason: Reason, at: datetime
) -> OutreachVisit:
    """Write down why nobody went; raise CannotBe."""
    fresh = _locked(visit.pk)
    _refuse_settled(fresh)
    fresh.activity = cancel(actor=actor, activity=fresh.activity, reason=reason, at=at)
    code = fresh.venue.code
    record(kinds.NOT_HELD, actor=actor, subject=code, at=at, reason=reason.value)
    return fresh


@transaction.atomic
def move_visit(
    *,
    actor: Actor,
    visit: OutreachVisit,
    reason: Reason,
    start: datetime,
    end: datetime,
    at: datetime,
) -> OutreachVisit:
    """Move a set visit with its reason; return the one that takes its place."""
    fresh = _locked(visit.pk)
    _refuse_settled(fresh)
    if start < at:
        raise Over(_("This moment is over. Choose one that is to come."), field="day")
    instead = postpone(
        actor=actor, activity=fresh.activity, reason=reason, start=start, end=end, at=at
    )
    new = NewVisit(
        venue=fresh.venue,
        starts_at=start,
        ends_at=end,
        pair=Pair(first=fresh.first, second=fresh.second),
        purpose=Purpose(fresh.purpose),
    )
    return visit_in(
        actor=actor, activity=instead, new=new, promise=fresh.promise, at=at
    )


def _held(
    actor: Actor, fresh: OutreachVisit, started: datetime, ended: datetime, at: datetime
) -> None:
    fresh.activity = hold(
        actor=actor,
        activity=fresh.activity,
        started=started,
        ended=ended,
        came=met_in(fresh),
        at=at,
    )
    fresh.in_at, fresh.out_at, fresh.due_at = started, ended, None
    fresh.save()
    settle(fresh)


def _locked(pk: UUID) -> OutreachVisit:
    rows = OutreachVisit.objects.select_related(
        "activity", "venue__team", "first", "second"
    )
    return rows.select_for_update(of=("self",)).get(pk=pk)


def _mine(actor: Actor, visit: OutreachVisit) -> OutreachVisit:
    fresh = _locked(visit.pk)
    if actor.person_id not in (fresh.first_id, fresh.second_id) and not actor.has(
        *LEADS
    ):
        raise NotOfThePair(
            _("Only %(first)s, %(second)s or the coordinator can say this.")
            % {"first": fresh.first.handle, "second": fresh.second.handle}
        )
    return fresh


def _inside(actor: Actor, visit: OutreachVisit) -> OutreachVisit:
    fresh = _mine(actor, visit)
    if fresh.in_at is None or fresh.out_at is not None:
        raise NotInside(_("Nobody is in there. Say first when you go in."))
    return fresh


def _refuse_settled(fresh: OutreachVisit) -> None:
    if fresh.in_at is not None and fresh.out_at is None:
        raise InsideAlready(_("The two are there now. Say first that they are out."))
    if fresh.activity.state not in (State.PLANNED, State.MISSED):
        raise InsideAlready(
            _("Somebody has written down already: “%(state)s”. Look at the page again.")
            % {"state": State(fresh.activity.state).label}
        )


def _refuse_span(at: datetime, back_by: datetime) -> None:
    if not A_MINUTE <= back_by - at <= LONGEST:
        raise EndsTooSoon(
            _("Promise a moment within the next twelve hours."), field="back_by"
        )
