"""Texts as mobile networks carry them: seven bits where they can, else sixteen.

The alphabet is that of 3GPP TS 23.038, section 6.2.1. smpplib's own table has other
signs in places, and cuts a text in the middle of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator


_ALPHABET = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPE = 0x1B
_AFTER_ESCAPE = {
    "\f": 0x0A,
    "^": 0x14,
    "{": 0x28,
    "}": 0x29,
    "\\": 0x2F,
    "[": 0x3C,
    "~": 0x3D,
    "]": 0x3E,
    "|": 0x40,
    "€": 0x65,
}
_SEPTETS = {sign: bytes([value]) for value, sign in enumerate(_ALPHABET)}
_SEPTETS |= {sign: bytes([_ESCAPE, at]) for sign, at in _AFTER_ESCAPE.items()}
del _SEPTETS["\x1b"]
_SIGNS = {value: sign for sign, value in _SEPTETS.items()}

NARROW_ALONE, NARROW_PART = 160, 153  # septets
WIDE_ALONE, WIDE_PART = 140, 134  # octets


def is_narrow(text: str) -> bool:
    """Return whether seven bits a sign are enough."""
    return all(sign in _SEPTETS for sign in text)


def narrow(sign: str) -> bytes:
    """Return a sign in seven bits, one or two octets."""
    return _SEPTETS[sign]


def wide(sign: str) -> bytes:
    """Return a sign in UTF-16, two or four octets."""
    return sign.encode("utf-16-be")


def in_parts(text: str) -> tuple[bool, list[bytes]]:
    """Return whether it is narrow, and its parts, none cut in the middle of a sign."""
    if is_narrow(text):
        return True, _cut(text, narrow, NARROW_ALONE, NARROW_PART)
    return False, wide_parts(text)


def wide_parts(text: str) -> list[bytes]:
    """Return the parts of a text in sixteen bits."""
    return _cut(text, wide, WIDE_ALONE, WIDE_PART)


def read_narrow(octets: bytes) -> str:
    """Return a text from septets, one in each octet; "\ufffd" for what is no sign."""
    return "".join(_read_signs(octets))


def read_wide(octets: bytes) -> str:
    """Return a text from UTF-16."""
    return octets.decode("utf-16-be", "replace")


def _cut(
    text: str, encoded: Callable[[str], bytes], alone: int, part: int
) -> list[bytes]:
    signs = [encoded(sign) for sign in text]
    if sum(map(len, signs)) <= alone:
        return [b"".join(signs)]
    parts = [b""]
    for sign in signs:
        if len(parts[-1]) + len(sign) > part:
            parts.append(b"")
        parts[-1] += sign
    return parts


def _read_signs(octets: bytes) -> Iterator[str]:
    rest = iter(octets)
    for octet in rest:
        if octet == _ESCAPE:
            yield _SIGNS.get(bytes([octet, next(rest, 0x20)]), "\ufffd")
        else:
            yield _SIGNS.get(bytes([octet]), "\ufffd")
