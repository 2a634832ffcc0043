"""SMS through any company that is asked over HTTP, and calls us when a text comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

from .addressing import address_of, whom
from .http_description import Arriving, HttpDescription
from .json_reading import each, moment, read, under, words
from .left_to_send import LeftToSend
from .mended import mended
from .message_keys import key_of
from .phone_numbers import e164, is_withheld
from .proofs import need_signature, need_size
from .speaking import (
    ChannelGone,
    Forged,
    Inbound,
    InboundKind,
    MessageCaps,
    NotSent,
    Outbound,
    Receipt,
    Sent,
    WebRequest,
)
from .web_calls import Answer, WebService


OLDEST = timedelta(minutes=5)
LONGEST_BODY = 1_000_000  # octets
STATES = frozenset({"delivered", "read", "failed"})


@dataclass(frozen=True, kw_only=True, slots=True)
class HttpGatewaySettings:
    """A company: how it is asked, and what proves us to it and it to us.

    `secret` makes the keys of what comes in.
    """

    description: HttpDescription
    country: str
    secret: bytes = field(repr=False)
    send_secret: str = field(repr=False)
    arrive_secret: str = field(default="", repr=False)


class HttpGateway:
    """A company. Texts may be sent from any thread."""

    scheme = "tel"

    def __init__(self, settings: HttpGatewaySettings) -> None:
        """Ask nothing yet; raise UnsafeAddress."""
        self._settings = settings
        self._sending = settings.description.send
        self._service = WebService(self._sending.url)
        self._left: LeftToSend[Outbound] = LeftToSend()

    @property
    def caps(self) -> MessageCaps:
        """Return what it can do: receipts only where its calls tell of them."""
        arrive = self._settings.description.arrive
        return MessageCaps(
            longest=670,
            receipts=arrive is not None and bool(arrive.receipt_id),
            free_text_hours=0,
            stores_at_provider=True,
            end_to_end=False,
            comes_by="webhook",
        )

    def send(self, message: Outbound) -> Sent:
        """Send a text; raise NotSent."""
        to = whom(message, self.scheme, self.caps)
        number = e164(to, self._settings.country) or to
        if not (number.isascii() and number.removeprefix("+").isdecimal()):
            raise NotSent("no_such_address", again=False)
        text = self._left.of(message.key, lambda: [message])
        return Sent(id=text.send(lambda one: self._sent(number, one)))

    def poll(self) -> Iterable[Inbound]:
        """Return nothing: it comes by webhook."""
        return ()

    def verify(self, request: WebRequest, *, at: datetime) -> None:
        """Raise Forged unless the company signed this body within the last minutes."""
        arrive = self._settings.description.arrive
        if arrive is None or not self._settings.arrive_secret:
            raise Forged("not_expected")
        need_size(request.body, LONGEST_BODY)
        said = request.headers.get(arrive.timestamp_header.lower(), "")
        signed = request.headers.get(arrive.signature_header.lower(), "")
        need_signature(
            signed.removeprefix(arrive.prefix),
            secret=self._settings.arrive_secret.encode(),
            over=said.encode("utf-8", "surrogatepass") + b"." + request.body,
        )
        if abs(at - moment(said)) > OLDEST:
            raise Forged("too_old")

    def parse(self, request: WebRequest) -> Sequence[Inbound | Receipt]:
        """Return texts, and what became of ours."""
        arrive = self._settings.description.arrive
        if arrive is None:
            return []
        body = _body(request)
        signed_at = request.headers.get(arrive.timestamp_header.lower(), "")
        told: list[Inbound | Receipt] = []
        for one in _messages(body, arrive):
            told += self._inbound(one, arrive, moment(signed_at))
            told += self._receipt(one, arrive)
        return told

    def greet(self, request: WebRequest) -> str | None:
        """Return None: these companies do not check an address."""
        return None

    def close(self) -> None:
        """Close its connections."""
        self._service.close()

    def _inbound(
        self, one: Any, arrive: Arriving, signed_at: datetime
    ) -> Iterator[Inbound]:
        name, text = _found(one, arrive.id), _found(one, arrive.text)
        if not name or not text:
            return
        said = _found(one, arrive.address)
        number = "" if is_withheld(said) else said
        known = e164(number, self._settings.country)
        yield Inbound(
            key=key_of(self._settings.secret, "http", name),
            kind=InboundKind.TEXT,
            address=address_of(self.scheme, known or number),
            text=text,
            sent_at=moment(_found(one, arrive.sent_at))
            if arrive.sent_at
            else signed_at,
        )

    def _receipt(self, one: Any, arrive: Arriving) -> Iterator[Receipt]:
        name, said = _found(one, arrive.receipt_id), _found(one, arrive.receipt_state)
        state = arrive.states.get(said, said)
        if name and state in STATES:
            yield Receipt(id=self._name(name), state=state)

    def _name(self, name: str) -> str:
        # What a company calls a message may be made of a number.
        return key_of(self._settings.secret, "http sent", name) if name else ""

    def _sent(self, number: str, message: Outbound) -> str:
        facts, place = self._facts(number, message), self._sending.place
        try:
            answer = self._service.ask(
                self._sending.method,
                headers=self._headers(),
                query=facts if place == "query" else None,
                form=facts if place == "form" else None,
                said=facts if place == "json" else None,
            )
        except ChannelGone as gone:
            raise NotSent(gone.why, again=True) from None
        self._need_success(answer)
        return self._name(_found(answer.said, self._settings.description.answer.id))

    def _headers(self) -> Mapping[str, str]:
        name, form = self._sending.secret_header, self._sending.secret_form
        said = form.replace("{secret}", self._settings.send_secret)
        return {name: said} if name else {}

    def _facts(self, number: str, message: Outbound) -> dict[str, str]:
        names = self._sending
        facts = {
            **names.fixed,
            names.address: number if names.plus else number.removeprefix("+"),
            names.text: mended(message.text),
            names.key: message.key,
            names.secret: self._settings.send_secret,
        }
        # A field the company does not have has no name.
        return {name: value for name, value in facts.items() if name}

    def _need_success(self, answer: Answer) -> None:
        reading = self._settings.description.answer
        if answer.status in {401, 403}:
            raise NotSent("service_refuses_us", again=True)
        if not answer.is_good:
            passing = answer.status in {408, 425, 429} or answer.status >= 500
            raise NotSent(f"service_{answer.status}", again=passing)
        said = _found(answer.said, reading.success)
        if reading.success and said not in reading.success_is:
            raise NotSent("service_says_no", again=True)


def _found(value: Any, path: str) -> str:
    if not path:
        return ""
    found = under(value, *_steps(path))
    if isinstance(found, bool):
        return str(found).lower()
    return words(found)


def _steps(path: str) -> list[str | int]:
    return [int(step) if step.isdecimal() else step for step in path.split(".")]


def _body(request: WebRequest) -> Any:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return read(request.body)
    try:
        pairs = parse_qsl(request.body.decode("utf-8", "replace"), max_num_fields=100)
    except ValueError:
        return None
    return dict(pairs)


def _messages(body: Any, arrive: Arriving) -> Iterator[dict[str, Any]]:
    if arrive.messages:
        yield from each(body, *_steps(arrive.messages))
    elif isinstance(body, dict):
        yield body
