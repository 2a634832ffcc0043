"""One AGI conversation: the environment Asterisk sends, commands out, replies in.

As documented: lines "agi_name: value" up to an empty one; then each command gets
"200 result=…", or 510, 511 (the channel is dead) or a 520 of several lines. A line
"HANGUP" may come at any moment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from socket import SO_KEEPALIVE, SOL_SOCKET, socket
from types import TracebackType


_MOST_LINES = 100
_LONGEST_LINE = 2_000
_HELLO_WAIT = 5.0
_REPLY = re.compile(r"200 result=(-?[0-9*#A-D]*)(?: \((.*)\))?")
_PLAIN = re.compile(r"[A-Za-z0-9_+*#@/&.,:;()^=-]*")


class NotAgi(ValueError):
    """What came was no AGI."""


class ChannelGone(ConnectionError):
    """The person hung up, or Asterisk closed the conversation."""


class NotPlain(ValueError):
    """A word that could end a command and begin another; it is not repeated here."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What a command returned: `result`, and what stood in brackets behind it."""

    result: str
    more: str = ""


class Channel:
    """One channel of Asterisk, as long as it lets us speak to it."""

    def __init__(self, connection: socket) -> None:
        self._socket = connection
        # A talk is silent here for an hour; a machine that lost its power is not.
        connection.setsockopt(SOL_SOCKET, SO_KEEPALIVE, 1)
        self._file = connection.makefile("rb", buffering=0)
        self.hung_up = False

    def __enter__(self) -> Channel:
        """Return the channel; it is let go at the end."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the channel back to the dialplan."""
        self._file.close()

    def hello(self) -> Mapping[str, str]:
        """Return the environment, names without "agi_"; raise NotAgi."""
        self._socket.settimeout(_HELLO_WAIT)
        said: dict[str, str] = {}
        for _ in range(_MOST_LINES):
            line = self._line()
            if not line:
                break
            name, colon, value = line.partition(":")
            if not colon or not name.startswith("agi_"):
                raise NotAgi
            said[name.removeprefix("agi_")] = value.strip()
        else:
            raise NotAgi
        self._socket.settimeout(None)
        return said

    def ask(self, *words: str) -> Reply:
        """Give a command and wait for its reply; raise ChannelGone.

        The last word is quoted, so that it may be empty. Raise NotPlain.
        """
        if not all(_PLAIN.fullmatch(word) for word in words):
            raise NotPlain
        *first, last = words
        line = " ".join([*first, f'"{last}"'])
        try:
            self._socket.sendall(f"{line}\n".encode())
        except OSError:
            raise ChannelGone from None
        return self._reply()

    def _reply(self) -> Reply:
        while True:
            line = self._line()
            if line == "HANGUP":
                self.hung_up = True
            elif line.startswith("520-"):
                self._skip_usage()
                return Reply(result="-1", more="520")
            elif line.startswith(("510", "520")):
                return Reply(result="-1", more=line[:3])
            elif line.startswith("511"):
                self.hung_up = True
                raise ChannelGone
            else:
                return _read(line)

    def _skip_usage(self) -> None:
        for _ in range(_MOST_LINES):
            if self._line().startswith("520 "):
                return
        raise ChannelGone

    def _line(self) -> str:
        try:
            line = self._file.readline(_LONGEST_LINE)
        except (OSError, ValueError):
            raise ChannelGone from None
        if not line.endswith(b"\n"):
            raise ChannelGone
        return line.decode("utf-8", "replace").rstrip("\r\n")


def _read(line: str) -> Reply:
    found = _REPLY.match(line)
    if found is None:
        raise ChannelGone
    return Reply(result=found[1], more=found[2] or "")
