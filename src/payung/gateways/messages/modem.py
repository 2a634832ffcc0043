"""SMS and missed calls through a USB modem with a SIM of its own."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import gammu

from .addressing import address_of, whom
from .gsm_text import is_narrow
from .left_to_send import LeftToSend
from .long_texts import LongTexts, Part, Whole
from .mended import mended
from .message_keys import key_of, moment
from .modem_line import GONE, ModemLine, Phone, Refused
from .phone_numbers import e164, is_withheld
from .speaking import (
    ChannelGone,
    Inbound,
    InboundKind,
    MessageCaps,
    NotSent,
    Outbound,
    Sent,
)


# A modem tells every ring; so soon after the last it is the same call.
SAME_CALL = timedelta(seconds=10)
FIRST_ON_MODEM = 100_001  # libgammu counts places in the modem itself from here


@dataclass(frozen=True, kw_only=True, slots=True)
class ModemSettings:
    """Where a modem is and whose local numbers its SIM sees.

    `secret` makes the keys of what comes in. `connection` is gammu's name of it.
    """

    device: str
    country: str
    secret: bytes = field(repr=False)
    connection: str = "at115200"
    parts_seconds: float = 600.0
    patience_seconds: float = 90.0


class Modem:
    """A modem. One thread polls; texts may be sent from any, of the same process."""

    scheme = "tel"
    caps = MessageCaps(
        longest=670,  # ten parts of a script with sixteen bits a sign
        receipts=False,
        free_text_hours=0,
        stores_at_provider=True,
        end_to_end=False,
        comes_by="poll",
        missed_calls=True,
    )

    def __init__(
        self, settings: ModemSettings, *, clock: Callable[[], datetime]
    ) -> None:
        """Touch nothing yet; `clock` says when somebody called."""
        self._settings = settings
        self._clock = clock
        self._long_texts = LongTexts(patience=timedelta(seconds=settings.parts_seconds))
        self._riddles_told: set[int] = set()
        self._missed: deque[Inbound] = deque()
        self._last_ring: tuple[str, datetime] | None = None
        self._left: LeftToSend[dict[str, Any]] = LeftToSend()
        self._sending = threading.Lock()
        self._line = ModemLine(
            device=settings.device,
            connection=settings.connection,
            patience=settings.patience_seconds,
            on_ring=self._rang,
        )

    def send(self, message: Outbound) -> Sent:
        """Send a text in as many parts as it needs; raise NotSent.

        Sent again with the same key it goes on behind the last part that left.
        """
        number = self._number(whom(message, self.scheme, self.caps))
        with self._sending:
            text = self._left.of(
                message.key, lambda: _encoded(mended(message.text), number)
            )
            try:
                text.send(self._submit)
            except Refused as refused:
                raise NotSent(f"modem_{refused.why}", again=True) from None
            except ChannelGone as gone:
                raise NotSent(gone.why, again=True) from None
        return Sent()

    def poll(self) -> Iterator[Inbound]:
        """Yield missed calls and texts; each is deleted once the next is asked for."""
        yield from self._missed_calls()
        lying: _Lying = self._asked(_lying)
        for text in self._long_texts.ready(lying.parts, at=self._clock()):
            yield self._inbound(text)
            self._asked(partial(_delete, places=text.places))
        yield from self._riddles(lying.unreadable)
        yield from self._missed_calls()

    def close(self) -> None:
        """Let go of the modem."""
        self._line.close()

    def _submit(self, part: dict[str, Any]) -> str:
        self._line.do(partial(_send, part=part))
        return ""  # its reference comes round again after 256 texts: no name

    def _rang(self, number: str) -> None:
        at = self._clock()
        last, self._last_ring = self._last_ring, (number, at)
        if last is not None and last[0] == number and at - last[1] < SAME_CALL:
            return
        self._missed.append(
            Inbound(
                key=key_of(self._settings.secret, "call", number, moment(at)),
                kind=InboundKind.MISSED_CALL,
                address=self._address(number),
                text="",
                sent_at=at,
            )
        )

    def _missed_calls(self) -> Iterator[Inbound]:
        while self._missed:
            yield self._missed[0]
            self._missed.popleft()

    def _riddles(self, places: Sequence[int]) -> Iterator[Inbound]:
        # Somebody wrote, all the same. Some of these cannot even be deleted.
        self._riddles_told &= set(places)
        for place in places:
            if place not in self._riddles_told:
                at = self._clock()
                facts = ("unreadable", str(place), moment(at))
                yield Inbound(
                    key=key_of(self._settings.secret, *facts),
                    kind=InboundKind.TEXT,
                    address="",
                    text="[unreadable]",
                    sent_at=at,
                )
                self._riddles_told.add(place)
                with suppress(ChannelGone):
                    self._asked(partial(_delete, places=(place,)))

    def _asked(self, job: Callable[[Phone], Any]) -> Any:
        try:
            return self._line.do(job)
        except Refused as refused:
            raise ChannelGone(f"modem_{refused.why}") from None

    def _inbound(self, text: Whole) -> Inbound:
        facts = ("text", text.sender, moment(text.sent_at), text.text)
        return Inbound(
            key=key_of(self._settings.secret, *facts),
            kind=InboundKind.TEXT,
            address=self._address(text.sender),
            text=text.text,
            sent_at=text.sent_at,
        )

    def _address(self, number: str) -> str:
        if is_withheld(number):
            return ""
        known = e164(number, self._settings.country)
        return address_of(self.scheme, known or number)

    def _number(self, said: str) -> str:
        number = e164(said, self._settings.country) or said
        if not number.removeprefix("+").isdecimal() or not number.isascii():
            raise NotSent("no_such_address", again=False)
        return number


def _encoded(text: str, number: str) -> list[dict[str, Any]]:
    told = {
        "Class": -1,
        "Unicode": not is_narrow(text),
        "Entries": [{"ID": "ConcatenatedTextLong", "Buffer": text}],
    }
    parts: list[dict[str, Any]] = gammu.EncodeSMS(told)
    return [{**part, "SMSC": {"Location": 1}, "Number": number} for part in parts]


def _send(phone: Phone, *, part: dict[str, Any]) -> None:
    phone.SendSMS(part)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Lying:
    """What lies on the SIM: parts of texts, and places nobody can read."""

    parts: tuple[Part, ...]
    unreadable: tuple[int, ...] = ()


def _lying(phone: Phone) -> _Lying:
    try:
        listed = _listed(phone)
    except GONE:
        raise
    except gammu.GSMError:
        listed = None
    # One text that libgammu cannot read ends its list before those behind it.
    return _one_by_one(phone) if listed is None else listed


def _listed(phone: Phone) -> _Lying | None:
    """Return what is listed, None where the modem has more than that."""
    parts: list[Part] = []
    count = 0
    told: dict[str, Any] = {"Start": True}
    with suppress(gammu.ERR_EMPTY):
        while True:
            texts = phone.GetNextSMS(Folder=0, **told)
            parts += [_part(text) for text in texts if text["Type"] == "Deliver"]
            told = {"Location": texts[-1]["Location"]}
            count += len(texts)
    sizes = phone.GetSMSStatus()
    if count < sizes["SIMUsed"] + sizes["PhoneUsed"]:
        return None
    return _Lying(parts=tuple(parts))


def _one_by_one(phone: Phone) -> _Lying:
    parts: list[Part] = []
    unreadable: list[int] = []
    for place in _places(phone):
        try:
            texts = phone.GetSMS(0, place)
            parts += [_part(text) for text in texts if text["Type"] == "Deliver"]
        except GONE:
            raise
        except (gammu.ERR_EMPTY, gammu.ERR_INVALIDLOCATION):
            continue
        except gammu.GSMError:
            unreadable.append(place)
    return _Lying(parts=tuple(parts), unreadable=tuple(unreadable))


def _places(phone: Phone) -> list[int]:
    sizes = phone.GetSMSStatus()
    on_sim = range(1, sizes["SIMSize"] + 1)
    on_modem = range(FIRST_ON_MODEM, FIRST_ON_MODEM + sizes["PhoneSize"])
    return [*on_sim, *on_modem]


def _part(text: dict[str, Any]) -> Part:
    header = text["UDH"]
    number, of = header["PartNumber"], header["AllParts"]
    if not 1 <= number <= of:
        number = of = 1
    return Part(
        sender=text["Number"],
        text=_words(text),
        sent_at=_moment(text["DateTime"]),
        place=text["Location"],
        reference=max(header["ID8bit"], header["ID16bit"]) if of > 1 else 0,
        number=number,
        of=of,
    )


def _moment(told: datetime | None) -> datetime:
    # A network may write a day that does not exist; libgammu then says none.
    return (told or datetime(1970, 1, 1, tzinfo=UTC)).astimezone(UTC)


def _words(text: dict[str, Any]) -> str:
    if text["Coding"] == "8bit":
        return "[data]"  # a picture message or a setting: somebody wrote, all the same
    # python-gammu counts a sign of two septets twice, and reads beyond the end.
    return str(text["Text"]).split("\0", 1)[0]


def _delete(phone: Phone, *, places: tuple[int, ...]) -> None:
    for place in places:
        with suppress(gammu.ERR_EMPTY):
            phone.DeleteSMS(0, place)
