"""Put an approved plan into the calendar: an activity for each time that is to come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.activities.actions import NewActivity
from payung.programme.activities.many import plan_many
from payung.programme.activities.models import Activity, Kind, State
from payung.programme.findings.periods import shifted
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of
from payung.programme.safe_spaces.of_the_plan import follow_days

from . import access, kinds
from .drafting import name_of
from .joining import join_work, serves
from .models import PlanLine, PlanVersion, Programme, Slot
from .months import month_at, spread, start_of
from .refusals import NotApproved


# Until somebody says otherwise; each can be moved by those who do it.
BEGINS, LENGTH = time(10), timedelta(hours=2)


@dataclass(frozen=True, kw_only=True, slots=True)
class Filled:
    """How many are new in the calendar, and how many that others planned now count."""

    made: int
    counted_in: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Wanted:
    line: PlanLine
    month: date
    n: int


@transaction.atomic
def put_into_calendar(*, actor: Actor, version: PlanVersion, at: datetime) -> Filled:
    """Plan what the plan in force promises from today on.

    What is planned already for the same team, thing and room is counted in, not made
    again. Pressed again it makes none twice. In months that are over nothing is made.
    """
    access.check_planner(actor)
    if version.approved_at is None:
        raise NotApproved(_("Approve the plan first."))
    if version != access.plan_now(actor):
        raise NotApproved(_("Another version is in force. Open the plan again."))
    # Two who press at once wait for one another here.
    Programme.objects.select_for_update().get(pk=version.programme_id)
    mine = access.lines_of(actor, version).filter(team_id__in=tuple(actor.own_teams))
    lines = list(mine)
    open_ones = _open(lines)
    free = _unclaimed(version, actor.country)
    # Before those that are open: a bare row of an earlier press is not planned twice.
    joined = join_work(lines, free)
    counted_in = _count_in(open_ones, free)
    left = [one for one in open_ones if one not in counted_in]
    made = _make(actor, left, at)
    _follow_open_days(version, lines, at)
    filled = Filled(made=len(made), counted_in=len(counted_in) + joined)
    if made or counted_in or joined:
        subject, counts = name_of(version), asdict(filled)
        record(kinds.MADE, actor=actor, subject=subject, at=at, **counts)
    return filled


def _open(lines: list[PlanLine]) -> list[_Wanted]:
    """Return each time of each month that has no activity yet."""
    roots = [line.root for line in lines]
    rows = Slot.objects.filter(root__in=roots).values_list("root", "month", "n")
    there = set(rows)
    return [
        _Wanted(line=line, month=month, n=n)
        for line in lines
        for month in map(date.fromisoformat, line.months)
        for n in range(1, line.per_month + 1)
        if (line.root, month, n) not in there
    ]


def _count_in(
    wanted: list[_Wanted], free: Mapping[date, list[Activity]]
) -> dict[_Wanted, Activity]:
    """Give what others planned to the lines that it serves; return what went where."""
    found: dict[_Wanted, Activity] = {}
    for one in wanted:
        fits = (row for row in free.get(one.month, ()) if serves(row, one.line))
        row = next(fits, None)
        if row is not None:
            free[one.month].remove(row)
            row.line = one.line.root
            found[one] = row
    Activity.objects.bulk_update(found.values(), ["line"])
    _keep_slots(found)
    return found


def _follow_open_days(
    version: PlanVersion, lines: list[PlanLine], at: datetime
) -> None:
    """Let days on which rooms were open already stand for what the plan has of them."""
    teams = {line.team_id for line in lines if line.kind == Kind.OPENING}
    last = shifted(version.first_month, version.months) - timedelta(days=1)
    follow_days(teams, first=version.first_month, last=last, at=at)


def _unclaimed(version: PlanVersion, country: str) -> dict[date, list[Activity]]:
    zone, first = pack_of(country).zone(), version.first_month
    rows = Activity.objects.filter(
        country=country,
        line=None,
        apart=False,
        planned_start__gte=start_of(first, zone),
        planned_start__lt=start_of(shifted(first, version.months), zone),
    )
    by_month: dict[date, list[Activity]] = {}
    for row in rows.exclude(state=State.POSTPONED).order_by("planned_start", "pk"):
        by_month.setdefault(month_at(row.planned_start, zone), []).append(row)
    return by_month


def _make(actor: Actor, wanted: list[_Wanted], at: datetime) -> list[Activity]:
    zone = pack_of(actor.country).zone()
    today, days = at.astimezone(zone).date(), _days(actor.country)
    this_month = month_at(at, zone)
    to_make = [one for one in wanted if one.month >= this_month]
    dated = [
        (one, days(one.month, one.line.per_month, today)[one.n - 1]) for one in to_make
    ]
    news = [_new(one, day, zone) for one, day in dated]
    made = plan_many(actor=actor, news=news, at=at)
    _keep_slots(dict(zip(to_make, made, strict=True)))
    return made


def _days(country: str) -> Callable[[date, int, date], tuple[date, ...]]:
    weekend = pack_of(country).weekend

    @cache
    def days(month: date, count: int, today: date) -> tuple[date, ...]:
        return spread(month, count, weekend=weekend, not_before=today)

    return days


def _keep_slots(found: Mapping[_Wanted, Activity]) -> None:
    Slot.objects.bulk_create(
        Slot(root=one.line.root, month=one.month, n=one.n, activity=activity)
        for one, activity in found.items()
    )


def _new(one: _Wanted, day: date, zone: ZoneInfo) -> NewActivity:
    start = datetime.combine(day, BEGINS, tzinfo=zone)
    return NewActivity(
        team=one.line.team,
        kind=Kind(one.line.kind),
        start=start,
        end=start + LENGTH,
        site=one.line.site,
        line=one.line.root,
        owner=one.line.owner,
    )
