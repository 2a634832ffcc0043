"""Meetings with offices, promises and complaints: ADV_*, COM_*, COMPLAINT."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from payung.engines import indicators
from payung.engines.indicators import Value, tally
from payung.programme.advocacy.codes import Tier
from payung.programme.advocacy.figures import figures_of
from payung.programme.proceedings.models import ProceedingStep

from .scope import WHOLE, Answer, Part, Scope, beside, part_of
from .who_may_be_counted import counted_cases


FILED = ("K1", "K4", "K5", "K6")
# Registering it is no answer; refusing to, finding something, or closing it is one.
ANSWERED = ("K3", "K8", "K9", "K10", "K11", "K12")
SANCTION = ("K9", "K10")


def advocacy(code: str) -> Callable[[Scope], Answer]:
    """Return the query of one figure of advocacy: of all tiers together and of each."""

    def ask(scope: Scope) -> Answer:
        return {WHOLE: _one(code, scope, None), **_by_tier(code, scope)}

    ask.__qualname__ = f"advocacy.{code}"
    return ask


def complaint(scope: Scope) -> Answer:
    """Return complaints answered within 30 days; beside it those with a sanction."""
    filed = _steps(FILED).filter(
        proceeding__track="complaint",
        proceeding__case__in=counted_cases(scope).values("pk"),
    )
    first = (
        filed.values("proceeding")
        .annotate(filed_at=Min(Coalesce("done_at", "asked_at")))
        .order_by()
    )
    answered = _steps(ANSWERED).filter(proceeding=OuterRef("proceeding"))
    rows = first.filter(**scope.moments("filed_at")).annotate(
        answered_at=Subquery(answered.order_by("moment").values("moment")[:1]),
        sanctioned=Exists(_steps(SANCTION).filter(proceeding=OuterRef("proceeding"))),
    )
    found = list(rows.values_list("filed_at", "answered_at", "sanctioned"))
    verdicts = tally(
        indicators.complaint_verdict(filed_at=when, answered_at=until, at=scope.at)
        for when, until, _ in found
    )
    return {
        WHOLE: indicators.complaint(verdicts),
        beside("sanction"): indicators.complaint_sanction(
            sanctioned=sum(sanction for *_, sanction in found), filed=len(found)
        ),
    }


def _steps(codes: tuple[str, ...]) -> QuerySet[Any]:
    done = Coalesce("done_at", "asked_at")
    rows = ProceedingStep.objects.filter(code__in=codes, taken_back_at=None)
    return rows.filter(Q(done_at__isnull=False) | Q(asked_at__isnull=False)).annotate(
        moment=done
    )


def _by_tier(code: str, scope: Scope) -> dict[Part, Value]:
    # Stations are the only tier that ADV_COVER knows of.
    if code == "ADV_COVER":
        return {}
    return {part_of("tier", tier.value): _one(code, scope, tier) for tier in Tier}


def _one(code: str, scope: Scope, tier: Tier | None) -> Value:
    key = ("advocacy", tier)
    if key not in scope.memo:
        scope.memo[key] = figures_of(
            country=scope.country,
            period=scope.period,
            zone=scope.zone,
            on=scope.today,
            tier=tier,
        )
    found: dict[str, Value] = scope.memo[key]
    return found[code]
