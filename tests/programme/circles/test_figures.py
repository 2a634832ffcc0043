"""FGD_HELD, FGD_LOOP and LAW_MEET over rows, against values worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payung.engines.indicators import (
    Decision as Told,
)
from payung.engines.indicators import (
    NotComputable,
    Ratio,
    Times,
    fgd_loop,
    loops_due,
    parse_period,
)
from payung.programme.circles.codes import Dropped, Proof
from payung.programme.circles.deciding import (
    add_action,
    drop_action,
    finish_action,
    tell_back,
)
from payung.programme.circles.figures import (
    groups_held_in,
    loop_in,
    meetings_held_in,
    questions_in,
)
from payung.programme.circles.lawyer import Met, hold_meeting
from payung.programme.circles.models import Decision, FocusGroup
from tests.programme.cases.conftest import Office

from .conftest import HOURS, decided, found, held, on, planned
from .test_lawyer_and_cards import a_meeting, a_question, an_answer, was_held


def test_held_counts_with_quorum_and_community_once_a_month_and_room(
    office: Office,
) -> None:
    for day, came, led in ((3, 6, True), (17, 8, True)):
        held(
            office.sunita,
            planned(office.sunita, office.team, on(10, day)),
            came=came,
            led=led,
        )
    few = planned(office.sunita, office.team, on(11, 3))
    held(office.sunita, few, came=4)
    others = planned(office.sunita, office.team, on(12, 3))
    held(office.sunita, others, led=False)

    figure = groups_held_in(
        "np", parse_period("2026-Q4"), sites=("np-room", "np-other")
    )

    # Due: 2 rooms in 3 months. Counts: one room in October.
    assert isinstance(figure, Ratio)
    assert (figure.numerator, figure.denominator) == (1, 6)


def told(office: Office, decision: Decision, group: FocusGroup, day: int) -> None:
    tell_back(
        actor=office.sunita,
        decision=decision,
        group=group,
        accepted=True,
        at=on(11, day),
    )


def four_decisions(office: Office, october: FocusGroup, november: FocusGroup) -> None:
    """Take four decisions due in November: in time, late, given up, not accepted."""
    sunita = office.sunita
    days = (30, 20, 30, 25)
    [in_time, late, given_up, _open] = [
        decided(sunita, found(sunita, october), due_on=date(2026, 11, day))
        for day in days
    ]
    at = on(10, 20, 17)
    due = date(2026, 11, 10)
    done = add_action(actor=sunita, decision=in_time, what="a", due_on=due, at=at)
    finish_action(actor=sunita, action=done, proof=Proof.SEEN, at=on(11, 9))
    dropped = add_action(actor=sunita, decision=given_up, what="b", due_on=due, at=at)
    drop_action(actor=sunita, action=dropped, reason=Dropped.NO_MEANS, at=on(11, 9))
    held(sunita, november)
    told(office, in_time, november, 22)
    told(office, late, november, 22)
    told(office, given_up, november, 22)


def test_a_loop_is_closed_when_all_is_done_and_accepted_by_its_day(
    office: Office, october: FocusGroup, november: FocusGroup
) -> None:
    four_decisions(office, october, november)

    figures = loop_in("np", parse_period("2026-11"), on=date(2026, 12, 1))

    # In time 1, late 1, given up 1 (its action never done), never accepted 1.
    assert isinstance(figures.carried_out, Ratio)
    assert (figures.carried_out.numerator, figures.carried_out.denominator) == (1, 4)
    # 20 October to 22 November: 33 days three times, never once.
    assert isinstance(figures.days, Times)
    assert (figures.days.p50, figures.days.never) == (33, 1)


def test_the_database_and_the_engine_say_the_same_of_each_decision(
    office: Office, october: FocusGroup, november: FocusGroup
) -> None:
    four_decisions(office, october, november)
    by_hand = [
        Told(
            decided_on=date(2026, 10, 20),
            due_on=date(2026, 11, 30),
            actions_done_on=(date(2026, 11, 9),),
            accepted_on=date(2026, 11, 22),
        ),
        Told(
            decided_on=date(2026, 10, 20),
            due_on=date(2026, 11, 20),
            accepted_on=date(2026, 11, 22),
        ),
        Told(
            decided_on=date(2026, 10, 20),
            due_on=date(2026, 11, 30),
            actions_done_on=(None,),
            accepted_on=date(2026, 11, 22),
        ),
        Told(decided_on=date(2026, 10, 20), due_on=date(2026, 11, 25)),
    ]
    november_only = parse_period("2026-11")
    days = (date(2026, 11, 21), date(2026, 11, 24), date(2026, 12, 1))

    counted = [loop_in("np", november_only, on=day).carried_out for day in days]

    assert counted == [
        fgd_loop(loops_due(by_hand, november_only, on=day)) for day in days
    ]


def test_nothing_due_is_no_zero(office: Office) -> None:
    figures = loop_in("np", parse_period("2026-11"), on=date(2026, 12, 1))

    assert isinstance(figures.carried_out, NotComputable)


def test_a_meeting_with_the_lawyer_is_due_for_each_room_in_each_month(
    office: Office,
) -> None:
    was_held(office, a_meeting(office, 10))
    was_held(office, a_meeting(office, 12))
    a_meeting(office, 11)

    figure = meetings_held_in("np", parse_period("2026-Q4"), sites=("np-room",))

    assert isinstance(figure, Ratio)
    assert (figure.numerator, figure.denominator) == (2, 3)


def test_questions_answered_are_counted_of_those_asked_in_the_period(
    office: Office,
) -> None:
    an_answer(office)
    a_question(office)

    figure = questions_in("np", parse_period("2026-10"))

    assert isinstance(figure, Ratio)
    assert (figure.numerator, figure.denominator) == (1, 2)


@pytest.mark.parametrize("many", [1, 6], ids=["one decision", "six decisions"])
def test_the_database_is_asked_three_times_however_many_decisions_there_are(
    office: Office, october: FocusGroup, many: int
) -> None:
    for _one in range(many):
        decided(office.sunita, found(office.sunita, october))

    with CaptureQueriesContext(connection) as asked:
        loop_in("np", parse_period("2026-11"), on=date(2026, 12, 1))

    assert len(asked) == 3


def test_what_was_planned_in_one_month_and_held_in_the_next_counts_when_it_was_held(
    office: Office,
) -> None:
    meeting = a_meeting(office, 10)
    # Half past eleven at night in UTC on 31 October is November in Kathmandu.
    began = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
    met = Met(started=began, ended=began + HOURS, came={"fnnn": 3})
    hold_meeting(actor=office.sunita, meeting=meeting, met=met, at=began + HOURS)

    october, november = (
        meetings_held_in("np", parse_period(month), sites=("np-room",))
        for month in ("2026-10", "2026-11")
    )

    assert isinstance(october, Ratio)
    assert isinstance(november, Ratio)
    assert (october.numerator, november.numerator) == (0, 1)
