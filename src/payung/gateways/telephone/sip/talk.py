"""Two people who hear one another, and how it is noticed that one of them is gone."""

from __future__ import annotations

from collections.abc import Callable

from payung.gateways.telephone.media.seat import Seat

from .exchange import Exchange
from .loop import Timer


LOOKED_EVERY = 1.0


class Talk:
    """Joins two seats until `end`.

    SIP has no sign of a phone that died: sippy knows no session timers. So silence of
    the line (no packet at all, not a quiet person) ends a talk, and so does its limit.
    """

    def __init__(
        self,
        exchange: Exchange,
        *,
        caller: Seat,
        phone: Seat,
        longest: int,
        caller_gone: Callable[[], None],
        phone_gone: Callable[[], None],
    ) -> None:
        self._exchange = exchange
        self._sides = ((caller, caller_gone), (phone, phone_gone))
        self._over = False
        caller.quiet()
        phone.quiet()
        exchange.studio.join(caller, phone)
        self._limit = exchange.loop.later(longest, phone_gone)
        self._watch: Timer = exchange.loop.later(LOOKED_EVERY, self._look)

    def end(self) -> None:
        """Part the two; ending it twice changes nothing."""
        if not self._over:
            self._over = True
            self._limit.cancel()
            self._watch.cancel()
            self._exchange.studio.part(self._sides[0][0], self._sides[1][0])

    def _look(self) -> None:
        if self._over:
            return
        limit = self._exchange.settings.quiet_limit
        for seat, gone in self._sides:
            if seat.silent_for > limit:
                gone()
                return
        self._watch = self._exchange.loop.later(LOOKED_EVERY, self._look)
