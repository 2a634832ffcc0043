"""The invented year has a donor report: sent early, sent again when final, and a draft."""

from __future__ import annotations

import random
from datetime import date

import pytest

from payung.programme.objectives.report_models import ReportVersion
from payung.programme.people.founding import found_country
from payung.web.demo.objectives import demo_year
from tests.cast import PASSPHRASE, THEN


@pytest.mark.django_db
def test_the_first_version_has_numbers_that_may_change_and_the_next_has_final_ones() -> (
    None
):
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

    first, again, draft = ReportVersion.objects.order_by("number")
    assert [one.language for one in (first, again, draft)] == ["ne", "en", "ne"]
    assert {one.report.period for one in (first, again, draft)} == {"2026-Q1"}
    assert set(first.lines.values_list("snapshot__status", flat=True)) == {
        "provisional"
    }
    assert set(again.lines.values_list("snapshot__status", flat=True)) == {"final"}
    assert bytes(again.pdf or b"").startswith(b"%PDF-")
    assert draft.sent_at is None
    assert [one.stories.count() for one in (first, again, draft)] == [2, 2, 2]
