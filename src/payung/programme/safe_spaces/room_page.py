"""What the page of a room shows: the month day by day, its hours, its counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from payung.engines.indicators import Period, month_of
from payung.programme.activities.models import CardsShown, Work
from payung.programme.people.actors import Actor
from payung.programme.places.month_words import said

from .access import sites_of
from .codes import Reason, Service, Status
from .door.settling import closed_now
from .forms import DAYS
from .models import DoorWord, OpeningDay, OpeningRule, ServiceGiven, Site, Visit
from .planned import day_at, planned_days


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomRow:
    """One room in the list: how many came today, and why it is closed ("")."""

    site: Site
    today: int
    closed: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DayRow:
    """One day of a month: whether it was promised, how it went, how many came."""

    day: date
    planned: bool
    status: str
    words: str
    visits: int


@dataclass(frozen=True, kw_only=True, slots=True)
class HoursRow:
    """Hours as people say them."""

    row: OpeningRule
    days: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomPage:
    """A month of a room. The counts are for its own team."""

    month: Period
    month_words: str
    before: Period
    after: Period | None
    days: tuple[DayRow, ...]
    planned: int
    opened: int
    visits: int
    cards: int
    services: tuple[tuple[str, int], ...]
    hours: tuple[HoursRow, ...]


def room_rows(actor: Actor, *, at: datetime) -> tuple[RoomRow, ...]:
    """Return the rooms of her teams with today's counts."""
    return tuple(_room_row(site, at) for site in sites_of(actor))


def room_page(site: Site, month: Period, *, at: datetime) -> RoomPage:
    """Return one month of a room, up to today."""
    today = day_at(site, at)
    planned = planned_days(site, month)
    days = tuple(reversed(_days(site, month, planned, today)))
    visits = _of(Visit, site, month)
    services = _of(ServiceGiven, site, month).values_list("kind")
    given = services.annotate(n=Sum("count")).order_by("-n", "kind")
    before, later = month.first_day - timedelta(1), month.last_day + timedelta(1)
    return RoomPage(
        month=month,
        month_words=said(month.first_day),
        before=month_of(before.year, before.month),
        after=month_of(later.year, later.month) if later <= today else None,
        days=days,
        planned=sum(day.planned for day in days),
        opened=sum(day.planned and day.status == Status.OPEN for day in days),
        visits=visits.aggregate(n=Sum("count"))["n"] or 0,
        cards=visits.aggregate(n=Count("card", distinct=True))["n"]
        + _forgotten_cards(site, month),
        services=tuple((str(Service(kind).label), n) for kind, n in given),
        hours=tuple(_hours(rule) for rule in site.rules.order_by("from_on", "pk")),
    )


def _forgotten_cards(site: Site, month: Period) -> int:
    """Return how many different cards were shown there that are forgotten since."""
    rows = CardsShown.objects.filter(country=site.country, work=Work.ROOM)
    left = rows.filter(period=str(month)).first()
    return left.parts["places"].get(site.code, 0) if left else 0


def days_in_words(rule: str) -> str:
    """Return the days of a weekly rule as people say them; others as written."""
    if rule == "FREQ=DAILY":
        return _("Every day")
    plain, sign, days = rule.partition("FREQ=WEEKLY;BYDAY=")
    known = {code: str(label) for code, label in DAYS}
    codes = days.split(",")
    if plain or not sign or not all(code in known for code in codes):
        return rule
    return _("Every day") if len(codes) == 7 else ", ".join(known[c] for c in codes)


def _room_row(site: Site, at: datetime) -> RoomRow:
    day = day_at(site, at)
    rows = Visit.objects.filter(site=site, day=day, taken_back=False)
    closing: DoorWord | None = closed_now(site, day)
    return RoomRow(
        site=site,
        today=rows.aggregate(n=Sum("count"))["n"] or 0,
        closed=str(Reason(closing.reason).label) if closing else "",
    )


def _hours(rule: OpeningRule) -> HoursRow:
    return HoursRow(row=rule, days=days_in_words(rule.rule))


def _of(model, site: Site, month: Period):  # type: ignore[no-untyped-def]
    here = Q(day__gte=month.first_day, day__lte=month.last_day)
    return model.objects.filter(here, site=site, taken_back=False)


def _days(
    site: Site, month: Period, planned: frozenset[date], today: date
) -> list[DayRow]:
    """Return the days that were promised or lived, in order, up to today."""
    rows = OpeningDay.objects.filter(
        site=site, day__gte=month.first_day, day__lte=month.last_day
    )
    known = {row.day: row for row in rows}
    came = _of(Visit, site, month).values_list("day").annotate(n=Sum("count"))
    counts = dict(came.order_by("day"))
    last = min(month.last_day, today)
    every = (
        month.first_day + timedelta(days=number)
        for number in range((last - month.first_day).days + 1)
    )
    return [
        _day_row(day, day in planned, known.get(day), counts.get(day, 0))
        for day in every
        if day in planned or day in known
    ]


def _day_row(day: date, planned: bool, row: OpeningDay | None, visits: int) -> DayRow:
    if row is None:
        return DayRow(
            day=day,
            planned=planned,
            status="unknown",
            words=_("Not written down"),
            visits=visits,
        )
    words = str(Status(row.status).label)
    if row.reason:
        words = _("%(status)s: %(reason)s") % {
            "status": words,
            "reason": Reason(row.reason).label,
        }
    return DayRow(
        day=day, planned=planned, status=row.status, words=words, visits=visits
    )
