"""SMS through an operator's own connection, SMPP 3.4, as a transceiver.

Without TLS an operator's SMPP shows every number and text to whoever carries it: use
the TLS port, or a tunnel, and say so with `tls=False`.
"""

from __future__ import annotations

import ssl
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from time import monotonic
from typing import Any

from .addressing import address_of, whom
from .back_off import BackOff
from .left_to_send import LeftToSend
from .long_texts import LongTexts, Part, Whole
from .mended import mended
from .message_keys import key_of
from .phone_numbers import e164, is_withheld
from .smpp_link import Pdu, SmppLink
from .smpp_texts import (
    HEADERS,
    NAME,
    Alphabet,
    Piece,
    is_receipt,
    part_of,
    pieces_of,
    receipt_of,
    type_and_digits,
)
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


# Section 5.1.3 of SMPP 3.4: of these the same message will never be taken.
NEVER = {0x01: "bad_message", 0x0A: "bad_sender", 0x0B: "no_such_address"}
NEVER |= {0x33: "no_such_address", 0x50: "no_such_address", 0x51: "no_such_address"}
# An operator delivers again what was not answered before a connection was lost, with
# nothing that says so. The same words from the same number within this are the same.
SAME_TEXT_SECONDS = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class SmppSettings:
    """What an operator gives with a connection; `sender` is our number or short code.

    `secret` makes the keys of what comes in. `authority` is a file of certificates to
    trust where the operator's own are not signed by a known authority. Operators whose own alphabet is not that
    of GSM take "ucs2" for everything.
    """

    host: str
    port: int
    system_id: str
    password: str = field(repr=False)
    sender: str
    country: str
    secret: bytes = field(repr=False)
    tls: bool = True
    authority: str = ""
    system_type: str = ""
    alphabet: Alphabet = "gsm7"
    parts_seconds: float = 5.0
    patience_seconds: float = 10.0
    silence_seconds: float = 30.0


class Smpp:
    """An operator. Texts may be sent from any thread; one thread polls."""

    scheme = "tel"
    caps = MessageCaps(
        longest=670,
        receipts=True,
        free_text_hours=0,
        stores_at_provider=True,
        end_to_end=False,
        comes_by="poll",
    )

    def __init__(
        self, settings: SmppSettings, *, clock: Callable[[], datetime]
    ) -> None:
        """Connect to nothing yet; `clock` says when a text came."""
        self._settings = settings
        self._clock = clock
        self._long_texts = LongTexts(patience=timedelta(seconds=settings.parts_seconds))
        self._link: SmppLink | None = None
        self._back_off = BackOff()
        self._places, self._references = count(1), count(1)
        self._waiting: dict[int, tuple[Part, Pdu]] = {}
        self._receipts: deque[tuple[Receipt, Pdu]] = deque()
        self._left: LeftToSend[Piece] = LeftToSend()
        self._heard_at, self._asked_for_life = 0.0, False
        self._lock = threading.RLock()

    def send(self, message: Outbound) -> Sent:
        """Send a text; its id is that of its last part. Raise NotSent.

        Sent again with the same key it goes on behind the last part that was taken.
        """
        to = whom(message, self.scheme, self.caps)
        number = e164(to, self._settings.country) or to
        with self._lock:
            text = self._left.of(message.key, lambda: self._pieces(message))
            try:
                return Sent(id=text.send(lambda piece: self._submit(piece, number)))
            except ChannelGone as gone:
                raise NotSent(gone.why, again=True) from None

    def poll(self) -> Iterator[Inbound | Receipt]:
        """Yield texts and what became of ours; each is answered when the next is asked
        for. The same process has to send and to poll.
        """
        with self._lock:
            self._listen()
            parts = [part for part, _ in self._waiting.values()]
        yield from self._told()
        for text in self._long_texts.ready(parts, at=self._clock()):
            yield self._inbound(text)
            self._answer(text.places)

    def close(self) -> None:
        """Part from the operator."""
        with self._lock:
            self._part()

    def _bound(self) -> SmppLink:
        if self._link is not None:
            return self._link
        if not self._back_off.may_try():
            raise ChannelGone("operator_gone")
        try:
            self._link = self._connected()
        except ChannelGone:
            self._back_off.failed()
            raise
        self._back_off.worked()
        self._heard_at, self._asked_for_life = monotonic(), False
        return self._link

    def _connected(self) -> SmppLink:
        ours = self._settings
        link = SmppLink(
            host=ours.host,
            port=ours.port,
            tls=_trusting(ours.authority) if ours.tls else None,
            patience=ours.patience_seconds,
        )
        link.bind(
            system_id=ours.system_id,
            password=ours.password,
            system_type=ours.system_type,
        )
        return link

    def _part(self) -> None:
        link, self._link = self._link, None
        # The operator delivers again whatever we did not answer.
        self._waiting.clear()
        self._receipts.clear()
        if link is not None:
            link.close()

    def _submit(self, piece: Piece, number: str) -> str:
        try:
            link = self._bound()
            asked = link.submit(**self._facts(piece, number))
            answer = self._answer_to(link, asked)
        except ChannelGone:
            self._part()
            raise
        if answer.status:
            why = NEVER.get(answer.status, f"operator_{answer.status:#x}")
            raise NotSent(why, again=answer.status not in NEVER)
        name = (getattr(answer, "message_id", None) or b"").decode("ascii", "replace")
        return self._name(name) if name else ""

    def _name(self, name: str) -> str:
        # An operator may make its names of numbers.
        return key_of(self._settings.secret, "smpp sent", name.lower())

    def _answer_to(self, link: SmppLink, asked: int) -> Pdu:
        until = monotonic() + self._settings.patience_seconds
        while (left := until - monotonic()) > 0:
            pdu = link.read(left)
            if pdu is None:
                continue
            if pdu.command in {"submit_sm_resp", "generic_nack"}:
                if pdu.sequence == asked:
                    return pdu
            else:
                self._take(link, pdu)
        raise ChannelGone("operator_silent")

    def _listen(self) -> None:
        try:
            link = self._bound()
            while (pdu := link.read(0)) is not None:
                self._take(link, pdu)
            self._tend(link)
        except ChannelGone:
            self._part()
            raise

    def _tend(self, link: SmppLink) -> None:
        silent = monotonic() - self._heard_at
        if silent > self._settings.silence_seconds + self._settings.patience_seconds:
            raise ChannelGone("operator_silent")
        if silent > self._settings.silence_seconds and not self._asked_for_life:
            self._asked_for_life = True
            link.ask_for_life()

    def _take(self, link: SmppLink, pdu: Pdu) -> None:
        self._heard_at, self._asked_for_life = monotonic(), False
        if pdu.command == "deliver_sm":
            self._delivered(link, pdu)
        elif pdu.command == "enquire_link":
            link.answer(pdu)
        elif pdu.command == "unbind":
            link.answer(pdu)
            raise ChannelGone("operator_gone")

    def _delivered(self, link: SmppLink, pdu: Pdu) -> None:
        if is_receipt(pdu):
            told = receipt_of(pdu)
            if told is None:
                link.answer(pdu)
            else:
                receipt = Receipt(id=self._name(told.id), state=told.state)
                self._receipts.append((receipt, pdu))
        else:
            place = next(self._places)
            self._waiting[place] = (part_of(pdu, place=place, at=self._clock()), pdu)

    def _told(self) -> Iterator[Receipt]:
        while self._receipts:
            receipt, pdu = self._receipts[0]
            yield receipt
            with self._lock:
                # Meanwhile the connection may have been lost, and they with it.
                if self._receipts and self._receipts[0][1] is pdu:
                    self._receipts.popleft()
                    self._answer_pdus([pdu])

    def _answer(self, places: Sequence[int]) -> None:
        with self._lock:
            waiting = [self._waiting.pop(place, None) for place in places]
            self._answer_pdus([one[1] for one in waiting if one is not None])

    def _answer_pdus(self, pdus: Sequence[Pdu]) -> None:
        try:
            for pdu in pdus:
                if self._link is not None:
                    self._link.answer(pdu)
        except ChannelGone:
            self._part()
            raise

    def _inbound(self, text: Whole) -> Inbound:
        around = int(text.sent_at.timestamp()) // SAME_TEXT_SECONDS
        facts = ("text", text.sender, str(around), text.text)
        sender = "" if is_withheld(text.sender) else text.sender
        known = e164(sender, self._settings.country)
        return Inbound(
            key=key_of(self._settings.secret, *facts),
            kind=InboundKind.TEXT,
            address=address_of(self.scheme, known or sender),
            text=text.text,
            sent_at=text.sent_at,
        )

    def _pieces(self, message: Outbound) -> list[Piece]:
        return pieces_of(
            mended(message.text),
            reference=next(self._references) % 256,
            alphabet=self._settings.alphabet,
        )

    def _facts(self, piece: Piece, number: str) -> dict[str, Any]:
        kind, digits = type_and_digits(number)
        sender_kind, sender = type_and_digits(self._settings.sender)
        return {
            "source_addr_ton": sender_kind,
            "source_addr_npi": int(sender_kind != NAME),
            "source_addr": sender,
            "dest_addr_ton": kind,
            "dest_addr_npi": 1,
            "destination_addr": digits,
            "esm_class": HEADERS if piece.headed else 0,
            "data_coding": piece.coding,
            "registered_delivery": int(piece.last),
            "short_message": piece.octets,
        }


def _trusting(authority: str) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=authority or None)
