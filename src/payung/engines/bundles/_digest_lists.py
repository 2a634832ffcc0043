"""The short text that a time stamp is for: digests, no content and no name."""

from __future__ import annotations

import re
from dataclasses import dataclass


_TEXT = re.compile(
    rb"payung digest list 1\n"
    rb"request ([0-9a-f]{32})\n"
    rb"file sha256 ([0-9a-f]{64})\n"
    rb"custody sha256 ([0-9a-f]{64})\n"
)


class NoDigestList(ValueError):
    """A text that is no digest list."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestList:
    """What is stamped: digest of a file and the newest link of its custody chain.

    `request` is 32 hex digits by chance: without it, an authority that has a file
    could find out whether we have it too.
    """

    request: str
    file: str
    custody: str


def digest_list(listed: DigestList) -> bytes:
    """Return the text: four lines, each ended by a line feed."""
    return (
        f"payung digest list 1\nrequest {listed.request}\n"
        f"file sha256 {listed.file}\ncustody sha256 {listed.custody}\n"
    ).encode()


def read_digest_list(text: bytes) -> DigestList:
    """Return what a text lists; raise NoDigestList."""
    found = _TEXT.fullmatch(text)
    if found is None:
        raise NoDigestList
    request, file, custody = (part.decode() for part in found.groups())
    return DigestList(request=request, file=file, custody=custody)
