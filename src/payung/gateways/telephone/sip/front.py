"""Who comes to the door: calls, phones that register, and everybody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .callers import who_calls
from .calls import CallRun
from .exchange import Exchange
from .registering import Doorkeeper
from .stack import Answered
from .taming import surprise


_OF_A_TALK = ("BYE", "INFO", "UPDATE")
ALLOWED = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, REGISTER"


class Front:
    """Answers every request that belongs to no dialog yet.

    `is_trunk` says whether calls from this address are our trunk's; whoever else calls
    must prove to be a phone of ours.
    """

    def __init__(
        self,
        exchange: Exchange,
        *,
        doorkeeper: Doorkeeper,
        is_trunk: Callable[[str], bool],
    ) -> None:
        self._exchange = exchange
        self._doorkeeper = doorkeeper
        self._is_trunk = is_trunk

    def request(self, request: Any, transaction: Any) -> Answered:
        """Return the answer to a request, as sippy wants it."""
        try:
            return self._answer(request, transaction)
        except Exception:  # noqa: BLE001 - whatever came, the next one must be heard
            surprise("at the door")
            return says(request, 500, "Server Internal Error")

    def _answer(self, request: Any, transaction: Any) -> Answered:
        method = request.getMethod()
        # What belongs to a talk is heard by the talk; here it belongs to none.
        if request.getHFBody("to").getTag() is not None or method in _OF_A_TALK:
            return says(request, 481, "Call/Transaction Does Not Exist")
        match method:
            case "INVITE":
                return self._invite(request, transaction)
            case "REGISTER":
                return self._doorkeeper.register(request)
            case "OPTIONS":
                return _options(request)
            case _:
                return _with_allow(request, 405, "Method Not Allowed")

    def _invite(self, request: Any, transaction: Any) -> Answered:
        if request.countHFs("contact") == 0:
            return says(request, 400, "Bad Request")
        message, (source, _) = self._exchange.stack.message
        comes = self._exchange.coming_back.pop(message, None)
        if comes is not None:
            return comes(request, transaction)
        if not self._is_trunk(source):
            refusal = self._doorkeeper.refusal(request)
            if refusal is not None:
                return refusal
        settings = self._exchange.settings
        dialled = request.getRURI().username or ""
        line = settings.line_of.get(dialled, dialled)
        caller = who_calls(_headers(request), country_code=settings.country_code)
        return CallRun(self._exchange, line=line, caller=caller).begin(
            request, transaction
        )


def says(request: Any, code: int, reason: str) -> Answered:
    """Return a plain final response, as sippy wants it."""
    return (request.genResponse(code, reason), None, None)


def _options(request: Any) -> Answered:
    return _with_allow(request, 200, "OK")


def _with_allow(request: Any, code: int, reason: str) -> Answered:
    from sippy.SipHeader import SipHeader

    response = request.genResponse(code, reason)
    response.appendHeader(SipHeader(s=f"Allow: {ALLOWED}"))
    return (response, None, None)


def _headers(request: Any) -> dict[str, list[str]]:
    """Return what says who calls, by header."""
    names = ("from", "p-asserted-identity", "remote-party-id", "privacy")
    return {
        name: [str(header.body) for header in request.getHFs(name)] for name in names
    }
