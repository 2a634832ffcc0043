"""What a contact came from: one name for a call or a message, that it comes in once."""

from __future__ import annotations

import hashlib


CALL = "call"


def call_key(country: str, call: str) -> str:
    """Return the name of a telephone's call."""
    return f"{CALL}:{country}:{call}"


def message_key(country: str, channel: str, key: str) -> str:
    """Return the name of a message or missed call on a channel.

    A channel's own name for it is of any length, and made of who knows what.
    """
    return f"in:{country}:{channel}:{hashlib.sha256(key.encode()).hexdigest()}"


def call_in(source_key: str | None) -> str:
    """Return the telephone's id of the call a contact came from, or "" if no call."""
    kind, _, rest = (source_key or "").partition(":")
    return rest.partition(":")[2] if kind == CALL else ""
