"""Several who do the same in the same moment: one wins, the others are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from payung.engines.dispatch import Event, Happening
from payung.gateways.messages import Inbound, InboundKind
from payung.gateways.telephone import NewsKind
from payung.programme.alerts.machine import forget
from payung.programme.alerts.models import Message
from payung.programme.hotline.accepting import accept
from payung.programme.hotline.coming_in.arriving import take_call
from payung.programme.hotline.coming_in.messages_in import take_message
from payung.programme.hotline.coming_in.news import keep_news
from payung.programme.hotline.happening import happen
from payung.programme.hotline.models import Contact
from payung.programme.hotline.sweeping import sweep
from tests.programme.hotline.promises import broken_promises, left_to_nobody
from tests.programme.hotline.racing import race, race_through, waiting_contacts
from tests.programme.hotline.small_line import (
    NIGHT,
    SmallLine,
    after,
    arrival,
    make_line,
    told,
)


AtOnce = Callable[..., list[BaseException]]


@pytest.fixture
def busy(at_once: AtOnce) -> Iterator[SmallLine]:
    """Give the line in a database that several connections can reach."""
    yield make_line()
    forget("np")


def test_of_two_who_accept_in_the_same_moment_one_wins(
    busy: SmallLine, at_once: AtOnce
) -> None:
    contacts = waiting_contacts(busy, 20)

    result = race(at_once, contacts, ["sunita", "operator"])

    assert result.raised == ()
    assert result.doubly_owned == ()
    assert sum(result.wins.values()) == 20
    assert result.told_taken == 20


def test_two_workers_who_run_through_the_same_list_never_both_win(
    busy: SmallLine, at_once: AtOnce
) -> None:
    contacts = waiting_contacts(busy, 30)

    result = race_through(at_once, contacts, ["sunita", "operator", "maya"])

    assert result.raised == ()
    assert result.doubly_owned == ()
    assert sum(result.wins.values()) == 30


def test_two_sweepers_make_one_step_of_what_is_due(
    busy: SmallLine, at_once: AtOnce
) -> None:
    contact = take_call(country="np", news=arrival(busy, "c"), at=NIGHT)

    raised = at_once(*[lambda: sweep(at=after(6))] * 3)

    assert raised == []
    assert Contact.objects.get(pk=contact.pk).version == 1


def test_the_same_news_from_two_couriers_are_kept_once(
    busy: SmallLine, at_once: AtOnce
) -> None:
    batch = [
        arrival(busy, "c"),
        told("c", NewsKind.RINGING, seq=2, at=after(1)),
        told("c", NewsKind.CALLER_GONE, seq=3, at=after(9)),
    ]

    raised = at_once(*[lambda: keep_news("np", batch, at=after(10))] * 3)

    assert raised == []
    contact = Contact.objects.get()
    assert (contact.state, contact.version) == ("call_back", 2)


def test_a_tap_a_key_and_the_sweeper_at_once_leave_a_log_without_a_gap(
    busy: SmallLine, at_once: AtOnce
) -> None:
    contact = take_call(country="np", news=arrival(busy, "c"), at=NIGHT)

    def do(event: Event, person: str = "") -> Callable[[], object]:
        what = Happening(event=event, at=after(30), person=person)
        return lambda: happen(reference=contact.reference, happening=what)

    raised = at_once(
        do(Event.ACCEPTED, "sunita"),
        do(Event.RAISED),
        do(Event.DUE),
        do(Event.HUNG_UP),
        do(Event.ACCEPTED, "operator"),
    )

    assert raised == []
    row = Contact.objects.get()
    numbers = list(row.events.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(row.version + 1))
    assert row.owner in {"sunita", "operator"}
    assert broken_promises() == []
    assert left_to_nobody(after(900)) == []


def test_a_key_on_the_telephone_and_a_tap_on_the_page_do_not_wait_for_one_another(
    busy: SmallLine, at_once: AtOnce
) -> None:
    raised: list[BaseException] = []
    for number in range(10):
        contact = take_message_of(number)
        order = Message.objects.get(about=contact.reference, way__kind="call")
        pressed = told(
            str(order.pk),
            NewsKind.ACCEPTED,
            seq=1,
            at=after(9),
            target=str(order.way_id),
        )
        raised += at_once(
            lambda news=pressed: keep_news("np", [news], at=after(10)),
            lambda row=contact: accept(contact=row, person="operator", at=after(10)),
            lambda: sweep(at=after(30)),
        )

    assert raised == []
    assert broken_promises() == []
    assert set(Contact.objects.values_list("state", flat=True)) == {"owned"}


def take_message_of(number: int) -> Contact:
    """Return the contact of a text of another stranger."""
    inbound = Inbound(
        key=f"sms-{number}",
        kind=InboundKind.TEXT,
        address=f"tel:+1202555{1000 + number}",
        text="Please call",
        sent_at=NIGHT,
    )
    take_message(country="np", channel="sms", inbound=inbound, at=NIGHT)
    return Contact.objects.order_by("-reference").first()
