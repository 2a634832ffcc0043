"""A night of calls, as a list that can be read and replayed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from payung.engines.dispatch import (
    CallBack,
    Channel,
    Contact,
    Event,
    Happening,
    Logged,
    Priority,
    State,
    open_contact,
    prove,
)


def clock(text: str) -> datetime:
    hours, minutes, seconds = (int(part) for part in text.split(":"))
    night = datetime(2026, 11, 22, tzinfo=UTC)
    return night + timedelta(hours=hours, minutes=minutes, seconds=seconds)


def came(text: str, reference: str, channel: Channel, priority: Priority) -> Logged:
    contact = open_contact(
        reference,
        channel=channel,
        priority=priority,
        primary="sunita",
        at=clock(text),
        call_back=CallBack.ALLOWED,
    )
    return Logged(reference=reference, opened=contact)


def then(text: str, reference: str, event: Event, **said: str) -> Logged:
    return Logged(
        reference=reference,
        happening=Happening(event=event, at=clock(text), **said),
    )


NIGHT = [
    came("20:00:00", "C-1", Channel.CALL, Priority.C),
    then("20:00:01", "C-1", Event.STARTED),
    then("20:00:11", "C-1", Event.ACCEPTED, person="sunita"),
    then("20:09:00", "C-1", Event.HUNG_UP),
    then("20:10:00", "C-1", Event.CLOSED, person="sunita", disposition="advised"),
    came("21:00:00", "C-2", Channel.CALL, Priority.A),
    then("21:00:01", "C-2", Event.STARTED),
    came("21:00:02", "C-3", Channel.MISSED_CALL, Priority.B),
    then("21:00:02", "C-3", Event.HUNG_UP),
    then("21:00:09", "C-2", Event.ACCEPTED, person="maya"),
    then("21:00:09", "C-2", Event.ACCEPTED, person="sunita"),
    then("21:03:00", "C-3", Event.NOT_REACHED),
    then("21:07:30", "C-3", Event.REACHED, person="sunita"),
    then("21:15:12", "C-2", Event.DUE),
    then("21:15:20", "C-2", Event.ACCEPTED, person="sunita"),
    then("21:20:00", "C-2", Event.SHIFT_ENDED, taker="anju"),
    then("21:22:00", "C-2", Event.TOOK_OVER, person="anju"),
    then("21:30:00", "C-2", Event.CLOSED, person="anju", disposition="attorney_sent"),
    then("21:40:00", "C-3", Event.CLOSED, person="sunita", disposition="advised"),
]


def ended(contacts: tuple[Contact, ...]) -> list[tuple[str, State, str]]:
    return [(c.reference, c.state, c.closed_by) for c in contacts]


def test_after_a_whole_night_no_minute_was_unowned() -> None:
    proof = prove(NIGHT, until=clock("22:00:00"))

    assert proof.holds
    assert proof.unowned_minutes == 0
    assert proof.open_minutes == 10 + 30 + 39 + 58 / 60
    assert ended(proof.contacts) == [
        ("C-1", State.CLOSED, "sunita"),
        ("C-2", State.CLOSED, "anju"),
        ("C-3", State.CLOSED, "sunita"),
    ]


def test_a_sweeper_that_slept_eleven_minutes_is_found() -> None:
    late = [
        *NIGHT[:13],
        then("21:26:19", "C-2", Event.DUE),
        then("21:26:25", "C-2", Event.ACCEPTED, person="sunita"),
        then("21:30:00", "C-2", Event.CLOSED, person="sunita", disposition="advised"),
        NIGHT[18],
    ]

    proof = prove(late, until=clock("22:00:00"))

    assert proof.unowned_minutes == 11
    assert [each.reference for each in proof.unowned] == ["C-2"]


def test_a_contact_nobody_owns_and_nothing_is_due_for_counts_from_its_first_minute() -> (
    None
):
    lost = NIGHT[0].opened
    assert lost is not None
    log = [Logged(reference="C-1", opened=replace(lost, due_at=None))]

    proof = prove(log, until=clock("20:30:00"))

    assert proof.unowned_minutes == 30


def test_a_call_that_was_never_written_down_is_reported() -> None:
    proof = prove([NIGHT[1]], until=clock("22:00:00"))

    assert not proof.holds
    assert proof.refused[0].why == "Nobody wrote down that it came in."


def test_a_line_that_could_not_have_happened_is_reported_and_the_rest_is_read() -> None:
    log = [*NIGHT[:1], then("20:00:02", "C-1", Event.CHECKED_IN, person="maya")]

    proof = prove(log, until=clock("20:00:04"))

    assert [each.reference for each in proof.refused] == ["C-1"]
    assert proof.unowned_minutes == 0
