"""A seat at the studio: what the signalling side holds of one telephone's sound."""

from __future__ import annotations

from collections.abc import Callable

from .leg import Later, Leg
from .listening import Listening
from .playing import Playing
from .sdp import Voice


class Seat:
    """One port of ours. Every method returns at once and may be called by any thread.

    What is asked is done within about 20 ms, in the order it was asked in. Every
    callback comes through the studio's `hand_over`. After `close` nothing else does
    anything, and only the `then` of a message still comes.
    """

    def __init__(
        self,
        leg: Leg,
        port: int,
        *,
        do: Later,
        leave: Callable[[], None],
        later: Later,
        clock: Callable[[], float],
    ) -> None:
        self.port = port
        self.leg = leg
        self._do = do
        self._leave = leave
        self._later = later
        self._clock = clock
        self._is_open = True

    @property
    def silent_for(self) -> float:
        """Return for how many seconds not one packet of the telephone has come."""
        return max(0.0, self._clock() - self.leg.heard_at)

    def hears(self, peer: Voice, *, seen: str = "") -> None:
        """Speak to this telephone from now on.

        `seen` is the host that its signalling comes from. Give it where it is known:
        then sound from any third host is never believed.
        """
        self._ask(lambda: self.leg.hears(peer, seen=seen, now=self._clock()))

    def play(self, pcmu: bytes, then: Callable[[], None] | None = None) -> None:
        """Play a sound once; `then` is called when it has been played to its end.

        It stops what was playing before, whose `then` never comes. While it plays, the
        telephone does not hear whom it is joined with.
        """
        self._ask(lambda: self.leg.play(Playing(pcmu, then=then)))

    def loop(self, pcmu: bytes) -> None:
        """Play a sound again and again."""
        self._ask(lambda: self.leg.play(Playing(pcmu, repeats=True)))

    def quiet(self) -> None:
        """Stop playing."""
        self._ask(lambda: self.leg.play(None))

    def record(
        self,
        take: Callable[[bytes], None],
        *,
        longest: float,
        silence: float,
        then: Callable[[float], None] | None = None,
    ) -> None:
        """Hand over what is said, as PCMU in pieces of a fifth of a second.

        It ends after `longest` seconds, after `silence` seconds without a voice, with
        the key #, with `stop_recording` or with `close`; then `then` is called once
        with the seconds that were taken. Nothing is kept here.
        """

        def tell(seconds: float) -> None:
            if then is not None:
                self._later(lambda: then(seconds))

        def begin() -> None:
            listening = Listening(
                lambda piece: self._later(lambda: take(piece)),
                tell,
                longest=longest,
                silence=silence,
                now=self._clock(),
            )
            self.leg.record(listening)

        self._ask(begin)

    def stop_recording(self) -> None:
        """End the message now; its `then` comes."""
        self._ask(self.leg.stop_recording)

    def close(self) -> None:
        """Leave; the port is free again a moment later. Twice is once."""
        if self._is_open:
            self._is_open = False
            self._leave()

    def _ask(self, deed: Callable[[], None]) -> None:
        if self._is_open:
            self._do(deed)
