"""An arrest reaches an attorney, or goes on asking."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.dispatch import (
    Alert,
    AlertEvent,
    AlertState,
    Escalate,
    Group,
    News,
    NoReasonGiven,
    NotNowForAlert,
    Page,
    Remind,
    StopRinging,
    TellTaken,
    alert_step,
    raise_alert,
)


AT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


def told(*news: tuple[float, AlertEvent, str, str]) -> tuple[Alert, tuple[object, ...]]:
    alert, said = raise_alert("A-1", raiser="sunita", at=AT)
    for minutes, event, person, reason in news:
        at = AT + timedelta(minutes=minutes)
        one = News(event=event, at=at, person=person, reason=reason)
        alert, said = alert_step(alert, one)
    return alert, said


def test_if_nobody_accepts_the_coordinator_is_asked_after_forty_five_minutes() -> None:
    nobody = [(m, AlertEvent.DUE, "", "") for m in (15, 30, 45)]

    _, said = told(*nobody)

    assert said == (Page(about="A-1", group=Group.COORDINATOR),)


def test_nobody_acting_for_a_day_is_asked_again_every_five_minutes() -> None:
    alert, pages = raise_alert("A-1", raiser="sunita", at=AT)
    regional = 0
    while alert.due_at is not None and alert.due_at < AT + timedelta(hours=24):
        due = News(event=AlertEvent.DUE, at=alert.due_at)
        alert, pages = alert_step(alert, due)
        regional += Page(about="A-1", group=Group.REGIONAL) in pages

    assert alert.state is AlertState.RINGING
    assert regional == 139


def test_the_first_attorney_has_it_and_who_raised_it_is_told() -> None:
    alert, said = told((2, AlertEvent.ACCEPTED, "anju", ""))

    assert alert.attorney == "anju"
    assert said == (
        StopRinging(about="A-1"),
        TellTaken(about="A-1", person="sunita", by="anju"),
    )


def test_the_second_attorney_is_told_who_has_it() -> None:
    alert, said = told(
        (2, AlertEvent.ACCEPTED, "anju", ""), (2, AlertEvent.ACCEPTED, "binod", "")
    )

    assert alert.attorney == "anju"
    assert said == (TellTaken(about="A-1", person="binod", by="anju"),)


def test_an_attorney_silent_for_forty_five_minutes_loses_it_and_the_next_are_asked() -> (
    None
):
    alert, said = told(
        (2, AlertEvent.ACCEPTED, "anju", ""), (45, AlertEvent.DUE, "", "")
    )

    assert (alert.state, alert.attorney) == (AlertState.RINGING, "")
    assert said == (
        Remind(about="A-1", person="anju"),
        Escalate(about="A-1", why="accepted"),
        Page(about="A-1", group=Group.BACKUP),
    )
    assert alert.due_at == AT + timedelta(minutes=60)


def test_who_was_silent_can_take_it_once_more_while_nobody_else_has() -> None:
    alert, _ = told(
        (2, AlertEvent.ACCEPTED, "anju", ""),
        (45, AlertEvent.DUE, "", ""),
        (46, AlertEvent.ACCEPTED, "anju", ""),
        (47, AlertEvent.SPOKE, "anju", ""),
    )

    assert (alert.state, alert.attorney) == (AlertState.SPOKEN, "anju")


def test_who_accepts_late_has_a_quarter_of_an_hour_to_speak() -> None:
    alert, _ = told((44, AlertEvent.ACCEPTED, "anju", ""))

    assert alert.due_at == AT + timedelta(minutes=59)


@pytest.mark.parametrize("accepted", [1, 20, 44, 300])
def test_no_attorney_sleeps_on_an_alert_for_longer_than_an_hour(accepted: int) -> None:
    alert, _ = told((accepted, AlertEvent.ACCEPTED, "anju", ""))
    end = AT + timedelta(minutes=accepted + 60)

    while alert.due_at is not None and alert.due_at <= end:
        alert, _ = alert_step(alert, News(event=AlertEvent.DUE, at=alert.due_at))

    assert (alert.state, alert.attorney) == (AlertState.RINGING, "")


def test_handing_back_asks_the_next_rung_and_tells_why() -> None:
    alert, said = told(
        (2, AlertEvent.ACCEPTED, "anju", ""),
        (9, AlertEvent.HANDED_BACK, "anju", "knows the officer"),
    )

    assert alert.attorney == ""
    assert said == (
        Escalate(about="A-1", why="knows the officer"),
        Page(about="A-1", group=Group.BACKUP),
    )


def test_handing_back_needs_a_reason() -> None:
    with pytest.raises(NoReasonGiven):
        told(
            (2, AlertEvent.ACCEPTED, "anju", ""),
            (9, AlertEvent.HANDED_BACK, "anju", ""),
        )


def test_another_attorney_cannot_hand_it_back() -> None:
    with pytest.raises(NotNowForAlert, match="Only anju"):
        told(
            (2, AlertEvent.ACCEPTED, "anju", ""),
            (9, AlertEvent.HANDED_BACK, "binod", "tired"),
        )


@given(
    st.lists(
        st.tuples(
            st.sampled_from(AlertEvent),
            st.sampled_from(["anju", "binod"]),
            st.integers(0, 90),
        ),
        max_size=30,
    )
)
def test_an_open_alert_always_has_a_moment_to_come(
    news: list[tuple[AlertEvent, str, int]],
) -> None:
    alert, _ = raise_alert("A-1", raiser="sunita", at=AT)
    now = AT
    for event, person, minutes in news:
        now += timedelta(minutes=minutes)
        before = alert
        try:
            alert, _ = alert_step(
                alert, News(event=event, at=now, person=person, reason="why")
            )
        except NotNowForAlert:
            alert = before

        closed = alert.state is AlertState.CLOSED
        assert closed == (alert.due_at is None)
        assert not closed or alert.closed_by
        assert closed or (alert.state is AlertState.RINGING) == (not alert.attorney)
