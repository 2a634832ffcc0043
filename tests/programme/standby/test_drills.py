"""Phones are tested at odd hours, and what comes of it is kept as a proof."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.engines.dispatch import Group, Span
from payung.gateways.messages.fake import FakeMessages
from payung.gateways.telephone import OrderKind
from payung.gateways.telephone.fake import FakeTelephone
from payung.programme.alerts.actions import tell
from payung.programme.alerts.machine import forget
from payung.programme.alerts.models import Message, Saying, Way, WayKind
from payung.programme.alerts.sending import send_due
from payung.programme.people.access import NotHerRole
from payung.programme.standby.drills import (
    ask_drills,
    decide_drills,
    drill_answered,
    drill_now,
    odd_moments,
    plan_drills,
    try_phones_now,
)
from payung.programme.standby.leaving import say_unreachable
from payung.programme.standby.models import Drill, ReachProof, RosterPeriod
from payung.programme.standby.proofs import last_proofs, reach_of
from payung.programme.standby.queries import groups
from tests.programme.standby.conftest import (
    KATHMANDU,
    NOW,
    Office,
    local,
    make_office,
    published,
)


AtOnce = Callable[..., list[BaseException]]


def plan(at: datetime = NOW, seed: int = 7) -> int:
    return plan_drills("np", at=at, chance=random.Random(seed))


def send(at: datetime) -> FakeTelephone:
    telephone = FakeTelephone()
    sms = {WayKind.SMS: FakeMessages()}
    send_due(channels=sms, telephones={"np": telephone}, at=at)
    return telephone


def one_drill(kind: WayKind, at: datetime = NOW) -> Drill:
    way = Way.objects.get(person__handle="sunita", kind=kind)
    return Drill.objects.create(country="np", person=way.person, way=way, due_at=at)


def asked_and_sent(kind: WayKind, at: datetime = NOW) -> Message:
    one_drill(kind, at)
    ask_drills(at)
    send(at)
    return Message.objects.get(saying="drill")


def test_everybody_on_duty_is_tested_as_often_as_the_folder_says(
    office: Office, roster: RosterPeriod
) -> None:
    planned = plan()

    each = Drill.objects.values_list("person__handle", flat=True)
    assert planned == 12
    assert sorted(set(each)) == ["anju", "binita", "operator", "sunita"]


def test_planning_again_plans_only_what_is_missing(
    office: Office, roster: RosterPeriod
) -> None:
    plan()
    Drill.objects.filter(person__handle="anju").first().delete()  # type: ignore[union-attr]

    assert plan(seed=8) == 1
    assert plan(seed=9) == 0


def test_two_who_plan_in_the_same_moment_plan_once(at_once: AtOnce) -> None:
    published(make_office())

    raised = at_once(*[plan] * 3)

    assert raised == []
    assert Drill.objects.count() == 12


def test_tests_come_by_night_too_and_only_on_duty(
    office: Office, roster: RosterPeriod
) -> None:
    hours = set()
    for seed in range(30):
        Drill.objects.all().delete()
        plan(seed=seed)
        for drill in Drill.objects.filter(person__handle="anju"):
            assert drill.due_at is not None
            hours.add(drill.due_at.astimezone(KATHMANDU).hour)

    assert hours & {0, 1, 2, 3, 4}
    assert hours & {10, 11, 12, 13, 14}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    parts=st.lists(
        st.tuples(st.integers(0, 160), st.integers(1, 12)), min_size=1, max_size=6
    ),
    count=st.integers(1, 6),
    seed=st.integers(0, 999),
)
def test_moments_lie_in_the_hours_and_each_part_has_one(
    parts: list[tuple[int, int]], count: int, seed: int
) -> None:
    start = datetime(2026, 11, 23, tzinfo=ZoneInfo("Asia/Yangon"))
    spans = [
        Span(
            start=start + timedelta(hours=begins),
            end=start + timedelta(hours=begins + long),
        )
        for begins, long in parts
    ]

    moments = odd_moments(spans, count, random.Random(seed))

    assert len(moments) == count
    assert list(moments) == sorted(moments)
    assert all(any(span.holds(moment) for span in spans) for moment in moments)


def test_a_test_rings_as_a_test(office: Office, roster: RosterPeriod) -> None:
    one_drill(WayKind.CALL)
    ask_drills(NOW)

    telephone = send(NOW)

    assert [order.kind for order in telephone.orders] == [OrderKind.DRILL]


@pytest.mark.parametrize(
    ("kind", "after", "passed"),
    [
        pytest.param(WayKind.CALL, timedelta(seconds=60), True, id="a call in time"),
        pytest.param(WayKind.CALL, timedelta(seconds=61), False, id="a call late"),
        pytest.param(WayKind.SMS, timedelta(minutes=10), True, id="a text in time"),
        pytest.param(WayKind.SMS, timedelta(minutes=11), False, id="a text late"),
    ],
)
def test_a_test_is_passed_when_it_is_answered_in_time(
    office: Office,
    roster: RosterPeriod,
    kind: WayKind,
    after: timedelta,
    passed: bool,
) -> None:
    message = asked_and_sent(kind)

    drill = drill_answered(message=message, at=NOW + after)

    proof = ReachProof.objects.get()
    assert drill is not None
    assert drill.passed is passed
    assert (proof.by, proof.at) == ("drill", NOW + after)


def test_silence_is_a_test_that_was_missed_and_the_next_is_asked_first(
    office: Office, roster: RosterPeriod
) -> None:
    early = asked_and_sent(WayKind.CALL, local(23, 7))
    drill_answered(message=early, at=local(23, 7))
    Message.objects.all().delete()
    asked_and_sent(WayKind.CALL)
    operators = Way.objects.get(person__handle="operator", kind="call").person
    ReachProof.objects.create(person=operators, at=local(23, 8), by="call")

    decide_drills(NOW + timedelta(seconds=60))
    undecided = Drill.objects.filter(passed=None).count()
    decide_drills(NOW + timedelta(seconds=61))

    reach = reach_of(["sunita"], NOW + timedelta(minutes=2))["sunita"]
    assert undecided == 1
    assert (reach.proven, reach.failed_at) == (False, NOW)
    assert groups("np", NOW + timedelta(minutes=2))[Group.PRIMARY] == ("operator",)
    assert "sunita" not in last_proofs(["sunita"], NOW + timedelta(minutes=2))


def test_a_late_answer_is_a_proof_again(office: Office, roster: RosterPeriod) -> None:
    message = asked_and_sent(WayKind.CALL)
    decide_drills(NOW + timedelta(minutes=2))

    drill_answered(message=message, at=NOW + timedelta(minutes=5))

    reach = reach_of(["sunita"], NOW + timedelta(minutes=6))["sunita"]
    assert Drill.objects.get().passed is False
    assert (reach.minutes, reach.proven) == (1, True)


def test_what_could_not_be_sent_says_nothing_about_her(
    office: Office, roster: RosterPeriod
) -> None:
    one_drill(WayKind.CALL)
    ask_drills(NOW)
    forget("np")
    send(NOW)

    decide_drills(NOW + timedelta(minutes=5))
    waiting = Drill.objects.count()
    decide_drills(NOW + timedelta(minutes=31))

    assert waiting == 1
    assert Drill.objects.count() == 0


def test_who_is_away_or_long_past_her_moment_is_not_tested(
    office: Office, roster: RosterPeriod
) -> None:
    one_drill(WayKind.CALL)
    say_unreachable(actor=office.sunita, at=NOW)
    away = ask_drills(NOW)
    one_drill(WayKind.CALL, at=local(23, 7))

    late = ask_drills(local(23, 8))

    assert (away, late) == (0, 0)
    assert Drill.objects.count() == 0


def test_a_coordinator_tests_all_phones_on_duty_at_once(
    office: Office, roster: RosterPeriod
) -> None:
    with pytest.raises(NotHerRole):
        try_phones_now(actor=office.sunita, at=NOW)

    made = try_phones_now(actor=office.maya, at=NOW)

    assert made == 4
    assert ask_drills(NOW) == 4
    assert drill_now("bd", at=NOW) == 0


def test_an_answer_to_something_else_is_no_test(office: Office) -> None:
    tell(
        country="np",
        handles=["sunita"],
        saying=Saying.TAKE,
        about="NP-26-H-1",
        key="a",
        at=NOW,
    )

    assert drill_answered(message=Message.objects.all()[0], at=NOW) is None
