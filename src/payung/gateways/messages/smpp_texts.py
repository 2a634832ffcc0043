"""Texts as SMPP carries them: in pieces with headers, out and in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from .gsm_text import in_parts, read_narrow, read_wide, wide_parts
from .long_texts import Part
from .smpp_link import Pdu
from .speaking import Receipt


HEADERS, RECEIPT, INTERNATIONAL, NATIONAL, NAME = 0x40, 0x04, 1, 2, 5
STATES = {
    "DELIVRD": "delivered",
    "EXPIRED": "failed",
    "DELETED": "failed",
    "UNDELIV": "failed",
    "REJECTD": "failed",
}


Alphabet = Literal["gsm7", "ucs2"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A part as it goes out: its octets, header and all."""

    octets: bytes = field(repr=False)
    coding: int
    headed: bool
    last: bool


def pieces_of(text: str, *, reference: int, alphabet: Alphabet) -> list[Piece]:
    """Return the pieces of a text; a receipt is to be asked for the last."""
    only_wide = alphabet != "gsm7"
    narrow, parts = (False, wide_parts(text)) if only_wide else in_parts(text)
    headed = len(parts) > 1
    return [
        Piece(
            octets=bytes([5, 0, 3, reference, len(parts), number]) * headed + part,
            coding=0 if narrow else 8,
            headed=headed,
            last=number == len(parts),
        )
        for number, part in enumerate(parts, 1)
    ]


def type_and_digits(number: str) -> tuple[int, str]:
    """Return the type of a number and what is dialled."""
    if number.startswith("+"):
        return INTERNATIONAL, number[1:]
    return (NATIONAL if number.isdecimal() else NAME), number


def part_of(pdu: Pdu, *, place: int, at: datetime) -> Part:
    """Return what was delivered, with its place in a longer text."""
    octets = pdu.short_message or getattr(pdu, "message_payload", None) or b""
    reference, of, number = _sar(pdu)
    if (pdu.esm_class or 0) & HEADERS and octets:
        header, octets = octets[: octets[0] + 1], octets[octets[0] + 1 :]
        reference, of, number = _place(header) or (reference, of, number)
    if not 1 <= number <= of:
        reference, of, number = 0, 1, 1
    return Part(
        sender=_sender(pdu),
        text=_words(octets, pdu.data_coding or 0),
        sent_at=at,
        place=place,
        reference=reference,
        number=number,
        of=of,
    )


def _sender(pdu: Pdu) -> str:
    number = (pdu.source_addr or b"").decode("ascii", "replace")
    return f"+{number}" if pdu.source_addr_ton == INTERNATIONAL else number


def _sar(pdu: Pdu) -> tuple[int, int, int]:
    names = ("sar_msg_ref_num", "sar_total_segments", "sar_segment_seqnum")
    reference, of, number = (getattr(pdu, name, None) or 0 for name in names)
    return reference, of, number


def _place(header: bytes) -> tuple[int, int, int] | None:
    """Return reference, number of parts and this one from a user data header."""
    at = 1
    while at + 1 < len(header):
        kind, size = header[at], header[at + 1]
        told = header[at + 2 : at + 2 + size]
        if kind in {0x00, 0x08} and len(told) >= 3:
            return int.from_bytes(told[:-2], "big"), told[-2], told[-1]
        at += 2 + size
    return None


def _words(octets: bytes, coding: int) -> str:
    match coding:
        case 0:
            return read_narrow(octets)
        case 1:
            # Some operators call GSM's alphabet ASCII, which has no signs below blank.
            ascii_ = all(octet >= 0x20 or octet in b"\r\n" for octet in octets)
            return octets.decode("latin-1") if ascii_ else read_narrow(octets)
        case 3:
            return octets.decode("latin-1")
        case 8:
            return read_wide(octets)
        case _:
            return "[data]"


def is_receipt(pdu: Pdu) -> bool:
    """Return whether it tells of a text of ours."""
    return (pdu.esm_class or 0) & 0x3C == RECEIPT


def receipt_of(pdu: Pdu) -> Receipt | None:
    """Return what it tells, None while the text is still on its way."""
    # Appendix B of SMPP 3.4: "id:… sub:… dlvrd:… … stat:DELIVRD err:… text:…"
    told = (pdu.short_message or b"").decode("latin-1")
    found = re.search(r"\bid:(\S+).*?\bstat:(\w+)", told, re.IGNORECASE | re.DOTALL)
    if found is None or found[2].upper() not in STATES:
        return None
    return Receipt(id=found[1], state=STATES[found[2].upper()])
