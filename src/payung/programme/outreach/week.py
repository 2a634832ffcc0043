"""The week strip: seven days, each with what is set and what is only planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from payung.programme.activities.models import State
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of

from .access import plans_of, visits_of
from .models import MicroPlan, MicroPlanVisit, OutreachVisit, VenueAlert
from .planning import zone_of


OPEN = (State.PLANNED, State.MISSED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Chip:
    """One visit on the strip; `planned` where it is still in a draft."""

    id: UUID
    planned: bool
    code: str
    kind: str
    starts: datetime
    clock: time
    pair: tuple[str, str]
    mine: bool
    state: str
    inside: bool
    moves: bool
    warned: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class StripDay:
    """One day of the strip."""

    on: date
    today: bool
    chips: tuple[Chip, ...]


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def strip_of(actor: Actor, monday: date, *, at: datetime) -> tuple[StripDay, ...]:
    """Return the seven days from a Monday on, with the visits of her teams."""
    zone = pack_of(actor.country).zone()
    today = at.astimezone(zone).date()
    start = datetime(monday.year, monday.month, monday.day, tzinfo=zone)
    chips = sorted(
        _chips(actor, start, start + timedelta(days=7), at),
        key=lambda chip: (chip.starts, chip.code),
    )
    days = [monday + timedelta(days=n) for n in range(7)]
    return tuple(
        StripDay(
            on=day,
            today=day == today,
            chips=tuple(chip for chip in chips if chip.starts.date() == day),
        )
        for day in days
    )


def drafts_of(actor: Actor) -> list[MicroPlan]:
    """Return the drafts of her teams."""
    return list(plans_of(actor).filter(approved_at=None))


def _chips(
    actor: Actor, start: datetime, end: datetime, at: datetime
) -> Iterator[Chip]:
    warned = set(
        VenueAlert.objects.filter(expires_at__gt=at).values_list("venue_id", flat=True)
    )
    drafts = MicroPlanVisit.objects.filter(plan__in=drafts_of(actor))
    in_draft = set(drafts.values_list("key", flat=True))
    visits = visits_of(actor).filter(
        activity__planned_start__gte=start, activity__planned_start__lt=end
    )
    for visit in visits.exclude(activity__state=State.POSTPONED):
        is_open = visit.in_at is None and visit.activity.state in OPEN
        if not (is_open and visit.promise in in_draft):
            yield _set(actor, visit, visit.venue_id in warned, is_open)
    rows = drafts.filter(starts_at__gte=start, starts_at__lt=end)
    settled = set(
        visits_of(actor)
        .filter(promise__in=in_draft)
        .exclude(activity__state__in=OPEN, in_at=None)
        .values_list("promise", flat=True)
    )
    for planned in rows.select_related("venue", "first", "second"):
        if planned.key not in settled:
            yield _planned(actor, planned, planned.venue_id in warned)


def _set(actor: Actor, visit: OutreachVisit, warned: bool, is_open: bool) -> Chip:
    starts = visit.activity.planned_start.astimezone(zone_of(visit.venue))
    return Chip(
        id=visit.pk,
        planned=False,
        code=visit.venue.code,
        kind=visit.venue.get_kind_display(),
        starts=starts,
        clock=starts.time(),
        pair=(visit.first.handle, visit.second.handle),
        mine=actor.person_id in (visit.first_id, visit.second_id),
        state=str(State(visit.activity.state).label),
        inside=visit.in_at is not None and visit.out_at is None,
        moves=is_open,
        warned=warned,
    )


def _planned(actor: Actor, planned: MicroPlanVisit, warned: bool) -> Chip:
    starts = planned.starts_at.astimezone(zone_of(planned.venue))
    return Chip(
        id=planned.pk,
        planned=True,
        code=planned.venue.code,
        kind=planned.venue.get_kind_display(),
        starts=starts,
        clock=starts.time(),
        pair=(planned.first.handle, planned.second.handle),
        mine=actor.person_id in (planned.first_id, planned.second_id),
        state="",
        inside=False,
        moves=True,
        warned=warned,
    )
