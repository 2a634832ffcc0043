"""A USB modem, through gammu's own AT driver, on a pseudo-terminal."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from time import monotonic, sleep

import pytest

from payung.gateways.messages import (
    ChannelGone,
    Inbound,
    InboundKind,
    NotSent,
    Outbound,
)
from payung.gateways.messages.modem import Modem, ModemSettings
from tests.gateways.messages.at_modem import AtModem, plugged_in
from tests.gateways.messages.pdu import deliver


HER = "+0005550100"
OTHER = "+0005550199"
SENT_AT = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)
NEPALI = "मलाई अहिले सहयोग चाहिन्छ। "
BURMESE = "ကျွန်မကို အခု ကူညီပါ။ "
BENGALI = "আমাকে এখন সাহায্য করুন। "


class Watch:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = SENT_AT + timedelta(minutes=1)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtModem]:
    with plugged_in(tmp_path_factory.mktemp("dev")) as modem:
        yield modem


def settings(stick: AtModem, patience: float = 30.0) -> ModemSettings:
    return ModemSettings(
        device=str(stick.path),
        country="np",
        secret=b"of this machine",
        patience_seconds=patience,
    )


@pytest.fixture(scope="module")
def watch() -> Watch:
    return Watch()


@pytest.fixture(scope="module")
def opened(stick: AtModem, watch: Watch) -> Iterator[Modem]:
    """Give one modem to all tests of this module: gammu takes 4 seconds to begin."""
    modem = Modem(settings(stick), clock=watch)
    yield modem
    modem.close()


@pytest.fixture
def modem(opened: Modem, stick: AtModem) -> Modem:
    list(opened.poll())
    stick.sim = [None] * len(stick.sim)
    stick.sent.clear()
    return opened


def when(true: Callable[[], bool], seconds: float = 20) -> None:
    end = monotonic() + seconds
    while not true():
        assert monotonic() < end, "It did not come about."
        sleep(0.02)


def text(number: str, words: str) -> Outbound:
    return Outbound(key=f"key of {words}", address=f"tel:{number}", text=words)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        pytest.param("We will call you.", 1, id="english goes in seven bits"),
        pytest.param("{we} will [call] you ~ 5 €", 1, id="signs of two septets"),
        pytest.param(NEPALI * 5, 2, id="long nepali"),
        pytest.param(BURMESE * 5, 2, id="long burmese"),
        pytest.param("a" + "🌂" * 40, 2, id="signs of two halves"),
    ],
)
def test_a_text_arrives_as_it_was_written(
    modem: Modem, stick: AtModem, words: str, parts: int
) -> None:
    modem.send(text(HER, words))

    assert "".join(part.text for part in stick.sent) == words
    assert [part.part for part in stick.sent] == list(range(1, parts + 1))
    assert {part.number for part in stick.sent} == {HER}


def test_the_same_key_is_sent_once(modem: Modem, stick: AtModem) -> None:
    modem.send(text(HER, "once"))

    modem.send(text(HER, "once"))

    assert [part.text for part in stick.sent] == ["once"]


def test_a_long_text_goes_on_behind_the_last_part_that_left(
    modem: Modem, stick: AtModem
) -> None:
    long = text(HER, "We will go on. " * 20)
    stick.refuse_after(1)
    with pytest.raises(NotSent) as refused:
        modem.send(long)

    modem.send(long)

    assert refused.value.again
    assert [part.part for part in stick.sent] == [1, 2]
    assert "".join(part.text for part in stick.sent) == long.text


@pytest.mark.parametrize(
    ("address", "words", "why"),
    [
        pytest.param("tel:Ncell", "hello", "no_such_address", id="a name"),
        pytest.param("telegram:1", "hello", "no_such_address", id="another channel"),
        pytest.param(f"tel:{HER}", " ", "no_text", id="nothing"),
        pytest.param(f"tel:{HER}", "x" * 671, "too_long", id="more than ten parts"),
    ],
)
def test_what_can_never_go_is_not_tried_again(
    modem: Modem, address: str, words: str, why: str
) -> None:
    with pytest.raises(NotSent) as refused:
        modem.send(Outbound(key="never", address=address, text=words))

    assert (refused.value.why, refused.value.again) == (why, False)


def test_a_text_comes_in_with_its_moment(modem: Modem, stick: AtModem) -> None:
    kathmandu = SENT_AT.astimezone(timezone_of(hours=5, minutes=45))
    stick.receive(HER, "help {me} €", at=kathmandu)

    (inbound,) = modem.poll()

    assert inbound.kind is InboundKind.TEXT
    assert (inbound.address, inbound.text) == (f"tel:{HER}", "help {me} €")
    assert inbound.sent_at == SENT_AT


def timezone_of(*, hours: int, minutes: int) -> timezone:
    return timezone(timedelta(hours=hours, minutes=minutes))


def test_a_text_leaves_the_sim_only_when_the_next_is_asked_for(
    modem: Modem, stick: AtModem
) -> None:
    stick.receive(HER, "first", at=SENT_AT)
    stick.receive(HER, "second", at=SENT_AT + timedelta(seconds=1))

    coming = modem.poll()
    first = next(iter(coming))
    kept_at_first = stick.kept()
    second = next(iter(coming))

    assert (first.text, second.text) == ("first", "second")
    assert (kept_at_first, stick.kept()) == (2, 1)


def test_what_was_not_kept_comes_again_under_the_same_key(
    modem: Modem, stick: AtModem
) -> None:
    stick.receive(HER, "again", at=SENT_AT)
    lost = next(iter(modem.poll()))

    (again,) = modem.poll()

    assert again == lost
    assert again.key == lost.key
    assert stick.kept() == 0


def test_parts_are_joined_in_their_order(modem: Modem, stick: AtModem) -> None:
    stick.receive(HER, BENGALI + "2", at=SENT_AT, part=(7, 3, 2))
    stick.receive(OTHER, "mine", at=SENT_AT, part=(7, 2, 1))
    stick.receive(HER, BENGALI + "3", at=SENT_AT, part=(7, 3, 3))
    waiting = list(modem.poll())
    stick.receive(HER, BENGALI + "1", at=SENT_AT, part=(7, 3, 1))

    (whole,) = modem.poll()

    assert waiting == []
    assert whole.text == f"{BENGALI}1{BENGALI}2{BENGALI}3"
    assert stick.kept() == 1


def test_a_part_that_never_comes_holds_nothing_back_for_ever(
    modem: Modem, stick: AtModem, watch: Watch
) -> None:
    stick.receive(HER, "they took ", at=SENT_AT, part=(8, 3, 1))
    stick.receive(HER, " to the station", at=SENT_AT, part=(8, 3, 3))
    early = list(modem.poll())
    watch.at += timedelta(minutes=10)

    (whole,) = modem.poll()

    assert early == []
    assert whole.text == "they took … to the station"


def test_a_text_nobody_can_read_does_not_stand_in_the_way(
    modem: Modem, stick: AtModem
) -> None:
    stick.receive(HER, "before", at=SENT_AT)
    stick.sim[3] = "0004089100"
    stick.sim[4] = "0004744005055100007F11720100500005E8329B7D06"
    stick.sim[6] = stick.sim[0]

    texts = [inbound.text for inbound in modem.poll()]
    later = list(modem.poll())

    assert texts.count("before") == 2
    assert texts.count("[unreadable]") >= 1
    assert later == []


def test_a_text_behind_an_empty_one_is_given(modem: Modem, stick: AtModem) -> None:
    stick.sim[0] = "00"
    stick.sim[1] = deliver(HER, "behind it", at=SENT_AT)

    texts = [inbound.text for inbound in modem.poll()]

    assert texts == ["behind it"]


def test_whatever_lies_on_the_sim_a_readable_text_is_given(
    modem: Modem, stick: AtModem
) -> None:
    chance = random.Random(7)
    readable = [
        deliver(HER, words, at=SENT_AT, part=part)
        for words in ("a good one", BENGALI)
        for part in (None, (7, 2, 1))
    ]

    given = []
    for _ in range(4):
        stick.sim[:-1] = [_spoilt(chance, readable) for _ in stick.sim[:-1]]
        stick.sim[-1] = readable[0]
        given.append([inbound.text for inbound in modem.poll()])
        stick.sim = [None] * len(stick.sim)

    assert all("a good one" in texts for texts in given)


def _spoilt(chance: random.Random, readable: list[str]) -> str:
    octets = bytearray.fromhex(chance.choice(readable))
    for _ in range(chance.randint(1, 4)):
        octets[chance.randrange(len(octets))] = chance.randrange(256)
    if chance.random() < 0.3:
        del octets[chance.randrange(len(octets)) :]
    return octets.hex().upper()


def test_a_call_is_rejected_at_once_and_told(modem: Modem, stick: AtModem) -> None:
    told: list[Inbound] = []
    stick.hung_up_after.clear()
    stick.ring(HER)

    when(lambda: bool(told.extend(modem.poll()) or told))

    assert [(one.kind, one.address) for one in told] == [
        (InboundKind.MISSED_CALL, f"tel:{HER}")
    ]
    assert stick.rung == 1


def test_a_call_is_rejected_while_nobody_polls(modem: Modem, stick: AtModem) -> None:
    stick.hung_up_after.clear()

    stick.ring(OTHER)

    when(lambda: bool(stick.hung_up_after))
    assert [one.address for one in modem.poll()] == [f"tel:{OTHER}"]


def test_a_withheld_number_is_no_address(
    modem: Modem, stick: AtModem, watch: Watch
) -> None:
    watch.at += timedelta(minutes=1)
    stick.hung_up_after.clear()
    stick.ring("")
    when(lambda: bool(stick.hung_up_after))

    (call,) = modem.poll()

    assert (call.kind, call.address) == (InboundKind.MISSED_CALL, "")


def test_a_call_that_was_not_kept_comes_again(
    modem: Modem, stick: AtModem, watch: Watch
) -> None:
    watch.at += timedelta(minutes=1)
    stick.hung_up_after.clear()
    stick.ring(HER)
    when(lambda: bool(stick.hung_up_after))
    lost = next(iter(modem.poll()))

    again = list(modem.poll())

    assert [one.key for one in again] == [lost.key]
    assert list(modem.poll()) == []


def test_a_call_is_rejected_while_a_long_text_goes_out(
    modem: Modem, stick: AtModem, watch: Watch
) -> None:
    watch.at += timedelta(minutes=1)
    stick.hung_up_after.clear()
    sending = threading.Thread(
        target=modem.send, args=(text(HER, "We will go on. " * 30),)
    )

    sending.start()
    when(lambda: bool(stick.sent))
    stick.ring(OTHER)
    when(lambda: bool(stick.hung_up_after))
    sent_by_then = len(stick.sent)
    sending.join()

    assert sent_by_then < 3
    assert len(stick.sent) == 3
    assert stick.rung == 1
    assert [one.address for one in modem.poll()] == [f"tel:{OTHER}"]


def test_a_sim_that_wants_its_pin_says_so(modem: Modem, stick: AtModem) -> None:
    stick.locked = True

    with pytest.raises(ChannelGone) as gone:
        list(modem.poll())

    stick.locked = False
    assert gone.value.why == "modem_securityerror"
    assert list(modem.poll()) == []


def test_two_rings_are_one_call_and_a_later_call_is_another(
    modem: Modem, stick: AtModem, watch: Watch
) -> None:
    watch.at += timedelta(minutes=1)
    calls = []
    for pause in (0, 5, 11):
        watch.at += timedelta(seconds=pause)
        stick.hung_up_after.clear()
        stick.ring(HER)
        when(lambda: bool(stick.hung_up_after))

    calls = list(modem.poll())

    assert len(calls) == 2
    assert len({call.key for call in calls}) == 2


def test_a_modem_may_be_pulled_out_and_put_back(modem: Modem, stick: AtModem) -> None:
    stick.receive(HER, "still on the SIM", at=SENT_AT)
    stick.unplug()
    with pytest.raises(NotSent) as not_sent:
        modem.send(text(HER, "while it is out"))
    with pytest.raises(ChannelGone):
        list(modem.poll())
    stick.plug()
    texts: list[str] = []

    def came() -> bool:
        try:
            texts.extend(inbound.text for inbound in modem.poll())
        except ChannelGone:
            return False
        return bool(texts)

    when(came, 30)
    modem.send(text(HER, "while it is out"))

    assert (not_sent.value.why, not_sent.value.again) == ("modem_gone", True)
    assert texts == ["still on the SIM"]
    assert [part.text for part in stick.sent] == ["while it is out"]


def test_a_modem_that_answers_nothing_is_given_up(tmp_path: Path) -> None:
    with plugged_in(tmp_path) as stick:
        stick.dumb = True
        modem = Modem(settings(stick, patience=1.0), clock=Watch())

        with pytest.raises(NotSent) as not_sent:
            modem.send(text(HER, "hello"))
        modem.close()

    assert (not_sent.value.why, not_sent.value.again) == ("modem_silent", True)


def test_another_process_does_not_talk_in_between(modem: Modem, stick: AtModem) -> None:
    second = Modem(settings(stick), clock=Watch())

    with pytest.raises(ChannelGone) as gone:
        list(second.poll())
    second.close()

    assert gone.value.why == "modem_busy"
    assert list(modem.poll()) == []


def test_texts_sent_from_several_threads_all_arrive(
    modem: Modem, stick: AtModem
) -> None:
    words = [f"text {number}" for number in range(2)]
    threads = [
        threading.Thread(target=modem.send, args=(text(HER, one),)) for one in words
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(part.text for part in stick.sent) == words


def test_no_message_of_a_failure_holds_a_number_or_a_text(
    modem: Modem, stick: AtModem
) -> None:
    stick.refuse_after(0)
    address = f"tel:{HER}"
    message = Outbound(key="1", address=address, text="a word that is looked for")

    with pytest.raises(NotSent) as refused:
        modem.send(message)

    told = f"{refused.value!r} {refused.value} {message!r}"
    assert "5550100" not in told
    assert "looked for" not in told
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
