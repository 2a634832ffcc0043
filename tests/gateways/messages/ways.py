"""Every way for messages behind one handle, so that all are held to one contract."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from payung.gateways.messages import (
    Inbound,
    InboundKind,
    Messages,
    Outbound,
    WebRequest,
)
from payung.gateways.messages.fake import FakeMessages
from payung.gateways.messages.http_description import described
from payung.gateways.messages.http_gateway import HttpGateway, HttpGatewaySettings
from payung.gateways.messages.modem import Modem, ModemSettings
from payung.gateways.messages.signal import Signal, SignalSettings
from payung.gateways.messages.smpp import Smpp, SmppSettings
from payung.gateways.messages.telegram import Telegram, TelegramSettings
from payung.gateways.messages.whatsapp import WhatsApp, WhatsAppSettings
from tests.gateways.messages.at_modem import AtModem, plugged_in
from tests.gateways.messages.loopback_service import Service, serving
from tests.gateways.messages.short_message_centre import ShortMessageCentre, running


NUMBER = "+0005550100"
AT = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)
SECRET = b"of this machine"


def clock() -> datetime:
    return AT + timedelta(seconds=1)


class Way(Protocol):
    """A channel and the world at its other end."""

    channel: Messages
    her: str

    def taken(self) -> list[str]:
        """Return the texts that left, in order."""

    def arrives(self, text: str) -> None:
        """Let her write; for ways that are polled."""

    def refuses(self) -> None:
        """Let the other end refuse the next text, for a while."""


class FakeWay:
    """The fake."""

    her = f"tel:{NUMBER}"

    def __init__(self) -> None:
        self.channel = FakeMessages()
        self._numbers = count()

    def taken(self) -> list[str]:
        return [message.text for message in self.channel.sent]

    def arrives(self, text: str) -> None:
        inbound = Inbound(
            key=f"{next(self._numbers)}",
            kind=InboundKind.TEXT,
            address=self.her,
            text=text,
            sent_at=AT,
        )
        self.channel.waiting.append(inbound)

    def refuses(self) -> None:
        self.channel.refuse_next()


class ModemWay:
    """gammu, and a modem on a pseudo-terminal."""

    her = f"tel:{NUMBER}"

    def __init__(self, stick: AtModem) -> None:
        self._stick = stick
        self._seconds = count()
        self.channel = Modem(
            ModemSettings(device=str(stick.path), country="np", secret=SECRET),
            clock=clock,
        )

    def taken(self) -> list[str]:
        texts: list[str] = []
        for part in self._stick.sent:
            if part.part == 1:
                texts.append("")
            texts[-1] += part.text
        return texts

    def arrives(self, text: str) -> None:
        sent_at = AT + timedelta(seconds=next(self._seconds))
        self._stick.receive(NUMBER, text, at=sent_at)

    def refuses(self) -> None:
        self._stick.refuse_after(0)


class SmppWay:
    """smpplib, and node-smpp's short message centre."""

    her = f"tel:{NUMBER}"

    def __init__(self, centre: ShortMessageCentre) -> None:
        self._centre = centre
        self.channel = Smpp(
            SmppSettings(
                host="127.0.0.1",
                port=centre.port,
                system_id="payung",
                password="open",
                sender="1000",
                country="np",
                secret=SECRET,
                tls=False,
            ),
            clock=clock,
        )
        assert list(self.channel.poll()) == []

    def taken(self) -> list[str]:
        texts: list[str] = []
        for part in self._centre.told("submitted"):
            if not part["header"] or part["header"][0].endswith("01"):
                texts.append("")
            texts[-1] += part["submitted"]
        return texts

    def arrives(self, text: str) -> None:
        deed = {"text": text, "from": NUMBER.removeprefix("+"), "ton": 1}
        self._centre.do("deliver", **deed)

    def refuses(self) -> None:
        self._centre.set(refuse=[0x58])


class ServiceWay:
    """A service over HTTP; its kind says what it answers and where the text stands."""

    def __init__(
        self, service: Service, channel: Messages, text: tuple[str, ...], said: Any
    ) -> None:
        self._service = service
        self._text = text
        self._said = said
        self._stamps = count(1795752000000)
        self.channel = channel
        self.her = f"{channel.scheme}:{NUMBER}"
        if channel.scheme == "telegram":
            self.her = "telegram:555010"
        service.answers = [(200, said)]

    def taken(self) -> list[str]:
        texts = []
        for asked in self._service.asked:
            said = asked.said if asked.method == "POST" else {}
            for step in self._text:
                said = said.get(step, {})
            if said and not asked.refused:
                texts.append(said)
        return texts

    def arrives(self, text: str) -> None:
        envelope = {
            "sourceNumber": NUMBER,
            "timestamp": next(self._stamps),
            "dataMessage": {"message": text},
        }
        self._service.answers.insert(-1, (200, [{"envelope": envelope}]))

    def refuses(self) -> None:
        self._service.answers.insert(0, (503, {}))


DESCRIPTION = """
[send]
url = "{url}/send"
address = "to"
text = "text"

[arrive]
signature_header = "x-signature"
timestamp_header = "x-timestamp"
address = "from"
text = "text"
id = "id"
"""


def _channel(way: str, address: str) -> tuple[Messages, tuple[str, ...], Any]:
    match way:
        case "signal":
            settings = SignalSettings(
                service=address, number="+0009990000", secret=SECRET
            )
            return Signal(settings), ("message",), []
        case "telegram":
            bot = TelegramSettings(
                token="1:t", secret_token="their-word", secret=SECRET, service=address
            )
            said = {"ok": True, "result": {"message_id": 1}}
            return Telegram(bot), ("text",), said
        case "whatsapp":
            number = WhatsAppSettings(
                phone_number_id="1",
                access_token="t",
                app_secret="their-word",
                verify_token="w",
                secret=SECRET,
                service=address,
            )
            channel = WhatsApp(number, clock=clock, wrote_at=lambda _: AT)
            return channel, ("text", "body"), {"messages": [{"id": "wamid.1"}]}
        case _:
            company = HttpGatewaySettings(
                description=described(DESCRIPTION.format(url=address)),
                country="np",
                secret=SECRET,
                send_secret="k",
                arrive_secret="their-word",
            )
            return HttpGateway(company), ("text",), {}


@contextmanager
def way_of(name: str, folder: Path) -> Iterator[Way]:
    """Give a way by its name: fake, modem, smpp, signal, telegram, whatsapp, http."""
    if name == "fake":
        yield FakeWay()
    elif name == "modem":
        with plugged_in(folder) as stick:
            modem = ModemWay(stick)
            yield modem
            modem.channel.close()
    elif name == "smpp":
        with running() as centre:
            operator = SmppWay(centre)
            yield operator
            operator.channel.close()
    else:
        with serving() as service:
            yield ServiceWay(service, *_channel(name, service.address))


def webhook_call(name: str, words: str, *, word: str = "their-word") -> WebRequest:
    """Return how a channel tells that she wrote, proven with its word."""
    match name:
        case "telegram":
            chat = {"id": 555010, "type": "private"}
            said = {"message": {"chat": chat, "date": 1795752000, "text": words}}
            body = json.dumps({"update_id": 3, **said}).encode()
            headers = {"x-telegram-bot-api-secret-token": word}
        case "whatsapp":
            sent = {"from": NUMBER[1:], "id": "wamid.2", "timestamp": "1795752000"}
            sent |= {"type": "text", "text": {"body": words}}
            value = {"metadata": {"phone_number_id": "1"}, "messages": [sent]}
            body = json.dumps({"entry": [{"changes": [{"value": value}]}]}).encode()
            headers = {"x-hub-signature-256": f"sha256={_proof(word, body)}"}
        case _:
            body = json.dumps({"id": "3", "from": NUMBER, "text": words}).encode()
            proof = _proof(word, b"1795752000." + body)
            headers = {"x-signature": proof, "x-timestamp": "1795752000"}
    return WebRequest(headers=headers, body=body, query={})


def _proof(word: str, over: bytes) -> str:
    return hmac.new(word.encode(), over, hashlib.sha256).hexdigest()


def text_for(way: Way, words: str, key: str) -> Outbound:
    """Return a text for her."""
    return Outbound(key=key, address=way.her, text=words)
