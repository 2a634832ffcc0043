"""Whether fewer were arrested after an office engaged: ARREST_RR, or why not to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, Min

from payung.engines import indicators
from payung.engines.indicators import (
    Length,
    Period,
    StationMonth,
    period_at,
)
from payung.programme.activities.models import Kind, Participation, State, Work
from payung.programme.advocacy.figures import standing
from payung.programme.cases.models import Arrest
from payung.programme.places.models import Unit
from payung.programme.places.office_kinds import POLICE

from .forgotten import by_place
from .scope import WHOLE, Answer, Scope
from .spaces import most_heads
from .who_may_be_counted import counted_cases


# Two years to the end of the period: months before and after, and others to compare.
MONTHS_BACK = 24


def arrest_rr(scope: Scope) -> Answer:
    """Return the change at offices that promised, beside those that had not yet.

    Arrests of cases by their office; could have been arrested: those met by outreach in
    the same area and month, by card, and without one the most heads of one visit.
    """
    last = scope.period.months[-1]
    months = [last.shifted(-back) for back in range(MONTHS_BACK)]
    areas = dict(
        Unit.objects.filter(POLICE, country=scope.country)
        .exclude(area="")
        .values_list("code", "area")
    )
    arrests = _arrests(scope, months, areas)
    rows = [row for month in months for row in _rows(scope, month, areas, arrests)]
    return {WHOLE: indicators.arrest_rr(rows, engaged=_engaged(scope))}


def _arrests(
    scope: Scope, months: list[Period], areas: dict[str, str]
) -> Counter[tuple[str, Period]]:
    """Return how many were arrested, by station and month; `months` are newest first."""
    rows = Arrest.objects.filter(
        case__in=counted_cases(scope).values("pk"),
        station__in=areas,
        taken_at__gte=months[-1].starts_at(scope.zone),
        taken_at__lt=months[0].ends_at(scope.zone),
    )
    return Counter(
        (station, period_at(taken_at, Length.MONTH, scope.zone))
        for station, taken_at in rows.order_by().values_list("station", "taken_at")
    )


def _rows(
    scope: Scope,
    month: Period,
    areas: dict[str, str],
    arrests: Counter[tuple[str, Period]],
) -> Iterator[StationMonth]:
    met = _met(Scope(country=scope.country, period=month, at=scope.at))
    for station, area in areas.items():
        if met[area]:
            yield StationMonth(
                station=station,
                month=_running(month),
                arrests=arrests[station, month],
                exposure=met[area],
            )


def _met(scope: Scope) -> Counter[str]:
    rows = Participation.objects.filter(
        activity__country=scope.country,
        activity__kind=Kind.OUTREACH,
        activity__state=State.HELD,
        **scope.moments("activity__held_start"),
    ).order_by()
    area = "activity__visit__venue__area"
    found = by_place(Work.OUTREACH, scope)
    for code, cards in rows.values_list(area).annotate(n=Count("card", distinct=True)):
        found[code or ""] += cards
    for code, heads in most_heads(scope, scope.period):
        found[code] += heads
    return found


def _engaged(scope: Scope) -> dict[str, int]:
    first = (
        standing()
        .filter(meeting__activity__country=scope.country, made_at__lt=scope.end)
        .order_by()
        .values_list("post__unit__code")
        .annotate(since=Min("made_at"))
    )
    return {
        unit: _running(period_at(since, Length.MONTH, scope.zone))
        for unit, since in first
    }


def _running(month: Period) -> int:
    return 12 * month.year + month.number
