"""The chain: the digest of an entry covers its words and the digest before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from .models import Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class Broken:
    """Where the chain does not hold, and what that means in words."""

    number: int
    sentence: str


def moment(at: datetime) -> str:
    """Return a moment as the digest sees it: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def digest_of(entry: Entry) -> str:
    """Return the SHA-256, in hex, that an entry must carry."""
    words = [
        entry.number,
        moment(entry.at),
        entry.kind,
        entry.actor,
        entry.subject,
        entry.details,
        entry.previous,
    ]
    canonical = json.dumps(words, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def breaks(entries: Iterable[Entry], *, head: tuple[int, str]) -> list[Broken]:
    """Return every place where entries, in order, do not follow one another.

    `head` is the number and digest that the newest entry must have: a chain
    that was cut at its end agrees with itself and only the head tells.
    """
    found: list[Broken] = []
    number, digest = 0, ""
    for entry in entries:
        found += _faults(entry, number, digest)
        number, digest = entry.number, entry.digest
    if (number, digest) != head:
        found.append(Broken(number=number, sentence="Entries at the end are missing."))
    return found


def _faults(entry: Entry, number: int, digest: str) -> list[Broken]:
    faults = []
    if entry.number != number + 1:
        faults.append(f"Entries between {number} and {entry.number} are missing.")
    if entry.previous != digest:
        faults.append("This entry does not follow the one before it.")
    if entry.digest != digest_of(entry):
        faults.append("This entry was changed after it was written.")
    return [Broken(number=entry.number, sentence=fault) for fault in faults]
