"""Arrests known to us, and whether they went by the law: ARREST_*, DET_*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from payung.engines import indicators
from payung.engines.clocks import Event as Legal
from payung.engines.indicators import Known, NotComputable, exactly, tally
from payung.programme.cases.models import Arrest, CaseClock, CaseReport, Step
from payung.programme.custody.limits import (
    first_possible,
    last_possible,
    production_clocks,
)
from payung.programme.custody.models import Beside
from payung.programme.reports.models import Detention

from .scope import WHOLE, Answer, Scope
from .spaces import people_met
from .who_may_be_counted import counted_cases, counted_incidents


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """One arrest: by when it must have ended, when it ended, when one of ours was there.

    `first` says whether that was an attorney or one of ours beside her.
    """

    deadline: Known | None
    ended: Known | None
    contact: Known | None
    taken_at: datetime
    station: str
    area: str
    first: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One arrest of a case, or one that a note tells of: when, where, on what ground."""

    at: datetime
    station: str
    area: str
    ground: str


def arrest_n(scope: Scope) -> Answer:
    """Return arrests of cases, and those told in notes that led to no case."""
    return {WHOLE: indicators.arrest_n(events=_events(scope))}


def arrest_rate(scope: Scope) -> Answer:
    """Return arrests per hundred met; whoever was met in several months counts in each."""
    each = [people_met(scope, month) for month in scope.period.months]
    met = [one.count for one in each if not isinstance(one, NotComputable)]
    return {WHOLE: indicators.arrest_rate(arrests=_events(scope), met=sum(met))}


def det_lawful(scope: Scope) -> Answer:
    """Return the detentions that surely ended in time, of those that can be told."""
    verdicts = (
        indicators.lawful_verdict(deadline=one.deadline, ended=one.ended, at=scope.at)
        for one in held(scope)
        if one.deadline is not None
    )
    return {WHOLE: indicators.det_lawful(tally(verdicts))}


def det_rep(scope: Scope) -> Answer:
    """Return the detentions in which one of ours was in contact before they ended."""
    verdicts = (
        indicators.contact_verdict(contact=one.contact, ended=one.ended)
        for one in held(scope)
    )
    return {WHOLE: indicators.det_rep(tally(verdicts))}


def held(scope: Scope) -> Iterator[Held]:
    """Yield each arrest of the period, by the country's own clocks.

    Of several limits the first counts: one that was broken was broken.
    """
    limits = CaseClock.objects.filter(
        clock__in=sorted(production_clocks(scope.country)), runs_out_at__isnull=False
    )
    by_arrest: dict[int, list[CaseClock]] = {}
    arrests = _arrests(scope)
    for row in limits.filter(arrest__in=arrests.values("pk")):
        by_arrest.setdefault(row.arrest_id, []).append(row)
    judge = _first_step(Legal.FIRST_PRODUCTION)
    there = Beside.objects.filter(arrest=OuterRef("pk"), there_at__isnull=False)
    rows = arrests.annotate(
        judge=judge,
        counsel=_first_step(Legal.COUNSEL_CONTACT),
        there=_least(there, "there_at"),
    )
    for arrest in rows.select_related("case"):
        yield _held(arrest, by_arrest.get(arrest.pk, []), scope.at)


def _held(arrest: Arrest, limits: list[CaseClock], at: datetime) -> Held:
    ended = _first(arrest.judge, arrest.released_at, *(c.stopped_at for c in limits))  # type: ignore[attr-defined]
    contact = _first(arrest.counsel, arrest.there)  # type: ignore[attr-defined]
    return Held(
        deadline=_deadline(limits, at),
        ended=exactly(ended) if ended else None,
        contact=exactly(contact) if contact else None,
        taken_at=arrest.taken_at,
        station=arrest.station,
        area=arrest.case.area,
        first="attorney" if contact and contact == arrest.counsel else "paralegal",  # type: ignore[attr-defined]
    )


def _deadline(limits: list[CaseClock], at: datetime) -> Known | None:
    known = [(first_possible(one, at), last_possible(one, at)) for one in limits]
    if not known:
        return None
    return Known(
        earliest=min(first for first, _ in known), latest=min(last for _, last in known)
    )


def _first(*moments: datetime | None) -> datetime | None:
    return min((moment for moment in moments if moment is not None), default=None)


def _first_step(event: Legal) -> Subquery:
    steps = Step.objects.filter(arrest=OuterRef("pk"), event=event.value)
    return _least(steps, "at")


def _least(rows: QuerySet, field: str) -> Subquery:  # type: ignore[type-arg]
    return Subquery(rows.order_by(field).values(field)[:1])


def _arrests(scope: Scope) -> QuerySet[Arrest]:
    cases = counted_cases(scope)
    return Arrest.objects.filter(
        case__in=cases.values("pk"), **scope.moments("taken_at")
    )


def events_in(scope: Scope) -> Iterator[Event]:
    """Yield what ARREST_N counts, one by one."""
    ground = CaseReport.objects.filter(
        case=OuterRef("case"), report__incident__detention__isnull=False
    ).order_by("at", "pk")
    arrests = _arrests(scope).annotate(
        laws=Subquery(ground.values("report__incident__detention__laws")[:1])
    )
    of_case = arrests.values_list("taken_at", "station", "case__area", "laws")
    of_note = _told(scope).values_list("taken_at", "station", "incident__area", "laws")
    for at, station, area, laws in (*of_case, *of_note):
        assert at is not None  # noqa: S101 (it lies in the period)
        yield Event(
            at=at, station=station, area=area, ground=str(laws[0]) if laws else ""
        )


def _told(scope: Scope) -> QuerySet[Detention]:
    # What led to a case with an arrest is counted there, not once more as a note.
    in_case = Arrest.objects.filter(case__linked__report=OuterRef("incident__report"))
    return Detention.objects.filter(
        ~Exists(in_case),
        incident__in=counted_incidents(scope).values("pk"),
        **scope.moments("taken_at"),
    )


def _events(scope: Scope) -> int:
    return _arrests(scope).count() + _told(scope).count()
