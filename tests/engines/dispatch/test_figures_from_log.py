"""The times of contacts, read off the log of a night."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from payung.engines.dispatch import (
    CallBack,
    Channel,
    ContactTimes,
    Event,
    Happening,
    Kind,
    Logged,
    Priority,
    contact_times,
    enter_own_call,
    open_contact,
)


AT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return AT + timedelta(seconds=seconds)


def came(
    channel: Channel = Channel.CALL,
    priority: Priority = Priority.C,
    call_back: CallBack = CallBack.ALLOWED,
) -> Logged:
    contact = open_contact(
        "C-1",
        channel=channel,
        priority=priority,
        primary="sunita",
        at=AT,
        call_back=call_back,
    )
    return Logged(reference="C-1", opened=contact)


def then(seconds: float, event: Event, **said: object) -> Logged:
    happening = Happening(event=event, at=at(seconds), **said)
    return Logged(reference="C-1", happening=happening)


def test_a_call_answered_live_closed_and_agreed_on() -> None:
    log = [
        came(),
        then(1, Event.STARTED),
        then(12, Event.ACCEPTED, person="maya"),
        then(300, Event.HUNG_UP),
        then(320, Event.TYPED, kind=Kind.DATA),
        then(400, Event.CLOSED, person="sunita", disposition="advised"),
    ]

    (times,) = contact_times(log, next_steps={"C-1": "court_on_friday"})

    assert times == ContactTimes(
        opened_at=AT,
        channel=Channel.CALL,
        priority=Priority.C,
        answered_at=at(12),
        reached_at=at(12),
        closed_at=at(400),
        disposition="advised",
        kind=Kind.DATA,
        owner="maya",
        next_step="court_on_friday",
    )


def test_who_rang_off_and_was_called_back_was_reached_but_not_answered() -> None:
    log = [
        came(),
        then(1, Event.STARTED),
        then(40, Event.HUNG_UP),
        then(200, Event.NOT_REACHED),
        then(600, Event.REACHED, person="sunita"),
    ]

    (times,) = contact_times(log)

    assert (times.rang_off_at, times.answered_at) == (at(40), None)
    assert times.reached_at == at(600)
    assert times.owner == "sunita"


def test_accepting_a_missed_call_is_no_answer_until_she_is_reached() -> None:
    log = [
        came(channel=Channel.MISSED_CALL),
        then(0, Event.HUNG_UP),
        then(60, Event.ACCEPTED, person="maya"),
        then(90, Event.REACHED, person="maya"),
    ]

    (times,) = contact_times(log)

    assert (times.answered_at, times.rang_off_at) == (None, None)
    assert times.reached_at == at(90)


def test_the_danger_key_counts_the_contact_among_the_urgent_ones() -> None:
    (times,) = contact_times([came(), then(3, Event.RAISED)])

    assert times.priority is Priority.A


def test_a_withheld_number_may_not_be_called_back() -> None:
    (times,) = contact_times([came(call_back=CallBack.NO_NUMBER)])

    assert not times.call_back_allowed


def test_a_line_that_could_not_have_happened_changes_no_figure() -> None:
    log = [came(), then(9, Event.TOOK_OVER, person="maya")]

    assert contact_times(log) == contact_times([came()])


def test_a_late_report_after_the_end_does_not_take_the_owner_away() -> None:
    log = [
        came(),
        then(12, Event.ACCEPTED, person="maya"),
        then(60, Event.CLOSED, person="maya", disposition="advised"),
        then(61, Event.HUNG_UP),
    ]

    (times,) = contact_times(log)

    assert times.owner == "maya"
    assert times.rang_off_at is None


def test_a_call_to_her_own_phone_was_reached_when_it_came() -> None:
    contact = enter_own_call(
        "C-2", priority=Priority.C, owner="maya", opened_at=AT, at=at(900)
    )

    (times,) = contact_times([Logged(reference="C-2", opened=contact)])

    assert (times.reached_at, times.owner) == (AT, "maya")
