"""A line between browser and server that can be cut: for the page and for its worker.

The browser's own switch leaves requests of a service worker alone for a while; a line
that is down is down for everybody. Who asks in vain is noted, so that a test can wait
until something was tried.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext


AT_ONCE = struct.pack("ii", 1, 0)
PATIENCE = 20.0
# What Chromium says of a page that it cannot get, as a pattern.
NO_CONNECTION = r"ERR_(INTERNET_DISCONNECTED|FAILED|CONNECTION_\w+|EMPTY_RESPONSE)"


@dataclass(kw_only=True)
class Line:
    """Where to find it; `cut` and `mend` it, and tell a phone or leave it to find out."""

    address: str
    to: tuple[str, int]
    _is_cut: bool = False
    _ends: list[socket.socket] = field(default_factory=list)
    _in_vain: list[str] = field(default_factory=list)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def cut(self, phone: BrowserContext | None = None) -> None:
        """Let nothing through from now on; a phone that is told says that it is offline."""
        with self._changed:
            self._is_cut = True
            ends, self._ends = self._ends, []
        for end in ends:
            _break(end)
        if phone is not None:
            phone.set_offline(True)

    def mend(self, phone: BrowserContext | None = None) -> None:
        """Let everything through again; a phone that is told sends what waits."""
        with self._changed:
            self._is_cut = False
        if phone is not None:
            phone.set_offline(False)

    def wait_until_asked_in_vain(self, request: str) -> None:
        """Wait for a request, such as "POST /leave", that found the line cut."""
        with self._changed:
            asked = self._changed.wait_for(lambda: request in self._in_vain, PATIENCE)
        assert asked, f"{request} was never tried. Tried were: {self._in_vain}"

    def carry(self, here: socket.socket) -> None:
        """Carry what a browser asks to the server and back, unless the line is cut."""
        with suppress(OSError):
            there = socket.create_connection(self.to)
            with self._changed:
                if not self._is_cut:
                    self._ends += [here, there]
                    for one, other in ((here, there), (there, here)):
                        _begin(_pour, one, other)
                    return
            _break(there)
            self._refuse(here)

    def _refuse(self, here: socket.socket) -> None:
        # Browsers open connections ahead of what they ask: those say nothing.
        here.settimeout(PATIENCE)
        with suppress(OSError):
            asked = here.recv(1 << 16).decode("latin-1").split(" ")[:2]
            with self._changed:
                self._in_vain.append(" ".join(asked))
                self._changed.notify_all()
        _break(here)


@contextmanager
def line_to(server: str) -> Iterator[Line]:
    """Give a line to a server; it ends with the test."""
    parts = urlsplit(server)
    listening = socket.create_server((str(parts.hostname), 0))
    line = Line(
        address=f"http://{parts.hostname}:{listening.getsockname()[1]}",
        to=(str(parts.hostname), int(parts.port or 80)),
    )
    _begin(_accept, listening, line)
    try:
        yield line
    finally:
        listening.close()
        line.cut()


def _accept(listening: socket.socket, line: Line) -> None:
    with suppress(OSError):
        while True:
            _begin(line.carry, listening.accept()[0])


def _pour(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while piece := one.recv(1 << 16):
            other.sendall(piece)
    for end in (one, other):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


def _break(end: socket.socket) -> None:
    """Close at once, as a line does that is cut: nothing more is sent."""
    with suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        end.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        end.close()


def _begin(work: object, *given: object) -> None:
    threading.Thread(target=work, args=given, daemon=True).start()  # type: ignore[arg-type]
