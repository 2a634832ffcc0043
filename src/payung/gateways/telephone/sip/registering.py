"""Phones of ours that register, and how they prove to be ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sippy.SipHeader import SipHeader

from payung.gateways.telephone.door.digest import DigestGuard, Standing, Verdict
from payung.gateways.telephone.door.flood import FloodGuard
from payung.gateways.telephone.door.registrar import (
    Binding,
    NotAContact,
    OutOfOrder,
    Registrar,
    TooBrief,
    Wish,
)

from .stack import Answered


class Doorkeeper:
    """Lets phones of ours in, and nobody else."""

    def __init__(
        self,
        *,
        guard: DigestGuard,
        registrar: Registrar,
        flood: FloodGuard,
        now: Callable[[], datetime],
    ) -> None:
        self._guard = guard
        self._registrar = registrar
        self._flood = flood
        self._now = now

    def refusal(self, request: Any) -> Answered:
        """Return what to say to somebody who is not (yet) known, or None."""
        return self._refusal(request, self._verdict(request))

    def register(self, request: Any) -> Answered:
        """Return the answer to a REGISTER."""
        verdict = self._verdict(request)
        refusal = self._refusal(request, verdict)
        if refusal is not None:
            return refusal
        # Nobody may say where somebody else's phone is.
        if request.getHFBody("to").getUrl().username != verdict.user:
            return (request.genResponse(403, "Forbidden"), None, None)
        try:
            bindings = self._bound(request, verdict.user)
        except TooBrief as brief:
            response = request.genResponse(423, "Interval Too Brief")
            response.appendHeader(SipHeader(s=f"Min-Expires: {brief.shortest}"))
            return (response, None, None)
        except NotAContact:
            return (request.genResponse(400, "Bad Request"), None, None)
        except OutOfOrder:
            return (request.genResponse(500, "Server Internal Error"), None, None)
        return self._registered(request, bindings)

    def _verdict(self, request: Any) -> Verdict:
        headers = request.getHFs("authorization")
        if not headers:
            return Verdict(standing=Standing.STALE)
        return self._guard.check(
            str(headers[0].body),
            method=request.getMethod(),
            uri=request.getRURI().original_uri,
            at=self._now(),
        )

    def _refusal(self, request: Any, verdict: Verdict) -> Answered:
        if verdict.standing is Standing.ACCEPTED:
            return None
        asked = request.countHFs("authorization") > 0
        if asked and verdict.standing is Standing.REFUSED:
            return (request.genResponse(403, "Forbidden"), None, None)
        response = request.genResponse(401, "Unauthorized")
        for value in self._guard.challenges(at=self._now(), stale=asked):
            response.appendHeader(SipHeader(s=f"WWW-Authenticate: {value}"))
        return (response, None, None)

    def _bound(self, request: Any, user: str) -> Sequence[Binding]:
        call_id = str(request.getHFBody("call-id"))
        cseq = request.getHFBody("cseq").getCSeqNum()
        at = self._now()
        contacts = request.getHFBodys("contact")
        if any(contact.asterisk for contact in contacts):
            self._registrar.unregister(user, call_id=call_id, cseq=cseq, at=at)
            return ()
        wishes = [_wish(request, contact) for contact in contacts]
        if not wishes:
            return self._registrar.look_up(user, at=at)
        return self._registrar.register(user, wishes, call_id=call_id, cseq=cseq, at=at)

    def _registered(self, request: Any, bindings: Sequence[Binding]) -> Answered:
        at = self._now()
        response = request.genResponse(200, "OK")
        for binding in bindings:
            value = f"Contact: <{binding.uri}>;expires={binding.expires(at=at)}"
            response.appendHeader(SipHeader(s=value))
        if bindings:
            until = max(binding.expires_at for binding in bindings)
            self._flood.know(request.getSource()[0], until=until, at=at)
        return (response, None, None)


def _wish(request: Any, contact: Any) -> Wish:
    url, params = contact.getUrl(), contact.getUri().params
    expires = params.get("expires")
    if expires is None and request.countHFs("expires"):
        expires = str(request.getHFBody("expires").getNum())
    source = tuple(request.getSource())
    # Behind a router a phone writes an address that nobody can reach.
    behind = url.getAddr() != source
    return Wish(
        uri=str(url),
        expires=int(expires) if expires and expires.isdigit() else None,
        q=_quality(params.get("q")),
        source=(source[0], source[1]) if behind else None,
    )


def _quality(text: str | None) -> float:
    try:
        return min(1.0, max(0.0, float(text or "1")))
    except ValueError:
        return 1.0
