"""Who has a contact, and who is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from payung.engines.dispatch import (
    CallBack,
    CallBackTask,
    CameAgain,
    Channel,
    Connect,
    Contact,
    Event,
    Group,
    Happening,
    Kind,
    Ladder,
    LadderDoesNotHold,
    NobodyNamed,
    NoDisposition,
    NotNow,
    NotTheOwner,
    OfferHandOver,
    Priority,
    ReviewTask,
    RingAll,
    Rung,
    State,
    StopRinging,
    TellTaken,
    enter_own_call,
    open_contact,
    step,
)


AT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


def contact(priority: Priority = Priority.B, **said: CallBack | Channel) -> Contact:
    given = {"channel": Channel.CALL, **said}
    return open_contact("C-1", primary="sunita", priority=priority, at=AT, **given)


def after(start: Contact, *events: Event, person: str = "", **said: object) -> Contact:
    for event in events:
        happening = Happening(event=event, at=AT, person=person, **said)
        start, _ = step(start, happening)
    return start


def test_the_first_to_accept_has_it_and_the_second_is_told() -> None:
    ringing = after(contact(), Event.STARTED)

    first, gained = step(
        ringing, Happening(event=Event.ACCEPTED, at=AT, person="sunita")
    )
    second, told = step(first, Happening(event=Event.ACCEPTED, at=AT, person="maya"))

    assert gained == (StopRinging(about="C-1"), Connect(about="C-1", person="sunita"))
    assert second.owner == "sunita"
    assert told == (TellTaken(about="C-1", person="maya", by="sunita"),)


def test_pressing_one_twice_is_pressing_it_once() -> None:
    owned = after(contact(), Event.STARTED, Event.ACCEPTED, person="sunita")

    again, told = step(owned, Happening(event=Event.ACCEPTED, at=AT, person="sunita"))

    assert again == owned
    assert told == ()


def test_the_danger_key_rings_everybody_on_call_at_once() -> None:
    ringing = after(contact(Priority.D), Event.STARTED)

    urgent, effects = step(ringing, Happening(event=Event.RAISED, at=AT))

    assert urgent.priority is Priority.A
    assert effects == (
        RingAll(
            about="C-1",
            who=(Group.PRIMARY, Group.BACKUP, Group.RING_GROUP, Group.NEARBY),
        ),
    )


def test_a_withheld_number_is_looked_at_and_never_called() -> None:
    ringing = after(contact(call_back=CallBack.NO_NUMBER), Event.STARTED)

    gone, effects = step(ringing, Happening(event=Event.HUNG_UP, at=AT))

    assert gone.state is State.CALL_BACK
    assert gone.owner == "sunita"
    assert effects[1] == ReviewTask(
        about="C-1", person="sunita", due_at=AT + timedelta(minutes=5)
    )


def test_after_three_tries_a_person_decides_and_the_machine_stops_calling() -> None:
    tried = after(
        contact(),
        Event.STARTED,
        Event.HUNG_UP,
        Event.NOT_REACHED,
        Event.NOT_REACHED,
    )

    third, effects = step(tried, Happening(event=Event.NOT_REACHED, at=AT))

    assert third.state is State.CALL_BACK
    assert [type(effect) for effect in effects] == [ReviewTask]


def test_whoever_accepts_after_the_caller_rang_off_is_asked_to_call_back() -> None:
    gone = after(contact(), Event.STARTED, Event.HUNG_UP)

    owned, effects = step(gone, Happening(event=Event.ACCEPTED, at=AT, person="maya"))

    assert owned.owner == "maya"
    assert [type(effect) for effect in effects] == [TellTaken, CallBackTask]


def test_who_takes_on_a_call_back_owes_the_call_and_not_only_a_report() -> None:
    gone = after(contact(Priority.D), Event.STARTED, Event.HUNG_UP)

    owned = after(gone, Event.ACCEPTED, person="maya")
    spoken = after(owned, Event.REACHED, person="maya")

    assert owned.due_at == AT + timedelta(minutes=30)
    assert spoken.due_at == AT + timedelta(hours=4)


@pytest.mark.parametrize(
    ("kind", "counted"),
    [
        pytest.param(Kind.SILENT, False, id="silence is not data"),
        pytest.param(Kind.ABUSIVE, False, id="abuse is not data"),
        pytest.param(Kind.DRILL, False, id="a drill is not data"),
        pytest.param(Kind.NOT_SAID, False, id="nobody said yet"),
        pytest.param(Kind.DATA, True, id="somebody told something"),
    ],
)
def test_only_what_was_told_is_counted_as_data(kind: Kind, counted: bool) -> None:
    owned = after(contact(), Event.STARTED, Event.ACCEPTED, person="sunita")

    typed = after(owned, Event.TYPED, person="sunita", kind=kind)

    assert typed.kind.counts_as_data is counted


def test_a_silent_call_stays_open_until_a_person_closes_it() -> None:
    owned = after(contact(), Event.STARTED, Event.ACCEPTED, person="sunita")

    typed = after(owned, Event.TYPED, person="sunita", kind=Kind.SILENT)

    assert typed.state is State.OWNED
    assert typed.due_at == owned.due_at


def test_at_the_end_of_a_shift_the_giver_keeps_it_until_somebody_takes_it() -> None:
    owned = after(contact(), Event.STARTED, Event.ACCEPTED, person="sunita")

    giving = after(owned, Event.SHIFT_ENDED, taker="maya")

    assert (giving.owner, giving.taker) == ("sunita", "maya")
    assert giving.due_at == AT + timedelta(minutes=5)


def test_a_call_back_that_is_offered_stays_hers_and_its_clock_runs_on() -> None:
    gone = after(contact(), Event.STARTED, Event.HUNG_UP)
    later = AT + timedelta(minutes=3)

    offered, said = step(
        gone, Happening(event=Event.SHIFT_ENDED, at=later, taker="maya")
    )

    assert (offered.state, offered.owner) == (State.CALL_BACK, "sunita")
    assert offered.due_at == gone.due_at == AT + timedelta(minutes=5)
    assert said == (OfferHandOver(about="C-1", giver="sunita", taker="maya"),)


def test_who_takes_an_offered_call_back_owes_the_call_and_the_giver_is_told() -> None:
    offered = after(
        contact(), Event.STARTED, Event.HUNG_UP, Event.SHIFT_ENDED, taker="maya"
    )

    owned, said = step(offered, Happening(event=Event.TOOK_OVER, at=AT, person="maya"))

    assert (owned.state, owned.owner, owned.taker) == (State.OWNED, "maya", "")
    assert [type(each) for each in said] == [TellTaken, CallBackTask]


def test_what_is_offered_can_be_offered_to_somebody_else() -> None:
    owned = after(contact(), Event.STARTED, Event.ACCEPTED, person="sunita")
    giving = after(owned, Event.SHIFT_ENDED, taker="maya")

    other, said = step(giving, Happening(event=Event.SHIFT_ENDED, at=AT, taker="ratna"))

    assert (other.owner, other.taker) == ("sunita", "ratna")
    assert said == (OfferHandOver(about="C-1", giver="sunita", taker="ratna"),)


def test_another_who_spoke_with_her_does_not_renew_the_owner_s_clock() -> None:
    owned = after(contact(), Event.STARTED, Event.ACCEPTED, person="sunita")
    later = AT + timedelta(minutes=50)

    spoken, _ = step(owned, Happening(event=Event.REACHED, at=later, person="maya"))

    assert (spoken.owner, spoken.due_at) == ("sunita", owned.due_at)


def test_an_urgent_owner_reports_after_a_quarter_of_an_hour_however_long_her_shift() -> (
    None
):
    end = AT + timedelta(hours=6)

    owned = after(
        contact(Priority.A), Event.STARTED, Event.ACCEPTED, person="maya", until=end
    )

    assert owned.due_at == AT + timedelta(minutes=15)


def test_a_question_that_can_wait_waits_for_the_end_of_the_shift() -> None:
    end = AT + timedelta(hours=6)

    owned = after(
        contact(Priority.D), Event.STARTED, Event.ACCEPTED, person="maya", until=end
    )

    assert owned.due_at == end


def test_a_call_on_her_own_phone_is_hers_from_the_start() -> None:
    entered = enter_own_call(
        "C-2", priority=Priority.C, owner="sunita", opened_at=AT, at=AT
    )

    assert (entered.state, entered.owner) == (State.OWNED, "sunita")
    assert entered.due_at is not None


def test_nobody_closes_without_saying_how_it_ended() -> None:
    owned = after(contact(), Event.STARTED, Event.ACCEPTED, person="sunita")

    with pytest.raises(NoDisposition, match="how it ended"):
        after(owned, Event.CLOSED, person="sunita")


def test_only_the_owner_says_that_she_is_still_there() -> None:
    owned = after(contact(), Event.STARTED, Event.ACCEPTED, person="sunita")

    with pytest.raises(NotTheOwner, match="Only sunita"):
        after(owned, Event.CHECKED_IN, person="maya")


def test_a_contact_nobody_accepted_cannot_be_handed_back() -> None:
    with pytest.raises(NotNow, match="opened"):
        after(contact(), Event.GAVE_BACK, person="sunita")


def test_a_contact_is_not_opened_without_the_name_of_somebody_on_duty() -> None:
    with pytest.raises(NobodyNamed, match="roster"):
        open_contact("C-1", channel=Channel.SMS, priority=Priority.C, primary="", at=AT)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"again_from": 3}, id="no such rung to begin again from"),
        pytest.param({"hand_over": 0}, id="a wait that is none"),
        pytest.param({"rungs": ()}, id="no rung at all"),
    ],
)
def test_a_ladder_that_could_stop_is_refused(changes: dict[str, object]) -> None:
    given = {
        "rungs": (
            Rung(adds=Group.PRIMARY, wait=18),
            Rung(adds=Group.COORDINATOR, wait=18),
        ),
        "again_from": 1,
        "all_from": 1,
        **changes,
    }

    with pytest.raises(LadderDoesNotHold):
        Ladder(**given)


def test_a_round_for_violence_now_lasts_a_minute() -> None:
    start = after(contact(Priority.A), Event.STARTED)
    moments = [AT]

    for _ in range(6):
        assert start.due_at is not None
        moments.append(start.due_at)
        start, _ = step(start, Happening(event=Event.DUE, at=start.due_at))

    assert moments[6] - moments[0] == timedelta(minutes=2)


@pytest.mark.parametrize("rule", [CallBack.FORBIDDEN, CallBack.NO_NUMBER])
@pytest.mark.parametrize(
    ("priority", "minutes"), [(Priority.A, 15), (Priority.B, 60)], ids=["a", "b"]
)
def test_who_may_not_call_back_owes_a_report_and_no_call(
    rule: CallBack, priority: Priority, minutes: int
) -> None:
    start = after(contact(priority, call_back=rule), Event.HUNG_UP)

    owned = after(start, Event.ACCEPTED, person="maya")
    later = after(owned, Event.CHECKED_IN, person="maya")

    assert owned.due_at == later.due_at == AT + timedelta(minutes=minutes)


def test_who_may_call_back_still_owes_the_call_within_five_minutes() -> None:
    start = after(contact(), Event.HUNG_UP)

    owned = after(start, Event.ACCEPTED, person="maya")

    assert owned.due_at == AT + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("event", "rule", "calls_back"),
    [
        (Event.WROTE_AGAIN, CallBack.ALLOWED, False),
        (Event.RANG_AGAIN, CallBack.ALLOWED, True),
        (Event.RANG_AGAIN, CallBack.FORBIDDEN, False),
    ],
)
def test_the_owner_hears_that_there_is_more_and_looks_within_five_minutes(
    event: Event, rule: CallBack, calls_back: bool
) -> None:
    start = contact(call_back=rule, channel=Channel.SMS)
    owned = after(start, Event.STARTED, Event.ACCEPTED, Event.REACHED, person="maya")

    more, effects = step(owned, Happening(event=event, at=AT + timedelta(minutes=30)))

    assert owned.due_at == AT + timedelta(minutes=60)
    assert (more.owner, more.due_at) == ("maya", AT + timedelta(minutes=35))
    assert effects == (CameAgain(about="C-1", person="maya", calls_back=calls_back),)


def test_what_is_due_sooner_stays_due_when_there_is_more() -> None:
    owned = after(contact(), Event.HUNG_UP, Event.ACCEPTED, person="maya")

    more, _ = step(
        owned, Happening(event=Event.WROTE_AGAIN, at=AT + timedelta(minutes=4))
    )

    assert more.due_at == AT + timedelta(minutes=5)


def test_a_phone_that_rings_us_again_is_tried_anew() -> None:
    tired = after(contact(), Event.HUNG_UP, *[Event.NOT_REACHED] * 3, person="maya")

    more = after(tired, Event.RANG_AGAIN)

    assert (tired.attempts, more.attempts) == (3, 0)


def test_what_comes_after_the_end_is_another_contact() -> None:
    ended = after(
        contact(), Event.STARTED, Event.CLOSED, person="maya", disposition="x"
    )

    with pytest.raises(NotNow):
        after(ended, Event.WROTE_AGAIN)
