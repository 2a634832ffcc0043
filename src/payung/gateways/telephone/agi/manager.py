"""Orders to Asterisk over its manager interface (AMI): one short conversation each.

Only what a hotline needs: ring a Local channel, hang Local channels up, ask for life.
"""

from __future__ import annotations

import socket
from collections.abc import Mapping
from types import TracebackType
from typing import BinaryIO

from payung.gateways.telephone.speaking import TelephoneGone

from .settings import Manager


_WAIT = 5.0
_MOST_LINES = 500
_LONGEST_LINE = 4_000


def ask(manager: Manager, action: str, fields: Mapping[str, str]) -> Mapping[str, str]:
    """Log in, ask one thing, and return the response; raise TelephoneGone.

    Nothing of a failed request is repeated: it may hold a number.
    """
    try:
        with _Conversation(manager) as conversation:
            return conversation.ask(action, fields)
    except (OSError, ValueError):
        raise TelephoneGone("The manager of Asterisk does not answer.") from None


class _Conversation:
    """A connection that has logged in."""

    def __init__(self, manager: Manager) -> None:
        self._manager = manager
        self._socket: socket.socket
        self._file: BinaryIO

    def __enter__(self) -> _Conversation:
        where = (self._manager.host, self._manager.port)
        self._socket = socket.create_connection(where, timeout=_WAIT)
        self._file = self._socket.makefile("rb")
        if not self._line().startswith("Asterisk Call Manager"):
            raise TelephoneGone("Something else than Asterisk answers there.")
        who, secret = self._manager.user, self._manager.secret
        self.ask("Login", {"Username": who, "Secret": secret, "Events": "off"})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
        self._socket.close()

    def ask(self, action: str, fields: Mapping[str, str]) -> Mapping[str, str]:
        """Return the response to an action; raise TelephoneGone where it is an error."""
        whole = {"Action": action, "ActionID": "payung", **fields}
        if any(sign in value for value in whole.values() for sign in "\r\n"):
            raise TelephoneGone("A line end in an order: it is not given.")
        lines = [f"{name}: {value}\r\n" for name, value in whole.items()]
        self._socket.sendall("".join([*lines, "\r\n"]).encode())
        response = self._response()
        if response.get("Response") not in ("Success", "Pong"):
            raise TelephoneGone("Asterisk did not take the order.")
        return response

    def _response(self) -> Mapping[str, str]:
        """Return the next block that is a response; events in between are passed."""
        while True:
            block: dict[str, str] = {}
            for _ in range(_MOST_LINES):
                line = self._line()
                if not line:
                    break
                name, _colon, value = line.partition(":")
                block[name] = value.strip()
            if "Response" in block:
                return block

    def _line(self) -> str:
        line = self._file.readline(_LONGEST_LINE)
        if not line.endswith(b"\n"):
            raise TelephoneGone("Asterisk ended the conversation.")
        return line.decode("utf-8", "replace").rstrip("\r\n")
