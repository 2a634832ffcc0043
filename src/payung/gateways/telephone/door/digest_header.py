"""Read and write the values of digest headers: `Digest name="value", name=value`."""

from __future__ import annotations

import re
from collections.abc import Mapping


LONGEST = 4096
_PAIR = re.compile(
    r"""[ \t]*([A-Za-z0-9_*.-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))[ \t]*"""
)
_QUOTED = frozenset(
    ("username", "realm", "nonce", "uri", "response", "cnonce", "opaque")
)


class NotDigest(ValueError):
    """A header that cannot be read as one digest; it is never quoted."""


def read_digest(header: str) -> dict[str, str]:
    """Return the values by lower-case name; raise NotDigest.

    A name that stands twice is refused: two readers could choose differently.
    """
    scheme, _, rest = header.strip(" \t").partition(" ")
    if scheme.lower() != "digest" or len(header) > LONGEST:
        raise NotDigest("The header is no digest.")
    found: dict[str, str] = {}
    at = 0
    while True:
        pair = _PAIR.match(rest, at)
        if pair is None or pair[1].lower() in found:
            raise NotDigest("The header is no list of different names with values.")
        plain = pair[3] if pair[2] is None else re.sub(r"\\(.)", r"\1", pair[2])
        if not plain.isprintable():
            raise NotDigest("The header holds signs that cannot be shown.")
        found[pair[1].lower()] = plain
        at = pair.end()
        if at == len(rest):
            return found
        if rest[at] != ",":
            raise NotDigest("The header is no list with commas.")
        at += 1


def write_digest(values: Mapping[str, str]) -> str:
    """Return a header's value, with quotes where the two RFCs want them."""
    pairs = [
        f"{name}={quoted(value) if name in _QUOTED else value}"
        for name, value in values.items()
    ]
    return "Digest " + ", ".join(pairs)


def quoted(text: str) -> str:
    """Return a text as a quoted string."""
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'
