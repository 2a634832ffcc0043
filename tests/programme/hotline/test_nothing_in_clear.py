"""No number, text, note or place lies open anywhere, whatever way it came in."""

from __future__ import annotations

from payung.engines.dispatch import Priority
from payung.gateways.messages import Inbound, InboundKind
from payung.gateways.telephone.fake import FakeTelephone
from payung.programme.hotline.coming_in.messages_in import take_message
from payung.programme.hotline.coming_in.news import keep_news
from payung.programme.hotline.holdings import holding_of
from payung.programme.hotline.models import Contact
from payung.programme.hotline.outings import responses
from payung.programme.hotline.sheet import calling_back, own_calls, sheets
from tests.needles import bytes_of_database, found
from tests.programme.hotline.small_line import CALLER, NIGHT, SmallLine, after, arrival


NEEDLES = [
    CALLER,
    CALLER.lstrip("+"),
    "they are outside the gate",
    "a neighbour told me so",
    "behind the old mill",
    "second thought of hers",
    "2025550142",
]


def a_busy_night(small: SmallLine) -> None:
    """Let everything come in that could be kept in clear by mistake."""
    keep_news("np", [arrival(small, "c")], at=NIGHT)
    for key, text in (("1", NEEDLES[2]), ("2", NEEDLES[5])):
        inbound = Inbound(
            key=f"{key} {CALLER}",
            kind=InboundKind.TEXT,
            address="tel:+12025550142",
            text=text,
            sent_at=NIGHT,
        )
        take_message(country="np", channel="sms", inbound=inbound, at=after(9))
    contact = sheets.take(
        actor=small.sunita, contact=Contact.objects.get(channel="call"), at=after(20)
    )
    sheets.write_note(
        actor=small.sunita, contact=contact, text=NEEDLES[3], at=after(30)
    )
    calling_back.call_back(
        actor=small.sunita,
        contact=contact,
        telephones={"np": FakeTelephone()},
        at=after(40),
    )
    responses.need_pair(
        actor=small.sunita,
        contact=contact,
        priority=Priority.B,
        place=NEEDLES[4],
        at=after(50),
    )
    call = own_calls.OwnCall(
        team=small.team,
        priority=Priority.C,
        began_at=NIGHT,
        number=CALLER,
        note=NEEDLES[3],
    )
    own_calls.enter(actor=small.sunita, call=call, at=after(60))


def test_nothing_that_names_anybody_lies_in_the_database(small: SmallLine) -> None:
    a_busy_night(small)

    assert found(NEEDLES, bytes_of_database()) == []


def test_the_same_caller_is_known_again_by_call_and_by_text(small: SmallLine) -> None:
    keep_news("np", [arrival(small, "c")], at=NIGHT)
    inbound = Inbound(
        key="1",
        kind=InboundKind.TEXT,
        address=f"tel:{CALLER}",
        text="It is me again",
        sent_at=after(9),
    )

    take_message(country="np", channel="sms", inbound=inbound, at=after(9))

    assert Contact.objects.count() == 1
    assert Contact.objects.get().said.count() == 1


def test_everything_sealed_is_handed_over_when_keys_change(small: SmallLine) -> None:
    a_busy_night(small)

    records = list(Contact.objects.values_list("record", flat=True))
    names = sorted(
        field.name.partition(".")[2].split(".")[-1]
        for record in records
        for field, _envelope in holding_of(record).filled()
    )

    assert names == sorted(
        ["number", "note", "place", "number", "text", "number", "note"]
    )
    said = Contact.objects.get(channel="sms").said.get()
    assert len(list(holding_of(said.record).filled())) == 2
