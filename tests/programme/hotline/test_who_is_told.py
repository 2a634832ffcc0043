"""Who is told what while a contact goes its way: rows of the outbox, never a name."""

from __future__ import annotations

from datetime import datetime

import pytest

from payung.engines.dispatch import Event, Happening
from payung.gateways.messages import Inbound, InboundKind
from payung.gateways.telephone import NewsKind
from payung.programme.alerts.models import Message
from payung.programme.hotline.accepting import accept, take_over
from payung.programme.hotline.coming_in.arriving import take_call
from payung.programme.hotline.coming_in.messages_in import take_message
from payung.programme.hotline.coming_in.news import keep_news
from payung.programme.hotline.happening import happen
from payung.programme.hotline.models import Contact
from payung.programme.hotline.sweeping import sweep
from payung.programme.standby.models import Shift
from tests.programme.hotline.small_line import (
    CALLER,
    NIGHT,
    SmallLine,
    after,
    arrival,
    told,
)


def asked(saying: str, *, kind: str = "", state: str = "") -> list[str]:
    """Return who was told this, in order and each time, by call or by text."""
    rows = Message.objects.filter(saying=saying).order_by("made_at", "way__place")
    rows = rows.filter(way__kind=kind) if kind else rows
    rows = rows.filter(state=state) if state else rows
    return list(rows.values_list("way__person__handle", flat=True))


def text(small: SmallLine, *, at: datetime = NIGHT) -> Contact:
    """Return the contact of a text of a stranger."""
    inbound = Inbound(
        key="1",
        kind=InboundKind.TEXT,
        address=f"tel:{CALLER}",
        text="Call me",
        sent_at=at,
    )
    take_message(country="np", channel="sms", inbound=inbound, at=at)
    return Contact.objects.get()


def go_on(until: int, *, every: int = 5) -> None:
    """Let the sweeper go by every few seconds."""
    for seconds in range(0, until, every):
        sweep(at=after(seconds))


def test_a_text_rings_the_first_person_by_call_and_by_text(small: SmallLine) -> None:
    text(small)

    assert asked("take", kind="call") == ["sunita"]
    assert asked("take", kind="sms") == ["sunita"]


def test_each_rung_asks_only_those_who_were_not_asked_yet(small: SmallLine) -> None:
    text(small)

    go_on(60)

    assert asked("take", kind="sms") == ["sunita", "operator"]


def test_nobody_who_takes_it_is_rung_again_and_again_for_ever(small: SmallLine) -> None:
    text(small)

    go_on(3600, every=20)

    rounds = asked("take", kind="sms").count("sunita")
    assert rounds >= 10
    assert Contact.objects.get().state == "ringing"


def test_while_the_telephone_rings_only_the_last_rungs_are_told_and_by_text(
    small: SmallLine,
) -> None:
    take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    keep_news("np", [told("c", NewsKind.RINGING, seq=2, at=after(1))], at=after(1))

    go_on(84)
    before = asked("take")
    go_on(120)

    assert before == []
    assert asked("take", kind="call") == []
    assert asked("take", kind="sms")[0] == "maya"


def test_what_is_taken_is_asked_of_nobody_any_more(small: SmallLine) -> None:
    contact = text(small)
    go_on(60)

    accept(contact=contact, person="operator", at=after(60))

    assert asked("take", state="waiting") == []


def test_whoever_comes_second_is_told_by_text_that_it_is_taken(
    small: SmallLine,
) -> None:
    contact = text(small)

    accept(contact=contact, person="operator", at=after(30))
    accept(contact=contact, person="sunita", at=after(31))

    assert asked("taken", kind="sms") == ["sunita"]
    assert asked("taken", kind="call") == []
    assert Contact.objects.get().owner == "operator"


def test_whoever_takes_a_text_is_asked_to_call_and_there_is_no_call_to_join(
    small: SmallLine,
) -> None:
    contact = text(small)

    accept(contact=contact, person="sunita", at=after(30))

    tasks = Message.objects.filter(saying="call_back")
    assert {task.way.person.handle for task in tasks} == {"sunita"}
    assert {task.of_call for task in tasks} == {""}


def test_a_missed_check_in_reminds_tells_the_coordinator_and_rings_again(
    small: SmallLine,
) -> None:
    contact = text(small)
    accept(contact=contact, person="sunita", at=after(30))

    sweep(at=after(30 + 301))

    assert asked("still") == ["sunita"]
    assert set(asked("look")) == {"maya"}
    assert Contact.objects.get().state == "ringing"


def test_a_shift_that_ends_offers_on_what_its_person_has(small: SmallLine) -> None:
    contact = text(small)
    accept(contact=contact, person="sunita", at=after(30))
    end_shift("sunita", at=after(120))

    sweep(at=after(125))

    row = Contact.objects.get()
    assert (row.state, row.owner) == ("handing_over", "sunita")
    assert set(asked("hand_over")) == {row.taker}
    assert row.taker != "sunita"


def test_whoever_took_it_after_her_shift_keeps_it(small: SmallLine) -> None:
    contact = text(small)
    end_shift("sunita", at=after(20))
    accept(contact=contact, person="sunita", at=after(30))

    sweep(at=after(60))

    assert Contact.objects.get().state == "owned"


def test_a_hand_over_that_is_taken_tells_who_had_it(small: SmallLine) -> None:
    contact = text(small)
    accept(contact=contact, person="sunita", at=after(30))
    offered = Happening(event=Event.SHIFT_ENDED, at=after(40), taker="operator")
    happen(reference=contact.reference, happening=offered)

    take_over(contact=contact, person="operator", at=after(50))

    assert asked("taken", kind="sms") == ["sunita"]
    assert Contact.objects.get().owner == "operator"


@pytest.mark.parametrize("saying", ["take", "call_back", "still", "look"])
def test_a_message_never_says_whom_it_is_about(small: SmallLine, saying: str) -> None:
    contact = text(small)
    accept(contact=contact, person="sunita", at=after(30))
    sweep(at=after(400))

    for message in Message.objects.filter(saying=saying):
        assert message.about == contact.reference
        assert CALLER not in message.key


def end_shift(person: str, *, at: datetime) -> None:
    """Let the shifts of somebody end now."""
    Shift.objects.filter(person__handle=person).update(ends_at=at)


def test_whoever_rings_off_after_the_shift_is_asked_of_the_next(
    small: SmallLine,
) -> None:
    take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    keep_news("np", [told("c", NewsKind.RINGING, seq=2, at=after(1))], at=after(1))
    end_shift("sunita", at=after(3))
    sweep(at=after(5))

    keep_news("np", [told("c", NewsKind.CALLER_GONE, seq=3, at=after(9))], at=after(9))

    row = Contact.objects.get()
    assert row.state == "call_back"
    assert row.owner != "sunita"


def test_a_question_that_can_wait_waits_until_her_shift_ends(small: SmallLine) -> None:
    contact = take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    Contact.objects.update(priority="d")
    contact.events.update(priority="d")
    end_shift("sunita", at=after(36000))
    phone = str(small.phones["sunita"].pk)

    pressed = told("c", NewsKind.ACCEPTED, seq=2, at=after(9), target=phone)
    keep_news("np", [pressed], at=after(10))

    assert contact.events.get(event="accepted").until == after(36000)
    assert Contact.objects.get().due_at == after(36000)


def test_a_tap_while_the_caller_waits_joins_nobody_so_she_owes_a_call(
    small: SmallLine,
) -> None:
    contact = take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    keep_news("np", [told("c", NewsKind.RINGING, seq=2, at=after(1))], at=after(1))

    accept(contact=contact, person="maya", at=after(90))

    row = Contact.objects.get()
    assert (row.state, row.owner, row.reached_at) == ("owned", "maya", None)
    waiting = Message.objects.filter(saying="call_back", state="waiting")
    assert {message.way.person.handle for message in waiting} == {"maya"}


def test_whoever_presses_one_in_the_call_meanwhile_has_spoken_for_her(
    small: SmallLine,
) -> None:
    contact = take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    accept(contact=contact, person="maya", at=after(90))
    phone = str(small.phones["operator"].pk)

    pressed = told("c", NewsKind.ACCEPTED, seq=3, at=after(95), target=phone)
    keep_news("np", [pressed], at=after(95))

    row = Contact.objects.get()
    assert (row.owner, row.reached_at) == ("maya", after(95))
    assert asked("call_back", state="waiting") == []


def test_a_telephone_that_died_in_mid_ring_leaves_nobody_unasked(
    small: SmallLine,
) -> None:
    take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    keep_news("np", [told("c", NewsKind.RINGING, seq=2, at=after(1))], at=after(1))

    go_on(900, every=20)

    assert {"sunita", "operator"} <= set(asked("take", kind="call"))
