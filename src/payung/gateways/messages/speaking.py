"""What is said between the application and whatever carries messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class NotSent(ConnectionError):
    """The message did not leave; `again` says whether trying later may help."""

    def __init__(self, why: str, *, again: bool) -> None:
        """Keep a code of the reason: never a number, never a text."""
        self.why, self.again = why, again
        super().__init__(why)


class ChannelGone(ConnectionError):
    """The channel cannot be reached at present; poll again later."""

    def __init__(self, why: str) -> None:
        """Keep a code of the reason: never a number, never a text."""
        self.why = why
        super().__init__(why)


class Forged(PermissionError):
    """A webhook whose signature does not hold, or that is too old."""


class InboundKind(StrEnum):
    """What came in."""

    TEXT = "text"
    MISSED_CALL = "missed_call"


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageCaps:
    """What a channel can do. Signs; hours in which free text is allowed, 0 = always."""

    longest: int
    receipts: bool
    free_text_hours: int
    stores_at_provider: bool
    end_to_end: bool
    comes_by: str  # "poll" or "webhook"
    missed_calls: bool = False


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Outbound:
    """A text for an address; `key` makes sending it again the same message."""

    key: str
    address: str
    text: str

    def __repr__(self) -> str:
        """Return what names nobody."""
        return f"<Outbound {self.key}>"


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Inbound:
    """What somebody sent, in clear: it is sealed before it is written down.

    `key` is the same for the same message however often it is delivered. `address` is
    empty where it was withheld. `sent_at` is what the channel says (aware, UTC).
    """

    key: str
    kind: InboundKind
    address: str
    text: str
    sent_at: datetime

    def __repr__(self) -> str:
        """Return what names nobody."""
        return f"<Inbound {self.kind} {self.key}>"


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """What became of a message that was sent: "delivered", "read" or "failed"."""

    id: str
    state: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """The channel took it; `id` is its own name for it, for receipts; may be empty."""

    id: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class WebRequest:
    """A request to a webhook as it came: names of headers in small letters."""

    headers: Mapping[str, str]
    body: bytes
    query: Mapping[str, str]


class Messages(Protocol):
    """A way for messages. `scheme` is how its addresses begin: tel, telegram, …"""

    scheme: str

    @property
    def caps(self) -> MessageCaps: ...

    def send(self, message: Outbound) -> Sent:
        """Send a text; raise NotSent."""

    def poll(self) -> Iterable[Inbound | Receipt]:
        """Yield what came in, each to be asked for the next only once it is kept.

        It is deleted at its source after the next one is asked for, never before. A
        channel that comes by webhook yields nothing. Raise ChannelGone where the
        channel cannot be reached; what was given before that is safe.
        """


class Webhook(Protocol):
    """A channel that calls us."""

    def verify(self, request: WebRequest, *, at: datetime) -> None:
        """Raise Forged unless the channel itself sent this; in constant time."""

    def parse(self, request: WebRequest) -> Sequence[Inbound | Receipt]:
        """Return what it says; an unknown body is an empty list. Raises nothing."""

    def greet(self, request: WebRequest) -> str | None:
        """Return what to answer where the channel checks our address, else None."""
