"""What telephones report, in order, twice, late, or about nothing we know."""

from __future__ import annotations

from uuid import uuid4

import pytest

from payung.engines.dispatch import Outcome
from payung.engines.sealed import WrapKind
from payung.gateways.telephone import NewsKind, Voicemail
from payung.programme.alerts.models import Message
from payung.programme.hotline.coming_in.news import keep_news
from payung.programme.hotline.models import CallNews, Contact
from payung.programme.hotline.models import Voicemail as Left
from payung.programme.journal.models import Entry
from payung.programme.people.models import RecordKey
from payung.programme.standby.models import ReachProof
from tests.programme.hotline.small_line import (
    NIGHT,
    SmallLine,
    after,
    arrival,
    told,
)


def keep(*batch: object, at: object = None) -> Contact:
    keep_news("np", batch, at=at or after(600))
    return Contact.objects.get()


def happened(contact: Contact) -> list[str]:
    return [event.event for event in contact.events.order_by("number")]


def test_a_call_that_is_answered_belongs_to_who_pressed_one(small: SmallLine) -> None:
    phone = str(small.phones["operator"].pk)

    contact = keep(
        arrival(small, "c"),
        told("c", NewsKind.RINGING, seq=2, at=after(1), target=phone),
        told("c", NewsKind.SCREENING, seq=3, at=after(6), target=phone),
        told("c", NewsKind.ACCEPTED, seq=4, at=after(9), target=phone),
        told("c", NewsKind.ENDED, seq=5, at=after(300), outcome=Outcome.ANSWERED),
    )

    assert (contact.state, contact.owner) == ("owned", "operator")
    assert contact.reached_at == after(9)
    assert contact.caller == "gone"
    assert happened(contact) == ["opened", "started", "accepted", "hung_up"]
    assert ReachProof.objects.get().person.handle == "operator"


def test_whoever_rings_off_is_to_be_called_back_by_who_is_on_duty(
    small: SmallLine,
) -> None:
    contact = keep(
        arrival(small, "c"),
        told("c", NewsKind.RINGING, seq=2, at=after(1)),
        told("c", NewsKind.CALLER_GONE, seq=3, at=after(20)),
        told("c", NewsKind.ENDED, seq=4, at=after(20), outcome=Outcome.ABANDONED),
    )

    assert (contact.state, contact.owner) == ("call_back", "sunita")
    assert contact.due_at == after(320)
    asked = Message.objects.filter(saying="call_back", way__person__handle="sunita")
    assert {message.of_call for message in asked} == {"c"}


def test_news_in_the_wrong_order_do_not_ask_for_a_call_that_was_made(
    small: SmallLine,
) -> None:
    phone = str(small.phones["sunita"].pk)

    contact = keep(
        arrival(small, "c"),
        told("c", NewsKind.ENDED, seq=5, at=after(300), outcome=Outcome.ANSWERED),
        told("c", NewsKind.ACCEPTED, seq=4, at=after(9), target=phone),
    )

    assert (contact.state, contact.owner) == ("owned", "sunita")
    assert contact.reached_at == after(9)
    waiting = Message.objects.filter(saying="call_back").exclude(state="dropped")
    assert not waiting.exists()


def test_news_of_a_call_that_never_arrived_open_its_contact(small: SmallLine) -> None:
    contact = keep(told("c", NewsKind.RINGING, seq=2, at=after(1)))

    assert (contact.state, contact.primary) == ("ringing", "sunita")
    assert contact.number is None


def test_an_arrival_that_comes_last_still_brings_the_number(small: SmallLine) -> None:
    keep(told("c", NewsKind.RINGING, seq=2, at=after(1)))

    contact = keep(arrival(small, "c"))

    assert contact.said.get().number is not None
    assert contact.token is not None


@pytest.mark.parametrize("kind", [k for k in NewsKind if k is not NewsKind.ARRIVED])
def test_any_news_twice_is_the_same_as_once(small: SmallLine, kind: NewsKind) -> None:
    phone, first = str(small.phones["sunita"].pk), arrival(small, "c")
    same = told("c", kind, seq=2, at=after(3), target=phone, digit="3")

    once = keep(first, same)
    before = (once.version, CallNews.objects.count(), Message.objects.count())
    twice = keep(first, same, same)

    after_it = (twice.version, CallNews.objects.count(), Message.objects.count())
    assert after_it == before


def test_a_key_in_the_menu_sets_the_area(small: SmallLine) -> None:
    contact = keep(arrival(small, "c"), told("c", NewsKind.CHOSE, seq=2, digit="3"))

    assert contact.area == "NP-P3"


def test_the_danger_key_makes_it_the_most_urgent(small: SmallLine) -> None:
    contact = keep(arrival(small, "c"), told("c", NewsKind.RAISED, seq=2, digit="0"))

    assert (contact.priority, contact.rung) == ("a", 4)


def test_a_message_is_kept_with_the_call(small: SmallLine) -> None:
    first = arrival(small, "c")
    assert first.arrived is not None
    left = Voicemail(record=first.arrived.record, file=uuid4(), seconds=12, size=900)
    news = told("c", NewsKind.MESSAGE, seq=2, at=after(60), voicemail=left)

    contact = keep(first, news)

    kept = Left.objects.get()
    assert (kept.contact, kept.record, kept.seconds) == (contact, contact.record, 12)


def test_news_of_what_nobody_knows_change_nothing(small: SmallLine) -> None:
    unknown = str(uuid4())

    contact = keep(
        arrival(small, "c"),
        told("c", NewsKind.ACCEPTED, seq=9, target=unknown),
        told("c", NewsKind.ACCEPTED, seq=10, target="not-an-id"),
        told("c", NewsKind.CHOSE, seq=11, digit="9"),
        told("c", NewsKind.REFUSED, seq=12, target=unknown),
    )

    assert (contact.state, contact.owner, contact.area) == ("opened", "", "")


def test_a_country_without_a_line_keeps_the_news_for_somebody_to_look_at(
    db: None,
) -> None:
    news = [told("c", NewsKind.RINGING, seq=2), told("c", NewsKind.ENDED, seq=3)]

    kept = keep_news("np", news, at=NIGHT)

    assert (kept, CallNews.objects.count(), Contact.objects.count()) == (2, 2, 0)


def test_the_key_of_the_number_opens_for_the_team_and_the_journal_has_no_number(
    small: SmallLine,
) -> None:
    contact = keep(arrival(small, "c"))

    key = RecordKey.objects.get(record=contact.record)
    assert (key.kind, key.team) == (WrapKind.TO_PUBLIC_KEY, small.team)
    details = [entry.details for entry in Entry.objects.filter(kind="contact.came_in")]
    assert details == [{"channel": "call", "line": "main"}]
