"""A Telegram bot: what we ask of it, what it tells us, and who may tell."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from payung.gateways.messages import Forged, Inbound, NotSent, Outbound, WebRequest
from payung.gateways.messages.telegram import Telegram, TelegramSettings
from tests.gateways.messages.loopback_service import Service, serving


NOW = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)
SENT = {"ok": True, "result": {"message_id": 77}}


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as service:
        service.answers = [(200, SENT)]
        yield service


def bot(address: str = "http://127.0.0.1:9", **changes: Any) -> Telegram:
    facts = {
        "token": "1:our-token",
        "secret_token": "their-word",
        "secret": b"of this machine",
        "service": address,
    }
    return Telegram(TelegramSettings(**{**facts, **changes}))


def message(words: str = "We will call you.", chat: str = "555010") -> Outbound:
    return Outbound(key=f"{chat} {words}", address=f"telegram:{chat}", text=words)


def test_a_text_is_asked_for_as_the_bot_api_wants_it(service: Service) -> None:
    sent = bot(service.address).send(message())

    (asked,) = service.asked
    assert (asked.method, asked.path) == ("POST", "/bot1:our-token/sendMessage")
    assert asked.said == {
        "chat_id": 555010,
        "text": "We will call you.",
        "link_preview_options": {"is_disabled": True},
    }
    assert sent.id == "77"


@pytest.mark.parametrize(
    ("status", "why", "again"),
    [
        pytest.param(403, "blocked_by_her", False, id="she blocked the bot"),
        pytest.param(400, "no_such_address", False, id="no such chat"),
        pytest.param(401, "service_refuses_us", True, id="our token is old"),
        pytest.param(429, "service_429", True, id="too many"),
        pytest.param(502, "service_502", True, id="theirs"),
    ],
)
def test_a_refusal_says_whether_to_try_again(
    service: Service, status: int, why: str, again: bool
) -> None:
    service.answers = [(status, {"ok": False, "description": "chat 555010"})]

    with pytest.raises(NotSent) as refused:
        bot(service.address).send(message())

    assert (refused.value.why, refused.value.again) == (why, again)


@pytest.mark.parametrize("chat", ["", "@name", "1/../x", "5" * 40])
def test_what_is_no_chat_is_not_asked_for(service: Service, chat: str) -> None:
    with pytest.raises(NotSent) as refused:
        bot(service.address).send(message(chat=chat))

    assert not refused.value.again
    assert service.asked == []


def test_nothing_of_it_is_logged(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    bot(service.address).send(message())

    assert caplog.text == ""
    assert "our-token" not in repr(
        TelegramSettings(token="1:our-token", secret_token="w", secret=b"")
    )


def update(**changes: Any) -> dict[str, Any]:
    chat = {"id": 555010, "type": "private", "first_name": "a name"}
    sent = {"message_id": 5, "chat": chat, "date": 1795752000, "text": "help me"}
    return {"update_id": 10, "message": {**sent, **changes}}


def request(said: Any, word: str | None = "their-word") -> WebRequest:
    headers = {} if word is None else {"x-telegram-bot-api-secret-token": word}
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    return WebRequest(headers=headers, body=body, query={})


def test_a_text_comes_in() -> None:
    bot().verify(request(update()), at=NOW)

    (inbound,) = bot().parse(request(update()))

    assert isinstance(inbound, Inbound)
    assert (inbound.address, inbound.text) == ("telegram:555010", "help me")
    assert inbound.sent_at == NOW


def test_what_is_replayed_has_the_same_key_and_another_message_another() -> None:
    later = {**update(), "update_id": 11}

    once, again, other = (
        bot().parse(request(one))[0] for one in (update(), update(), later)
    )

    assert isinstance(once, Inbound)
    assert isinstance(again, Inbound)
    assert isinstance(other, Inbound)
    assert once.key == again.key
    assert once.key != other.key


def test_a_changed_text_is_another_message() -> None:
    said = update(edit_date=1795752060, text="not there any more")
    changed = {"update_id": 12, "edited_message": said["message"]}

    (inbound,) = bot().parse(request(changed))

    assert isinstance(inbound, Inbound)
    assert inbound.text == "not there any more"
    assert inbound.sent_at == datetime(2026, 11, 27, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        pytest.param({"text": None, "voice": {}}, "[voice]", id="a voice"),
        pytest.param(
            {"text": None, "photo": [], "caption": "here"},
            "[photo] here",
            id="a picture",
        ),
        pytest.param(
            {"text": None, "passport_data": {}}, "[message]", id="a new thing"
        ),
    ],
)
def test_what_is_no_text_is_told_all_the_same(sent: dict[str, Any], said: str) -> None:
    (inbound,) = bot().parse(request(update(**sent)))

    assert isinstance(inbound, Inbound)
    assert inbound.text == said


def test_a_group_is_nobody() -> None:
    said = update(chat={"id": -5, "type": "group"})

    assert bot().parse(request(said)) == []


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param(request(update(), word=None), id="no word"),
        pytest.param(request(update(), word="another"), id="another word"),
        pytest.param(request(update(), word="thëir-word"), id="junk"),
        pytest.param(request(b" " * 1_000_001), id="a huge body"),
    ],
)
def test_who_does_not_know_the_word_is_not_telegram(forged: WebRequest) -> None:
    with pytest.raises(Forged):
        bot().verify(forged, at=NOW)


def test_without_a_word_everything_is_forged() -> None:
    with pytest.raises(Forged):
        bot(secret_token="").verify(request(update(), word=""), at=NOW)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "update_id",
                    "message",
                    "edited_message",
                    "chat",
                    "id",
                    "type",
                    "text",
                    "date",
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
    assert bot().parse(request(body)) == []
