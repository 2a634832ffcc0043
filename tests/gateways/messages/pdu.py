"""Short messages as a mobile network writes them (3GPP TS 23.040), for the test modem.

Written apart from gammu, so that each checks the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


GSM7 = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM7_MORE = {"\f": 10, "^": 20, "{": 40, "}": 41, "\\": 47, "[": 60, "~": 61}
GSM7_MORE |= {"]": 62, "|": 64, "€": 101}


@dataclass(frozen=True, kw_only=True, slots=True)
class Submitted:
    """One part that was sent: to whom, what, and its place in a longer text."""

    number: str
    text: str
    reference: int = 0
    part: int = 1
    parts: int = 1
    wide: bool = False


def deliver(
    number: str,
    text: str,
    *,
    at: datetime,
    part: tuple[int, int, int] | None = None,
) -> str:
    """Return an SMS-DELIVER in hex; `part` is reference, number of parts, this one."""
    header = bytes([5, 0, 3, *part]) if part else b""
    wide = not all(sign in GSM7 or sign in GSM7_MORE for sign in text)
    body, length = _wide(text, header) if wide else _narrow(text, header)
    first = 0x44 if header else 0x04
    coding = 8 if wide else 0
    parts = [b"\0", bytes([first]), _address(number), bytes([0, coding])]
    return b"".join([*parts, _moment(at), bytes([length]), body]).hex().upper()


def submitted(pdu: str) -> Submitted:
    """Read an SMS-SUBMIT as it came from a computer."""
    raw = bytes.fromhex(pdu)
    at = 1 + raw[0]
    first, at = raw[at], at + 2
    digits, kind = raw[at], raw[at + 1]
    size = (digits + 1) // 2
    number = _digits(raw[at + 2 : at + 2 + size])[:digits]
    at += 2 + size + 1
    wide, at = raw[at] & 0x0C == 8, at + 1
    at += {0: 0, 2: 1, 1: 7, 3: 7}[first >> 3 & 3]
    length, body = raw[at], raw[at + 1 :]
    header = body[: body[0] + 1] if first & 0x40 else b""
    reference, parts, part = _place(header)
    return Submitted(
        number=("+" if kind == 0x91 else "") + number,
        text=_read_wide(body, header) if wide else _read_narrow(body, length, header),
        reference=reference,
        part=part,
        parts=parts,
        wide=wide,
    )


def _place(header: bytes) -> tuple[int, int, int]:
    at = 1
    while at < len(header):
        kind, size = header[at], header[at + 1]
        data = header[at + 2 : at + 2 + size]
        if kind in {0, 8}:
            return int.from_bytes(data[:-2], "big"), data[-2], data[-1]
        at += 2 + size
    return 0, 1, 1


def _wide(text: str, header: bytes) -> tuple[bytes, int]:
    body = header + text.encode("utf-16-be")
    return body, len(body)


def _read_wide(body: bytes, header: bytes) -> str:
    return body[len(header) :].decode("utf-16-be")


def _narrow(text: str, header: bytes) -> tuple[bytes, int]:
    septets = [value for sign in text for value in _septets(sign)]
    filled = -len(header) * 8 % 7
    bits = sum(value << 7 * place for place, value in enumerate(septets)) << filled
    size = (len(septets) * 7 + filled + 7) // 8
    total = (len(header) * 8 + filled) // 7 + len(septets)
    return header + bits.to_bytes(size, "little"), total


def _read_narrow(body: bytes, length: int, header: bytes) -> str:
    skipped = (len(header) * 8 + 6) // 7
    bits = int.from_bytes(body, "little")
    values = [bits >> 7 * place & 0x7F for place in range(skipped, length)]
    more = {value: sign for sign, value in GSM7_MORE.items()}
    text, escaped = "", False
    for value in values:
        text += more[value] if escaped else "" if value == 27 else GSM7[value]
        escaped = value == 27 and not escaped
    return text


def _septets(sign: str) -> list[int]:
    return [27, GSM7_MORE[sign]] if sign in GSM7_MORE else [GSM7.index(sign)]


def _address(number: str) -> bytes:
    digits = number.removeprefix("+")
    if not digits.isdigit():
        body, _ = _narrow(digits, b"")
        return bytes([(len(digits) * 7 + 3) // 4, 0xD0]) + body
    kind = 0x91 if number.startswith("+") else 0x81
    padded = digits + "F" * (len(digits) % 2)
    swapped = "".join(padded[i + 1] + padded[i] for i in range(0, len(padded), 2))
    return bytes([len(digits), kind]) + bytes.fromhex(swapped)


def _digits(raw: bytes) -> str:
    return "".join(f"{octet & 15:x}{octet >> 4:x}" for octet in raw)


def _moment(at: datetime) -> bytes:
    offset = at.utcoffset() or timedelta()
    quarters = round(abs(offset) / timedelta(minutes=15))
    fields = [at.year % 100, at.month, at.day, at.hour, at.minute, at.second, quarters]
    octets = [value % 10 << 4 | value // 10 for value in fields]
    if offset < timedelta():
        octets[6] |= 8
    return bytes(octets)
