"""Our own registration with the trunk, renewed before it runs out."""

from __future__ import annotations

import secrets
from typing import Any, Literal

from sippy.SipAddress import SipAddress
from sippy.SipCallId import SipCallId
from sippy.SipFrom import SipFrom
from sippy.SipHeader import SipHeader
from sippy.SipRequest import SipRequest
from sippy.SipTo import SipTo
from sippy.SipURL import SipURL

from payung.gateways.telephone.door.digest import CannotAnswer, answer
from payung.gateways.telephone.door.trunk import Trunk

from .loop import Loop
from .stack import Stack


AGAIN_AFTER = 20.0
_ASKS = {401: "www-authenticate", 407: "proxy-authenticate"}
_ANSWERS = {401: "Authorization", 407: "Proxy-Authorization"}

Registration = Literal["registered", "refused", "unknown", "none"]


class TrunkLine:
    """Keeps this telephone registered; `standing` says whether it is."""

    def __init__(self, trunk: Trunk | None, *, stack: Stack, loop: Loop) -> None:
        self.standing: Registration = "none"
        self._trunk = trunk
        self._stack = stack
        self._loop = loop
        self._call_id = SipCallId()
        self._tag = secrets.token_hex(8)
        self._cseq = 0
        self._expires = trunk.expires if trunk else 0
        self._tried = False

    def start(self) -> None:
        """Register, if the trunk wants that."""
        if self._trunk is not None and self._trunk.register:
            self.standing = "unknown"
            self._register()

    def _register(self, answered: str = "") -> None:
        trunk = self._trunk
        if trunk is None:
            return
        self._tried = bool(answered)
        self._cseq += 1
        request = self._request(trunk)
        if answered:
            request.appendHeader(SipHeader(s=answered))
        self._stack.request(request, self._heard)

    def _request(self, trunk: Trunk) -> Any:
        home = SipURL(host=trunk.host, port=trunk.port)
        user = SipURL(username=trunk.user, host=trunk.host)
        sender = SipFrom(address=SipAddress(url=user, hadbrace=True))
        sender.setTag(self._tag)
        request = SipRequest(
            method="REGISTER",
            ruri=home,
            fr0m=sender,
            to=SipTo(address=SipAddress(url=user.getCopy(), hadbrace=True)),
            contact=self._stack.contact(trunk.user or "line"),
            callid=self._call_id,
            cseq=self._cseq,
            target=((trunk.host, trunk.port), "udp"),
        )
        request.appendHeader(SipHeader(s=f"Expires: {self._expires}"))
        return request

    def _heard(self, response: Any) -> None:
        code, _ = response.getSCode()
        if code < 200:
            return
        if code < 300:
            self.standing = "registered"
            # Renewed early: what runs out while a packet is lost is a missed call.
            self._loop.later(
                max(5.0, _granted(response, self._expires) * 0.8), self._go
            )
        elif code in _ASKS and not self._tried:
            self._answer(response, code)
        elif code == 423 and response.countHFs("min-expires"):
            self._expires = int(str(response.getHFBody("min-expires")))
            self._register()
        else:
            self.standing = "unknown" if code in (408, 500, 503) else "refused"
            self._loop.later(AGAIN_AFTER, self._go)

    def _go(self) -> None:
        self._register()

    def _answer(self, response: Any, code: int) -> None:
        trunk = self._trunk
        if trunk is None:
            return
        asked = [str(header.body) for header in response.getHFs(_ASKS[code])]
        try:
            value = answer(
                asked,
                user=trunk.user,
                password=trunk.secret,
                method="REGISTER",
                uri=str(SipURL(host=trunk.host, port=trunk.port)),
                cnonce=secrets.token_hex(8),
            )
        except CannotAnswer:
            self.standing = "refused"
            self._loop.later(AGAIN_AFTER, self._go)
            return
        self._register(f"{_ANSWERS[code]}: {value}")


def _granted(response: Any, wished: int) -> int:
    """Return for how many seconds the trunk knows us now."""
    for contact in response.getHFBodys("contact"):
        text = contact.getUri().params.get("expires") or ""
        if text.isdigit():
            return int(text)
    if response.countHFs("expires"):
        return int(response.getHFBody("expires").getNum())
    return wished
