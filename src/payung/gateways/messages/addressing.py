"""Addresses: a scheme, a colon, and whom it means there; and texts that can be sent."""

from __future__ import annotations

from .speaking import MessageCaps, NotSent, Outbound


def address_of(scheme: str, whom: str) -> str:
    """Return an address, empty where nobody is known."""
    return f"{scheme}:{whom}" if whom else ""


def whom(message: Outbound, scheme: str, caps: MessageCaps) -> str:
    """Return whom a text is for without the scheme; raise NotSent if it cannot go."""
    if not message.text.strip():
        raise NotSent("no_text", again=False)
    if len(message.text) > caps.longest:
        raise NotSent("too_long", again=False)
    said, _, rest = message.address.partition(":")
    if said != scheme or not rest:
        raise NotSent("no_such_address", again=False)
    return rest
