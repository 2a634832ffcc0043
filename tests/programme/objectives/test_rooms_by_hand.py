"""Courses, visits, rooms and groups through the real queries, worked out by hand."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from payung.engines.indicators import (
    Left,
    LeftOut,
    Mean,
    Ratio,
    Total,
)
from payung.programme.activities.models import Kind
from payung.programme.circles.models import LawyerMeeting
from payung.programme.counselling.models import Session
from payung.programme.learning.models import Certificate
from payung.programme.objectives.queries.scope import beside, part_of
from payung.programme.outreach.models import MicroPlan, MicroPlanVisit
from tests.programme.objectives.small_rows import (
    came,
    cards,
    case_of,
    circle,
    course_group,
    day_was,
    decided,
    enrolled,
    held,
    noon,
    number,
    opens_on,
    parts,
    room,
    team,
    took_test,
    venue,
    visit,
    worker,
)


pytestmark = pytest.mark.django_db


def test_kyr_reach_counts_a_card_once_whatever_number_of_groups() -> None:
    first, second = course_group(), course_group()
    for n, card in enumerate(cards(1, 6)):
        enrolled(first, n, noon(7, 20), card)
    for n, card in enumerate(cards(5, 9)):
        enrolled(second, n, noon(8, 20), card)
    enrolled(second, 90, noon(8, 20), None)

    assert number("KYR_REACH", "2026-Q3").value == 9  # type: ignore[union-attr]
    assert number("KYR_REACH", "2026-Q3", part=beside("heads")) == Total(count=12)


def test_kyr_gain_pairs_by_code_within_a_group_and_leaves_out_a_full_score() -> None:
    group, other = course_group(), course_group()
    # 5 of 10, 6 of 12, 0 of 5, 8 of 8: 0.5, 0.5, 0 and 1.
    for code, before, after in (
        *(("a", 10, 15), ("b", 8, 14), ("c", 15, 15), ("d", 12, 20)),
        ("full", 20, 20),
    ):
        took_test(group, "pre", code, before, noon(7, 2))
        took_test(group, "post", code, after, noon(7, 30))
    # No pair: another group, nothing before, nothing after.
    took_test(other, "pre", "z", 5, noon(7, 2))
    took_test(group, "post", "z", 20, noon(7, 30))
    took_test(group, "pre", "y", 3, noon(7, 2))

    gain = number("KYR_GAIN", "2026-Q3")

    assert isinstance(gain, Mean)
    assert (gain.total, gain.n) == (2.0, 4)
    assert gain.left_out == (LeftOut(why=Left.FULL_SCORE_BEFORE, n=1),)


def test_kyr_pass_asks_only_those_who_completed() -> None:
    group = course_group(pass_percent=60)
    for n, score in enumerate((11, 12, 15), start=1):
        enrolled(group, n, noon(7, 20), None)
        took_test(group, "post", f"c{n}", score, noon(7, 30))
    took_test(group, "post", "came twice only", 20, noon(7, 30))

    # 12 of 20 is 60 per cent: passed.
    assert parts(number("KYR_PASS", "2026-Q3")) == (2, 3)


def test_kyr_retain_counts_from_the_60th_to_the_120th_day() -> None:
    group = course_group(pass_percent=60)
    for n in range(1, 11):
        took_test(group, "post", f"p{n}", 14, noon(5, 20))
    for code, days, score in (
        *(("p1", 59, 18), ("p2", 60, 14), ("p3", 60, 14)),
        *(("p4", 120, 9), ("p5", 121, 19)),
    ):
        took_test(group, "followup", code, score, noon(8, 20), days_after=days)

    assert parts(number("KYR_RETAIN", "2026-Q3")) == (2, 3)
    assert parts(number("KYR_RETAIN", "2026-Q3", part=beside("reached"))) == (3, 10)


def test_pl_active_counts_valid_certificates_and_one_deed_is_enough() -> None:
    case_of(1, noon(7, 5))
    version = course_group(level="paralegal").version
    for handle, until, ended in (
        *(("ama", date(2027, 1, 1), None), ("bina", date(2027, 1, 1), None)),
        ("cita", date(2026, 6, 30), None),
        ("dila", date(2027, 1, 1), date(2026, 8, 15)),
    ):
        Certificate.objects.create(
            country="np",
            team=team(),
            version=version,
            person=worker(handle),
            valid_from=date(2025, 1, 1),
            valid_to=until,
            ended_on=ended,
            made_at=noon(1, 1),
            made_by="clerk",
        )
    talk = {"kind": "meeting", "minutes": 30, "at": noon(8, 1)}
    case = case_of(2, noon(7, 6))
    Session.objects.create(case=case, held_at=noon(8, 1), by="ama", **talk)

    # Ama did something, Bina did nothing; Cita's ran out, Dila gave hers back.
    assert parts(number("PL_ACTIVE", "2026-Q3")) == (1, 2)


def test_out_cov_counts_different_people_over_the_latest_estimates() -> None:
    street, bar = venue("ST-1", 40, 60, 90), venue("BA-1", 60, 90, 110)
    came(visit(street, noon(8, 3)), *cards(1, 20), heads=7)
    came(visit(bar, noon(8, 20)), *cards(11, 30))
    came(visit(bar, noon(9, 2)), *cards(31, 40))

    coverage = number("OUT_COV", "2026-08")

    # 20 and 20 cards, ten of them at both: 30 people, and 7 without a card; of 60 + 90.
    assert isinstance(coverage, Ratio)
    assert (coverage.numerator, coverage.denominator) == (37, 150)
    assert number("OUT_COV", "2026-08", part=beside("contacts")) == Total(count=47)


def test_heads_of_another_day_may_be_the_same_people() -> None:
    street = venue("ST-1", 40, 60, 90)
    for day, heads in ((3, 7), (10, 12), (17, 5)):
        came(visit(street, noon(8, day)), heads=heads)

    coverage = number("OUT_COV", "2026-08")

    # Twelve at least and likely, twenty-four at most; of 40 to 90.
    assert isinstance(coverage, Ratio)
    assert coverage.numerator == 12
    assert coverage.interval is not None
    assert coverage.interval.low == pytest.approx(12 / 90)
    assert coverage.interval.high == pytest.approx(24 / 40)


def test_out_plan_counts_promises_of_the_latest_approved_version_only() -> None:
    street = venue("ST-1", 40, 60, 90)
    kept, missed, dropped = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    for version, keys in ((1, (kept, missed, dropped)), (2, (kept, missed))):
        plan = MicroPlan.objects.create(
            country="np",
            team=team(),
            month=date(2026, 8, 1),
            version=version,
            made_by="clerk",
            made_at=noon(7, 25),
            approved_by="maya",
            approved_at=noon(7, 26),
        )
        for key in keys:
            MicroPlanVisit.objects.create(
                key=key,
                plan=plan,
                venue=street,
                starts_at=noon(8, 4),
                ends_at=noon(8, 4) + timedelta(hours=1),
                first=worker("ama"),
                second=worker("bina"),
                purpose="regular",
            )
    visit(street, noon(8, 4), promise=kept)
    visit(street, noon(8, 9))

    assert parts(number("OUT_PLAN", "2026-08")) == (1, 2)


def test_ss_open_takes_a_day_nobody_wrote_down_as_not_open() -> None:
    blue = room()
    opens_on(blue, "MO")
    # Mondays of June 2026: 1, 8, 15, 22, 29.
    for day, status in ((1, "open"), (8, "open"), (15, "partly"), (22, "closed")):
        day_was(blue, date(2026, 6, day), status)
    day_was(blue, date(2026, 6, 6), "open")

    share = number("SS_OPEN", "2026-06")

    assert parts(share) == (2, 5)
    assert isinstance(share, Ratio)
    assert set(share.left_out) == {
        LeftOut(why=Left.PARTLY_OPEN, n=1),
        LeftOut(why=Left.NOT_WRITTEN_DOWN, n=1),
    }
    assert parts(number("SS_OPEN", "2026-06", part=part_of("site", "blue"))) == (2, 5)


def test_law_meet_counts_two_meetings_of_a_month_as_one() -> None:
    room("blue")
    room("green")
    for site, month, day in (
        ("blue", 7, 5),
        ("blue", 7, 20),
        ("blue", 8, 5),
        ("green", 9, 9),
    ):
        activity = held(Kind.LAWYER_MEETING, noon(month, day))
        LawyerMeeting.objects.create(
            activity=activity,
            team=team(),
            country="np",
            site=site,
            planned_on=date(2026, month, day),
            made_at=noon(1, 1),
            made_by="clerk",
        )

    assert parts(number("LAW_MEET", "2026-Q3")) == (3, 6)


def test_fgd_held_needs_the_quorum_and_somebody_from_within() -> None:
    room("blue")
    circle("blue", noon(7, 10), came_n=6)
    circle("blue", noon(8, 10), came_n=5)
    circle("blue", noon(9, 10), came_n=9, led=False)

    assert parts(number("FGD_HELD", "2026-Q3")) == (1, 3)


def test_fgd_loop_counts_what_the_group_accepted_by_its_day_with_all_done() -> None:
    group = circle("blue", noon(6, 25), came_n=8)
    done = date(2026, 7, 1)
    decided(group, 1, date(2026, 7, 31), accepted=date(2026, 7, 31), actions=(done,))
    decided(group, 2, date(2026, 7, 10), accepted=date(2026, 7, 11), actions=(done,))
    decided(group, 3, date(2026, 7, 10), accepted=None, actions=(done,))
    decided(group, 4, date(2026, 7, 20), accepted=done, actions=(done, None))
    decided(group, 5, date(2026, 8, 1), accepted=done, actions=(done,))
    circle("blue", noon(7, 20), came_n=8)
    in_july = datetime(2026, 7, 25, 18, tzinfo=UTC)

    assert parts(number("FGD_LOOP", "2026-07")) == (1, 4)
    early = number("FGD_LOOP", "2026-07", at=in_july)
    assert parts(early) == (0, 3)
    assert isinstance(early, Ratio)
    assert early.left_out == (LeftOut(why=Left.WAITING, n=1),)
