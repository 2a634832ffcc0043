"""The channels of our own phones: ringing one, its question, and a call-back's caller."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from payung.engines.dispatch import BackEvent

from . import deeds
from .exchange import Exchange, extension
from .live_orders import LiveOrder
from .rung import Rung
from .settings import AgiSettings
from .wire import Channel, ChannelGone


_CALLER_WAIT = 40
_LONGEST_TALK = 3600
# A phone of a call that only rang may ring again beside the next step's.
_ONLY_RANG = frozenset({"NOANSWER", "CANCEL"})
_JOIN = ""
_LET_GO = "CONTINUE"


@dataclass(frozen=True, kw_only=True, slots=True)
class Phones:
    """What Asterisk asks about our phones, by the names of AGI scripts."""

    settings: AgiSettings
    exchange: Exchange

    def scripts(self) -> dict[str, Callable[[Channel, str], None]]:
        """Return what is done for which script; the text is the extension."""
        return {
            "ring": self.ring,
            "press": self.press,
            "order": self.order,
            "reached": self.reached,
        }

    def ring(self, channel: Channel, name: str) -> None:
        """Ring one phone from its Local channel, and hear how that went."""
        found = self.exchange.find(name)
        if found is None:
            return
        rung, place = found
        address = rung.address(place)
        what = self.settings.dialled(address)
        if not what:
            if address:
                rung.refused(place)
            return
        shows, wait = rung.ringing(place)
        deeds.show(channel, shows)
        self._dial(channel, rung, place, what=what, wait=wait)

    def press(self, channel: Channel, name: str) -> None:
        """Ask a phone that has answered to press 1; anything else lets it go.

        The dialplan lets it go as well where we say nothing at all.
        """
        found = self.exchange.find(name)
        if found is None:
            return
        rung, place = found
        asked = rung.answered(place)
        if asked is None:
            self._let_go(channel, rung, place)
            return
        prompt, language, wait = asked
        # Whether she hung up or was hung up is heard by the channel that rings her.
        sound = self.settings.sound(prompt, language)
        key = deeds.question(channel, sound, wait=wait)
        if rung.pressed(place, key):
            deeds.remember(channel, "GOSUB_RESULT", _JOIN)
        else:
            self._let_go(channel, rung, place)

    def order(self, channel: Channel, name: str) -> None:
        """Call the caller, now that one of ours is on the line."""
        order = self._order(name)
        if order is None or not order.calls_back:
            return
        number = order.order.number or self.exchange.caller_of(order.order.of_call)
        what = self.settings.dialled(f"tel:{number}")
        if not what:
            order.caller(BackEvent.CALLER_GONE)
            return
        try:
            deeds.show(channel, order.order.shows)
            self._call_back(channel, name, what)
        except ChannelGone:
            order.caller(BackEvent.WE_ARE_GONE)
            raise
        order.caller(BackEvent.CALLER_GONE)

    def reached(self, channel: Channel, name: str) -> None:
        """Note that the caller of a call-back has answered; she is joined."""
        order = self._order(name)
        if order is not None and not order.is_over:
            order.caller(BackEvent.CALLER_ANSWERED)
            deeds.remember(channel, "GOSUB_RESULT", _JOIN)

    def _dial(
        self, channel: Channel, rung: Rung, place: int, *, what: str, wait: int
    ) -> None:
        name = extension(rung.handle, place)
        heard = f"U({self.settings.heard_context}^press^{name})"
        try:
            status = deeds.dial(channel, what, wait=wait, options=heard)
        except ChannelGone:
            # Somebody else has taken it, or the talk is over: both are told elsewhere.
            return
        if status not in _ONLY_RANG or isinstance(rung, LiveOrder):
            # Busy, out of reach, or hung up on the question.
            rung.refused(place)

    def _call_back(self, channel: Channel, name: str, what: str) -> None:
        heard = f"U({self.settings.heard_context}^reached^{name})"
        options = f"gS({_LONGEST_TALK}){heard}"
        deeds.dial(channel, what, wait=_CALLER_WAIT, options=options)

    def _let_go(self, channel: Channel, rung: Rung, place: int) -> None:
        words = rung.let_go(place)
        if words is not None:
            deeds.play(channel, self.settings.sound(*words))
        deeds.remember(channel, "GOSUB_RESULT", _LET_GO)

    def _order(self, name: str) -> LiveOrder | None:
        found = self.exchange.find(name)
        if found is None or not isinstance(found[0], LiveOrder):
            return None
        return found[0]
