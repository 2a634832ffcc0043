"""What belongs to somebody who is off duty, unreachable or gone is somebody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from payung.engines.dispatch import Event, Happening, Priority, Report
from payung.gateways.telephone import NewsKind
from payung.programme.alerts.models import Message
from payung.programme.hotline.coming_in.arriving import take_call
from payung.programme.hotline.coming_in.news import keep_news
from payung.programme.hotline.happening import happen
from payung.programme.hotline.models import Contact, Response
from payung.programme.hotline.outings import responses
from payung.programme.hotline.sweeping import sweep
from payung.programme.journal.models import Entry
from payung.programme.people.models import Person
from payung.programme.standby.leaving import say_back, say_unreachable
from payung.programme.standby.models import Leave, Shift
from tests.cast import PASSPHRASE
from tests.programme.hotline.small_line import NIGHT, SmallLine, after, arrival, told


END = 36000


def answered(small: SmallLine, priority: str, *, until: float = END) -> Contact:
    """Let Sunita have answered a call in a shift that ends then."""
    contact = take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    Contact.objects.update(priority=priority)
    contact.events.update(priority=priority)
    Shift.objects.filter(person__handle="sunita").update(ends_at=after(until))
    phone = str(small.phones["sunita"].pk)
    pressed = told("c", NewsKind.ACCEPTED, seq=2, at=after(9), target=phone)
    keep_news("np", [pressed], at=after(10))
    return Contact.objects.get()


def asked(saying: str, since: float) -> set[str]:
    rows = Message.objects.filter(saying=saying, made_at__gte=after(since))
    return set(rows.values_list("way__person__handle", flat=True))


@pytest.mark.parametrize("priority", ["c", "d"])
def test_what_waits_for_the_end_of_a_shift_is_offered_and_not_taken_from_her(
    small: SmallLine, priority: str
) -> None:
    answered(small, priority)

    sweep(at=after(END + 3))

    row = Contact.objects.get()
    assert (row.state, row.owner, row.taker) == ("handing_over", "sunita", "operator")
    assert asked("hand_over", END) == {"operator"}
    assert asked("still", END) | asked("take", END) | asked("look", END) == set()


def test_what_she_let_pass_before_her_shift_was_over_rings_others(
    small: SmallLine,
) -> None:
    answered(small, "a", until=1200)

    # The server was down from before her check-in until after her shift.
    sweep(at=after(1203))

    assert Contact.objects.get().state == "ringing"


def test_two_shifts_without_a_gap_are_one(small: SmallLine) -> None:
    second = Shift.objects.get(person__handle="sunita")
    second.pk, second.duty, second.starts_at = None, "backup", after(END)
    second.save()
    Shift.objects.filter(duty="hotline").update(ends_at=after(END))
    contact = take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    Contact.objects.update(priority="d")
    contact.events.update(priority="d")
    phone = str(small.phones["sunita"].pk)
    pressed = told("c", NewsKind.ACCEPTED, seq=2, at=after(9), target=phone)
    keep_news("np", [pressed], at=after(10))

    sweep(at=after(END + 3))

    row = Contact.objects.get()
    assert (row.state, row.owner) == ("owned", "sunita")
    assert row.due_at == second.ends_at


def test_leave_that_begins_ends_a_shift_too(small: SmallLine) -> None:
    Leave.objects.create(
        person=Person.objects.get(handle="sunita"),
        starts_at=after(7200),
        ends_at=after(86400),
        made_at=NIGHT,
    )
    answered(small, "d")

    sweep(at=after(7203))

    row = Contact.objects.get()
    assert (row.state, row.owner, row.taker) == ("handing_over", "sunita", "operator")


def test_a_call_back_stays_hers_after_her_shift_until_the_next_has_taken_it(
    small: SmallLine,
) -> None:
    batch = [arrival(small, "c"), told("c", NewsKind.CALLER_GONE, seq=2, at=after(9))]
    keep_news("np", batch, at=after(10))
    Shift.objects.filter(person__handle="sunita").update(ends_at=after(60))

    sweep(at=after(63))
    offered = Contact.objects.get()
    sweep(at=after(68))

    assert (offered.state, offered.owner, offered.taker) == (
        "call_back",
        "sunita",
        "operator",
    )
    assert Contact.objects.get().version == offered.version
    assert asked("hand_over", 60) == {"operator"}


def test_who_says_that_she_is_unreachable_has_nothing_a_moment_later(
    small: SmallLine,
) -> None:
    answered(small, "d")
    say_unreachable(actor=small.sunita, at=after(600))

    sweep(at=after(603))

    row = Contact.objects.get()
    assert (row.state, row.owner) == ("ringing", "")
    assert "operator" in asked("take", 600)
    assert "sunita" not in asked("take", 600)


def test_what_would_fall_to_who_is_unreachable_falls_to_the_next(
    small: SmallLine,
) -> None:
    take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    say_unreachable(actor=small.sunita, at=after(3))

    sweep(at=after(4))

    assert Contact.objects.get().primary == "operator"


def test_what_was_offered_to_who_is_unreachable_is_offered_to_another(
    small: SmallLine,
) -> None:
    contact = answered(small, "d")
    offer = Happening(event=Event.SHIFT_ENDED, at=after(60), taker="operator")
    happen(reference=contact.reference, happening=offer)
    say_unreachable(actor=small.operator, at=after(70))

    sweep(at=after(73))

    row = Contact.objects.get()
    assert (row.state, row.owner, row.taker) == ("handing_over", "sunita", "maya")


def test_what_she_takes_although_she_said_so_stays_with_her(small: SmallLine) -> None:
    say_unreachable(actor=small.sunita, at=after(1))
    answered(small, "d")

    sweep(at=after(20))
    sweep(at=after(25))

    row = Contact.objects.get()
    assert (row.state, row.owner) == ("owned", "sunita")


def pair(small: SmallLine, *more: Report) -> Response:
    """Let Sunita and the operator be a pair, and Sunita say more."""
    contact = take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    response = responses.need_pair(
        actor=small.maya, contact=contact, priority=Priority.B, place="", at=after(10)
    )
    for person in ("sunita", "operator"):
        responses.accept_offer(response=response, person=person, at=after(20))
    for said in more:
        responses.report(actor=small.sunita, response=response, said=said, at=after(30))
    return Response.objects.get()


def test_one_of_a_pair_who_is_unreachable_before_they_go_is_replaced(
    small: SmallLine,
) -> None:
    pair(small)
    say_unreachable(actor=small.sunita, at=after(60))

    sweep(at=after(63))
    sweep(at=after(68))

    row = Response.objects.get()
    assert (row.stage, row.first, row.second) == ("needed", "operator", "")


def test_one_of_a_pair_who_is_unreachable_on_the_way_is_looked_for_at_once(
    small: SmallLine,
) -> None:
    pair(small, Report.EN_ROUTE)
    say_unreachable(actor=small.sunita, at=after(60))

    sweep(at=after(63))
    sweep(at=after(68))

    row = Response.objects.get()
    assert (row.stage, row.alarm) == ("en_route", 1)
    assert row.due_at == after(63) + timedelta(minutes=5)
    assert asked("help", 60) == {"maya"}


def test_that_help_comes_is_not_asked_for_anew_while_she_stays_away(
    small: SmallLine,
) -> None:
    response = pair(small, Report.EN_ROUTE)
    say_unreachable(actor=small.sunita, at=after(60))
    sweep(at=after(63))

    responses.say_help_comes(actor=small.maya, response=response, at=after(100))
    sweep(at=after(105))

    assert Response.objects.get().alarm == 0


def test_who_is_back_keeps_what_she_takes_then(small: SmallLine) -> None:
    say_unreachable(actor=small.sunita, at=after(1))
    say_back(actor=small.sunita, at=after(5))
    answered(small, "d")

    sweep(at=after(20))

    assert Contact.objects.get().owner == "sunita"


def test_closing_an_account_hands_on_her_calls_in_the_same_moment(
    small: SmallLine,
) -> None:
    now = timezone.now()
    contact = take_call(country="np", news=arrival(small, "c"), at=now)
    for event in (Event.STARTED, Event.ACCEPTED):
        one = Happening(event=event, at=timezone.now(), person="sunita")
        happen(reference=contact.reference, happening=one)
    client = Client()
    client.post("/sign-in", {"handle": "maya", "passphrase": PASSPHRASE})

    client.post("/people/close", {"handle": "sunita", "sure": "yes"})

    row = Contact.objects.get()
    assert not Person.objects.get(handle="sunita").is_active
    assert (row.state, row.owner) == ("ringing", "")
    given_back = Entry.objects.filter(subject=row.reference, actor="maya")
    assert [entry.details["event"] for entry in given_back] == ["gave_back"]


def test_an_account_that_was_closed_in_any_way_keeps_nothing(small: SmallLine) -> None:
    answered(small, "d")
    Person.objects.filter(handle="sunita").update(is_active=False)

    sweep(at=after(20))
    sweep(at=after(25))

    row = Contact.objects.get()
    assert (row.state, row.owner) == ("ringing", "")
    assert row.primary != "sunita"
