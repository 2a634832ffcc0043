"""Goals, sessions and the danger: each has its day, and impossible days are refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from payung.programme.cases.models import Case
from payung.programme.counselling.care_page import care_page, risks_in
from payung.programme.counselling.codes import Dropped, Risk, SessionKind
from payung.programme.counselling.dues import DoneAlready, NeedsAReview, do_due
from payung.programme.counselling.models import Due, Goal
from payung.programme.counselling.planning import (
    EndedAlready,
    GoneBy,
    NoGoalWritten,
    add_goal,
    drop_goal,
    reach_goal,
)
from payung.programme.counselling.talking import (
    HowLong,
    NewSession,
    NotYet,
    TooFarOff,
    record_session,
    review_risk,
)
from tests.programme.cases.conftest import Office
from tests.programme.consents.conftest import NOW


DAY = timedelta(days=1)


def a_goal(office: Office, case: Case) -> Goal:
    return add_goal(
        actor=office.sunita, case=case, text="A room", due_at=NOW + 14 * DAY, at=NOW
    )


def test_a_goal_is_due_on_its_day_until_it_is_reached(
    office: Office, helped: Case
) -> None:
    goal = a_goal(office, helped)
    due = Due.objects.get(kind="goal", about=goal.pk)

    reach_goal(actor=office.maya, goal=goal, at=NOW + DAY)

    due.refresh_from_db()
    assert due.due_at == NOW + 14 * DAY
    assert (due.done_at, due.done_by) == (NOW + DAY, "maya")


def test_a_goal_that_is_given_up_keeps_why(office: Office, helped: Case) -> None:
    goal = drop_goal(
        actor=office.sunita,
        goal=a_goal(office, helped),
        reason=Dropped.NOT_SAFE,
        text="He knows the street",
        at=NOW,
    )

    assert (goal.state, goal.dropped) == ("dropped", "not_safe")
    assert goal.why is not None
    assert not Due.objects.filter(kind="goal", done_at=None).exists()


def test_a_goal_ends_once(office: Office, helped: Case) -> None:
    goal = a_goal(office, helped)
    reach_goal(actor=office.maya, goal=goal, at=NOW)

    with pytest.raises(EndedAlready) as refused:
        drop_goal(actor=office.sunita, goal=goal, reason=Dropped.OTHER, at=NOW)

    assert refused.value.sentence == "maya ended this goal already."


@pytest.mark.parametrize(
    ("text", "days", "refusal"),
    [
        pytest.param("A room", -1, GoneBy, id="a day that has gone by"),
        pytest.param("  ", 7, NoGoalWritten, id="no words"),
    ],
)
def test_a_goal_has_words_and_a_day_to_come(
    office: Office, helped: Case, text: str, days: int, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        add_goal(
            actor=office.sunita, case=helped, text=text, due_at=NOW + days * DAY, at=NOW
        )

    assert not Goal.objects.exists()


def test_a_session_still_to_come_is_refused(office: Office, helped: Case) -> None:
    new = NewSession(held_at=NOW + DAY, kind=SessionKind.PHONE, minutes=30)

    with pytest.raises(NotYet):
        record_session(actor=office.sunita, case=helped, new=new, at=NOW)


@pytest.mark.parametrize("minutes", [0, 601])
def test_a_session_of_no_length_or_of_a_day_is_refused(
    office: Office, helped: Case, minutes: int
) -> None:
    new = NewSession(held_at=NOW, kind=SessionKind.PHONE, minutes=minutes)

    with pytest.raises(HowLong):
        record_session(actor=office.sunita, case=helped, new=new, at=NOW)


def test_a_session_stands_in_the_timeline_when_it_took_place(
    office: Office, helped: Case
) -> None:
    new = NewSession(
        held_at=NOW - 2 * DAY, kind=SessionKind.VISIT, minutes=45, text="She slept"
    )

    session = record_session(actor=office.sunita, case=helped, new=new, at=NOW)

    line = helped.timeline.get(kind="session")
    assert (line.at, line.written_at) == (NOW - 2 * DAY, NOW)
    assert "She slept" not in repr(new)
    assert session.text is not None


@pytest.mark.parametrize(
    ("level", "days"),
    [(Risk.LOW, 30), (Risk.MEDIUM, 7), (Risk.HIGH, 3), (Risk.EXTREME, 1)],
)
def test_the_greater_the_danger_the_sooner_it_is_looked_at_again(
    office: Office, helped: Case, level: Risk, days: int
) -> None:
    review_risk(actor=office.sunita, case=helped, level=level, at=NOW)

    due = Due.objects.get(case=helped, kind="risk", done_at=None)
    assert due.due_at == NOW + days * DAY


def test_the_first_look_ends_the_question_whether_she_is_safe(
    office: Office, helped: Case
) -> None:
    review_risk(actor=office.sunita, case=helped, level=Risk.LOW, at=NOW)

    safety = Due.objects.get(case=helped, kind="safety")
    assert (safety.done_at, safety.done_by) == (NOW, "sunita")


def test_great_danger_does_not_wait_a_month(office: Office, helped: Case) -> None:
    with pytest.raises(TooFarOff) as refused:
        review_risk(
            actor=office.sunita,
            case=helped,
            level=Risk.HIGH,
            next_at=NOW + 30 * DAY,
            at=NOW,
        )

    assert refused.value.sentence == (
        "“Great danger” is looked at again within 3 days. Choose an earlier day."
    )


def test_only_the_newest_look_can_be_overdue(office: Office, helped: Case) -> None:
    review_risk(actor=office.sunita, case=helped, level=Risk.EXTREME, at=NOW)
    review_risk(actor=office.sunita, case=helped, level=Risk.HIGH, at=NOW + 2 * DAY)

    soon = [one.late for one in risks_in(helped, at=NOW + 4 * DAY)]
    later = [one.late for one in risks_in(helped, at=NOW + 6 * DAY)]

    assert (soon, later) == ([False, False], [True, False])


def test_whether_she_is_safe_is_not_ticked(office: Office, helped: Case) -> None:
    due = Due.objects.get(case=helped, kind="safety")

    with pytest.raises(NeedsAReview):
        do_due(actor=office.sunita, due=due, at=NOW)


def test_a_plan_that_was_looked_at_is_due_again_a_month_later(
    office: Office, helped: Case
) -> None:
    due = Due.objects.get(case=helped, kind="plan")

    do_due(actor=office.sunita, due=due, at=NOW + 20 * DAY)

    following = Due.objects.get(case=helped, kind="plan", done_at=None)
    assert following.due_at == datetime(2027, 1, 12, 12, 30, tzinfo=UTC)


def test_what_is_done_is_done_once(office: Office, helped: Case) -> None:
    due = Due.objects.get(case=helped, kind="week")
    do_due(actor=office.maya, due=due, at=NOW)

    with pytest.raises(DoneAlready):
        do_due(actor=office.sunita, due=due, at=NOW)


def test_what_is_late_is_said_to_be_late(office: Office, helped: Case) -> None:
    page = care_page(helped, at=NOW + 8 * DAY)

    assert [(one.due.kind, one.late) for one in page.dues] == [
        ("safety", True),
        ("week", True),
        ("month", False),
        ("plan", False),
    ]
