"""An operator's SMPP, against a short message centre that is not ours."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from payung.gateways.messages import ChannelGone, Inbound, NotSent, Outbound, Receipt
from payung.gateways.messages.smpp import Smpp, SmppSettings
from tests.gateways.messages.certificates import self_signed
from tests.gateways.messages.short_message_centre import ShortMessageCentre, running


HER = "+0005550100"
AT = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)
KEYS = count()
BENGALI = "আমাকে এখন সাহায্য করুন। "


class Watch:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture(scope="module")
def shared() -> Iterator[ShortMessageCentre]:
    with running() as centre:
        yield centre


@pytest.fixture
def centre(shared: ShortMessageCentre) -> Iterator[ShortMessageCentre]:
    shared.set(refuse=[], mute=False)
    shared.seen.clear()
    yield shared
    shared.do("drop")


@pytest.fixture
def watch() -> Watch:
    return Watch()


def settings(centre: ShortMessageCentre, **changes: Any) -> SmppSettings:
    facts = {
        "host": "127.0.0.1",
        "port": centre.port,
        "system_id": "payung",
        "password": "open",
        "sender": "1000",
        "country": "np",
        "secret": b"of this machine",
        "tls": False,
    }
    return SmppSettings(**{**facts, **changes})


@pytest.fixture
def operator(centre: ShortMessageCentre, watch: Watch) -> Iterator[Smpp]:
    smpp = Smpp(settings(centre), clock=watch)
    assert list(smpp.poll()) == []
    yield smpp
    smpp.close()


def text(words: str) -> Outbound:
    return Outbound(key=f"{next(KEYS)}", address=f"tel:{HER}", text=words)


def polled(centre: ShortMessageCentre, smpp: Smpp, enough: int = 1) -> list[Any]:
    came: list[Any] = []

    def look() -> bool:
        came.extend(smpp.poll())
        return len(came) >= enough

    centre.until(look)
    return came


@pytest.mark.parametrize(
    ("words", "parts", "coding"),
    [
        pytest.param("We will call {you} €.", 1, 0, id="english, seven bits"),
        pytest.param("€" * 100, 2, 0, id="no sign is cut in two"),
        pytest.param("We will call. " * 20, 2, 0, id="long english"),
        pytest.param(BENGALI * 5, 2, 8, id="long bengali"),
        pytest.param("a" + "🌂" * 40, 2, 8, id="no emoji is cut in two"),
    ],
)
def test_a_text_arrives_as_it_was_written(
    centre: ShortMessageCentre, operator: Smpp, words: str, parts: int, coding: int
) -> None:
    operator.send(text(words))

    taken = centre.told("submitted")
    assert "".join(part["submitted"] for part in taken) == words
    assert len(taken) == parts
    assert {(part["to"], part["ton"], part["from"]) for part in taken} == {
        ("0005550100", 1, "1000")
    }
    assert {part["coding"] for part in taken} == {coding}


def test_every_part_says_its_place_and_the_last_asks_for_a_receipt(
    centre: ShortMessageCentre, operator: Smpp
) -> None:
    sent = operator.send(text("We will call. " * 20))

    one, two = centre.told("submitted")
    assert [part["header"][0][:4] for part in (one, two)] == ["0003", "0003"]
    assert [part["header"][0][6:] for part in (one, two)] == ["0201", "0202"]
    assert one["header"][0][4:6] == two["header"][0][4:6]
    assert (one["receipt"], two["receipt"]) == (0, 1)
    assert len(sent.id) == 32


def test_a_receipt_names_the_text(centre: ShortMessageCentre, operator: Smpp) -> None:
    sent = operator.send(text("We will call."))
    (theirs,) = [part["id"] for part in centre.told("submitted")]
    for stat in ("ENROUTE", "DELIVRD", "UNDELIV"):
        centre.do("receipt", id=theirs, stat=stat)

    receipts = polled(centre, operator, 2)

    centre.until(lambda: len(centre.all("answered")) == 3)
    assert receipts == [
        Receipt(id=sent.id, state="delivered"),
        Receipt(id=sent.id, state="failed"),
    ]


def test_an_operator_is_answered_when_the_next_is_asked_for(
    centre: ShortMessageCentre, operator: Smpp
) -> None:
    centre.do("deliver", text="help {me} €", **{"from": "0005550100"}, ton=1)
    inbound, rest = first_of(centre, operator)
    before = centre.told("answered")

    after = list(rest)

    centre.until(lambda: bool(centre.all("answered")))
    assert (inbound.address, inbound.text) == (f"tel:{HER}", "help {me} €")
    assert inbound.sent_at == AT
    assert (before, after) == ([], [])


def first_of(
    centre: ShortMessageCentre, smpp: Smpp
) -> tuple[Inbound, Iterator[Inbound]]:
    """Return the first that comes, and what gives the next if it is asked."""
    found: list[tuple[Inbound, Iterator[Inbound]]] = []

    def look() -> bool:
        coming = iter(smpp.poll())
        found.extend((first, coming) for first in islice(coming, 1))
        return bool(found)

    centre.until(look)
    return found[0]


def test_what_was_not_kept_is_delivered_again_under_the_same_key(
    centre: ShortMessageCentre, operator: Smpp, watch: Watch
) -> None:
    facts = {"from": "0005550100", "ton": 1}
    centre.do("deliver", text=BENGALI, **facts)
    lost, _ = first_of(centre, operator)
    watch.at += timedelta(seconds=40)
    centre.do("drop")
    centre.until(lambda: _is_gone(operator))
    again = list(operator.poll())
    centre.do("deliver", text=BENGALI, **facts)

    again += polled(centre, operator)

    assert [inbound.key for inbound in again] == [lost.key]
    assert [one["status"] for one in centre.told("answered")] == [0]


def _is_gone(smpp: Smpp) -> bool:
    """Return whether a look finds nobody there; what it finds else is not kept."""
    try:
        next(iter(smpp.poll()), None)
    except ChannelGone:
        return True
    return False


def test_parts_are_joined_in_their_order(
    centre: ShortMessageCentre, operator: Smpp
) -> None:
    facts = {"from": "0005550100", "ton": 1}
    centre.do("deliver", text="two", header="050003070202", **facts)
    centre.do("deliver", text="one ", header="050003070201", **facts)
    centre.do("deliver", text="four", sar=[9, 2, 2], **facts)
    centre.do("deliver", text="three ", sar=[9, 2, 1], **facts)

    texts = [inbound.text for inbound in polled(centre, operator, 2)]

    assert sorted(texts) == ["one two", "three four"]


def test_a_part_that_never_comes_holds_nothing_back_for_ever(
    centre: ShortMessageCentre, operator: Smpp, watch: Watch
) -> None:
    facts = {"from": "0005550100", "ton": 1}
    centre.do("deliver", text="alone ", header="050003080201", **facts)
    centre.do("deliver", text="marker", **facts)
    came = polled(centre, operator)
    watch.at += timedelta(seconds=5)

    came += polled(centre, operator)

    assert [inbound.text for inbound in came] == ["marker", "alone …"]


@pytest.mark.parametrize(
    ("status", "why", "again"),
    [
        pytest.param(0x0B, "no_such_address", False, id="no such number"),
        pytest.param(0x58, "operator_0x58", True, id="too fast"),
        pytest.param(0x14, "operator_0x14", True, id="queue full"),
    ],
)
def test_a_refusal_says_whether_to_try_again(
    centre: ShortMessageCentre, operator: Smpp, status: int, why: str, again: bool
) -> None:
    centre.set(refuse=[status])

    with pytest.raises(NotSent) as refused:
        operator.send(text("We will call."))

    assert (refused.value.why, refused.value.again) == (why, again)


def test_a_long_text_goes_on_behind_the_last_part_that_was_taken(
    centre: ShortMessageCentre, operator: Smpp
) -> None:
    long = text("We will go on. " * 20)
    centre.set(refuse=[0, 0x58])
    with pytest.raises(NotSent):
        operator.send(long)

    operator.send(long)
    operator.send(long)

    assert [part["header"][0][6:] for part in centre.told("submitted")] == [
        "0201",
        "0202",
    ]


def test_a_lost_connection_is_made_again(
    centre: ShortMessageCentre, operator: Smpp
) -> None:
    message = text("We will call.")
    centre.do("drop")
    centre.until(lambda: _is_gone(operator))

    operator.send(message)

    assert len(centre.told("submitted")) == 1


def test_an_operator_nobody_reaches_is_tried_again_later(watch: Watch) -> None:
    with running() as centre:
        there = settings(centre)
    smpp = Smpp(there, clock=watch)

    refusals = []
    for _ in range(2):
        with pytest.raises(NotSent) as refused:
            smpp.send(text("We will call."))
        refusals.append((refused.value.why, refused.value.again))

    assert refusals == [("operator_gone", True)] * 2


def test_an_operator_that_does_not_answer_is_left(
    centre: ShortMessageCentre, watch: Watch
) -> None:
    smpp = Smpp(settings(centre, patience_seconds=0.3), clock=watch)
    list(smpp.poll())
    centre.set(mute=True)

    with pytest.raises(NotSent) as refused:
        smpp.send(text("We will call."))

    assert (refused.value.why, refused.value.again) == ("operator_silent", True)


def test_silence_is_asked_about_and_then_left(
    centre: ShortMessageCentre, watch: Watch
) -> None:
    smpp = Smpp(
        settings(centre, silence_seconds=0.2, patience_seconds=2.0), clock=watch
    )
    centre.until(lambda: bool(list(smpp.poll()) or centre.all("asked")))
    centre.set(mute=True)

    centre.until(lambda: _is_gone(smpp))

    assert len(centre.told("asked")) >= 2


def test_an_operators_own_questions_are_answered(
    centre: ShortMessageCentre, operator: Smpp
) -> None:
    centre.do("ask")
    centre.until(lambda: bool(list(operator.poll()) or centre.all("alive")))
    centre.do("unbind")

    centre.until(lambda: _is_gone(operator))

    centre.wait("parted")


def test_under_tls_an_operator_must_show_who_it_is(
    tmp_path: Path, watch: Watch
) -> None:
    certificate = self_signed(tmp_path)
    with running(certificate) as centre:
        stranger = Smpp(settings(centre, tls=True), clock=watch)
        known = Smpp(
            settings(centre, tls=True, authority=f"{certificate}.crt"), clock=watch
        )

        with pytest.raises(NotSent) as refused:
            stranger.send(text("We will call."))
        known.send(text("We will call."))

        assert refused.value.why == "operator_gone"
        assert [one["submitted"] for one in centre.told("submitted")] == [
            "We will call."
        ]
        known.close()


def test_a_wrong_password_is_said_to_be_one(
    centre: ShortMessageCentre, watch: Watch
) -> None:
    smpp = Smpp(settings(centre, password="shut"), clock=watch)

    with pytest.raises(ChannelGone) as gone:
        list(smpp.poll())

    assert gone.value.why == "operator_refuses_us"


def test_junk_between_messages_is_passed_over(
    centre: ShortMessageCentre, operator: Smpp
) -> None:
    centre.do(
        "junk", hex="00000014 0BADF00D 00000000 00000001 DEADBEEF".replace(" ", "")
    )
    centre.do("junk", hex="00000012 00000005 00000000 00000009 0101".replace(" ", ""))
    centre.do("deliver", hex="FFFE80", coding=4, **{"from": "Ncell"}, ton=5)
    centre.do("deliver", text="after", **{"from": "0005550100"}, ton=1)

    came = polled(centre, operator, 2)

    assert [inbound.text for inbound in came][-2:] == ["[data]", "after"]


def test_nothing_of_it_is_logged(
    centre: ShortMessageCentre, operator: Smpp, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    operator.send(text("a word that is looked for"))
    centre.do("deliver", text="another word", **{"from": "0005550100"}, ton=1)

    polled(centre, operator)

    assert caplog.text == ""
    assert "5550100" not in repr(operator.send(text("again")))
    assert "open" not in repr(settings(centre))
