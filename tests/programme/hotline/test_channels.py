"""Channels out of one file, their webhooks, and a cloud's: forged, late, twice."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client
from twilio.request_validator import RequestValidator

from payung.gateways.messages import Inbound, InboundKind, Outbound, Receipt
from payung.gateways.messages.fake import FakeMessages
from payung.gateways.telephone import TelephoneGone
from payung.programme.alerts.machine import forget
from payung.programme.alerts.models import Message, WayKind
from payung.programme.hotline.coming_in.channel_file import BadChannelFile
from payung.programme.hotline.coming_in.channels import (
    Channel,
    channels_of,
    sending_by_kind,
)
from payung.programme.hotline.coming_in.cloud import DatabaseRows, cloud_of
from payung.programme.hotline.coming_in.hooks import poll
from payung.programme.hotline.coming_in.receipts import note_receipt
from payung.programme.hotline.coming_in.wrote import wrote_at
from payung.programme.hotline.models import CloudRow, Contact
from tests.programme.hotline.small_line import CALLER, NIGHT, SmallLine, after


COMPANY = """
[send]
url = "http://127.0.0.1:9/send"
address = "to"
text = "text"

[arrive]
signature_header = "X-Sign"
timestamp_header = "X-Time"
address = "from"
text = "text"
id = "id"
sent_at = "at"
"""
FILE = """
[np.company]
by = "http"
line = "main"
description = "company.toml"
send_secret = "outgoing"
arrive_secret = "incoming"

[np.bot]
by = "telegram"
token = "1:invented"
secret_token = "a_word"

[np.voice]
by = "twilio"
account = "AC0"
token = "cloud-token"
base = "https://line.example/line/np/voice"
"""


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def configured(small: SmallLine, tmp_path: Path, settings: object) -> Iterator[Path]:
    """Give the machine a file with a company, a bot and a cloud."""
    (tmp_path / "company.toml").write_text(COMPANY)
    file = tmp_path / "hotline.toml"
    file.write_text(FILE)
    settings.HOTLINE_CHANNELS = file
    return file


def signed(body: bytes, *, key: str = "incoming", at: float | None = None) -> dict:
    said = str(int(at or time.time()))
    proof = hmac.new(key.encode(), said.encode() + b"." + body, hashlib.sha256)
    return {"X-Time": said, "X-Sign": proof.hexdigest()}


def call(body: bytes, headers: dict, channel: str = "company") -> int:
    client = Client(headers=headers)
    answer = client.post(
        f"/line/np/in/{channel}", body, content_type="application/json"
    )
    return answer.status_code


A_TEXT = json.dumps(
    {"from": CALLER, "text": "Please call", "id": "7", "at": "1795460400"}
).encode()


def test_a_signed_text_is_a_contact_once(configured: Path) -> None:
    answers = [call(A_TEXT, signed(A_TEXT)) for _again in range(2)]

    assert answers == [200, 200]
    contact = Contact.objects.get()
    assert (contact.channel, contact.line) == ("sms", "main")


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="not signed"),
        pytest.param(signed(A_TEXT, key="guessed"), id="signed by somebody else"),
        pytest.param(signed(A_TEXT, at=1_795_000_000), id="signed long ago"),
        pytest.param(signed(A_TEXT + b" "), id="signed for another body"),
    ],
)
def test_a_forged_text_finds_nothing_and_leaves_nothing(
    configured: Path, headers: dict
) -> None:
    assert call(A_TEXT, headers) == 404
    assert not Contact.objects.exists()


@pytest.mark.parametrize("channel", ["nothing", "voice"])
def test_a_channel_that_is_not_there_is_an_unknown_address(
    configured: Path, channel: str
) -> None:
    assert call(A_TEXT, signed(A_TEXT), channel) == 404


def test_a_bot_is_known_by_the_word_it_was_given(configured: Path) -> None:
    update = json.dumps(
        {
            "update_id": 5,
            "message": {
                "message_id": 1,
                "date": 1795460400,
                "text": "Are you there?",
                "chat": {"id": 471147, "type": "private"},
            },
        }
    ).encode()
    header = "X-Telegram-Bot-Api-Secret-Token"

    answers = [call(update, {header: word}, "bot") for word in ("another", "a_word")]

    assert answers == [404, 200]
    assert Contact.objects.get().channel == "chat"


def test_while_the_machine_sleeps_a_channel_is_told_to_come_again(
    configured: Path,
) -> None:
    forget("np")

    assert call(A_TEXT, signed(A_TEXT)) == 404


def test_each_kind_of_text_has_what_carries_it(configured: Path) -> None:
    carriers = sending_by_kind("np", clock=now)

    assert set(carriers) == {WayKind.SMS, WayKind.TELEGRAM}
    assert carriers[WayKind.SMS] is channels_of("np", clock=now)["company"].messages


def test_a_country_without_a_file_has_no_channels(small: SmallLine) -> None:
    assert channels_of("np", clock=now) == {}
    assert cloud_of("np", clock=now) is None


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("[np.sms]\nby = 'pigeon'", "[np.sms] has a `by`"),
        ("[np.sms]\nby = 'modem'", "[np.sms] lacks one of"),
        ("[np.sms]\nby = 'modem'\ndevice = 'x'\nsecret = 'mine'", "no use for secret"),
        ("[np.sms]\ndevice = 'mine'", "[np.sms] needs a line"),
        ("[np.bot]\nby = 'telegram'\ntoken = 'mine'\nwords = 'mine'", "for words"),
        ("np = 'mine", "is not TOML"),
        ("[np.sms]\nby = 'http'\ndescription = 'mine.toml'", "names no description"),
    ],
)
def test_a_mistake_is_named_by_its_place_and_never_quoted(
    configured: Path, wrong: str, named: str
) -> None:
    configured.write_text(wrong)

    with pytest.raises(BadChannelFile) as told:
        channels_of("np", clock=now)

    assert named in str(told.value)
    assert "mine" not in str(told.value)


def test_a_channel_that_is_asked_is_emptied_only_of_what_is_kept(
    small: SmallLine,
) -> None:
    fake = FakeMessages()
    fake.waiting = [
        Inbound(
            key=str(number),
            kind=InboundKind.TEXT,
            address=f"tel:{CALLER}",
            text=f"Text {number}",
            sent_at=NIGHT,
        )
        for number in range(3)
    ]
    channel = Channel(name="sms", kind=WayKind.SMS, line="main", messages=fake)

    taken = poll(country="np", channel=channel, at=after(5))

    assert (taken, fake.waiting) == (3, [])
    assert Contact.objects.get().said.count() == 2
    assert [type(one) for one in fake.sent] == [Outbound]


def test_a_receipt_is_noted_with_the_text_it_is_about(small: SmallLine) -> None:
    way = small.texts["sunita"]
    Message.objects.create(
        key="k",
        country="np",
        way=way,
        saying="look",
        about="x",
        made_at=NIGHT,
        state="sent",
        channel_id="abc",
    )

    noted = [
        note_receipt(Receipt(id=name, state="failed")) for name in ("abc", "", "z")
    ]

    assert noted == [1, 0, 0]
    assert Message.objects.get().outcome == "failed"


def test_it_is_known_when_somebody_last_wrote(configured: Path) -> None:
    before = wrote_at("np", f"tel:{CALLER}")

    call(A_TEXT, signed(A_TEXT))

    assert before is None
    assert wrote_at("np", f"tel:{CALLER}") == Contact.objects.get().opened_at


def test_a_forged_webhook_of_the_cloud_finds_nothing(configured: Path) -> None:
    answer = Client().post("/line/np/voice?k=abc", {"CallSid": "CA1", "From": CALLER})

    assert answer.status_code == 404
    assert not Contact.objects.exists()


def test_a_call_through_a_cloud_leaves_its_contact_and_rings_her_phone(
    configured: Path, small: SmallLine
) -> None:
    cloud = cloud_of("np", clock=now)
    url, _ends = cloud.console_urls("main")
    said = {"CallSid": "CA77", "From": CALLER, "To": "main", "CallStatus": "ringing"}
    signature = RequestValidator("cloud-token").compute_signature(url, said)
    path = url.removeprefix("https://line.example")

    answer = Client(headers={"X-Twilio-Signature": signature}).post(
        path, urlencode(said), content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 200
    assert b"<Response>" in answer.content
    contact = Contact.objects.get()
    assert (contact.channel, contact.number is None) == ("call", False)


def test_a_row_of_the_cloud_that_gives_up_stays_as_it_was(small: SmallLine) -> None:
    rows = DatabaseRows("np")
    with rows.change("call:1") as slot:
        slot.sealed = b"first"

    def gives_up() -> None:
        with rows.change("call:1") as changed:
            changed.sealed = b"second"
            raise TelephoneGone

    with pytest.raises(TelephoneGone):
        gives_up()

    assert CloudRow.objects.get().row.data == b"first"
    assert rows.names() == ("call:1",)
    with rows.change("call:1") as slot:
        slot.sealed = None
    assert rows.names() == ()
