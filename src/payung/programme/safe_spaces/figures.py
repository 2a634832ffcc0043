"""What SS_OPEN and SS_USE are counted from, added up in the database.

One's own team may see these; whatever leaves goes through engines.disclosure first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from payung.engines.indicators import Period

from .codes import Status
from .models import OpeningDay, ServiceGiven, Site, Visit
from .planned import planned_days


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """How the promise of one room was kept in one month: counts of planned days."""

    site: str
    month: Period
    planned: int
    opened: int
    partly: int
    closed: int

    @property
    def not_written_down(self) -> int:
        """Return the planned days of which nobody wrote anything."""
        return self.planned - self.opened - self.partly - self.closed


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """So many of one kind at one room in one month."""

    site: str
    month: Period
    kind: str
    count: int


def kept_promises(
    country: str, period: Period, *, today: date | None = None
) -> tuple[Kept, ...]:
    """Return, by room and month, what SS_OPEN needs; with `today`, only up to it."""
    return tuple(_kept(country, period, today))


def closures(country: str, period: Period) -> tuple[Counted, ...]:
    """Return, by room, month and reason, the days that were not open as a whole."""
    rows = OpeningDay.objects.filter(site__country=country)
    shut = rows.exclude(status=Status.OPEN)
    return _by_month(shut, period, "reason", Count("pk"))


def visits(country: str, period: Period) -> tuple[Counted, ...]:
    """Return, by room, month and category (four letters), how many visits there were."""
    return _by_month(_visits(country, period), period, "category", Sum("count"))


def services(country: str, period: Period) -> tuple[Counted, ...]:
    """Return, by room, month and kind, what was given."""
    rows = ServiceGiven.objects.filter(site__country=country, taken_back=False)
    return _by_month(rows, period, "kind", Sum("count"))


def visits_in(country: str, period: Period) -> int:
    """Return how many visits there were in a period, at all rooms of a country."""
    return _visits(country, period).aggregate(n=Sum("count"))["n"] or 0


def cards_in(country: str, period: Period) -> int:
    """Return how many different cards were shown in a period, at all its rooms."""
    rows = _visits(country, period).filter(card__isnull=False)
    return rows.aggregate(n=Count("card", distinct=True))["n"] or 0


def card_digests(country: str, period: Period) -> Iterator[str]:
    """Yield the digest of each card that was shown in a period, once: for a sketch."""
    rows = _visits(country, period).filter(card__isnull=False)
    yield from rows.order_by().values_list("card__digest", flat=True).distinct()


def site_months(country: str, period: Period) -> frozenset[tuple[str, Period]]:
    """Return every (room's short name, month) in which there was such a room.

    What is due once per room and month (lawyer meetings, focus groups) is due in these.
    """
    rows = Site.objects.filter(country=country)
    lives = list(rows.values_list("code", "opened_on", "closed_on"))
    return frozenset(
        (code, month)
        for code, opened, closed in lives
        for month in period.months
        if opened <= month.last_day and (closed is None or closed >= month.first_day)
    )


def _kept(country: str, period: Period, today: date | None) -> Iterator[Kept]:
    sites = Site.objects.filter(country=country).prefetch_related("rules")
    for site in sites.order_by("code"):
        for month in period.months:
            days = planned_days(site, month)
            if today is not None:
                days = frozenset(day for day in days if day <= today)
            rows = OpeningDay.objects.filter(site=site, day__in=days)
            yield Kept(
                site=site.code, month=month, planned=len(days), **_statuses(rows)
            )


def _statuses(rows: QuerySet[OpeningDay]) -> dict[str, int]:
    return rows.aggregate(
        opened=Count("pk", filter=Q(status=Status.OPEN)),
        partly=Count("pk", filter=Q(status=Status.PARTLY)),
        closed=Count("pk", filter=Q(status=Status.CLOSED)),
    )


def _visits(country: str, period: Period) -> QuerySet[Visit]:
    return Visit.objects.filter(site__country=country, taken_back=False, **_in(period))


def _in(period: Period) -> dict[str, date]:
    return {"day__gte": period.first_day, "day__lte": period.last_day}


def _by_month(
    rows: QuerySet[Any], period: Period, kind: str, total: Count | Sum
) -> tuple[Counted, ...]:
    """Return sums by room, month and kind.

    A range of days for each month: cutting months out of dates costs SQLite a call of
    Python a row.
    """
    return tuple(
        Counted(site=site, month=month, kind=code, count=n)
        for month in period.months
        for site, code, n in rows.filter(**_in(month))
        .values_list("site__code", kind)
        .annotate(n=total)
        .order_by("site__code", kind)
    )
