"""UDP ports for sound: even ones, as RFC 3550 wants, from a range or wherever is room."""

from __future__ import annotations

import socket
from ipaddress import ip_address


# "Expedited forwarding": office routers let speech pass before downloads (RFC 3246).
_SPEECH_FIRST = 0xB8
_MOST_TRIES = 200


class NoPortLeft(OSError):
    """Every port of the range is taken: more calls than were planned for."""


class Ports:
    """Hands out sockets bound to even ports of one address of ours.

    `span` is (first, last), both included; None takes any free port. `begin` says
    where in the span to begin looking, from 0: a fresh number at every start, so that
    nobody can foretell which port a call will have.
    """

    def __init__(
        self, host: str, span: tuple[int, int] | None = None, *, begin: int = 0
    ) -> None:
        self.host = host
        self._evens = _evens(span)
        self._next = begin

    def take(self, port: int | None = None) -> socket.socket:
        """Return a socket on `port`, or on the next free one; raise NoPortLeft."""
        if port is not None:
            return self._given(port)
        if self._evens:
            return self._from_span(self._evens)
        return self._anywhere()

    def _given(self, port: int) -> socket.socket:
        found = self._bound(port)
        if found is None:
            raise NoPortLeft(f"Port {port} is in use.")
        return found

    def _from_span(self, evens: range) -> socket.socket:
        for _ in evens:
            port = evens[self._next % len(evens)]
            # Onward, not back to the start: a late packet of the call before must not
            # reach the next one.
            self._next += 1
            found = self._bound(port)
            if found is not None:
                return found
        raise NoPortLeft(f"No port is free from {evens[0]} to {evens[-1]}.")

    def _anywhere(self) -> socket.socket:
        for _ in range(_MOST_TRIES):
            first = self._bound(0)
            if first is None:
                break
            port = first.getsockname()[1]
            if port % 2 == 0:
                return first
            first.close()
            found = self._bound(port - 1)
            if found is not None:
                return found
        raise NoPortLeft("No even port is free.")

    def _bound(self, port: int) -> socket.socket | None:
        """Return a bound socket that never waits, or None where the port is taken."""
        is_six = ip_address(self.host).version == 6
        family = socket.AF_INET6 if is_six else socket.AF_INET
        made = socket.socket(family, socket.SOCK_DGRAM)
        made.setblocking(False)
        try:
            made.bind((self.host, port))
        except OSError:
            made.close()
            return None
        if not is_six:
            made.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, _SPEECH_FIRST)
        return made


def _evens(span: tuple[int, int] | None) -> range | None:
    if span is None:
        return None
    first, last = span
    evens = range(first + first % 2, last + 1, 2)
    if not evens or not 1024 <= first <= last <= 0xFFFF:
        raise ValueError(f"Ports for sound go from 1024 to 65535, not {first}-{last}.")
    return evens
