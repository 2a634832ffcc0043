"""The plan of a month: begun, filled two by two, approved; then a new version."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from payung.programme.activities.taking_up import refuse_unclear, wish_in
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.places.packs import pack_of

from . import kinds
from .codes import Purpose
from .models import MicroPlan, MicroPlanVisit, Venue
from .pairs import NewVisit, Pair, check_pair
from .promises import keep_promises
from .refusals import (
    Closed,
    EndsTooSoon,
    NeverChanges,
    NothingPlanned,
    NotThisMonth,
    OutTwice,
    Over,
)
from .setting import activity_of


def zone_of(venue_or_plan: Venue | MicroPlan) -> ZoneInfo:
    """Return the zone of a place's clocks; a plan has those of its country."""
    area = venue_or_plan.area if isinstance(venue_or_plan, Venue) else ""
    pack = pack_of(venue_or_plan.country)
    return pack.zone(area) if area else pack.zone()


def current_plan(team: Team, month: date) -> MicroPlan | None:
    """Return the newest version of a month: the draft where there is one."""
    rows = MicroPlan.objects.filter(team=team, month=month.replace(day=1))
    return rows.order_by("-version").first()


def in_force(team: Team, month: date) -> MicroPlan | None:
    """Return the newest approved version of a month."""
    rows = MicroPlan.objects.filter(
        team=team, month=month.replace(day=1), approved_at__isnull=False
    )
    return rows.order_by("-version").first()


@transaction.atomic
def begin_plan(*, actor: Actor, team: Team, month: date, at: datetime) -> MicroPlan:
    """Begin the plan of a month, or a new version that begins as the last one is.

    Where there is a draft already, it is that one.
    """
    # One after another: two who begin at once share one draft.
    Team.objects.select_for_update().get(pk=team.pk)
    last = current_plan(team, month)
    if last is not None and last.approved_at is None:
        return last
    plan = MicroPlan.objects.create(
        country=team.country,
        team=team,
        month=month.replace(day=1),
        version=last.version + 1 if last else 1,
        made_by=actor.handle,
        made_at=at,
    )
    if last is not None:
        MicroPlanVisit.objects.bulk_create(
            _copied(visit, plan) for visit in last.visits.all()
        )
    record(kinds.BEGUN, actor=actor, subject=str(plan.pk), at=at)
    return plan


@transaction.atomic
def plan_visit(
    *,
    actor: Actor,
    plan: MicroPlan,
    new: NewVisit,
    at: datetime,
    key: UUID | None = None,
) -> MicroPlanVisit:
    """Plan a visit of two in a draft; the same form again is the same visit.

    Raise CannotBe.
    """
    fresh = _draft(plan)
    before = fresh.visits.filter(key=key).first() if key else None
    if before is not None:
        return before
    _check(fresh, new, at=at)
    refuse_unclear(activity_of(new), new.wish, country=fresh.country)
    visit = MicroPlanVisit(plan=fresh, key=key or uuid4())
    _write(visit, new)
    visit.save(force_insert=True)
    record(kinds.PLANNED, actor=actor, subject=new.venue.code, at=at)
    return visit


@transaction.atomic
def change_planned(
    *, actor: Actor, planned: MicroPlanVisit, new: NewVisit, at: datetime
) -> MicroPlanVisit:
    """Change a visit of a draft; raise CannotBe."""
    fresh = _draft(planned.plan)
    _check(fresh, new, at=at, but=planned)
    _write(planned, new)
    planned.save()
    record(kinds.MOVED, actor=actor, subject=new.venue.code, at=at)
    return planned


@transaction.atomic
def move_planned(
    *, actor: Actor, planned: MicroPlanVisit, day: date, at: datetime
) -> MicroPlanVisit:
    """Move a visit of a draft to another day at the same hour of the clock there."""
    zone = zone_of(planned.venue)
    starts = planned.starts_at.astimezone(zone)
    moved = datetime.combine(day, starts.time(), tzinfo=zone)
    new = NewVisit(
        venue=planned.venue,
        starts_at=moved,
        ends_at=moved + (planned.ends_at - planned.starts_at),
        pair=Pair(first=planned.first, second=planned.second),
        purpose=Purpose(planned.purpose),
        wish=wish_in(planned.on_plan),
    )
    return change_planned(actor=actor, planned=planned, new=new, at=at)


@transaction.atomic
def take_out(*, actor: Actor, planned: MicroPlanVisit, at: datetime) -> None:
    """Take a visit out of a draft; raise NeverChanges."""
    _draft(planned.plan)
    code = planned.venue.code
    planned.delete()
    record(kinds.TAKEN_OUT, actor=actor, subject=code, at=at)


@transaction.atomic
def approve_plan(*, actor: Actor, plan: MicroPlan, at: datetime) -> MicroPlan:
    """Approve a draft: it never changes again, and its visits are set."""
    fresh = _draft(plan)
    planned = list(fresh.visits.select_related("venue__team", "first", "second"))
    if not planned:
        raise NothingPlanned(_("Nothing is planned yet. Plan a visit first."))
    for visit in planned:
        pair = Pair(first=visit.first, second=visit.second)
        check_pair(pair, team=fresh.team)
    fresh.approved_by, fresh.approved_at = actor.handle, at
    fresh.save(update_fields=["approved_by", "approved_at"])
    keep_promises(actor=actor, plan=fresh, planned=planned, at=at)
    record(kinds.APPROVED, actor=actor, subject=str(fresh.pk), at=at)
    return fresh


def _draft(plan: MicroPlan) -> MicroPlan:
    rows = MicroPlan.objects.select_related("team")
    fresh = rows.select_for_update(of=("self",)).get(pk=plan.pk)
    if fresh.approved_at is not None:
        raise NeverChanges(
            _("This plan was approved and stays as it is. Begin a new version of it.")
        )
    return fresh


def _check(
    plan: MicroPlan, new: NewVisit, *, at: datetime, but: MicroPlanVisit | None = None
) -> None:
    if new.venue.closed_at is not None:
        raise Closed(_("This place is closed. Choose another."), field="venue")
    if not timedelta(0) < new.ends_at - new.starts_at <= timedelta(hours=16):
        raise EndsTooSoon(
            _("This ends before it begins. Look at the two times."), field="ends"
        )
    local = new.starts_at.astimezone(zone_of(new.venue))
    if (local.year, local.month) != (plan.month.year, plan.month.month):
        raise NotThisMonth(
            _("This day is not in the month of the plan. Choose another day."),
            field="day",
        )
    same = but is not None and but.starts_at == new.starts_at
    if new.starts_at < at and not same:
        raise Over(_("This moment is over. Choose one that is to come."), field="day")
    check_pair(new.pair, team=plan.team)
    _refuse_out_twice(plan, new, but)


def _refuse_out_twice(
    plan: MicroPlan, new: NewVisit, but: MicroPlanVisit | None
) -> None:
    both = [new.pair.first, new.pair.second]
    others = plan.visits.filter(
        Q(first__in=both) | Q(second__in=both),
        starts_at__lt=new.ends_at,
        ends_at__gt=new.starts_at,
    )
    if but is not None:
        others = others.exclude(pk=but.pk)
    other = others.select_related("venue").first()
    if other is not None:
        raise OutTwice(
            _("One of them is at %(place)s then. Choose another hour or pair.")
            % {"place": other.venue.code},
            field="day",
        )


def _write(visit: MicroPlanVisit, new: NewVisit) -> None:
    visit.venue, visit.purpose = new.venue, new.purpose
    visit.starts_at, visit.ends_at = new.starts_at, new.ends_at
    visit.first, visit.second = new.pair.first, new.pair.second
    visit.on_plan = new.wish.text


def _copied(visit: MicroPlanVisit, plan: MicroPlan) -> MicroPlanVisit:
    return MicroPlanVisit(
        key=visit.key,
        plan=plan,
        venue_id=visit.venue_id,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        first_id=visit.first_id,
        second_id=visit.second_id,
        purpose=visit.purpose,
        on_plan=visit.on_plan,
    )
