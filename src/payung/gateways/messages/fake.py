"""Messages in memory, under the same rules, for tests and for trying things out."""

from __future__ import annotations

from collections.abc import Iterator

from .addressing import whom
from .speaking import ChannelGone, Inbound, MessageCaps, NotSent, Outbound, Sent


class FakeMessages:
    """A channel that keeps what is sent and gives what was put into it."""

    def __init__(self, scheme: str = "tel", *, longest: int = 670) -> None:
        """Start with nothing sent and nothing waiting."""
        self.scheme = scheme
        self.sent: list[Outbound] = []
        self.waiting: list[Inbound] = []
        self.gone = False
        self._refuses_next = False
        self.caps = MessageCaps(
            longest=longest,
            receipts=False,
            free_text_hours=0,
            stores_at_provider=False,
            end_to_end=False,
            comes_by="poll",
            missed_calls=True,
        )

    def send(self, message: Outbound) -> Sent:
        """Keep a text, once for every key; raise NotSent."""
        whom(message, self.scheme, self.caps)
        if self.gone:
            raise NotSent("gone", again=True)
        if self._refuses_next:
            self._refuses_next = False
            raise NotSent("refused", again=True)
        if message.key not in {other.key for other in self.sent}:
            self.sent.append(message)
        return Sent(id=message.key)

    def poll(self) -> Iterator[Inbound]:
        """Yield what waits; each is forgotten once the next is asked for."""
        if self.gone:
            raise ChannelGone("gone")
        while self.waiting:
            yield self.waiting[0]
            self.waiting.pop(0)

    def refuse_next(self) -> None:
        """Refuse the next text, for a while."""
        self._refuses_next = True
