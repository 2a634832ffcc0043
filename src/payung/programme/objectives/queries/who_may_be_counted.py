"""Which notes and cases may stand in a number: those whose person said yes to it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from payung.programme.cases.models import Case
from payung.programme.consents.models import Answer, Consent, Purpose
from payung.programme.reports.models import Incident

from .scope import Scope


def counted_incidents(scope: Scope) -> QuerySet[Incident]:
    """Return what notes of the country tell of, where she agreed to be counted.

    For readers outside: where she agreed as well that totals reach the police.
    """
    rows = Incident.objects.filter(report__country=scope.country, may_be_counted=True)
    return rows.filter(may_reach_police=True) if scope.outside else rows


def counted_cases(scope: Scope) -> QuerySet[Case]:
    """Return the cases whose person agreed to be counted; her last word holds."""
    rows = _agreed(Case.objects.filter(country=scope.country), Purpose.STATS)
    return _agreed(rows, Purpose.POLICE_ANON) if scope.outside else rows


def last_answer(purpose: Purpose) -> Subquery:
    """Return the last answer of a case to one question, as a column."""
    said = Consent.objects.filter(case=OuterRef("pk"), purpose=purpose)
    return Subquery(said.order_by("-number").values("answer")[:1])


_IN_NOTES = {
    Purpose.STATS: "may_be_counted",
    Purpose.POLICE_ANON: "may_reach_police",
}


def _agreed(cases: QuerySet[Case], purpose: Purpose) -> QuerySet[Case]:
    name = f"said_{purpose.value}"
    allowed = Incident.objects.filter(
        report__linked__case=OuterRef("pk"), **{_IN_NOTES[purpose]: True}
    )
    told = cases.annotate(**{name: last_answer(purpose)})
    # Nothing was asked in the case: what she answered in the note stands.
    return told.filter(
        Q(**{name: Answer.YES}) | Q(Exists(allowed), **{f"{name}__isnull": True})
    )
