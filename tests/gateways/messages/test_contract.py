"""What every way for messages promises: tried on the fake and on every real one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from time import monotonic, sleep
from typing import cast

import pytest

from payung.gateways.messages import (
    Forged,
    Inbound,
    InboundKind,
    NotSent,
    Outbound,
    Webhook,
    WebRequest,
)
from tests.gateways.messages.ways import AT, Way, text_for, way_of, webhook_call


POLLED = ["fake", "modem", "smpp", "signal"]
CALLED = ["telegram", "whatsapp", "http"]
BENGALI = "আমরা আপনাকে ফোন করব।"
KEYS = count()


def ways(names: list[str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("named", names, indirect=True, scope="module")


every, polled, called = ways(POLLED + CALLED), ways(POLLED), ways(CALLED)


@pytest.fixture(scope="module")
def named(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Way]]:
    with way_of(request.param, tmp_path_factory.mktemp(request.param)) as way:
        yield request.param, way


@pytest.fixture
def way(named: tuple[str, Way]) -> Way:
    return named[1]


@pytest.fixture
def hook(named: tuple[str, Way]) -> tuple[str, Webhook]:
    return named[0], cast(Webhook, named[1].channel)


def key() -> str:
    return f"key {next(KEYS)}"


def coming(way: Way, enough: int) -> list[Inbound]:
    """Return what comes, waiting until it is enough."""
    came: list[Inbound] = []
    end = monotonic() + 20
    while len(came) < enough:
        assert monotonic() < end, "It did not come."
        came += way.channel.poll()
        sleep(0.02)
    return came


@every
@pytest.mark.parametrize("words", ["We will call you.", BENGALI], ids=["en", "bn"])
def test_a_text_leaves_as_it_was_written(way: Way, words: str) -> None:
    before = len(way.taken())

    way.channel.send(text_for(way, words, key()))

    assert way.taken()[before:] == [words]


@every
def test_the_same_key_leaves_once_and_has_one_id(way: Way) -> None:
    once = text_for(way, "once", key())
    before = len(way.taken())

    first, second = way.channel.send(once), way.channel.send(once)

    assert way.taken()[before:] == ["once"]
    assert first == second


@every
def test_what_was_refused_for_a_while_leaves_when_it_is_sent_again(way: Way) -> None:
    message = text_for(way, "at the second try", key())
    before = len(way.taken())
    way.refuses()
    with pytest.raises(NotSent) as refused:
        way.channel.send(message)

    way.channel.send(message)

    assert refused.value.again
    assert way.taken()[before:] == ["at the second try"]


@every
@pytest.mark.parametrize(
    ("address", "words"),
    [
        pytest.param("", " ", id="nothing to say"),
        pytest.param("", "x" * 5000, id="more than it takes"),
        pytest.param("pigeon:5550100", "hello", id="another channel"),
        pytest.param("5550100", "hello", id="no channel"),
    ],
)
def test_what_can_never_leave_is_not_to_be_tried_again(
    way: Way, address: str, words: str
) -> None:
    before = way.taken()

    with pytest.raises(NotSent) as refused:
        way.channel.send(Outbound(key=key(), address=address or way.her, text=words))

    assert not refused.value.again
    assert way.taken() == before


@every
def test_a_refusal_names_nobody(way: Way) -> None:
    way.refuses()

    with pytest.raises(NotSent) as refused:
        way.channel.send(text_for(way, "a word that is looked for", key()))

    assert "5550" not in repr(refused.value)
    assert "looked for" not in repr(refused.value)
    assert refused.value.__cause__ is None


@every
def test_it_says_how_it_comes_and_what_its_addresses_begin_with(way: Way) -> None:
    caps = way.channel.caps

    assert caps.comes_by in {"poll", "webhook"}
    assert way.her.startswith(f"{way.channel.scheme}:")
    assert caps.longest >= 670


@polled
def test_what_she_writes_comes_in(way: Way) -> None:
    way.arrives(BENGALI)

    (inbound,) = coming(way, 1)

    assert inbound.kind is InboundKind.TEXT
    assert (inbound.address, inbound.text) == (way.her, BENGALI)
    assert inbound.sent_at.tzinfo is not None
    assert "5550" not in repr(inbound)
    assert "5550" not in inbound.key


@polled
def test_it_is_given_again_until_the_next_is_asked_for(way: Way) -> None:
    way.arrives("not yet kept")
    end = monotonic() + 20
    while (lost := next(iter(way.channel.poll()), None)) is None:
        assert monotonic() < end, "It did not come."

    (again,) = coming(way, 1)

    assert again == lost
    assert list(way.channel.poll()) == []


@polled
def test_two_messages_have_two_keys(way: Way) -> None:
    way.arrives("one")
    way.arrives("two")

    one, two = coming(way, 2)

    assert one.key != two.key


@called
def test_what_a_channel_tells_comes_in(hook: tuple[str, Webhook]) -> None:
    name, channel = hook
    call = webhook_call(name, BENGALI)

    channel.verify(call, at=AT)
    once, again = channel.parse(call), channel.parse(call)

    (inbound,) = once
    assert isinstance(inbound, Inbound)
    assert inbound.text == BENGALI
    assert inbound.sent_at == AT
    assert once == again


@called
def test_a_channel_that_calls_is_not_polled(
    hook: tuple[str, Webhook], way: Way
) -> None:
    assert list(way.channel.poll()) == []


@called
@pytest.mark.parametrize("late", [timedelta(), timedelta(days=-3), timedelta(days=3)])
def test_another_word_proves_nothing(
    hook: tuple[str, Webhook], late: timedelta
) -> None:
    name, channel = hook
    forged = webhook_call(name, "help", word="another-word")

    with pytest.raises(Forged):
        channel.verify(forged, at=AT + late)


@called
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b'{"message": 1, "entry": [1]}',
        b"[" * 100_000,
        b'{"id": 1' + b"0" * 6000 + b"}",
        b'"\\ud800"',
    ],
    ids=["nothing", "octets", "null", "list", "kinds", "deep", "long", "half a sign"],
)
def test_a_body_it_does_not_know_says_nothing(
    hook: tuple[str, Webhook], body: bytes
) -> None:
    channel = hook[1]

    assert list(channel.parse(WebRequest(headers={}, body=body, query={}))) == []
    assert channel.greet(WebRequest(headers={}, body=body, query={})) is None
