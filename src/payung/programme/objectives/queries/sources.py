"""How complete the records behind a number are: which sites recorded in which month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from payung.engines.indicators import (
    Completeness,
    Length,
    Period,
    completeness,
    period_at,
    period_on,
)
from payung.programme.activities.models import Activity, Kind
from payung.programme.cases.models import Case
from payung.programme.hotline.models import Contact
from payung.programme.reports.models import Report
from payung.programme.safe_spaces.models import OpeningDay, Site
from payung.programme.standby.models import RosterPeriod

from .scope import Scope


Rows = Callable[[str], "QuerySet[Any]"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What one site recorded in a period: in which months, and when last."""

    last: Any
    months: tuple[Period, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Rows of a country whose `moment` says when, and `site` where, work was recorded.

    A site is waited for from the month of its first record; rooms from their opening.
    """

    name: str
    rows: Rows
    moment: str
    site: str
    is_day: bool = False

    def has_begun(self, scope: Scope) -> bool:
        """Return whether anything was ever recorded by the end of the period."""
        return any(
            _month(first, scope).first_day <= scope.period.last_day
            for first in self._first(scope).values()
        )

    def complete(self, scope: Scope) -> Completeness:
        """Return how many site-months have recorded something, of those that should."""
        reported = {
            (site, month)
            for site, seen in self._seen(scope).items()
            for month in seen.months
        }
        return completeness(
            scope.period,
            sites=self._sites(scope),
            reported=reported,
            zone=scope.zone,
            at=scope.at,
        )

    def watermark(self, scope: Scope) -> str:
        """Return how far the records of the period go: the last moment, and where from."""
        last = max((one.last for one in self._seen(scope).values()), default=None)
        return f"{self.name}:{last.isoformat() if last else 'nothing'}"

    def _seen(self, scope: Scope) -> Mapping[str, Seen]:
        """Return, of each site, which months of the period recorded, and the last moment."""
        key = ("seen", self.name)
        if key not in scope.memo:
            scope.memo[key] = {
                str(row[self.site]): Seen(
                    last=row["last"],
                    months=tuple(
                        month
                        for n, month in enumerate(scope.period.months)
                        if row[f"month_{n}"]
                    ),
                )
                for row in self._by_site(scope)
            }
        found: Mapping[str, Seen] = scope.memo[key]
        return found

    def _by_site(self, scope: Scope) -> Iterable[dict[str, Any]]:
        rows = self.rows(scope.country).filter(**self._within(scope, scope.period))
        months = {
            f"month_{n}": Count("pk", filter=Q(**self._within(scope, month)))
            for n, month in enumerate(scope.period.months)
        }
        by_site = rows.order_by().values(self.site)
        return list(by_site.annotate(last=Max(self.moment), **months))

    def _first(self, scope: Scope) -> Mapping[str, date | datetime]:
        """Return the first record of each site, whenever it was."""
        key = ("first", self.name)
        if key not in scope.memo:
            rows = self.rows(scope.country).order_by().values_list(self.site)
            scope.memo[key] = {
                str(site): since
                for site, since in rows.annotate(since=Min(self.moment))
            }
        found: Mapping[str, date | datetime] = scope.memo[key]
        return found

    def _within(self, scope: Scope, period: Period) -> dict[str, Any]:
        one = Scope(country=scope.country, period=period, at=scope.at)
        return dict(one.days(self.moment) if self.is_day else one.moments(self.moment))

    def _sites(self, scope: Scope) -> Mapping[str, tuple[Period, Period | None]]:
        return {
            site: (_month(since, scope), None)
            for site, since in self._first(scope).items()
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomDays(Source):
    """The rooms: waited for from the day they were opened to the day they were given up."""

    def _sites(self, scope: Scope) -> Mapping[str, tuple[Period, Period | None]]:
        rows = Site.objects.filter(country=scope.country)
        return {
            code: (_month(since, scope), _month(until, scope) if until else None)
            for code, since, until in rows.values_list("code", "opened_on", "closed_on")
        }


def _month(when: date | datetime, scope: Scope) -> Period:
    if isinstance(when, datetime):
        return period_at(when, Length.MONTH, scope.zone)
    return period_on(when, Length.MONTH)


def activities(kind: Kind) -> Source:
    """Return the planned and held activities of one kind as a source, by team."""
    return Source(
        name=f"activities.{kind.value}",
        rows=lambda country: Activity.objects.filter(country=country, kind=kind),
        moment="planned_start",
        site="team_id",
    )


REPORTS = Source(
    name="reports",
    rows=lambda country: Report.objects.filter(country=country),
    moment="received_at",
    site="team_id",
)
CASES = Source(
    name="cases",
    rows=lambda country: Case.objects.filter(country=country),
    moment="opened_at",
    site="team_id",
)
ROOMS = RoomDays(
    name="rooms",
    rows=lambda country: OpeningDay.objects.filter(site__country=country),
    moment="day",
    site="site__code",
    is_day=True,
)
LINE = Source(
    name="line",
    rows=lambda country: Contact.objects.filter(country=country),
    moment="opened_at",
    site="line",
)
ROSTER = Source(
    name="roster",
    rows=lambda country: RosterPeriod.objects.filter(country=country),
    moment="starts_at",
    site="country",
)
