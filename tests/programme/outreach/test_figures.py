"""OUT_COV of a month, against sums done by hand."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from payung.engines.indicators import NotComputable, people_in
from payung.programme.activities.cards import digest_of, make_card
from payung.programme.outreach.codes import What
from payung.programme.outreach.diary import Tap, take_taps
from payung.programme.outreach.figures import (
    cards_sketch,
    met_in_month,
    plan_of_month,
)
from payung.programme.outreach.models import OutreachVisit
from payung.programme.outreach.visiting import held_before

from .conftest import NOW, Office, local, visit_on


NOVEMBER = date(2026, 11, 1)
KEY = bytes(range(32))


def held(office: Office, day: int, *, women: int, cards: list[str]) -> OutreachVisit:
    visit = visit_on(office, day)
    taps = [_tap(What.PERSON, "f2vn", women)]
    taps += [_tap(What.CARD, "f2vy", 1, digest_of(code)) for code in cards]
    at = local(day, 20)
    take_taps(actor=office.sunita, visit=visit, taps=taps, at=at)
    return held_before(
        actor=office.sunita, visit=visit, started=local(day, 18), ended=at, at=at
    )


def _tap(what: What, code: str, change: int, card: str = "") -> Tap:
    return Tap(
        id=uuid4(),
        what=what,
        code=code,
        change=change,
        tapped_at=local(20, 9),
        card=card,
    )


def test_two_visits_of_one_bar_give_the_coverage_that_was_done_by_hand(
    office: Office,
) -> None:
    one, two, three = (
        make_card(actor=office.maya, team=office.team, at=NOW).code for _n in range(3)
    )
    held(office, 24, women=6, cards=[one, two])
    held(office, 27, women=4, cards=[two, three])

    met = met_in_month("np", NOVEMBER)

    # 3 different cards; headcounts of 6 and 4: likely 3 + 6 = 9, at most 3 + 10 = 13,
    # at least 6. The bar has 10, 20 or 40: 9/20, from 6/40 to 13/10.
    assert (met.cards, met.largest, met.headcount, met.first_time) == (3, 6, 10, 4)
    coverage = met.coverage
    assert not isinstance(coverage, NotComputable)
    assert coverage.value == pytest.approx(0.45)
    assert coverage.interval is not None
    assert coverage.interval.low == pytest.approx(6 / 40)
    assert coverage.interval.high == pytest.approx(1.3)


def test_a_visit_that_was_only_planned_or_in_another_month_does_not_count(
    office: Office,
) -> None:
    visit = visit_on(office, 24)
    taps = [_tap(What.PERSON, "f2vn", 6)]
    take_taps(actor=office.sunita, visit=visit, taps=taps, at=local(23, 13))
    held(office, 30, women=2, cards=[])

    assert met_in_month("np", NOVEMBER).headcount == 2
    assert met_in_month("np", date(2026, 12, 1)).headcount == 0
    assert met_in_month("np", NOVEMBER, area="NP-P1").sizes.point == 0


def test_without_an_estimate_there_is_no_coverage_and_no_zero(office: Office) -> None:
    office.bar.estimates.all().delete()

    assert isinstance(met_in_month("np", NOVEMBER).coverage, NotComputable)


def test_without_an_approved_plan_there_is_no_share_kept(office: Office) -> None:
    assert isinstance(plan_of_month("np", NOVEMBER), NotComputable)


def test_a_sketch_counts_the_cards_of_two_visits_once(office: Office) -> None:
    one, two, three = (
        make_card(actor=office.maya, team=office.team, at=NOW).code for _n in range(3)
    )
    held(office, 24, women=1, cards=[one, two])
    held(office, 27, women=1, cards=[two, three])

    sketch = cards_sketch("np", [NOVEMBER], key=KEY)

    assert people_in(sketch).count == 3
