"""Signal through signal-cli-rest-api: what we ask of it and what it tells us."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from payung.gateways.messages import (
    ChannelGone,
    Inbound,
    InboundKind,
    NotSent,
    Outbound,
    Receipt,
)
from payung.gateways.messages.signal import Signal, SignalSettings
from tests.gateways.messages.loopback_service import Service, serving


HER = "+0005550100"
UUID = "671aed99-4e23-4794-bcbb-0b2e1eae6413"


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as service:
        service.answers = [(200, [])]
        yield service


@pytest.fixture
def signal(service: Service) -> Iterator[Signal]:
    signal = Signal(
        SignalSettings(
            service=service.address, number="+0009990000", secret=b"of this machine"
        )
    )
    yield signal
    signal.close()


def came(**changes: Any) -> dict[str, Any]:
    message = {"timestamp": 1795752000123, "message": "help me"}
    envelope = {
        "source": HER,
        "sourceNumber": HER,
        "sourceUuid": UUID,
        "sourceName": "a name",
        "timestamp": 1795752000123,
        "dataMessage": message,
    }
    return {"envelope": {**envelope, **changes}, "account": "+0009990000"}


def message(words: str = "We will call you.") -> Outbound:
    return Outbound(key=f"key of {words}", address=f"signal:{HER}", text=words)


def test_a_text_is_asked_for_as_the_service_wants_it(
    service: Service, signal: Signal
) -> None:
    service.answers = [(201, {"timestamp": "1795752000999"})]

    sent = signal.send(message())

    (asked,) = service.asked
    assert (asked.method, asked.path) == ("POST", "/v2/send")
    assert asked.said == {
        "message": "We will call you.",
        "number": "+0009990000",
        "recipients": [HER],
    }
    assert sent.id == "1795752000999"


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        pytest.param({"error": f"no {HER}"}, "service_400", id="it did not go"),
        pytest.param(
            {"error": "", "challenge_tokens": ["a"]}, "too_fast", id="captcha"
        ),
    ],
)
def test_a_refusal_says_no_word_of_theirs(
    service: Service, signal: Signal, answer: dict[str, Any], why: str
) -> None:
    service.answers = [(400, answer)]

    with pytest.raises(NotSent) as refused:
        signal.send(message())

    assert (refused.value.why, refused.value.again) == (why, True)


def test_one_message_is_fetched_at_a_time(service: Service, signal: Signal) -> None:
    service.answers = [(200, [came()]), (200, [])]
    coming = iter(signal.poll())

    inbound = next(coming)

    (asked,) = service.asked
    assert (asked.method, asked.path) == ("GET", "/v1/receive/%2B0009990000")
    assert asked.query["max_messages"] == "1"
    assert (inbound.address, inbound.text) == (f"signal:{HER}", "help me")
    assert inbound.sent_at == datetime(2026, 11, 27, 4, 0, 0, 123000, tzinfo=UTC)


def test_what_was_not_kept_is_given_again(service: Service, signal: Signal) -> None:
    service.answers = [(200, [came()]), (200, [])]
    lost = next(iter(signal.poll()))

    again = list(signal.poll())

    assert again == [lost]
    assert list(signal.poll()) == []


def test_what_comes_again_has_the_same_key(service: Service, signal: Signal) -> None:
    other = came(timestamp=1795752000124)
    service.answers = [(200, [came()]), (200, [came()]), (200, [other]), (200, [])]

    once, again, another = signal.poll()

    assert once.key == again.key
    assert once.key != another.key
    assert "5550100" not in once.key


@pytest.mark.parametrize(
    ("changes", "kind", "address", "text"),
    [
        pytest.param(
            {"sourceNumber": None},
            InboundKind.TEXT,
            f"signal:{UUID}",
            "help me",
            id="her number is hidden",
        ),
        pytest.param(
            {"dataMessage": None, "callMessage": {"offerMessage": {"id": 1}}},
            InboundKind.MISSED_CALL,
            f"signal:{HER}",
            "",
            id="a call",
        ),
        pytest.param(
            {"dataMessage": {"message": None, "attachments": [{"id": "1"}]}},
            InboundKind.TEXT,
            f"signal:{HER}",
            "[attachment]",
            id="a picture",
        ),
        pytest.param(
            {"dataMessage": None, "editMessage": {"dataMessage": {"message": "gone"}}},
            InboundKind.TEXT,
            f"signal:{HER}",
            "gone",
            id="a changed text",
        ),
    ],
)
def test_what_comes_in(
    service: Service,
    signal: Signal,
    changes: dict[str, Any],
    kind: InboundKind,
    address: str,
    text: str,
) -> None:
    service.answers = [(200, [came(**changes)]), (200, [])]

    (inbound,) = signal.poll()

    assert (inbound.kind, inbound.address, inbound.text) == (kind, address, text)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"dataMessage": None, "typingMessage": {}}, id="typing"),
        pytest.param({"dataMessage": {"remoteDelete": {}}}, id="taken back"),
        pytest.param({"dataMessage": None, "syncMessage": {}}, id="our own device"),
    ],
)
def test_what_says_nothing_is_no_message(
    service: Service, signal: Signal, changes: dict[str, Any]
) -> None:
    service.answers = [(200, [came(**changes)]), (200, [came()]), (200, [])]

    texts = [inbound.text for inbound in signal.poll()]

    assert texts == ["help me"]


def test_a_receipt_names_what_was_sent(service: Service, signal: Signal) -> None:
    delivered = {"isDelivery": True, "isRead": False, "timestamps": [1795752000999]}
    read = {"isDelivery": False, "isRead": True, "timestamps": [1795752000999]}
    service.answers = [
        (200, [came(dataMessage=None, receiptMessage=delivered)]),
        (200, [came(dataMessage=None, receiptMessage=read)]),
        (200, []),
    ]

    receipts = list(signal.poll())

    assert receipts == [
        Receipt(id="1795752000999", state="delivered"),
        Receipt(id="1795752000999", state="read"),
    ]


def test_a_service_in_another_mode_is_gone(service: Service, signal: Signal) -> None:
    service.answers = [(400, {"error": "websocket: the client is not using it"})]

    with pytest.raises(ChannelGone) as gone:
        list(signal.poll())

    assert gone.value.why == "service_400"


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "envelope",
                    "dataMessage",
                    "sourceNumber",
                    "timestamp",
                    "message",
                    "receiptMessage",
                    "timestamps",
                    "isRead",
                    "callMessage",
                    "offerMessage",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=10,
)


@how(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(junk=JUNK)
def test_junk_does_not_hold_up_what_follows(
    service: Service, signal: Signal, junk: Any
) -> None:
    service.answers = [(200, [junk]), (200, [came()]), (200, [])]

    *_, last = signal.poll()

    assert isinstance(last, Inbound)
    assert last.text == "help me"
