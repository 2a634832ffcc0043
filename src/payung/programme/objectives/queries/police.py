"""Meetings with offices, promises and complaints: ADV_*, COM_*, COMPLAINT."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from payung.engines import indicators
from payung.engines.indicators import Value, Verdict, tally
from payung.programme.advocacy.figures import became_elsewhere, figures_of
from payung.programme.proceedings.models import ProceedingStep

from .scope import WHOLE, Answer, Scope, beside
from .who_may_be_counted import counted_cases


FILED = ("K1", "K4", "K5", "K6")
# Registering it is no answer; refusing to, finding something, or closing it is one.
ANSWERED = ("K3", "K8", "K9", "K10", "K11", "K12")
SANCTION = ("K9", "K10")
KEPT = "COM_KEPT"


@dataclass(frozen=True, kw_only=True, slots=True)
class Complaint:
    """One complaint: when it was filed and answered, where, and what came of it."""

    filed_at: datetime
    answered_at: datetime | None
    has_sanction: bool
    body: str
    outcome: str


def advocacy(code: str) -> Callable[[Scope], Answer]:
    """Return the query of one figure of advocacy, of all tiers of the police together.

    Beside the promises of the police stand those of everybody else.
    """

    def ask(scope: Scope) -> Answer:
        elsewhere = _kept_elsewhere(scope) if code == KEPT else {}
        return {WHOLE: _figures(scope)[code], **elsewhere}

    ask.__qualname__ = f"advocacy.{code}"
    return ask


def complaint(scope: Scope) -> Answer:
    """Return complaints answered within 30 days; beside it those with a sanction."""
    found = complaints_in(scope)
    return {
        WHOLE: indicators.complaint(tally(verdict_of(one, scope) for one in found)),
        beside("sanction"): indicators.complaint_sanction(
            sanctioned=sum(one.has_sanction for one in found), filed=len(found)
        ),
    }


def complaints_in(scope: Scope) -> list[Complaint]:
    """Return the complaints first filed in the period."""
    filed = _steps(FILED).filter(
        proceeding__track="complaint",
        proceeding__case__in=counted_cases(scope).values("pk"),
    )
    first = (
        filed.values("proceeding", "proceeding__body", "proceeding__outcome")
        .annotate(filed_at=Min(Coalesce("done_at", "asked_at")))
        .order_by()
    )
    answered = _steps(ANSWERED).filter(proceeding=OuterRef("proceeding"))
    rows = first.filter(**scope.moments("filed_at")).annotate(
        answered_at=Subquery(answered.order_by("moment").values("moment")[:1]),
        sanctioned=Exists(_steps(SANCTION).filter(proceeding=OuterRef("proceeding"))),
    )
    return [
        Complaint(
            filed_at=row["filed_at"],
            answered_at=row["answered_at"],
            has_sanction=row["sanctioned"],
            body=row["proceeding__body"],
            outcome=row["proceeding__outcome"],
        )
        for row in rows
    ]


def verdict_of(one: Complaint, scope: Scope) -> Verdict:
    """Return whether a complaint was answered in time, as far as it is decided."""
    return indicators.complaint_verdict(
        filed_at=one.filed_at, answered_at=one.answered_at, at=scope.at
    )


def _kept_elsewhere(scope: Scope) -> Answer:
    became = became_elsewhere(scope.country, scope.period, on=scope.today)
    return {beside("elsewhere"): indicators.com_kept(became)}


def _steps(codes: tuple[str, ...]) -> QuerySet[Any]:
    done = Coalesce("done_at", "asked_at")
    rows = ProceedingStep.objects.filter(code__in=codes, taken_back_at=None)
    return rows.filter(Q(done_at__isnull=False) | Q(asked_at__isnull=False)).annotate(
        moment=done
    )


def _figures(scope: Scope) -> dict[str, Value]:
    key = ("advocacy", None)
    if key not in scope.memo:
        scope.memo[key] = figures_of(
            country=scope.country,
            period=scope.period,
            zone=scope.zone,
            on=scope.today,
        )
    found: dict[str, Value] = scope.memo[key]
    return found
