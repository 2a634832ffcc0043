"""A message for those who did not answer: said, recorded, sealed before the disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from uuid import uuid4

from payung.engines.dispatch import Prompt
from payung.engines.sealed import Wrap, new_record_secret, wrap_for_team
from payung.gateways.telephone.media.tones import begin_tone
from payung.gateways.telephone.media.voicemail import Kept, Message
from payung.gateways.telephone.speaking import SealTo, Voicemail

from .exchange import Exchange
from .waiting import WaitingCaller


SHORTEST = 1.0
"""Less than so many seconds is somebody who hangs up, not a message."""


class Recorded(Protocol):
    """Who is told how the message ended: what lies in the vault, or None."""

    def __call__(self, left: Voicemail | None) -> None:
        """Go on with the call."""


class Recording:
    """Asks for a message and takes it; `then` is called once, whatever happens.

    The message has a record key of its own: the key of the arrival is forgotten as soon
    as the number is sealed. Without a key to seal to nothing is recorded at all.
    """

    def __init__(
        self,
        exchange: Exchange,
        *,
        caller: WaitingCaller,
        seal_to: SealTo | None,
        longest: int,
        then: Recorded,
    ) -> None:
        self._exchange = exchange
        self._caller = caller
        self._seal_to = seal_to
        self._longest = longest
        self._then: Recorded | None = then
        self._message: Message | None = None
        self._wrap: Wrap | None = None
        self._record, self._file = uuid4(), uuid4()

    def begin(self) -> None:
        """Ask for the message; without a key only say that somebody will call."""
        if self._seal_to is None:
            self._caller.say(Prompt.WE_WILL_CALL_BACK, lambda: self._tell(None))
        else:
            self._caller.say(Prompt.LEAVE_A_MESSAGE, self._beep)

    def stop(self) -> None:
        """End it now; what was said until now is kept."""
        if self._message is None:
            self._tell(None)
        else:
            self._caller.seat.stop_recording()

    def _beep(self) -> None:
        self._unless_over(lambda: self._caller.seat.play(begin_tone(), self._listen))

    def _listen(self) -> None:
        if self._then is None or self._seal_to is None:
            return
        secret = new_record_secret(self._record)
        self._wrap = wrap_for_team(secret, self._seal_to.public)
        self._message = Message(self._exchange.vault, secret, self._file)
        self._caller.seat.record(
            self._message.take,
            longest=self._longest,
            silence=self._exchange.settings.message_silence,
            then=self._heard,
        )

    def _heard(self, seconds: float) -> None:
        message = self._message
        if message is None:
            return
        if seconds < SHORTEST:
            message.drop()
            self._tell(None)
        else:
            message.end_later(self._exchange.loop.soon, self._kept)

    def _kept(self, kept: Kept | None) -> None:
        if kept is None:
            self._tell(None)
            return
        self._tell(
            Voicemail(
                record=self._record,
                file=self._file,
                seconds=round(kept.seconds),
                size=kept.size,
                wrap=self._wrap,
            )
        )

    def _tell(self, left: Voicemail | None) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(left)

    def _unless_over(self, do: Callable[[], None]) -> None:
        if self._then is not None:
            do()
