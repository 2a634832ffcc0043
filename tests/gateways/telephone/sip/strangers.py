"""Packets as a stranger sends them, one by one, and what comes back."""

from __future__ import annotations

import socket
from types import TracebackType
from typing import Self


HOST = "127.0.0.1"


class Stranger:
    """A UDP socket that says SIP, right or wrong."""

    def __init__(self, port: int, *, host: str = HOST, dials: str = "5550100") -> None:
        self._dials = dials
        self._to = (HOST, port)
        self._host = host
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((host, 0))
        self.port: int = self._socket.getsockname()[1]
        self._said = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()

    def say(self, text: str) -> None:
        """Send this as it is."""
        self._socket.sendto(text.encode(), self._to)

    def ask(self, method: str, *, who: str = "stranger", more: str = "") -> None:
        """Send a whole request, each time another one."""
        self.say(self.request(method, who=who, more=more))

    def request(self, method: str, *, who: str = "stranger", more: str = "") -> str:
        """Return a whole request without a body."""
        self._said += 1
        lines = [
            f"{method} sip:{self._dials}@{HOST}:{self._to[1]} SIP/2.0",
            f"Via: SIP/2.0/UDP {self._host}:{self.port};branch=z9hG4bK{self.port}x{self._said}",
            f'From: "{who}" <sip:{who}@{self._host}:{self.port}>;tag=a{self._said}',
            f"To: <sip:5550100@{HOST}>",
            f"Call-ID: {self.port}-{self._said}",
            f"CSeq: 1 {method}",
            f"Contact: <sip:{who}@{self._host}:{self.port}>",
            "Max-Forwards: 70",
        ]
        lines += [more] if more else []
        return "\r\n".join([*lines, "Content-Length: 0", "", ""])

    def hears(self, timeout: float = 10) -> str:
        """Return the next message that comes."""
        self._socket.settimeout(timeout)
        return self._socket.recv(65535).decode()

    def hears_nothing(self, within: float) -> bool:
        """Return whether so many seconds pass in silence."""
        try:
            self.hears(within)
        except TimeoutError:
            return True
        return False
