"""Messages: short texts out and in, by modem, operator or chat, behind one Protocol."""

from __future__ import annotations

from .speaking import (
    ChannelGone,
    Forged,
    Inbound,
    InboundKind,
    MessageCaps,
    Messages,
    NotSent,
    Outbound,
    Receipt,
    Sent,
    Webhook,
    WebRequest,
)


__all__ = [
    "ChannelGone",
    "Forged",
    "Inbound",
    "InboundKind",
    "MessageCaps",
    "Messages",
    "NotSent",
    "Outbound",
    "Receipt",
    "Sent",
    "WebRequest",
    "Webhook",
]
