"""The media thread: one thread and one 20 ms clock for the sound of every call.

Both legs of a call end here and we relay between them, so that neither telephone learns
the other's address, it works behind routers, and prompts, key presses and messages need
no new negotiation. Signalling asks (`Seat`), the thread does; nothing here waits.
"""

from __future__ import annotations

import secrets
import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import Self

from .companding import FRAME_SECONDS
from .counts import Counts
from .leg import Later, Leg
from .outgoing import Outgoing
from .ports import Ports
from .rtp import MOST_BYTES
from .seat import Seat


# So many packets of one port are read before the next port has its turn: a flood at one
# telephone delays the others by less than a millisecond.
_TURN = 32
# Further behind than this the clock starts afresh: old frames are of no use to anybody.
_TOO_LATE = 10 * FRAME_SECONDS


class Studio:
    """Seats for telephones at one address of ours.

    `ports` is (first, last), None takes any. `hand_over(fn)` must schedule fn in the
    signalling thread and return at once; every callback goes through it.
    """

    def __init__(
        self,
        host: str,
        *,
        hand_over: Later,
        ports: tuple[int, int] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ports = Ports(host, ports, begin=secrets.randbelow(1 << 15))
        self._hand_over = hand_over
        self._clock = clock
        self._counts = Counts()
        self._asked: deque[tuple[Leg | None, Callable[[], None]]] = deque()
        self._legs: set[Leg] = set()
        self._selector = selectors.DefaultSelector()
        self._bell, self._button = socket.socketpair()
        self._bell.setblocking(False)
        self._button.setblocking(False)
        self._selector.register(self._bell, selectors.EVENT_READ, None)
        self._open = True
        self._due = clock()
        self._thread = threading.Thread(target=self._run, name="studio", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def counts(self) -> Counts:
        """Return what was done so far."""
        return replace(self._counts)

    @property
    def seats(self) -> int:
        """Return how many seats are taken."""
        return len(self._legs)

    def seat(
        self,
        port: int | None = None,
        *,
        on_digit: Callable[[str], None] = lambda digit: None,
    ) -> Seat:
        """Return a new seat, on a given port after a restart; raise NoPortLeft."""
        link = self._ports.take(port)
        leg = Leg(
            link,
            _new_stream(),
            counts=self._counts,
            later=self._hand_over,
            on_digit=on_digit,
            now=self._clock(),
        )
        self._do(None, lambda: self._let_in(leg))
        return Seat(
            leg,
            link.getsockname()[1],
            do=lambda deed: self._do(leg, deed),
            leave=lambda: self._do(leg, lambda: self._let_go(leg)),
            later=self._hand_over,
            clock=self._clock,
        )

    def join(self, one: Seat, other: Seat) -> None:
        """Let two telephones hear one another; what played to them stops."""
        self._do(one.leg, lambda: self._join(one.leg, other.leg))

    def part(self, one: Seat, other: Seat) -> None:
        """Let them no longer hear one another; two who are not joined stay as is."""
        self._do(one.leg, lambda: self._part(one.leg, other.leg))

    def close(self) -> None:
        """Close every seat and end the thread."""
        self._do(None, self._end)
        self._thread.join()

    def _do(self, leg: Leg | None, deed: Callable[[], None]) -> None:
        self._asked.append((leg, deed))
        try:
            self._button.send(b"\0")
        except OSError:
            # Full: the thread has been rung for already. Closed: nobody is there.
            pass

    def _let_in(self, leg: Leg) -> None:
        self._selector.register(leg.link, selectors.EVENT_READ, leg)
        self._legs.add(leg)

    def _join(self, one: Leg, other: Leg) -> None:
        # One may have hung up while this was on its way.
        if one in self._legs and other in self._legs:
            one.join(other)

    def _part(self, one: Leg, other: Leg) -> None:
        if one.partner is other:
            one.part()

    def _end(self) -> None:
        self._open = False

    def _run(self) -> None:
        while self._open:
            wait = max(0.0, self._due - self._clock())
            ready = [key.data for key, _ in self._selector.select(wait)]
            # First what was asked, then what came: a message that was asked for before
            # she spoke must not miss her first word.
            self._obey()
            for leg in ready:
                if leg is not None:
                    self._guarded(leg, partial(self._read, leg))
            self._keep_time()
        self._clear()

    def _obey(self) -> None:
        with suppress(BlockingIOError):
            self._bell.recv(4096)
        while self._asked:
            leg, deed = self._asked.popleft()
            # Who has left can no longer be asked for anything.
            if leg is None or leg in self._legs:
                self._guarded(leg, deed)

    def _read(self, leg: Leg) -> None:
        for _ in range(_TURN):
            try:
                data, sender = leg.link.recvfrom(MOST_BYTES + 1)
            except OSError:
                return
            leg.receive(data, sender[:2], now=self._clock())

    def _keep_time(self) -> None:
        now = self._clock()
        if now - self._due > _TOO_LATE:
            self._counts.late += 1
            self._due = now
        while self._due <= now:
            self._due += FRAME_SECONDS
            for leg in tuple(self._legs):
                self._guarded(leg, partial(leg.tick, now))

    def _guarded(self, leg: Leg | None, deed: Callable[[], None]) -> None:
        try:
            deed()
        except Exception:  # noqa: BLE001 - a mistake may cost one call, never all
            self._counts.faults += 1
            if leg is not None:
                self._drop(leg)

    def _let_go(self, leg: Leg) -> None:
        self._legs.discard(leg)
        self._selector.unregister(leg.link)
        leg.close()

    def _drop(self, leg: Leg) -> None:
        self._legs.discard(leg)
        leg.part()
        with suppress(KeyError, ValueError):
            self._selector.unregister(leg.link)
        leg.link.close()

    def _clear(self) -> None:
        for leg in tuple(self._legs):
            self._guarded(leg, partial(self._let_go, leg))
        self._selector.close()
        self._bell.close()
        self._button.close()


def _new_stream() -> Outgoing:
    return Outgoing(
        source=secrets.randbits(32),
        sequence=secrets.randbits(15),
        timestamp=secrets.randbits(32),
    )
