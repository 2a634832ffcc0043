"""From the outbox over a telephone and back: what pressing 1 does, for each saying."""

from __future__ import annotations

from pathlib import Path

from pytest_django import Settings

from payung.engines.dispatch import Event, Happening, Outcome, Priority
from payung.gateways.messages import Inbound, InboundKind
from payung.gateways.messages.fake import FakeMessages
from payung.gateways.telephone import NewsKind, Order, OrderKind
from payung.gateways.telephone.fake import FakeTelephone
from payung.programme.alerts.models import Message, WayKind
from payung.programme.alerts.sending import send_due
from payung.programme.hotline.accepting import accept
from payung.programme.hotline.coming_in.arriving import take_call
from payung.programme.hotline.coming_in.messages_in import take_message
from payung.programme.hotline.coming_in.news import keep_news
from payung.programme.hotline.happening import happen
from payung.programme.hotline.models import CallNews, Contact, Response
from payung.programme.hotline.nights.proving import day_of, reconciled
from payung.programme.hotline.outings import responses
from payung.programme.hotline.sheet import opening_from
from payung.programme.standby.drills import ask_drills, drill_now
from payung.programme.standby.models import AttorneyAlert, Drill
from tests.programme.hotline.small_line import (
    CALLER,
    NIGHT,
    SmallLine,
    after,
    arrival,
    told,
    ways_for,
)


def orders(*, seconds: float) -> list[Order]:
    """Send what is due, and return what the telephone was told to do."""
    telephone = FakeTelephone()
    send_due(
        channels={WayKind.SMS: FakeMessages()},
        telephones={"np": telephone},
        at=after(seconds),
    )
    return telephone.orders


def press_one(order: Order, *, seconds: float, then: NewsKind | None = None) -> None:
    """Let the telephone report that she pressed 1, and what came after, twice."""
    kinds = [NewsKind.RINGING, NewsKind.ACCEPTED, *([then] if then else [])]
    batch = [
        told(order.id, kind, seq=n, at=after(seconds + n), target=order.target)
        for n, kind in enumerate(kinds, start=1)
    ]
    ended = told(
        order.id,
        NewsKind.ENDED,
        seq=9,
        at=after(seconds + 9),
        outcome=Outcome.ANSWERED,
    )
    keep_news("np", [*batch, ended, *batch, ended], at=after(seconds + 10))


def a_text(small: SmallLine) -> Contact:
    inbound = Inbound(
        key="1",
        kind=InboundKind.TEXT,
        address=f"tel:{CALLER}",
        text="Please call",
        sent_at=NIGHT,
    )
    take_message(country="np", channel="sms", inbound=inbound, at=NIGHT)
    return Contact.objects.get()


def test_pressing_one_takes_what_somebody_wrote(small: SmallLine) -> None:
    a_text(small)
    [order] = orders(seconds=1)

    press_one(order, seconds=5)

    row = Contact.objects.get()
    assert (order.kind, order.contact) == (OrderKind.ALERT, row.reference)
    assert (row.state, row.owner, row.reached_at) == ("owned", "sunita", None)
    assert CallNews.objects.filter(is_order=True, contact=row).count() == 3


def test_a_call_back_belongs_to_her_once_the_caller_has_answered(
    small: SmallLine,
) -> None:
    take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    keep_news("np", [told("c", NewsKind.CALLER_GONE, seq=2, at=after(9))], at=after(9))
    [order] = orders(seconds=10)

    press_one(order, seconds=20, then=NewsKind.REACHED)

    row = Contact.objects.get()
    assert (order.kind, order.of_call) == (OrderKind.CALL_BACK, "c")
    assert (row.state, row.owner, row.reached_at) == ("owned", "sunita", after(23))
    assert orders(seconds=40) == []


def test_the_caller_is_rung_by_no_order_while_the_community_forbids_it(
    small: SmallLine, settings: Settings, tmp_path: Path
) -> None:
    take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    keep_news("np", [told("c", NewsKind.CALLER_GONE, seq=2, at=after(9))], at=after(9))
    allowed = Message.objects.get(saying="call_back", way__kind="call")
    # It was a quarter to two in Kathmandu; from then on nobody may be called back.
    settings.COUNTRIES = voted(tmp_path, settings.COUNTRIES, 'not_from = "01:45"')

    [order] = orders(seconds=60)

    assert allowed.of_call == "c"
    assert (order.kind, order.of_call) == (OrderKind.ALERT, "")
    press_one(order, seconds=70, then=NewsKind.REACHED)
    assert Contact.objects.get().reached_at is None


def voted(folder: Path, there: Path, rule: str) -> Path:
    """Return the countries' folder as it is, but for what np voted about the night."""
    (folder / "np").mkdir()
    for one in there.iterdir():
        if one.name != "np":
            (folder / one.name).symlink_to(one)
    for one in (there / "np").iterdir():
        if one.name != "hotline.toml":
            (folder / "np" / one.name).symlink_to(one)
    words = (there / "np/hotline.toml").read_text()
    words = words.replace(
        "allowed = true", f'allowed = true\n{rule}\nnot_until = "06:00"'
    )
    (folder / "np/hotline.toml").write_text(words)
    return folder


def test_a_call_back_that_nobody_answers_is_to_be_tried_again(small: SmallLine) -> None:
    take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    keep_news("np", [told("c", NewsKind.CALLER_GONE, seq=2, at=after(9))], at=after(9))
    [order] = orders(seconds=10)

    press_one(order, seconds=20)

    row = Contact.objects.get()
    assert (row.state, row.attempts) == ("call_back", 1)
    assert orders(seconds=40) == []
    [again] = orders(seconds=200)
    assert again.id != order.id


def test_a_talk_that_goes_on_is_not_called_off_when_it_is_settled(
    small: SmallLine,
) -> None:
    take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    keep_news("np", [told("c", NewsKind.CALLER_GONE, seq=2, at=after(9))], at=after(9))
    telephone = FakeTelephone()
    means = {"channels": {}, "telephones": {"np": telephone}}
    send_due(**means, at=after(10))
    [order] = telephone.orders
    batch = [
        told(order.id, NewsKind.ACCEPTED, seq=1, at=after(15), target=order.target),
        told(order.id, NewsKind.REACHED, seq=2, at=after(20), target=order.target),
    ]

    keep_news("np", batch, at=after(21))
    send_due(**means, at=after(22))

    assert telephone.cancelled == []


def test_what_is_taken_stops_the_phones_that_ring_for_it(small: SmallLine) -> None:
    contact = a_text(small)
    telephone = FakeTelephone()
    means = {"channels": {}, "telephones": {"np": telephone}}
    send_due(**means, at=after(1))

    accept(contact=contact, person="operator", at=after(5))
    send_due(**means, at=after(6))

    assert telephone.cancelled == [order.id for order in telephone.orders]


def test_pressing_one_takes_over_what_is_handed_on(small: SmallLine) -> None:
    contact = a_text(small)
    accept(contact=contact, person="sunita", at=after(5))
    orders(seconds=6)
    offered = Happening(event=Event.SHIFT_ENDED, at=after(10), taker="operator")
    happen(reference=contact.reference, happening=offered)
    [order] = orders(seconds=11)

    press_one(order, seconds=15)

    assert Contact.objects.get().owner == "operator"


def test_pressing_one_makes_her_one_of_the_pair(small: SmallLine) -> None:
    contact = take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    responses.need_pair(
        actor=small.sunita, contact=contact, priority=Priority.A, place="", at=after(5)
    )
    asked = orders(seconds=6)

    for order in asked:
        press_one(order, seconds=10)

    row = Response.objects.get()
    assert ({row.first, row.second}, row.stage) == ({"sunita", "operator"}, "paired")


def test_pressing_one_answers_a_test_and_touches_no_contact(small: SmallLine) -> None:
    drill_now("np", at=NIGHT)
    ask_drills(NIGHT)
    asked = orders(seconds=1)

    for order in asked:
        press_one(order, seconds=5)

    assert {order.kind for order in asked} == {OrderKind.DRILL}
    assert {drill.passed for drill in Drill.objects.all()} == {True}
    assert not Contact.objects.exists()


def test_pressing_one_takes_an_alert_for_an_attorney(small: SmallLine) -> None:
    contact = take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    ways_for(small.anju, [small.anju])
    opening_from.alert_attorney(actor=small.sunita, contact=contact, at=after(5))
    first = AttorneyAlert.objects.get()
    message = Message.objects.filter(about=first.reference, way__kind="call").first()
    [order] = [one for one in orders(seconds=6) if one.id == str(message.pk)]

    press_one(order, seconds=10)

    alert = AttorneyAlert.objects.get()
    assert (alert.state, alert.attorney) == ("accepted", message.way.person.handle)


def test_our_own_orders_are_no_calls_from_outside(small: SmallLine) -> None:
    a_text(small)
    [order] = orders(seconds=1)
    press_one(order, seconds=5)

    counted = reconciled("np", day_of("np", NIGHT.date().replace(day=24)))

    assert (counted.calls, counted.with_contact) == (0, 0)
