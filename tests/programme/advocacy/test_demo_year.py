"""The invented year of meetings fills every list, the same way each time."""

from __future__ import annotations

import random
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from payung.engines.indicators import Ratio, parse_period
from payung.programme.advocacy.figures import figures_of
from payung.programme.advocacy.models import AdvocacyMeeting, Promise
from payung.programme.people.founding import Founded
from payung.web.demo.advocacy import demo_year
from tests.cast import MAYA, team_of


pytestmark = pytest.mark.django_db


def test_twelve_months_have_meetings_promises_and_some_that_were_not_kept() -> None:
    team, [maya] = team_of(MAYA)
    office = Founded(actor=maya, team=team, words=())

    demo_year(
        office=office,
        rng=random.Random(7),
        start=date(2025, 11, 1),
        months=12,
        scale=1.0,
    )

    year = figures_of(
        country="np",
        period=parse_period("2026-H1"),
        zone=ZoneInfo("Asia/Kathmandu"),
        on=date(2026, 10, 31),
    )
    kept = year["COM_KEPT"]
    assert AdvocacyMeeting.objects.count() > 24
    assert Promise.objects.count() > 10
    assert isinstance(kept, Ratio)
    assert 0 < kept.numerator < kept.denominator
