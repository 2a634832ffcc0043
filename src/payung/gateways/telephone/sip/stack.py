"""sippy, set up once: where it listens, what it lets in, and how it asks and answers."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sippy.SipAddress import SipAddress
from sippy.SipConf import SipConf
from sippy.SipContact import SipContact
from sippy.SipLogger import SipLogger
from sippy.SipURL import SipURL

from .taming import tame
from .transactions import Transactions


# What a phone or a passer-by learns of us: nothing that says what this is.
SipConf.my_uaname = "telephone"

_RECEIVED = 4 * 1024 * 1024

Answered = tuple[Any, Any, Any] | None


class Stack:
    """The SIP side of the process: one socket, all transactions.

    `lets_in` says whether a packet from this address is looked at at all; `request`
    gets every request outside of the talks that go on.
    """

    def __init__(
        self,
        *,
        host: str,
        port: int,
        lets_in: Callable[[str], bool],
        request: Callable[[Any, Any], Answered],
    ) -> None:
        tame()
        self._holding = 0
        self._is_muted = False
        self._waiting: list[tuple[Any, ...]] = []
        self.config: dict[str, Any] = {
            "_sip_address": host,
            "_sip_port": port,
            "_sip_logger": SipLogger("telephone"),
        }
        manager = Transactions(self.config, request)
        manager.lets_in, manager.held = lets_in, self.held
        self._manager = self.config["_sip_tm"] = manager
        self.host = host
        (server,) = manager.l4r.cache_l2s.values()
        self.port: int = server.uopts.laddress[1]
        self._server = server
        self._leaves, server.send_to = server.send_to, self._send
        self.ours = ((host, self.port), "udp")
        # A burst must not push out what belongs to a call before it is looked at.
        server.skt.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVED)

    def contact(self, user: str = "line") -> Any:
        """Return our own address, as it is told to others; sippy's default is wrong."""
        url = SipURL(username=user, host=self.host, port=self.port)
        return SipContact(address=SipAddress(url=url, hadbrace=True))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let nothing leave before the end of this: first it must be remembered.

        What was sent and is in nobody's memory could ring for ever.
        """
        self._holding += 1
        try:
            yield
        finally:
            self._holding -= 1
            if not self._holding:
                waiting, self._waiting = self._waiting, []
                for packet in waiting:
                    self._leaves(*packet)

    @contextmanager
    def muted(self) -> Iterator[None]:
        """Send nothing meanwhile, now or later."""
        self._is_muted = True
        try:
            yield
        finally:
            self._is_muted = False

    def _send(self, *packet: Any) -> None:
        if self._is_muted:
            return
        if self._holding:
            self._waiting.append(packet)
        else:
            self._leaves(*packet)

    @property
    def message(self) -> tuple[bytes, tuple[str, int]]:
        """Return what is being looked at now, as it came, and where from."""
        message: tuple[bytes, tuple[str, int]] = self._manager.message
        return message

    def again(self, message: bytes, source: tuple[str, int]) -> None:
        """Take a message up again as if it had just come: after a restart."""
        from sippy.Network_server import Remote_address
        from sippy.Time.MonoTime import MonoTime

        came_from = Remote_address(source, "udp")
        self._manager.handleIncoming(message, came_from, self._server, MonoTime())

    def request(self, request: Any, done: Callable[[Any], None]) -> None:
        """Send a request of its own; `done` gets each response."""
        self._manager.newTransaction(request, resp_cb=done)
