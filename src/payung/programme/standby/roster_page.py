"""A roster as a page shows it: local days as rows, duties as columns, gaps in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.functional import Promise

from payung.engines.dispatch import Duty, Span, gap_report
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.places.packs import pack_of

from . import access
from .models import DutyKind, RosterPeriod, Shift
from .roster_rows import leave_in, planned, promised_in


GAPS_TOLD, GAPS_LISTED = 3, 60
LONG = timedelta(hours=24)
Words = str | Promise


@dataclass(frozen=True, kw_only=True, slots=True)
class Chip:
    """One shift in a cell; hours by local clocks.

    `fixed`: nobody moves it any more. `goes_on`: it began on a day before.
    """

    shift: Shift
    person: str
    starts: time
    ends: time
    fixed: bool
    sure: bool
    alone: bool
    mine: bool
    goes_on: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Bare:
    """Hours of one day that a duty leaves to nobody; both None for the whole day."""

    starts: time | None
    ends: time | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """One duty on one day."""

    duty: DutyKind
    label: Words
    chips: tuple[Chip, ...]
    bare: tuple[Bare, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """One local day of the roster, and who is away on it."""

    on: date
    cells: tuple[Cell, ...]
    away: tuple[str, ...]
    today: bool
    past: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """A stretch that a duty leaves to nobody."""

    duty: Words
    start: datetime
    end: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterPage:
    """Everything a page says of one roster.

    `missing` are the first gaps that still come, `more` those after them. `earlier` is
    set where days that are over are left out.
    """

    period: RosterPeriod
    first: date
    last: date
    duties: tuple[Words, ...]
    people: tuple[str, ...]
    days: tuple[Day, ...]
    missing: tuple[Missing, ...]
    more: tuple[Missing, ...]
    earlier: bool


def rosters_to_show(actor: Actor, at: datetime) -> tuple[RosterPeriod, ...]:
    """Return the rosters that are not over, the earliest first; else the last one."""
    known = access.periods_of(actor).select_related(
        "coordinator", "regional", "fallback"
    )
    going = tuple(known.filter(ends_at__gt=at).order_by("starts_at", "pk"))
    return going or tuple(known[:1])


def page_of(
    actor: Actor, period: RosterPeriod, *, at: datetime, past: bool = False
) -> RosterPage:
    """Return what the page of one roster says; days that are over only with `past`."""
    zone = pack_of(period.country).zone()
    promised = promised_in(period)
    report = gap_report(planned(period), promised, tuple(Duty))
    gaps = [(DutyKind(gap.duty.value), gap.span) for gap in report.gaps]
    missing = [
        Missing(duty=duty.label, start=span.start, end=span.end)
        for duty, span in sorted(gaps, key=lambda gap: gap[1])
        if span.end > at
    ]
    whole, today = tuple(_days(promised, zone)), at.astimezone(zone).date()
    # A roster that is over is looked at for what it was.
    hidden = not past and whole[0] < today <= whole[-1]
    shown = tuple(day for day in whole if day >= today) if hidden else whole
    return RosterPage(
        period=period,
        first=whole[0],
        last=whole[-1],
        duties=tuple(duty.label for duty in DutyKind),
        people=tuple(could_be_planned(period.country).values_list("handle", flat=True)),
        days=_rows(actor, period, shown, gaps, at),
        missing=tuple(missing[:GAPS_TOLD]),
        more=tuple(missing[GAPS_TOLD:GAPS_LISTED]),
        earlier=hidden,
    )


def could_be_planned(country: str) -> QuerySet[Person]:
    """Return all who may be planned for any duty."""
    roles = {role for held in access.ROLES_FOR.values() for role in held}
    rows = Person.objects.filter(
        country=country, is_active=True, roles_held__role__in=roles
    )
    return rows.distinct().order_by("handle")


def _rows(
    actor: Actor,
    period: RosterPeriod,
    days: Iterable[date],
    gaps: Iterable[tuple[DutyKind, Span]],
    at: datetime,
) -> tuple[Day, ...]:
    zone = pack_of(period.country).zone()
    bare = _bare_by_day(gaps, zone)
    chips = _chips_by_day(actor, period, zone, at)
    away = _away_by_day(period, promised_in(period), zone)
    today = at.astimezone(zone).date()
    return tuple(
        Day(
            on=day,
            cells=tuple(_cell(duty, day, chips, bare) for duty in DutyKind),
            away=tuple(sorted(away.get(day, ()))),
            today=day == today,
            past=day < today,
        )
        for day in days
    )


def _cell(
    duty: DutyKind,
    day: date,
    chips: Mapping[tuple[date, str], list[Chip]],
    bare: Mapping[tuple[date, str], list[Bare]],
) -> Cell:
    return Cell(
        duty=duty,
        label=duty.label,
        chips=tuple(chips.get((day, duty.value), ())),
        bare=tuple(bare.get((day, duty.value), ())),
    )


def _chips_by_day(
    actor: Actor, period: RosterPeriod, zone: ZoneInfo, at: datetime
) -> dict[tuple[date, str], list[Chip]]:
    found: dict[tuple[date, str], list[Chip]] = defaultdict(list)
    rows = period.shifts.select_related("person").order_by("starts_at", "made_at")
    for row in rows:
        begins = row.starts_at.astimezone(zone).date()
        for day in _days_of(row, zone):
            chip = _chip(actor, period, row, zone, at, goes_on=day != begins)
            found[day, row.duty].append(chip)
    return found


def _days_of(row: Shift, zone: ZoneInfo) -> Iterable[date]:
    """Return the day it begins; each day it touches where it is longer than a day.

    A night belongs to the evening in which it begins.
    """
    whole = Span(start=row.starts_at, end=row.ends_at)
    if row.ends_at - row.starts_at <= LONG:
        return [row.starts_at.astimezone(zone).date()]
    return _days(whole, zone)


def _chip(
    actor: Actor,
    period: RosterPeriod,
    row: Shift,
    zone: ZoneInfo,
    at: datetime,
    *,
    goes_on: bool,
) -> Chip:
    begun = period.published_at is not None and row.starts_at <= at
    return Chip(
        shift=row,
        person=row.person.handle,
        starts=row.starts_at.astimezone(zone).time(),
        ends=row.ends_at.astimezone(zone).time(),
        fixed=begun,
        sure=row.confirmed_at is not None,
        alone=row.overrides,
        mine=row.person_id == actor.person_id,
        goes_on=goes_on,
    )


def _bare_by_day(
    gaps: Iterable[tuple[DutyKind, Span]], zone: ZoneInfo
) -> dict[tuple[date, str], list[Bare]]:
    found: dict[tuple[date, str], list[Bare]] = defaultdict(list)
    for duty, span in gaps:
        for day in _days(span, zone):
            whole = _whole_day(day, zone)
            part = whole.common(span)
            if part is not None:
                found[day, duty.value].append(_bare(part, whole, zone))
    return found


def _bare(part: Span, whole: Span, zone: ZoneInfo) -> Bare:
    if part == whole:
        return Bare(starts=None, ends=None)
    return Bare(
        starts=part.start.astimezone(zone).time(),
        ends=part.end.astimezone(zone).time(),
    )


def _away_by_day(
    period: RosterPeriod, promised: Span, zone: ZoneInfo
) -> dict[date, set[str]]:
    people = could_be_planned(period.country).values_list("pk", flat=True)
    found: dict[date, set[str]] = defaultdict(set)
    for leave in leave_in(promised, people):
        part = leave.span.common(promised)
        for day in _days(part, zone) if part else ():
            found[day].add(leave.person)
    return found


def _days(span: Span, zone: ZoneInfo) -> Iterator[date]:
    """Return every local day that the span touches."""
    day = span.start.astimezone(zone).date()
    last = (span.end - timedelta(microseconds=1)).astimezone(zone).date()
    while day <= last:
        yield day
        day += timedelta(days=1)


def _whole_day(day: date, zone: ZoneInfo) -> Span:
    start = datetime.combine(day, time(), tzinfo=zone)
    end = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    return Span(start=start, end=end)
