"""Arrests known to us, and whether they went by the law: ARREST_*, DET_*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from payung.engines import indicators
from payung.engines.clocks import Event
from payung.engines.indicators import Known, NotComputable, exactly, tally
from payung.programme.cases.models import Arrest, CaseClock, Step
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
    """One arrest: by when it must have ended, when it ended, when one of ours was there."""

    deadline: Known | None
    ended: Known | None
    contact: Known | None


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
    judge = _first_step(Event.FIRST_PRODUCTION)
    there = Beside.objects.filter(arrest=OuterRef("pk"), there_at__isnull=False)
    rows = arrests.annotate(
        judge=judge,
        counsel=_first_step(Event.COUNSEL_CONTACT),
        there=_least(there, "there_at"),
    )
    for arrest in rows:
        yield _held(arrest, by_arrest.get(arrest.pk, []), scope.at)


def _held(arrest: Arrest, limits: list[CaseClock], at: datetime) -> Held:
    ended = _first(arrest.judge, arrest.released_at, *(c.stopped_at for c in limits))  # type: ignore[attr-defined]
    contact = _first(arrest.counsel, arrest.there)  # type: ignore[attr-defined]
    return Held(
        deadline=_deadline(limits, at),
        ended=exactly(ended) if ended else None,
        contact=exactly(contact) if contact else None,
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


def _first_step(event: Event) -> Subquery:
    steps = Step.objects.filter(arrest=OuterRef("pk"), event=event.value)
    return _least(steps, "at")


def _least(rows: QuerySet, field: str) -> Subquery:  # type: ignore[type-arg]
    return Subquery(rows.order_by(field).values(field)[:1])


def _arrests(scope: Scope) -> QuerySet[Arrest]:
    cases = counted_cases(scope)
    return Arrest.objects.filter(
        case__in=cases.values("pk"), **scope.moments("taken_at")
    )


def _events(scope: Scope) -> int:
    # What led to a case with an arrest is counted there, not once more as a note.
    in_case = Arrest.objects.filter(case__linked__report=OuterRef("incident__report"))
    told = Detention.objects.filter(
        ~Exists(in_case),
        incident__in=counted_incidents(scope).values("pk"),
        **scope.moments("taken_at"),
    )
    return _arrests(scope).count() + told.count()
