"""Nobody goes out alone, and a pair that is silent is looked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.dispatch import (
    Escalate,
    NotInThisPair,
    OfferMore,
    Priority,
    Remind,
    Report,
    Response,
    Stage,
    TellTaken,
    need_response,
    response_step,
)


AT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
A, B = (Report.ACCEPTED, "sunita"), (Report.ACCEPTED, "maya")


def told(*reports: tuple[Report, str]) -> tuple[Response, tuple[object, ...]]:
    response, said = need_response("R-1", priority=Priority.A, at=AT)
    for report, person in reports:
        response, said = response_step(response, report, at=AT, person=person)
    return response, said


def test_four_people_are_asked_so_that_two_may_go() -> None:
    _, said = told()

    assert said == (OfferMore(about="R-1", how_many=4),)


def test_nobody_sets_out_alone() -> None:
    with pytest.raises(NotInThisPair):
        told(A, (Report.EN_ROUTE, "sunita"))


def test_the_first_two_are_the_pair_and_the_third_is_told() -> None:
    response, said = told(A, B, (Report.ACCEPTED, "anju"))

    assert response.pair == ("sunita", "maya")
    assert said == (TellTaken(about="R-1", person="anju", by="sunita, maya"),)


def test_after_three_minutes_others_are_asked_and_the_coordinator_is_told() -> None:
    response, _ = told(A)

    _, said = response_step(response, Report.DUE, at=AT + timedelta(minutes=3))

    assert said == (
        Escalate(about="R-1", why="needed: nobody has reported"),
        OfferMore(about="R-1", how_many=2),
    )


def test_a_pair_that_is_silent_is_looked_for_every_five_minutes() -> None:
    response, _ = told(A, B, (Report.EN_ROUTE, "maya"))
    late = AT + timedelta(minutes=30)

    response, said = response_step(response, Report.DUE, at=late)

    assert said[:2] == (
        Remind(about="R-1", person="sunita"),
        Remind(about="R-1", person="maya"),
    )
    assert response.due_at == late + timedelta(minutes=5)


def test_if_one_withdraws_the_other_waits_for_a_second() -> None:
    response, said = told(A, B, (Report.WITHDREW, "sunita"))

    assert (response.stage, response.pair) == (Stage.NEEDED, ("maya",))
    assert OfferMore(about="R-1", how_many=2) in said


def test_a_call_for_help_tells_the_coordinator_at_once() -> None:
    _, said = told(A, B, (Report.EN_ROUTE, "maya"), (Report.HELP, "sunita"))

    assert said == (Escalate(about="R-1", why="help"),)


def test_a_stranger_cannot_report_for_the_pair() -> None:
    with pytest.raises(NotInThisPair):
        told(A, B, (Report.EN_ROUTE, "outsider"))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(Report),
            st.sampled_from(["sunita", "maya", "anju"]),
            st.integers(0, 60),
        ),
        max_size=30,
    )
)
def test_an_open_response_always_has_a_moment_to_come_and_nobody_is_out_alone(
    reports: list[tuple[Report, str, int]],
) -> None:
    response, _ = need_response("R-1", priority=Priority.B, at=AT)
    now = AT
    for report, person, minutes in reports:
        now += timedelta(minutes=minutes)
        before = response
        try:
            response, _ = response_step(response, report, at=now, person=person)
        except NotInThisPair:
            response = before

        assert (response.due_at is None) == (response.stage is Stage.COMPLETE)
        assert (len(response.pair) == 2) == (response.stage is not Stage.NEEDED)
