"""What a channel brings, by its webhook or because it was asked: kept, then answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from payung.gateways.messages import (
    Inbound,
    NotSent,
    Outbound,
    Receipt,
    Webhook,
)

from .channels import Channel
from .messages_in import Reply, take_message
from .receipts import note_receipt


@dataclass(frozen=True, kw_only=True, slots=True)
class Hook:
    """A channel that calls us, and what reads its calls."""

    channel: Channel
    webhook: Webhook


def take_all(
    *, country: str, hook: Hook, came: Iterable[Inbound | Receipt], at: datetime
) -> int:
    """Keep everything that came by a webhook; return how many messages it was."""
    return sum(_take(country, hook.channel, one, at) for one in came)


def poll(*, country: str, channel: Channel, at: datetime) -> int:
    """Ask a channel what came, and keep each before the next is asked for.

    It is deleted at its source only then. Raise what the channel raises.
    """
    return sum(_take(country, channel, one, at) for one in channel.messages.poll())


def _take(country: str, channel: Channel, came: Inbound | Receipt, at: datetime) -> int:
    if isinstance(came, Receipt):
        note_receipt(came)
        return 0
    reply = take_message(
        country=country,
        channel=channel.kind.value,
        inbound=came,
        at=at,
        line=channel.line,
    )
    if reply is not None:
        _answer(channel, came, reply)
    return 1


def _answer(channel: Channel, came: Inbound, reply: Reply) -> None:
    """Say thank you; nothing depends on it, so it is not tried twice."""
    key = f"reply:{came.key}"
    message = Outbound(key=key, address=came.address, text=reply.text)
    try:
        channel.messages.send(message)
    except NotSent:
        return
