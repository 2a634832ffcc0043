"""Invented numbers of one quarter as the programme would have counted them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from payung.engines.disclosure import Audience, Counts, Dimension, Rules, Zeros, protect
from payung.engines.indicators import (
    Interval,
    Mean,
    NotComputable,
    Ratio,
    Times,
    Total,
    Value,
    Why,
    parse_period,
    to_data,
)
from payung.programme.objectives.coarsening import ROUNDED_TO, coarse_of
from payung.programme.objectives.models import (
    Baseline,
    IndicatorSnapshot,
    ReleasedFigure,
    ReportVersion,
    Target,
)
from payung.programme.objectives.reference_sheets import sheet_of
from payung.programme.objectives.releasing import COARSE
from payung.programme.objectives.reports.versions import start_report
from payung.programme.objectives.split_tables import sensitive
from payung.programme.people.actors import Actor


THEN = datetime(2026, 11, 2, 4, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 20, 4, 30, tzinfo=UTC)
DUE = date(2026, 11, 15)
QUARTER = "2026-Q3"
OPEN_DAYS = Ratio(
    numerator=168, denominator=192, interval=Interval(low=0.82, high=0.915)
)


def snapshot(
    code: str,
    value: Value,
    *,
    country: str = "np",
    number: int = 1,
    missing: Sequence[str] = (),
    status: str = "final",
    at: datetime = THEN,
) -> IndicatorSnapshot:
    """Keep a number as it is taken; three site-months were expected."""
    return IndicatorSnapshot.objects.create(
        country=country,
        indicator=code,
        period=QUARTER,
        part="",
        number=number,
        value=to_data(value),
        n=None,
        code_hash="c0ffee" * 4,
        watermark="-",
        expected=3,
        reported=3 - len(missing),
        missing=list(missing),
        status=status,
        taken_at=at,
        taken_by="night",
    )


def release(code: str, value: Value, *, country: str = "np") -> ReleasedFigure:
    """Keep a number as it is protected for partners."""
    told = sensitive(value, is_sdc=True)
    assert told is not None
    counts = Counts(
        what=code,
        period=QUARTER,
        country=country,
        dimensions=(Dimension.flat("of", [place[0] for place in told.cells]),),
        cells=told.cells,
    )
    rules = Rules(audience=Audience.PARTNER, rounding=ROUNDED_TO, zeros=Zeros.UNSAFE)
    shown = protect(counts, rules)
    unit = sheet_of(code).unit
    said = coarse_of(value, unit, smallest=5, is_shown=not shown.hidden)
    return ReleasedFigure.objects.create(
        country=country,
        indicator=code,
        period=QUARTER,
        audience=Audience.PARTNER,
        kind=COARSE,
        figure={} if said is None else to_data(said),
        body=shown.to_json(),
        digest=shown.digest,
        made_at=THEN,
        made_by="night",
    )


def a_quarter(country: str = "np") -> None:
    """Keep a quarter with every kind of number: shown, protected, hidden, not there."""
    snapshot("SS_OPEN", OPEN_DAYS, country=country)
    snapshot(
        "OUT_PLAN",
        Ratio(numerator=21, denominator=40),
        country=country,
        missing=["2026-08"],
        status="provisional",
    )
    snapshot("KYR_REACH", Total(count=137), country=country)
    release("KYR_REACH", Total(count=124), country=country)
    snapshot("REDRESS", Ratio(numerator=2, denominator=13), country=country)
    release("REDRESS", Ratio(numerator=2, denominator=13), country=country)
    snapshot("VIO_REP", Total(count=48), country=country)
    months = ("2026-07", "2026-08", "2026-09")
    nothing = NotComputable(why=Why.MONTHS_MISSING, detail=months)
    snapshot("FGD_LOOP", nothing, country=country, missing=months)
    kept = Ratio(numerator=9, denominator=14, interval=Interval(low=0.39, high=0.83))
    snapshot("COM_KEPT", kept, country=country)
    snapshot("TOOL_USEFUL", Mean(total=61, n=15), country=country)
    wait = Times(p50=41, p90=130, p95=300, n=212, never=3)
    snapshot("H_TTH", wait, country=country)
    release("H_TTH", wait, country=country)
    for code, aim in (("SS_OPEN", 0.9), ("COM_KEPT", 0.7), ("OUT_PLAN", 0.8)):
        Target.objects.create(
            country=country,
            indicator=code,
            period=QUARTER,
            value=aim,
            rationale="agreed",
            set_at=THEN,
            set_by="maya",
        )
    Baseline.objects.create(
        country=country,
        indicator="SS_OPEN",
        period="2025",
        value=0.5,
        source="last year's book",
        set_at=THEN,
        set_by="maya",
    )


def a_draft(actor: Actor, language: str = "en") -> ReportVersion:
    """Begin the report of the quarter."""
    return start_report(
        actor=actor,
        donor="general",
        period=parse_period(QUARTER),
        due_on=DUE,
        language=language,
        at=THEN,
    )
