"""One bound connection to an operator, through smpplib.

smpplib logs every message in hex at level debug and some errors above it; its voice is
taken away. It also answers a message before anybody has kept it; this does not.
"""

from __future__ import annotations

import logging
import select
import socket
import ssl
import struct
from typing import Any

from smpplib import consts, exceptions, smpp
from smpplib.client import Client

from .speaking import ChannelGone


Pdu = Any  # smpplib has no types

_MUTE = logging.getLogger("payung.mute")
# A level or a switch could be set back by whoever configures logging.
_MUTE.addFilter(lambda _: False)
# Whatever smpplib says about bytes that are no message it knows.
NO_MESSAGE = (
    exceptions.PDUError,
    exceptions.UnknownCommandError,
    struct.error,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
)


class SmppLink:
    """A transceiver. Everything raises ChannelGone where the connection is lost."""

    def __init__(
        self,
        *,
        host: str,
        port: int,
        tls: ssl.SSLContext | None,
        patience: float,
    ) -> None:
        """Connect; `patience` is seconds for one answer."""
        self._client = _Client(host, port, tls, patience)
        try:
            self._client.connect()
        except (exceptions.ConnectionError, OSError):
            self.close()
            raise ChannelGone("operator_gone") from None

    def bind(self, *, system_id: str, password: str, system_type: str) -> None:
        """Say who we are."""
        try:
            self._client.bind_transceiver(
                system_id=system_id, password=password, system_type=system_type
            )
        except exceptions.PDUError:
            self.close()
            raise ChannelGone("operator_refuses_us") from None
        except (*NO_MESSAGE, exceptions.ConnectionError, OSError):
            self.close()
            raise ChannelGone("operator_gone") from None

    def read(self, wait: float) -> Pdu | None:
        """Return what came within so many seconds, or None."""
        try:
            if not self._client.has_something(wait):
                return None
            return self._client.read_pdu()
        except (exceptions.ConnectionError, OSError):
            raise ChannelGone("operator_gone") from None
        except NO_MESSAGE:
            return None

    def submit(self, **facts: Any) -> int:
        """Send a short message; return the number its answer will have."""
        return self._send("submit_sm", **facts)

    def ask_for_life(self) -> None:
        """Ask the operator whether it is there."""
        self._send("enquire_link")

    def answer(self, pdu: Pdu) -> None:
        """Say that a message or a question was taken."""
        self._send(f"{pdu.command}_resp", sequence=pdu.sequence)

    def close(self) -> None:
        """Part without a word."""
        self._client.part()

    def _send(self, command: str, sequence: int | None = None, **facts: Any) -> int:
        try:
            pdu = smpp.make_pdu(command, client=self._client, **facts)
            if sequence is not None:
                pdu.sequence = sequence
            self._client.send_pdu(pdu)
        except (exceptions.ConnectionError, exceptions.PDUError, OSError):
            raise ChannelGone("operator_gone") from None
        return int(pdu.sequence)


class _Client(Client):  # type: ignore[misc]
    """smpplib's client: silent, with the name of the host checked under TLS."""

    _socket: socket.socket | None

    def __init__(
        self, host: str, port: int, tls: ssl.SSLContext | None, patience: float
    ) -> None:
        super().__init__(
            host,
            port,
            timeout=patience,
            ssl_context=tls,
            allow_unknown_opt_params=True,
        )
        self.logger = _MUTE

    def _create_socket(self) -> socket.socket:
        plain = socket.create_connection((self.host, self.port), timeout=self.timeout)
        if self._ssl_context is None:
            return plain
        return self._ssl_context.wrap_socket(plain, server_hostname=self.host)  # type: ignore[no-any-return]

    def connect(self) -> None:
        self._socket = self._create_socket()
        self.state = consts.SMPP_CLIENT_STATE_OPEN

    def has_something(self, wait: float) -> bool:
        if isinstance(self._socket, ssl.SSLSocket) and self._socket.pending():
            return True
        if self._socket is None:
            raise OSError("closed")
        return bool(select.select([self._socket], [], [], wait)[0])

    def part(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
