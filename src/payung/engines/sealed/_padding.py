"""Hide how long a text is: Padme lengths, at most 12 % more."""

from __future__ import annotations

from ._refusal import Refused


SMALLEST = 64
"""Below this every text is as long as any other: "yes" and "no" look alike."""

END = b"\x80"


def padme(length: int) -> int:
    """Return the next length that leaks only O(log log length) bits.

    Source: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and
    Communication with PURBs", 2019, section 4.
    """
    if length <= SMALLEST:
        return SMALLEST
    exponent = length.bit_length() - 1
    loose_bits = exponent - exponent.bit_length()
    mask = (1 << loose_bits) - 1
    return (length + mask) & ~mask


def pad(text: bytes) -> bytes:
    """Return the text, one 0x80, then zeros up to a Padme length."""
    body = text + END
    return body.ljust(padme(len(body)), b"\x00")


def unpad(padded: bytes) -> bytes:
    """Return the text; padding that `pad` would not have made is Refused."""
    body = padded.rstrip(b"\x00")
    if not body.endswith(END) or len(padded) != padme(len(body)):
        raise Refused
    return body[:-1]
