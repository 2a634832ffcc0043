"""Texts and missed calls of strangers, answers of ours, and the same thing twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from payung.gateways.messages import Inbound, InboundKind
from payung.programme.alerts.machine import forget
from payung.programme.alerts.models import Message
from payung.programme.hotline.coming_in.messages_in import Reply, take_message
from payung.programme.hotline.models import Contact, Said
from payung.programme.hotline.sheet.reading import number_of, show_later, show_part
from payung.programme.standby.models import ReachProof
from tests.programme.hotline.small_line import CALLER, NIGHT, SmallLine, after


TEXT = Inbound(
    key="sms-1",
    kind=InboundKind.TEXT,
    address=f"tel:{CALLER}",
    text="Please call me, they are outside",
    sent_at=NIGHT,
)
MISSED = replace(TEXT, key="missed-1", kind=InboundKind.MISSED_CALL, text="")


def take(inbound: Inbound, *, seconds: float = 0, channel: str = "sms") -> Reply | None:
    return take_message(
        country="np", channel=channel, inbound=inbound, at=after(seconds)
    )


def test_a_text_is_a_contact_that_only_the_team_can_read(small: SmallLine) -> None:
    take(TEXT)

    contact = Contact.objects.get()
    words = [
        show_part(actor=small.sunita, contact=contact, part=part, at=NIGHT)
        for part in ("number", "text")
    ]
    assert words == [CALLER, "Please call me, they are outside"]
    assert (contact.channel, contact.state, contact.owner) == ("sms", "ringing", "")


def test_a_stranger_is_answered_once_and_by_nothing_that_tells(
    small: SmallLine,
) -> None:
    replies = [take(TEXT), take(TEXT), take(replace(TEXT, key="sms-2"))]

    assert replies == [Reply(text="धन्यवाद। हामी फोन गर्नेछौं।"), None, None]


def test_the_same_message_again_changes_nothing(small: SmallLine) -> None:
    take(TEXT)
    before = (Contact.objects.get().version, Message.objects.count())

    take(TEXT, seconds=60)

    assert (Contact.objects.get().version, Message.objects.count()) == before
    assert Said.objects.count() == 0


def test_whoever_writes_again_while_she_waits_is_one_contact(small: SmallLine) -> None:
    take(TEXT)
    take(replace(TEXT, key="sms-2", text="Now they knock"), seconds=60)
    take(replace(TEXT, key="sms-3", text="Hurry"), seconds=90)

    contact = Contact.objects.get()
    later = show_later(actor=small.sunita, contact=contact, at=after(99))
    assert [one.text for one in later] == ["Now they knock", "Hurry"]


def test_after_a_day_she_is_another_contact(small: SmallLine) -> None:
    take(TEXT)
    a_day = timedelta(hours=25).total_seconds()

    take(replace(TEXT, key="sms-2"), seconds=a_day)

    assert Contact.objects.count() == 2


def test_a_missed_call_is_to_be_called_back_at_once(small: SmallLine) -> None:
    take(MISSED)

    contact = Contact.objects.get()
    assert (contact.channel, contact.state) == ("missed_call", "call_back")
    assert (contact.owner, contact.due_at) == ("sunita", after(300))


def test_a_missed_call_after_a_text_is_the_same_person(small: SmallLine) -> None:
    take(TEXT)
    take(MISSED, seconds=60)

    assert Contact.objects.count() == 1


def test_a_withheld_number_is_a_contact_that_nobody_can_call_back(
    small: SmallLine,
) -> None:
    reply = take(replace(MISSED, address=""))

    contact = Contact.objects.get()
    assert (contact.call_back, contact.token, reply) == ("no_number", None, None)
    assert Message.objects.filter(saying="look").exists()


def test_an_answer_of_ours_takes_what_was_asked(small: SmallLine) -> None:
    take(TEXT)
    code = Message.objects.filter(saying="take").first().code
    answer = replace(TEXT, key="sms-9", address="tel:+12025550100", text=f"1 {code}")

    reply = take(answer, seconds=20)

    assert reply is None
    assert Contact.objects.get().owner == "sunita"
    assert ReachProof.objects.get().by == "sms"


def test_a_no_of_ours_changes_nothing_and_is_no_contact(small: SmallLine) -> None:
    take(TEXT)
    code = Message.objects.filter(saying="take").first().code

    take(replace(TEXT, key="9", address="tel:+12025550100", text=f"2 {code}"))

    contact = Contact.objects.get()
    assert (contact.owner, contact.state) == ("", "ringing")


def test_what_one_of_ours_writes_that_is_no_answer_is_somebody_who_waits(
    small: SmallLine,
) -> None:
    take(replace(TEXT, address="tel:+12025550100", text="They took Rekha"))

    assert Contact.objects.count() == 1


def test_a_strangers_right_code_answers_nothing(small: SmallLine) -> None:
    take(TEXT)
    code = Message.objects.filter(saying="take").first().code

    take(replace(TEXT, key="9", address="tel:+12025550177", text=f"1 {code}"))

    assert [one.owner for one in Contact.objects.order_by("opened_at")] == ["", ""]


@pytest.mark.parametrize("inbound", [TEXT, MISSED], ids=["a text", "a missed call"])
def test_while_the_machine_sleeps_it_is_kept_all_the_same(
    small: SmallLine, inbound: Inbound
) -> None:
    forget("np")

    take(inbound)

    contact = Contact.objects.get()
    assert number_of(small.sunita, contact) == CALLER
    assert contact.token is None


def test_a_chat_is_a_chat(small: SmallLine) -> None:
    take(replace(TEXT, address="telegram:4711"), channel="telegram")

    contact = Contact.objects.get()
    assert contact.channel == "chat"
    assert number_of(small.sunita, contact) == "telegram:4711"
