"""Chain what was done with a file: no event can be changed or taken out unseen."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from ._canonical import canonical


# What the first event of a file names as the digest before it.
FIRST = "0" * 64
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True, slots=True)
class CustodyLink:
    """One event: `number` from 1, moment in UTC as text, kind, who, digest, chain.

    `sha256` is the digest of the file then, "" where it could not be opened. `about`
    says more in a code or a digest: to whom a file went, which copy was made of it.
    `chain` is what was kept beside the event.
    """

    number: int
    at: str
    kind: str
    by: str
    sha256: str
    about: str = ""
    chain: str = ""


def chain_digest(evidence: str, link: CustodyLink, *, previous: str) -> str:
    """Return SHA-256 (hex) of the digest before, as 32 bytes, and of the event."""
    event = canonical(
        {
            "about": link.about,
            "at": link.at,
            "by": link.by,
            "evidence": evidence,
            "kind": link.kind,
            "number": link.number,
            "sha256": link.sha256,
        }
    )
    return hashlib.sha256(bytes.fromhex(previous) + event).hexdigest()


def broken_links(evidence: str, links: Iterable[CustodyLink]) -> tuple[int, ...]:
    """Return the numbers at which the chain does not hold; none where it is whole.

    After a break the chain is followed from what was kept, so that one change is told
    once.
    """
    broken, previous, expected = [], FIRST, 1
    for link in links:
        follows = link.number == expected and _DIGEST.fullmatch(previous)
        if not follows or chain_digest(evidence, link, previous=previous) != link.chain:
            broken.append(link.number)
        previous, expected = link.chain, link.number + 1
    return tuple(broken)
