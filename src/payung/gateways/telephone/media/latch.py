"""Where to send sound: to where it comes from, where that can be believed.

A telephone behind a router writes an address into its SDP that nobody can reach, so
we answer to where its packets come from. But whoever sprays packets at our ports must
not be given a caller's voice for it ("RTP bleed"). So: the host of the SDP always
counts, and at once. Another host counts only while nothing has come from that one, only
if signalling came from there (where we were told), and after it has sent a short
unbroken run of speech, which a spray does not.
"""

from __future__ import annotations

from .rtp import Packet, ahead


Address = tuple[str, int]

# A fifth of a second of speech in order, from one source.
_RUN_OF_A_STRANGER = 10
# A router gave the telephone a new port: believed when the old one has been silent.
_SILENT_FOR = 1.0
# Runs are kept for so many strangers at once; the one that began first gives way.
_MOST_STRANGERS = 8


class Latch:
    """Decides about one leg; `target` is where to send, None before its SDP came."""

    __slots__ = ("_asked", "_host", "_latched_at", "_seen", "_strangers", "target")

    def __init__(self) -> None:
        self.target: Address | None = None
        self._host = ""
        self._seen = ""
        self._asked: Address | None = None
        self._latched_at: float | None = None
        self._strangers: dict[Address, tuple[Packet, int]] = {}

    def expect(self, host: str, port: int, *, seen: str = "") -> None:
        """Take what the SDP says; `seen` is the host that signalling came from."""
        if (host, port) == self._asked:
            # The same words again (a re-INVITE, a resumed call) undo nothing.
            self._seen = seen
            return
        self._asked = self.target = (host, port)
        self._host, self._seen = host, seen
        self._latched_at = None
        self._strangers.clear()

    def believes(self, sender: Address, *, now: float) -> bool:
        """Return whether a packet from there is from our telephone; learn its port."""
        if self._asked is None:
            return False
        if self._latched_at is not None and sender == self.target:
            self._latched_at = now
            return True
        if sender[0] != self._host or not self._may_move(now):
            return False
        self._move(sender, now)
        return True

    def weigh(self, sender: Address, packet: Packet, *, now: float) -> bool:
        """Return whether speech of a stranger has now convinced us, and follow it."""
        if not self._may_be_hers(sender, now):
            return False
        before, run = self._strangers.get(sender, (packet, 0))
        in_order = packet.source == before.source and (
            run == 0 or ahead(packet.sequence, before.sequence, 16) == 1
        )
        run = run + 1 if in_order else 1
        if run >= _RUN_OF_A_STRANGER:
            self._move(sender, now)
            return True
        if sender not in self._strangers and len(self._strangers) >= _MOST_STRANGERS:
            del self._strangers[next(iter(self._strangers))]
        self._strangers[sender] = (packet, run)
        return False

    def _may_be_hers(self, sender: Address, now: float) -> bool:
        if self._asked is None or self._seen not in ("", sender[0]):
            return False
        if self._latched_at is None or self.target is None:
            return True
        # Once the SDP's host has spoken, no other one is heard again; a router that we
        # already follow may give the telephone another port.
        followed = self.target[0] == sender[0] != self._host
        return followed and now - self._latched_at > _SILENT_FOR

    def _may_move(self, now: float) -> bool:
        """Return whether the SDP's host may (still) say from which port it speaks."""
        if self._latched_at is None or self.target is None:
            return True
        # From its own host we take it at once over a stranger's.
        return self.target[0] != self._host or now - self._latched_at > _SILENT_FOR

    def _move(self, sender: Address, now: float) -> None:
        self.target, self._latched_at = sender, now
        self._strangers.clear()
