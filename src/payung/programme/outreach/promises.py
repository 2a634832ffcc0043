"""What an approved plan sets: a visit for each promise, and none for what fell out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from payung.programme.activities.actions import GRACE, cancel
from payung.programme.activities.models import Reason, State
from payung.programme.activities.taking_up import hand_back, wish_in
from payung.programme.people.actors import Actor

from .codes import Purpose
from .models import MicroPlan, MicroPlanVisit, OutreachVisit
from .pairs import NewVisit, Pair
from .setting import set_visit


STILL_OPEN = (State.PLANNED, State.MISSED)


def keep_promises(
    *,
    actor: Actor,
    plan: MicroPlan,
    planned: Iterable[MicroPlanVisit],
    at: datetime,
) -> None:
    """Set a visit for each promise of a version, inside the transaction that approves.

    What an earlier version promised and this one does not is called off; what was held,
    begun or moved in the meantime stays as it is.
    """
    known = _visits_of(plan)
    planned = list(planned)
    kept = {visit.key for visit in planned}
    # First, so that a row of the plan that is given back can be taken up again.
    for key in known.keys() - kept:
        for dropped in known[key]:
            if _is_open(dropped):
                _drop(actor, dropped, at)
    for visit in planned:
        before = known.get(visit.key, [])
        open_one = next((one for one in before if _is_open(one)), None)
        if not before:
            set_visit(actor=actor, new=_new(visit), promise=visit.key, at=at)
        elif open_one is not None:
            _adapt(open_one, visit, at)


def _drop(actor: Actor, visit: OutreachVisit, at: datetime) -> None:
    """Let a promise go; what the plan of the programme has stands there as before."""
    activity = visit.activity
    if activity.line is None or visit.taps.exists():
        cancel(actor=actor, activity=activity, reason=Reason.OTHER, at=at)
        return
    visit.delete()
    hand_back(activity, at=at)


def _visits_of(plan: MicroPlan) -> dict[object, list[OutreachVisit]]:
    versions = MicroPlan.objects.filter(team=plan.team, month=plan.month)
    keys = MicroPlanVisit.objects.filter(plan__in=versions).values("key")
    rows = OutreachVisit.objects.filter(promise__in=keys, venue__team=plan.team)
    known: dict[object, list[OutreachVisit]] = {}
    # Locked: a pair may be going in at this very moment.
    for row in rows.select_related("activity").select_for_update(of=("self",)):
        known.setdefault(row.promise, []).append(row)
    return known


def _is_open(visit: OutreachVisit) -> bool:
    return visit.in_at is None and visit.activity.state in STILL_OPEN


def _adapt(visit: OutreachVisit, planned: MicroPlanVisit, at: datetime) -> None:
    activity = visit.activity
    if activity.planned_end != planned.ends_at:
        activity.due_at, activity.state = planned.ends_at + GRACE, State.PLANNED
    activity.planned_start, activity.planned_end = planned.starts_at, planned.ends_at
    activity.site, activity.changed_at = planned.venue.code, at
    activity.save(
        update_fields=[
            "due_at",
            "state",
            "planned_start",
            "planned_end",
            "site",
            "changed_at",
        ]
    )
    visit.venue, visit.purpose = planned.venue, planned.purpose
    visit.first, visit.second = planned.first, planned.second
    visit.save(update_fields=["venue", "purpose", "first", "second"])


def _new(visit: MicroPlanVisit) -> NewVisit:
    return NewVisit(
        venue=visit.venue,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        pair=Pair(first=visit.first, second=visit.second),
        purpose=Purpose(visit.purpose),
        wish=wish_in(visit.on_plan),
    )
