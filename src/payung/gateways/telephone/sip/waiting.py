"""The caller: waits, hears sentences, presses keys, is joined, leaves a message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from payung.engines.dispatch import Prompt
from payung.gateways.telephone.media.sdp import NoCommonVoice, answer, offer
from payung.gateways.telephone.media.sdp_reading import read_voice

from .dialog_memory import Remembered
from .dialogs import Ears, InDialog
from .exchange import Exchange
from .stack import Answered


class WaitingCaller:
    """A caller with her seat in the studio."""

    def __init__(
        self,
        exchange: Exchange,
        *,
        key: Callable[[str], None],
        gone: Callable[[], None],
        acknowledged: Callable[[], None],
        tag: str | None = None,
        port: int | None = None,
    ) -> None:
        self._exchange = exchange
        self._closed = False
        self._seen = ""
        self._theirs = ""
        self.language = "en"
        self.seat = exchange.seat(port, key)
        self.dialog = InDialog(
            exchange.stack,
            Ears(sound=self._sound, answered=acknowledged, gone=gone, digit=key),
            sound=offer(exchange.stack.host, self.seat.port),
            tag=tag,
        )

    def take(self, request: Any, transaction: Any) -> Answered:
        """Begin with her INVITE."""
        self._seen = request.getSource()[0]
        return self.dialog.take(request, transaction)

    @property
    def remembered(self) -> Remembered:
        """Return what brings her back after a crash; no dialog before her ACK."""
        kept = self.dialog.kept if self.dialog.acknowledged else {}
        return Remembered(dialog=kept, port=self.seat.port, sound=self._theirs)

    def revive(self, remembered: Remembered, *, seen: str) -> None:
        """Go on speaking with her."""
        self._seen = seen
        self._sound(remembered.sound)
        self.dialog.revive(remembered.dialog)

    @property
    def speaks(self) -> bool:
        """Return whether there is a way to speak with her."""
        return self.dialog.speaks

    def listen(self) -> None:
        """Let her hear us: before the answer, or by it where the trunk wants that."""
        if self._exchange.settings.answers_early:
            self.dialog.answer()
        else:
            self.dialog.progress()

    def wait(self) -> None:
        """Let her hear that it rings."""
        self.listen()
        self.seat.loop(self._exchange.ringing)

    def say(self, prompt: Prompt, then: Callable[[], None] | None = None) -> None:
        """Say a sentence once, in her language."""
        self.listen()
        self.seat.quiet()
        self.seat.play(self._exchange.prompts.pcmu(prompt, self.language), then)

    def answer(self) -> None:
        """Say 200: from now on she pays, and is heard."""
        self.dialog.answer()

    def end(self, *, code: int = 480, reason: str = "Temporarily Unavailable") -> None:
        """Hang up."""
        self.dialog.end(code=code, reason=reason)
        self.close()

    def close(self) -> None:
        """Give her seat away."""
        if not self._closed:
            self._closed = True
            self.seat.close()

    def _sound(self, sdp: str) -> str:
        try:
            voice = read_voice(sdp)
        except NoCommonVoice:
            return ""
        self._theirs = sdp
        self.seat.hears(voice, seen=self._seen)
        return answer(self._exchange.stack.host, self.seat.port, voice)
