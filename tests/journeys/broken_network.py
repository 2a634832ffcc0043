"""A network between browser and server that changes one bit of what is sent, once."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(kw_only=True)
class Wire:
    """Where to find it, after which bytes it changes the next, and whether it has."""

    address: str
    sign: bytes
    to: tuple[str, int]
    changed: threading.Event = field(default_factory=threading.Event)

    def carried(self, piece: bytes) -> bytes:
        """Return what arrives of a piece that was sent."""
        place = piece.find(self.sign)
        if place < 0 or self.changed.is_set():
            return piece
        self.changed.set()
        place += len(self.sign) - 1
        return piece[:place] + bytes([piece[place] ^ 1]) + piece[place + 1 :]


@contextmanager
def wire_to(server: str, *, sign: bytes) -> Iterator[Wire]:
    """Carry everything to a server and back; the last byte of `sign` arrives changed."""
    parts = urlsplit(server)
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    wire = Wire(
        address=f"http://127.0.0.1:{port}",
        sign=sign,
        to=(str(parts.hostname), int(parts.port or 80)),
    )
    threading.Thread(target=_accept, args=(listening, wire), daemon=True).start()
    try:
        yield wire
    finally:
        listening.close()


def _accept(listening: socket.socket, wire: Wire) -> None:
    with suppress(OSError):
        while True:
            here, _from = listening.accept()
            there = socket.create_connection(wire.to)
            for one, other, change in ((here, there, True), (there, here, False)):
                threading.Thread(
                    target=_carry, args=(one, other, wire, change), daemon=True
                ).start()


def _carry(one: socket.socket, other: socket.socket, wire: Wire, change: bool) -> None:
    with suppress(OSError):
        while piece := one.recv(1 << 20):
            other.sendall(wire.carried(piece) if change else piece)
    for end in (one, other):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
