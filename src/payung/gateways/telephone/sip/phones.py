"""One of our phones, or the caller who is called back: rung, asked, joined, let go."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from ipaddress import ip_address

from payung.engines.dispatch import Prompt
from payung.gateways.telephone.media.sdp import NoCommonVoice, answer, offer
from payung.gateways.telephone.media.sdp_reading import read_voice

from .dialog_memory import Remembered
from .dialogs import Ears, OutDialog
from .exchange import Exchange
from .ways import Way


LONGEST_FAREWELL = 8.0


class Heard(StrEnum):
    """What a phone that we rang did."""

    ANSWERED = "answered"
    PRESSED_ONE = "pressed_one"
    GONE = "gone"


class Phone:
    """A phone with its seat in the studio; `told` gets what it did."""

    def __init__(
        self,
        exchange: Exchange,
        *,
        way: Way,
        shows: str,
        language: str,
        told: Callable[[Heard], None],
        port: int | None = None,
    ) -> None:
        self._exchange = exchange
        self._told = told
        self._language = language
        self._parting = False
        self._closed = False
        self._seen = _host(way)
        self._theirs = ""
        self.seat = exchange.seat(port, self._key)
        self.dialog = OutDialog(
            exchange.stack,
            Ears(
                sound=self._sound,
                answered=lambda: told(Heard.ANSWERED),
                gone=self._gone,
                digit=self._key,
            ),
            sound=offer(exchange.stack.host, self.seat.port),
            way=way,
            shows=shows,
        )

    def ring(self) -> None:
        """Ring it."""
        self.dialog.ring()

    @property
    def remembered(self) -> Remembered:
        """Return what brings this phone back after a crash."""
        return Remembered(
            dialog=self.dialog.kept, port=self.seat.port, sound=self._theirs
        )

    def revive(self, remembered: Remembered) -> None:
        """Go on where it was."""
        if remembered.sound:
            self._sound(remembered.sound)
        self.dialog.revive(remembered.dialog)

    def ask(self, prompt: Prompt) -> None:
        """Say a sentence over and over until it is answered with a key."""
        self.seat.loop(self._exchange.prompts.pcmu(prompt, self._language))

    def say(self, prompt: Prompt, then: Callable[[], None] | None = None) -> None:
        """Say a sentence once."""
        self.seat.quiet()
        self.seat.play(self._exchange.prompts.pcmu(prompt, self._language), then)

    def part(self, prompt: Prompt) -> None:
        """Say a last sentence, then let it go; a phone that never hears it, too."""
        if not self._parting and not self._closed:
            self._parting = True
            self.say(prompt, self._close)
            self._exchange.loop.later(LONGEST_FAREWELL, self._close)

    def let_go(self) -> None:
        """Stop ringing it, or hang up; a last sentence may be heard to its end."""
        if not self._parting:
            self._close()

    def _close(self) -> None:
        self.dialog.let_go()
        if not self._closed:
            self._closed = True
            self.seat.close()

    def _gone(self) -> None:
        self._close()
        self._told(Heard.GONE)

    def _key(self, digit: str) -> None:
        if digit == "1" and not (self._parting or self._closed):
            self._told(Heard.PRESSED_ONE)

    def _sound(self, sdp: str) -> str:
        try:
            voice = read_voice(sdp)
        except NoCommonVoice:
            return ""
        self._theirs = sdp
        self.seat.hears(voice, seen=self._seen)
        return answer(self._exchange.stack.host, self.seat.port, voice)


def _host(way: Way) -> str:
    """Return where its signalling is, if that is an address and not a name."""
    try:
        return str(ip_address(way.host))
    except ValueError:
        return ""
