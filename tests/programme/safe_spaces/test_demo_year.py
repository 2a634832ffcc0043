"""The invented year fills every page of a room, and is the same each time."""

from __future__ import annotations

import random
from datetime import date

import pytest

from payung.engines.indicators import parse_period
from payung.programme.people.founding import Founded, found_country
from payung.programme.safe_spaces import figures
from payung.programme.safe_spaces.models import HouseRuleIncident
from payung.web.demo.safe_spaces import demo_year
from tests.cast import PASSPHRASE, THEN


@pytest.fixture
def founded(db: None) -> Founded:
    return found_country(
        country="np",
        handle="maya",
        passphrase=PASSPHRASE,
        team_name="Day team",
        at=THEN,
    )


def test_a_year_has_open_days_closures_visits_services_and_cards(
    founded: Founded,
) -> None:
    rng = random.Random("np rooms")

    demo_year(office=founded, rng=rng, start=date(2026, 1, 1), months=12, scale=1.0)

    year = parse_period("2026")
    kept = figures.kept_promises("np", year)
    assert len(kept) == 12
    assert all(one.opened > one.closed for one in kept)
    assert {one.kind for one in figures.closures("np", year)} > {"raid", "strike"}
    assert figures.visits_in("np", year) > 1500
    assert 30 < figures.cards_in("np", year) <= 60
    assert len({one.kind for one in figures.services("np", year)}) == 7
    assert HouseRuleIncident.objects.count() == 4
