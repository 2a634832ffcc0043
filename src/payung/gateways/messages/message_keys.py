"""Names for messages that name nobody: the same message has the same name for ever."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime


def key_of(secret: bytes, *facts: str) -> str:
    """Return 32 signs of hex that stand for these facts in this order.

    Keyed, because a number has ten digits: whoever took the database could try them
    all. Names that providers give are keyed too: WhatsApp's hold the number in base64.
    """
    told = b"".join(
        _with_length(fact.encode("utf-8", "surrogatepass")) for fact in facts
    )
    return hmac.digest(secret, told, "sha256")[:16].hex()


def moment(at: datetime) -> str:
    """Return a moment as a fact: the same in whatever zone it was told."""
    return at.astimezone(UTC).isoformat()


def _with_length(fact: bytes) -> bytes:
    # Or ("ab", "c") and ("a", "bc") would be the same message.
    return len(fact).to_bytes(8, "big") + fact
