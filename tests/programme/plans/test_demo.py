"""The invented year shows every mark of the wall, in every country."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

import pytest

from payung.programme.activities.models import Activity
from payung.programme.people.founding import found_country
from payung.programme.plans.models import PlanVersion
from payung.programme.plans.wall import wall_of
from payung.web.demo.plans import demo_year
from tests.cast import PASSPHRASE


THEN = datetime(2025, 10, 1, tzinfo=UTC)
AFTER = datetime(2026, 11, 3, 9, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize("country", ["np", "mm"])
def test_a_year_shows_everything_that_can_become_of_a_plan(country: str) -> None:
    office = found_country(
        country=country,
        handle="alma",
        passphrase=PASSPHRASE,
        team_name="Day team",
        at=THEN,
    )

    demo_year(
        office=office,
        rng=random.Random(7),
        start=date(2025, 11, 14),
        months=12,
        scale=1.0,
    )

    states = set(Activity.objects.values_list("state", flat=True))
    wall = wall_of(office.actor, PlanVersion.objects.get(), at=AFTER)
    cells = [cell for group in wall.groups for row in group.rows for cell in row.cells]
    assert states == {"planned", "held", "postponed", "cancelled", "missed"}
    assert {"done", "partly", "moved", "missed", "coming"} <= {
        cell.mark for cell in cells
    }
    assert len(wall.months) == 14
