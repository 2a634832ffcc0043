"""The five figures, against numbers worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from payung.engines.indicators import Kept, NotComputable, Ratio, parse_period
from payung.programme.activities.models import Reason
from payung.programme.advocacy.codes import Evidence, Tier, Verdict, VerifiedBy
from payung.programme.advocacy.figures import (
    CODES,
    became_by,
    became_elsewhere,
    became_in,
    figures_of,
)
from payung.programme.advocacy.meetings import move_meeting
from payung.programme.advocacy.models import Post
from payung.programme.advocacy.promising import NewReview, review_promise
from payung.programme.findings.models import Brief
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.places.models import Unit
from tests.cast import MAYA, THEN, team_of
from tests.programme.advocacy.an_office import a_post, a_unit, met, planned, promised


pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Kathmandu")
Q3 = parse_period("2026-Q3")
JULY = datetime(2026, 7, 10, 5, tzinfo=UTC)
OCTOBER = date(2026, 10, 31)


def counts(found: object) -> tuple[float, float]:
    assert isinstance(found, Ratio)
    return found.numerator, found.denominator


def a_brief() -> Brief:
    return Brief.objects.create(
        country="np",
        audience="police",
        since="2026-04-01",
        until="2026-07-01",
        language="ne",
        made_at=JULY,
        made_by="maya",
        pdf=b"%PDF-",
        word=b"PK",
        digest="a" * 64,
    )


def a_quarter(team: Team, maya: Actor) -> Post:
    """Plan four meetings at two of three stations; hold three, one with a brief."""
    one, two, three = (a_unit(code=code) for code in ("S-1", "S-2", "S-3"))
    post = a_post(maya, one)
    for unit in (two, three):
        a_post(maya, unit)
    Post.objects.update(made_at=JULY)
    met(maya, team, one, start=JULY, brief=a_brief())
    met(maya, team, one, start=JULY + timedelta(days=30))
    met(maya, team, two, start=JULY + timedelta(days=40))
    moved = planned(maya, team, three, start=JULY + timedelta(days=50))
    october = JULY + timedelta(days=90)
    move_meeting(
        actor=maya,
        meeting=moved,
        reason=Reason.FLOOD,
        start=october,
        end=october + timedelta(hours=1),
        at=JULY + timedelta(days=50),
    )
    return post


def looked(actor: Actor, promise: object, on: date, kept_on: date | None) -> None:
    new = NewReview(
        verdict=Verdict.KEPT if kept_on else Verdict.NOT,
        evidence=Evidence.SEEN,
        verified_by=VerifiedBy.COMMUNITY,
        kept_on=kept_on,
    )
    review_promise(actor=actor, promise=promise, new=new, at=THEN, today=on)  # type: ignore[arg-type]


def test_meetings_cover_and_briefs_of_a_quarter() -> None:
    team, [maya] = team_of(MAYA)
    a_quarter(team, maya)

    figures = figures_of(country="np", period=Q3, zone=ZONE, on=OCTOBER)

    assert tuple(figures) == CODES
    assert counts(figures["ADV_MEET"]) == (3, 4)
    assert counts(figures["ADV_COVER"]) == (2, 3)
    assert counts(figures["ADV_DATA"]) == (1, 3)


def test_a_meeting_moved_within_the_quarter_is_planned_once() -> None:
    team, [maya] = team_of(MAYA)
    meeting = planned(maya, team, a_unit(), start=JULY)
    august = JULY + timedelta(days=30)
    move_meeting(
        actor=maya,
        meeting=meeting,
        reason=Reason.STAFF,
        start=august,
        end=august + timedelta(hours=1),
        at=JULY,
    )

    figures = figures_of(country="np", period=Q3, zone=ZONE, on=OCTOBER)

    assert counts(figures["ADV_MEET"]) == (0, 1)


def test_promises_made_are_those_read_back_for_each_meeting() -> None:
    team, [maya] = team_of(MAYA)
    unit = a_unit()
    post = a_post(maya, unit)
    first = met(maya, team, unit, start=JULY)
    met(maya, team, unit, start=JULY + timedelta(days=1))
    due = date(2026, 9, 1)
    for read_back in (True, True, True, False):
        promised(maya, first, post, due_on=due, read_back=read_back)

    figures = figures_of(country="np", period=Q3, zone=ZONE, on=OCTOBER)

    assert counts(figures["COM_MADE"]) == (3, 2)


def test_kept_is_counted_by_the_rule_and_not_by_the_last_word() -> None:
    team, [maya] = team_of(MAYA)
    unit = a_unit()
    post = a_post(maya, unit)
    meeting = met(maya, team, unit, start=JULY)
    august, late_september = date(2026, 8, 1), date(2026, 9, 29)
    rows = [promised(maya, meeting, post, due_on=august) for _ in range(6)]
    rows.append(promised(maya, meeting, post, due_on=late_september))
    promised(maya, meeting, post, due_on=date(2026, 10, 1))
    looked(maya, rows[0], date(2026, 8, 20), date(2026, 7, 30))  # kept
    looked(maya, rows[1], date(2026, 8, 20), date(2026, 8, 10))  # kept late
    looked(maya, rows[2], date(2026, 9, 1), date(2026, 7, 30))  # 31 days: too late
    looked(maya, rows[3], date(2026, 8, 5), date(2026, 7, 30))  # taken back below
    looked(maya, rows[3], date(2026, 8, 6), None)
    looked(maya, rows[4], date(2026, 8, 31), august)  # the last day, kept in time

    became = became_in("np", Q3, on=date(2026, 10, 15))
    kept = figures_of(country="np", period=Q3, zone=ZONE, on=date(2026, 10, 15))

    assert became == {
        Kept.KEPT: 2,
        Kept.KEPT_LATE: 1,
        Kept.NOT_KEPT: 3,
        Kept.WAITING: 1,
    }
    assert counts(kept["COM_KEPT"]) == (2, 6)


def test_figures_are_told_by_tier_and_by_who_confirmed() -> None:
    team, [maya] = team_of(MAYA)
    unit, office = a_unit(), a_unit(code="D-1")
    low, high = a_post(maya, unit), a_post(maya, office, tier=Tier.DISTRICT)
    due = date(2026, 8, 1)
    promised(maya, met(maya, team, unit, start=JULY), low, due_on=due)
    upper = met(maya, team, office, start=JULY, tier=Tier.DISTRICT)
    kept = promised(maya, upper, high, due_on=due)
    looked(maya, kept, due, due)

    by_tier = became_by("tier", "np", Q3, on=OCTOBER)
    by_verifier = became_by("verifier", "np", Q3, on=OCTOBER)
    district = figures_of(
        country="np", period=Q3, zone=ZONE, on=OCTOBER, tier=Tier.DISTRICT
    )

    assert by_tier["station"][Kept.NOT_KEPT] == 1
    assert by_tier["district"][Kept.KEPT] == 1
    assert by_verifier[""][Kept.NOT_KEPT] == 1
    assert by_verifier["community"][Kept.KEPT] == 1
    assert counts(district["ADV_MEET"]) == (1, 1)
    assert counts(district["COM_KEPT"]) == (1, 1)


def test_what_a_court_or_a_ministry_promised_is_counted_beside_and_not_among() -> None:
    team, [maya] = team_of(MAYA)
    due = date(2026, 8, 1)
    for code, kind in (("S-1", "station"), ("C-1", "court"), ("M-1", "ministry")):
        unit = a_unit(code=code)
        Unit.objects.filter(pk=unit.pk).update(kind=kind)
        promise = promised(
            maya, met(maya, team, unit, start=JULY), a_post(maya, unit), due_on=due
        )
        if kind != "station":
            looked(maya, promise, due, due)
    nothing = {Kept.KEPT_LATE: 0, Kept.WAITING: 0}

    police = became_in("np", Q3, on=OCTOBER)
    others = became_elsewhere("np", Q3, on=OCTOBER)

    assert police == {Kept.KEPT: 0, Kept.NOT_KEPT: 1, **nothing}
    assert others == {Kept.KEPT: 2, Kept.NOT_KEPT: 0, **nothing}
    for axis, one in (("tier", "station"), ("kind", "training"), ("verifier", "")):
        assert became_by(axis, "np", Q3, on=OCTOBER) == {one: police}


def test_nothing_planned_is_said_and_not_shown_as_zero() -> None:
    figures = figures_of(country="np", period=Q3, zone=ZONE, on=OCTOBER)

    assert all(isinstance(one, NotComputable) for one in figures.values())


def test_promises_are_added_up_with_one_question_however_many(
    django_assert_num_queries: object,
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        became_in("np", Q3, on=OCTOBER)
