"""sippy's transactions, mended: floods kept out, ACK first, phones of lost calls let go."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from hashlib import md5
from typing import Any

from sippy.SipResponse import SipResponse
from sippy.SipTransactionManager import TERMINATED, SipTransactionManager

from .strays import goodbye, may_be_stray


# What belongs to a call that goes on is never counted against anybody.
_PASSES = (b"SIP/2.0 ", b"ACK ", b"BYE ", b"CANCEL ")


class Transactions(SipTransactionManager):  # type: ignore[misc]
    """What stands between the socket and the dialogs.

    `lets_in` says whether a packet from this address is looked at; `held` keeps what is
    sent meanwhile until its end; `message` is what is being looked at, as it came, and
    where from.
    """

    lets_in: Callable[[str], bool] = staticmethod(lambda _: True)
    held: Callable[[], AbstractContextManager[None]] = staticmethod(nullcontext)
    message: tuple[bytes, tuple[str, int]] = (b"", ("", 0))

    def handleIncoming(self, data: Any, ra: Any, server: Any, rtime: Any) -> None:  # noqa: N802
        if data.startswith(_PASSES) or self.lets_in(ra.address[0]):
            self.message = (data, ra.address)
            # Also the ACK waits until what it acknowledges is remembered.
            with self.held():
                self._acknowledge_stray(data, ra, server)
                super().handleIncoming(data, ra, server, rtime)

    def _acknowledge_stray(self, data: bytes, ra: Any, server: Any) -> None:
        """Answer a phone that picked up and whose INVITE is forgotten, after a crash."""
        if not may_be_stray(data):
            return
        response = SipResponse(data.decode())
        is_known = response.getTId(True, True) in self.tclient
        if is_known or self._is_repeated(data):
            return
        acknowledged, hung_up = goodbye(response, ours=server.getSIPaddr())
        server.send_to(acknowledged, ra.address)
        if str(response.getHFBody("call-id")) not in self.req_consumers:
            server.send_to(hung_up, ra.address)

    def _is_repeated(self, data: bytes) -> bool:
        checksum = md5(data, usedforsecurity=False).digest()
        return checksum in self.l1rcache or checksum in self.l2rcache

    def incomingResponse(self, msg: Any, t: Any, checksum: Any) -> None:  # noqa: N802
        """Send the ACK before anything that follows from the answer.

        sippy does the reverse: BYE, or the INVITE that proves who we are, would
        overtake the ACK, and a strict peer gives the call up.
        """
        ends = t.needack and msg.getSCode()[0] >= 200
        if not ends or t.state is TERMINATED:
            super().incomingResponse(msg, t, checksum)
            return
        told, version = t.resp_cb, t.cb_ifver
        t.resp_cb = None
        super().incomingResponse(msg, t, checksum)
        if told is not None:
            told(*((msg,) if version == 1 else (msg, t)))
