"""The invented year fills every screen of outreach, in pairs and without a name."""

from __future__ import annotations

import random
from datetime import date

from django.db.models import F

from payung.engines.indicators import Ratio
from payung.programme.outreach.figures import met_in_month, plan_of_month
from payung.programme.outreach.models import MicroPlan, OutreachVisit, Venue
from payung.programme.people.founding import Founded
from payung.web.demo.outreach import demo_year

from .conftest import Office


def test_two_invented_months_have_places_plans_and_a_coverage(office: Office) -> None:
    founded = Founded(actor=office.maya, team=office.team, words=())

    demo_year(
        office=founded,
        rng=random.Random(5),
        start=date(2026, 9, 1),
        months=2,
        scale=0.5,
    )

    assert Venue.objects.count() == 9
    assert MicroPlan.objects.filter(approved_at=None).count() == 0
    assert not OutreachVisit.objects.filter(first=F("second")).exists()
    kept = plan_of_month("np", date(2026, 9, 1))
    assert isinstance(kept, Ratio)
    assert kept.numerator > 0
    assert isinstance(met_in_month("np", date(2026, 9, 1)).coverage, Ratio)
