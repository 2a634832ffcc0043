"""The invented year has targets, numbers in every quarter, and what was released."""

from __future__ import annotations

import random
from datetime import date

import pytest

from payung.programme.objectives.models import (
    Baseline,
    IndicatorSnapshot,
    Narrative,
    Target,
)
from payung.programme.people.founding import found_country
from payung.web.demo.objectives import AIMS, demo_year
from tests.cast import PASSPHRASE, THEN


pytestmark = pytest.mark.django_db


def test_a_quarter_is_taken_twice_and_nothing_is_made_up() -> None:
    office = found_country(
        country="np", handle="maya", passphrase=PASSPHRASE, team_name="Day", at=THEN
    )

    demo_year(
        office=office,
        rng=random.Random(1),
        start=date(2026, 1, 1),
        months=5,
        scale=1.0,
    )

    # Two quarters, a half and a year.
    assert Target.objects.count() == 4 * len(AIMS)
    assert Baseline.objects.count() == len(AIMS)
    assert Narrative.objects.count() == 1
    periods = set(IndicatorSnapshot.objects.values_list("period", "status"))
    assert {("2026-Q1", "provisional"), ("2026-Q1", "final")} <= periods
    assert ("2026-Q2", "final") not in periods
    # An empty country has no numbers, whatever is aimed at.
    kinds = IndicatorSnapshot.objects.filter(indicator="SS_OPEN", part="")
    assert {row.value["kind"] for row in kinds} == {"not_computable"}
