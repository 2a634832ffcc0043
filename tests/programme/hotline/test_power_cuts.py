"""A process that dies between any two statements loses nothing and breaks nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from payung.engines.dispatch import Priority, Report, Stage
from payung.gateways.messages import Inbound, InboundKind
from payung.gateways.telephone import NewsKind
from payung.programme.alerts.models import Message
from payung.programme.hotline.coming_in.arriving import take_call
from payung.programme.hotline.coming_in.messages_in import take_message
from payung.programme.hotline.coming_in.news import keep_news
from payung.programme.hotline.models import (
    Contact,
    Disposition,
    NextStep,
    Night,
    Response,
)
from payung.programme.hotline.nights.proving import prove_night
from payung.programme.hotline.outings import responses
from payung.programme.hotline.sheet import sheets
from payung.programme.hotline.sweeping import sweep
from payung.programme.people.models import Person
from tests.programme.hotline.power_cuts import cut_everywhere
from tests.programme.hotline.promises import broken_promises
from tests.programme.hotline.small_line import (
    CALLER,
    NIGHT,
    SmallLine,
    after,
    arrival,
    told,
)


def nothing_is_broken() -> None:
    """Look at once, and again after the sweeper went by."""
    assert broken_promises() == []
    sweep(at=after(7200))
    assert broken_promises() == []


def test_an_arrival_cut_anywhere_is_there_once_when_it_is_said_again(
    small: SmallLine,
) -> None:
    news = arrival(small, "c")

    def said_again() -> None:
        assert broken_promises() == []
        keep_news("np", [news], at=after(2))
        assert Contact.objects.count() == 1
        nothing_is_broken()

    cuts = cut_everywhere(
        lambda: take_call(country="np", news=news, at=NIGHT), said_again
    )

    assert cuts >= 12


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (NewsKind.RINGING, "ringing"),
        (NewsKind.ACCEPTED, "owned"),
        (NewsKind.CALLER_GONE, "call_back"),
        (NewsKind.RAISED, "ringing"),
    ],
)
def test_news_cut_anywhere_are_kept_when_they_are_said_again(
    small: SmallLine, kind: NewsKind, state: str
) -> None:
    take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    news = told("c", kind, seq=2, at=after(3), target=str(small.phones["sunita"].pk))

    def said_again() -> None:
        assert broken_promises() == []
        keep_news("np", [news], at=after(5))
        assert Contact.objects.get().state == state
        nothing_is_broken()

    cuts = cut_everywhere(lambda: keep_news("np", [news], at=after(4)), said_again)

    assert cuts >= 10


def test_a_text_cut_anywhere_is_one_contact_when_the_modem_gives_it_again(
    small: SmallLine,
) -> None:
    text = Inbound(
        key="sms-1",
        kind=InboundKind.TEXT,
        address=f"tel:{CALLER}",
        text="Please call",
        sent_at=NIGHT,
    )

    def take() -> object:
        return take_message(country="np", channel="sms", inbound=text, at=NIGHT)

    def given_again() -> None:
        assert broken_promises() == []
        take()
        assert Contact.objects.count() == 1
        assert Message.objects.filter(saying="take").exists()
        nothing_is_broken()

    cuts = cut_everywhere(take, given_again)

    assert cuts >= 15


def ringing(small: SmallLine) -> Contact:
    """Return a contact whose first phone rings."""
    contact = take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    keep_news("np", [told("c", NewsKind.RINGING, seq=2, at=after(1))], at=after(1))
    return contact


def owned(small: SmallLine) -> Contact:
    """Return a contact that Sunita has and whose caller is gone."""
    ringing(small)
    phone = str(small.phones["sunita"].pk)
    batch = [
        told("c", NewsKind.ACCEPTED, seq=3, at=after(9), target=phone),
        told("c", NewsKind.ENDED, seq=4, at=after(99)),
    ]
    keep_news("np", batch, at=after(100))
    return Contact.objects.get()


def close_it(small: SmallLine) -> object:
    return sheets.close(
        actor=small.sunita,
        contact=Contact.objects.get(),
        disposition=Disposition.HELPED,
        next_step=NextStep.NONE,
        at=after(500),
    )


def hand_it_over(small: SmallLine) -> object:
    return sheets.hand_over(
        actor=small.sunita,
        contact=Contact.objects.get(),
        to=Person.objects.get(handle="operator"),
        at=after(500),
    )


def ask_for_a_pair(small: SmallLine) -> object:
    return responses.need_pair(
        actor=small.sunita,
        contact=Contact.objects.get(),
        priority=Priority.A,
        place="By the bridge",
        at=after(500),
    )


@pytest.mark.parametrize(
    "deed",
    [
        pytest.param(close_it, id="closing"),
        pytest.param(hand_it_over, id="handing over"),
        pytest.param(ask_for_a_pair, id="asking for a pair"),
        pytest.param(lambda small: sweep(at=after(4000)), id="a missed check-in"),
        pytest.param(
            lambda small: sheets.give_back(
                actor=small.sunita, contact=Contact.objects.get(), at=after(500)
            ),
            id="giving back",
        ),
        pytest.param(
            lambda small: sheets.write_note(
                actor=small.sunita,
                contact=Contact.objects.get(),
                text="What she said",
                at=after(500),
            ),
            id="writing a note",
        ),
    ],
)
def test_a_deed_cut_anywhere_was_not_done_or_was_done_whole(
    small: SmallLine, deed: Callable[[SmallLine], object]
) -> None:
    owned(small)

    cuts = cut_everywhere(lambda: deed(small), nothing_is_broken)

    assert cuts >= 4


def test_a_step_of_the_ladder_cut_anywhere_is_made_by_the_next_sweeper(
    small: SmallLine,
) -> None:
    ringing(small)

    def next_sweeper() -> None:
        sweep(at=after(21))
        assert Contact.objects.get().rung == 2
        nothing_is_broken()

    cuts = cut_everywhere(lambda: sweep(at=after(20)), next_sweeper)

    assert cuts >= 6


def test_a_report_of_a_pair_cut_anywhere_can_be_said_again(small: SmallLine) -> None:
    owned(small)
    ask_for_a_pair(small)
    response = Response.objects.get()
    for person in ("operator", "maya"):
        responses.accept_offer(response=response, person=person, at=after(600))

    def go() -> Response:
        return responses.report(
            actor=small.maya, response=response, said=Report.EN_ROUTE, at=after(700)
        )

    def said_again() -> None:
        if Response.objects.get().stage == Stage.PAIRED:
            go()
        assert Response.objects.get().stage == Stage.EN_ROUTE
        nothing_is_broken()

    assert cut_everywhere(go, said_again) >= 5


def test_the_proof_of_a_night_cut_anywhere_can_be_made_again(small: SmallLine) -> None:
    owned(small)
    day = NIGHT.date()

    def again() -> None:
        prove_night(country="np", day=day, at=after(86400))
        assert Night.objects.count() == 1

    cut_everywhere(lambda: prove_night(country="np", day=day, at=after(86400)), again)


def test_a_cut_that_is_not_undone_would_be_seen(small: SmallLine) -> None:
    contact = ringing(small)

    Contact.objects.filter(pk=contact.pk).update(rung=3)

    assert broken_promises() == [f"G4 {contact.reference} is not as its log says"]


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param({"due_at": None}, id="open, and nothing is due"),
        pytest.param({"state": "owned"}, id="owned by nobody"),
        pytest.param({"owner": "sunita"}, id="ringing, and owned"),
        pytest.param({"state": "closed", "due_at": None}, id="closed by nobody"),
    ],
)
def test_the_database_itself_refuses_what_breaks_a_promise(
    small: SmallLine, columns: dict[str, object]
) -> None:
    contact = ringing(small)

    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.filter(pk=contact.pk).update(**columns)
