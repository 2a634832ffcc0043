"""WhatsApp's Cloud API: what we ask of it, what it tells us, and who may tell."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from payung.gateways.messages import (
    Forged,
    Inbound,
    InboundKind,
    NotSent,
    Outbound,
    Receipt,
    WebRequest,
)
from payung.gateways.messages.whatsapp import WhatsApp, WhatsAppSettings
from tests.gateways.messages.loopback_service import Service, serving


HER = "whatsapp:+0005550100"
NOW = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)
# As WhatsApp makes them: the number is in it for whoever reads base64.
WAMID = "wamid." + base64.b64encode(b"\x1d\x0b0005550100\x15\x02ABCDEF").decode()
SENT = {"messaging_product": "whatsapp", "messages": [{"id": WAMID}]}


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as service:
        service.answers = [(200, SENT)]
        yield service


def settings(address: str, **changes: Any) -> WhatsAppSettings:
    facts = {
        "phone_number_id": "106540352242922",
        "access_token": "our token",
        "app_secret": "their secret",
        "verify_token": "the word",
        "secret": b"of this machine",
        "template": "we_have_a_message",
        "template_language": "ne",
        "service": f"{address}/v23.0",
    }
    return WhatsAppSettings(**{**facts, **changes})


def channel(
    service: Service, *, wrote: timedelta | None = None, **changes: Any
) -> WhatsApp:
    """Return a number to which somebody wrote so long ago, or never."""
    wrote_at = None if wrote is None else NOW - wrote
    return WhatsApp(
        settings(service.address, **changes),
        clock=lambda: NOW,
        wrote_at=lambda address: wrote_at if address == HER else None,
    )


def message(words: str = "We will call you.") -> Outbound:
    return Outbound(key="1", address=HER, text=words)


def test_within_a_day_after_she_wrote_the_text_itself_is_sent(
    service: Service,
) -> None:
    channel(service, wrote=timedelta(hours=23)).send(message())

    (asked,) = service.asked
    assert (asked.method, asked.path) == ("POST", "/v23.0/106540352242922/messages")
    assert asked.headers["authorization"] == "Bearer our token"
    assert asked.said == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "0005550100",
        "type": "text",
        "text": {"preview_url": False, "body": "We will call you."},
    }


@pytest.mark.parametrize("wrote", [None, timedelta(hours=24)])
def test_later_only_a_template_without_content_is_sent(
    service: Service, wrote: timedelta | None
) -> None:
    channel(service, wrote=wrote).send(message("Somebody was taken."))

    (asked,) = service.asked
    assert asked.said["type"] == "template"
    assert asked.said["template"] == {
        "name": "we_have_a_message",
        "language": {"code": "ne"},
    }
    assert b"taken" not in asked.body


def test_where_meta_has_closed_the_window_the_template_follows(
    service: Service,
) -> None:
    service.answers = [(400, {"error": {"code": 131047}}), (200, SENT)]

    channel(service, wrote=timedelta(hours=23)).send(message())

    assert [asked.said["type"] for asked in service.asked] == ["text", "template"]


def test_without_a_template_it_says_that_the_window_is_closed(
    service: Service,
) -> None:
    with pytest.raises(NotSent) as refused:
        channel(service, template="").send(message())

    assert (refused.value.why, refused.value.again) == ("window_closed", False)
    assert service.asked == []


@pytest.mark.parametrize(
    ("status", "code", "why", "again"),
    [
        pytest.param(400, 131026, "not_on_this_channel", False, id="no WhatsApp"),
        pytest.param(400, 131056, "too_fast", True, id="too many to her"),
        pytest.param(429, 130429, "too_fast", True, id="too many"),
        pytest.param(500, 131000, "service_ill", True, id="something went wrong"),
        pytest.param(401, 190, "service_refuses_us", True, id="our token is old"),
        pytest.param(404, 132001, "template_unknown", True, id="no such template"),
        pytest.param(503, None, "service_503", True, id="no code, theirs"),
        pytest.param(400, None, "service_400", False, id="no code, ours"),
    ],
)
def test_a_refusal_says_whether_to_try_again(
    service: Service, status: int, code: int | None, why: str, again: bool
) -> None:
    service.answers = [
        (status, {"error": {"code": code, "message": "(#1) 0005550100"}})
    ]

    with pytest.raises(NotSent) as refused:
        channel(service).send(message())

    assert (refused.value.why, refused.value.again) == (why, again)
    assert "5550100" not in repr(refused.value)


def test_the_id_of_what_was_sent_holds_no_number(service: Service) -> None:
    sent = channel(service).send(message())

    assert "5550100" not in sent.id
    assert WAMID not in sent.id
    assert len(sent.id) == 32


def test_the_same_key_is_sent_once(service: Service) -> None:
    there = channel(service)

    first, second = there.send(message()), there.send(message())

    assert first == second
    assert len(service.asked) == 1


def told(**value: Any) -> bytes:
    metadata = {"display_phone_number": "1", "phone_number_id": "106540352242922"}
    value = {"messaging_product": "whatsapp", "metadata": metadata, **value}
    changes = [{"field": "messages", "value": value}]
    entry = [{"id": "0", "changes": changes}]
    return json.dumps({"object": "whatsapp_business_account", "entry": entry}).encode()


def text(words: str = "help me", name: str = WAMID) -> dict[str, Any]:
    return {
        "from": "0005550100",
        "id": name,
        "timestamp": "1795752000",
        "type": "text",
        "text": {"body": words},
    }


def request(body: bytes, **headers: str) -> WebRequest:
    return WebRequest(headers=headers, body=body, query={})


def signed(body: bytes, secret: bytes = b"their secret") -> WebRequest:
    proof = hmac.new(secret, body, hashlib.sha256).hexdigest()
    return request(body, **{"x-hub-signature-256": f"sha256={proof}"})


@pytest.fixture
def there() -> WhatsApp:
    return WhatsApp(
        settings("http://127.0.0.1:9"), clock=lambda: NOW, wrote_at=lambda _: None
    )


def test_a_text_comes_in(there: WhatsApp) -> None:
    came = signed(told(messages=[text()]))
    there.verify(came, at=NOW)

    (inbound,) = there.parse(came)

    assert isinstance(inbound, Inbound)
    assert (inbound.kind, inbound.address, inbound.text) == (
        InboundKind.TEXT,
        HER,
        "help me",
    )
    assert inbound.sent_at == datetime(2026, 11, 27, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        pytest.param({"type": "audio", "audio": {"id": "1"}}, "[audio]", id="a voice"),
        pytest.param(
            {"type": "image", "image": {"id": "1", "caption": "here"}},
            "[image] here",
            id="a picture with words",
        ),
        pytest.param(
            {"type": "button", "button": {"text": "Yes"}}, "Yes", id="a button"
        ),
        pytest.param(
            {"type": "interactive", "interactive": {"list_reply": {"title": "Two"}}},
            "Two",
            id="a choice",
        ),
        pytest.param({"type": "location", "location": {}}, "[location]", id="a place"),
    ],
)
def test_what_is_no_text_is_told_all_the_same(
    there: WhatsApp, sent: dict[str, Any], said: str
) -> None:
    (inbound,) = there.parse(request(told(messages=[{**text(), **sent}])))

    assert isinstance(inbound, Inbound)
    assert inbound.text == said


def test_what_nobody_wrote_is_no_message(there: WhatsApp) -> None:
    sent = {**text(), "type": "system", "system": {"body": "new number"}}

    assert there.parse(request(told(messages=[sent]))) == []


def test_a_message_to_another_number_of_theirs_is_not_ours(there: WhatsApp) -> None:
    body = told(messages=[text()], metadata={"phone_number_id": "2"})

    assert there.parse(request(body)) == []


def test_what_is_replayed_has_the_same_key_and_another_message_another(
    there: WhatsApp,
) -> None:
    once, again, other = (
        there.parse(request(told(messages=[text(name=name)])))[0]
        for name in (WAMID, WAMID, WAMID + "2")
    )

    assert isinstance(once, Inbound)
    assert isinstance(again, Inbound)
    assert isinstance(other, Inbound)
    assert once.key == again.key
    assert once.key != other.key
    assert "5550100" not in once.key


def test_a_receipt_names_what_was_sent(service: Service) -> None:
    there = channel(service)
    sent = there.send(message())
    statuses = [
        {"id": WAMID, "status": state, "timestamp": "1795752000"}
        for state in ("sent", "delivered", "read", "failed")
    ]

    receipts = there.parse(request(told(statuses=statuses)))

    assert receipts == [
        Receipt(id=sent.id, state="delivered"),
        Receipt(id=sent.id, state="read"),
        Receipt(id=sent.id, state="failed"),
    ]


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param(request(told(messages=[text()])), id="no signature"),
        pytest.param(signed(told(), secret=b"another"), id="another secret"),
        pytest.param(
            WebRequest(
                headers=signed(told()).headers, body=told(messages=[text()]), query={}
            ),
            id="another body",
        ),
        pytest.param(request(told(), **{"x-hub-signature-256": "é"}), id="junk"),
        pytest.param(signed(b" " * 3_000_001), id="a huge body"),
    ],
)
def test_what_meta_did_not_sign_is_forged(there: WhatsApp, forged: WebRequest) -> None:
    with pytest.raises(Forged):
        there.verify(forged, at=NOW)


def test_without_a_secret_everything_is_forged() -> None:
    bare = WhatsApp(
        settings("http://127.0.0.1:9", app_secret="", verify_token=""),
        clock=lambda: NOW,
        wrote_at=lambda _: None,
    )
    asked = {"hub.mode": "subscribe", "hub.verify_token": "", "hub.challenge": "1"}

    with pytest.raises(Forged):
        bare.verify(signed(told(), secret=b""), at=NOW)
    assert bare.greet(WebRequest(headers={}, body=b"", query=asked)) is None


@pytest.mark.parametrize(
    ("word", "challenge", "answer"),
    [
        pytest.param("the word", "1158201444", "1158201444", id="the word"),
        pytest.param("another", "1158201444", None, id="another word"),
        pytest.param("the word", "<script>", None, id="no plain challenge"),
    ],
)
def test_meta_is_greeted_if_it_knows_the_word(
    there: WhatsApp, word: str, challenge: str, answer: str | None
) -> None:
    query = {
        "hub.mode": "subscribe",
        "hub.verify_token": word,
        "hub.challenge": challenge,
    }

    assert there.greet(WebRequest(headers={}, body=b"", query=query)) == answer


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "entry",
                    "changes",
                    "value",
                    "metadata",
                    "messages",
                    "statuses",
                    "id",
                    "from",
                    "type",
                    "text",
                    "body",
                    "timestamp",
                    "phone_number_id",
                    "image",
                    "caption",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@how(max_examples=50, deadline=None)
@given(body=st.binary(max_size=60) | JUNK.map(lambda junk: json.dumps(junk).encode()))
def test_junk_says_nothing_and_raises_nothing(body: bytes) -> None:
    there = WhatsApp(
        settings("http://127.0.0.1:9"), clock=lambda: NOW, wrote_at=lambda _: None
    )

    assert there.parse(request(body)) == []


@how(max_examples=50, deadline=None)
@given(sent=JUNK, stamp=JUNK)
def test_a_message_with_junk_in_it_still_says_who_wrote(sent: Any, stamp: Any) -> None:
    there = WhatsApp(
        settings("http://127.0.0.1:9"), clock=lambda: NOW, wrote_at=lambda _: None
    )
    body = told(messages=[{**text(), "text": sent, "timestamp": stamp}])

    (inbound,) = there.parse(request(body))

    assert isinstance(inbound, Inbound)
    assert inbound.address == HER
    assert inbound.text.encode()
