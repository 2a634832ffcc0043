"""Invented figures of one quarter, and the invented activity that they belong to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from payung.engines.exchange import (
    Activity,
    Baseline,
    Cell,
    Figure,
    Kind,
    Organisation,
    Register,
    Reported,
    Scale,
    Span,
    State,
)


THEN = datetime(2026, 11, 2, 4, 30, tzinfo=UTC)
QUARTER = Span(code="2026-Q3", first_day=date(2026, 7, 1), last_day=date(2026, 9, 30))
YEAR_BEFORE = Span(code="2025", first_day=date(2025, 1, 1), last_day=date(2025, 12, 31))
SHARE = Figure(
    code="SS_OPEN",
    label={"en": "Days the space was open", "ne": "ठाउँ खुला रहेका दिन"},
    definition="Days open of the days promised.",
    kind=Kind.OUTPUT,
    unit="share",
    scale=Scale.SHARE,
    ascending=True,
    period=QUARTER,
    value=0.875,
    low=0.8,
    high=0.9375,
    n=64,
    baseline=Baseline(value=0.5, span=YEAR_BEFORE),
    target=0.9,
    cells=(),
    completeness=Reported(reported=2, expected=3, missing=("2026-08",)),
    status=State.PROVISIONAL,
    code_hash="c0ffee",
    computed_at=THEN,
    release_class="public",
    notes=("Not final yet.", "Nothing was recorded in 2026-08."),
)
COUNT = replace(
    SHARE,
    code="KYR_REACH",
    label={"en": "People who completed a rights course"},
    kind=Kind.OUTCOME,
    unit="people",
    scale=Scale.NUMBER,
    value=124,
    low=None,
    high=None,
    baseline=None,
    target=None,
    cells=(
        Cell(part=(("gender", "f"),), value=70),
        Cell(part=(("area", "np-03"), ("gender", "f")), value=31),
    ),
    completeness=Reported(reported=3, expected=3),
    status=State.FINAL,
    notes=(),
)
NONE = replace(
    SHARE,
    code="FGD_LOOP",
    value=None,
    low=None,
    high=None,
    n=None,
    notes=("No number: nothing was recorded in 2026-08.",),
)
REGISTER = Register(data_set="PAYUNG_Q", country_unit="NP")
ACTIVITY = Activity(
    identifier="XX-EXAMPLE-1-NP",
    title="Safer work",
    description="Know-your-rights courses and safe spaces.",
    reporting=Organisation(ref="XX-EXAMPLE-1", kind="22", name="Example office"),
    funding=Organisation(ref="", kind="60", name="Example fund"),
    country="np",
    sector="15160",
    started_on=date(2026, 1, 1),
    language="ne",
    places={"np-03": "Bagmati"},
)
