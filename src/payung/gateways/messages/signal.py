"""Texts and calls by Signal, through a signal-cli-rest-api of our own.

Made after https://bbernhard.github.io/signal-cli-rest-api/ (GET /v1/receive/{number},
POST /v2/send) and its README: it has to run in mode `native` or `normal`, because in
mode `json-rpc` the first of these is a web socket.

Signal keeps nothing: what was fetched exists only here. So one message is fetched at a
time, and held in memory until it is kept; a crash between the two loses that one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from .addressing import address_of, whom
from .json_reading import moment, under, words
from .left_to_send import LeftToSend
from .mended import mended
from .message_keys import key_of
from .speaking import (
    ChannelGone,
    Inbound,
    InboundKind,
    MessageCaps,
    NotSent,
    Outbound,
    Receipt,
    Sent,
)
from .web_calls import WebService


AT_ONCE = 100  # messages of one poll, so that a flood does not keep it for ever


@dataclass(frozen=True, kw_only=True, slots=True)
class SignalSettings:
    """Where the service runs, our number, and the secret our keys are made of."""

    service: str
    number: str
    secret: bytes = field(repr=False)
    seconds: float = 30.0


class Signal:
    """An account. One thread polls; texts may be sent from any."""

    scheme = "signal"
    caps = MessageCaps(
        longest=2000,
        receipts=True,
        free_text_hours=0,
        stores_at_provider=False,
        end_to_end=True,
        comes_by="poll",
        missed_calls=True,
    )

    def __init__(self, settings: SignalSettings) -> None:
        """Ask nothing yet; raise UnsafeAddress."""
        self._settings = settings
        self._service = WebService(settings.service, seconds=settings.seconds)
        self._left: LeftToSend[Outbound] = LeftToSend()
        self._waiting: deque[Inbound | Receipt] = deque()

    def send(self, message: Outbound) -> Sent:
        """Send a text; its id is its time-stamp. Raise NotSent."""
        to = whom(message, self.scheme, self.caps)
        text = self._left.of(message.key, lambda: [message])
        return Sent(id=text.send(lambda one: self._sent(to, one)))

    def poll(self) -> Iterator[Inbound | Receipt]:
        """Yield what came, one by one; what was not kept is given again."""
        yield from self._held()
        for _ in range(AT_ONCE):
            if not self._fetch():
                return
            yield from self._held()

    def close(self) -> None:
        """Close its connections."""
        self._service.close()

    def _held(self) -> Iterator[Inbound | Receipt]:
        while self._waiting:
            yield self._waiting[0]
            self._waiting.popleft()

    def _fetch(self) -> bool:
        answer = self._service.ask(
            "GET",
            f"/v1/receive/{quote(self._settings.number, safe='')}",
            query={"timeout": "1", "max_messages": "1", "ignore_attachments": "true"},
        )
        if not answer.is_good:
            raise ChannelGone(f"service_{answer.status}")
        came = answer.said if isinstance(answer.said, list) else []
        for one in came:
            self._take(under(one, "envelope"))
        return bool(came)

    def _take(self, envelope: Any) -> None:
        self._waiting += _receipts(under(envelope, "receiptMessage"))
        kind, text = _said(envelope)
        sender = words(envelope, "sourceNumber") or words(envelope, "sourceUuid")
        if kind is None or not sender:
            return
        name = words(envelope, "timestamp")
        inbound = Inbound(
            key=key_of(self._settings.secret, "signal", sender, name),
            kind=kind,
            address=address_of(self.scheme, sender),
            text=text,
            sent_at=moment(envelope, "timestamp", per_second=1000),
        )
        self._waiting.append(inbound)

    def _sent(self, to: str, message: Outbound) -> str:
        said = {
            "message": mended(message.text),
            "number": self._settings.number,
            "recipients": [to],
        }
        try:
            answer = self._service.ask("POST", "/v2/send", said=said)
        except ChannelGone as gone:
            raise NotSent(gone.why, again=True) from None
        if not answer.is_good:
            # Its words hold numbers, and 400 means anything from a lost network to
            # nobody there. Only where Signal wants proof of a person is it told apart.
            slow = under(answer.said, "challenge_tokens")
            why = "too_fast" if slow else f"service_{answer.status}"
            raise NotSent(why, again=True)
        return words(answer.said, "timestamp")


def _said(envelope: Any) -> tuple[InboundKind | None, str]:
    if under(envelope, "callMessage", "offerMessage") is not None:
        return InboundKind.MISSED_CALL, ""
    message = under(envelope, "dataMessage") or under(
        envelope, "editMessage", "dataMessage"
    )
    if message is None or under(message, "remoteDelete") is not None:
        return None, ""
    thing = "[attachment]" if under(message, "attachments") else ""
    text = " ".join(filter(None, (thing, words(message, "message"))))
    return InboundKind.TEXT, text or "[message]"


def _receipts(told: Any) -> list[Receipt]:
    read = under(told, "isRead") is True or under(told, "isViewed") is True
    if not read and under(told, "isDelivery") is not True:
        return []
    stamps = under(told, "timestamps")
    names = [words(stamp) for stamp in stamps] if isinstance(stamps, list) else []
    return [Receipt(id=name, state="read" if read else "delivered") for name in names]
