"""What must be remembered of a dialog to go on with it after a crash.

A phone that rings goes on ringing by itself, and repeats its answer until it is heard.
Where nothing comes, its INVITE is sent once more, the very same one. A talk goes on by
itself, too; only the numbers and tags of its dialog must be known to hang it up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sippy.MsgBody import MsgBody
from sippy.SipCallId import SipCallId
from sippy.SipFrom import SipFrom
from sippy.SipRequest import SipRequest
from sippy.SipRoute import SipRoute
from sippy.SipTo import SipTo
from sippy.SipURL import SipURL
from sippy.Time.MonoTime import MonoTime
from sippy.Time.Timeout import Timeout
from sippy.UacStateTrying import UacStateTrying
from sippy.UaStateConnected import UaStateConnected

from .stack import Stack


Kept = dict[str, Any]
"""JSON; it names people and may lie in memory only."""

# Requests that were sent and not remembered must not be numbered twice.
_AHEAD = 5
# An answer is repeated after 4 seconds at most (RFC 3261, 13.3.1.4). Whoever has
# answered may take an INVITE that comes again for a second call, and refuse it.
_PATIENCE = 4.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Remembered:
    """One side of a call: its dialog, the port of its seat, how it described itself."""

    dialog: Kept = field(repr=False)
    port: int
    sound: str = field(default="", repr=False)

    def value(self) -> Kept:
        """Return it as JSON values."""
        return {"dialog": self.dialog, "port": self.port, "sound": self.sound}

    @classmethod
    def read(cls, value: Kept) -> Remembered:
        """Return what `value` has written."""
        return cls(dialog=value["dialog"], port=value["port"], sound=value["sound"])


def kept_of(ua: Any, stack: Stack) -> Kept:
    """Return what brings this dialog back: a talk, an INVITE on its way, or nothing."""
    if ua is None or ua.state is None:
        return {}
    if isinstance(ua.state, UaStateConnected):
        return _kept_talk(ua, stack)
    if isinstance(ua.state, UacStateTrying) and ua.tr is not None and ua.tr.data:
        return {"invite": ua.tr.data, "address": list(ua.tr.address)}
    return {}


def revive(ua: Any, kept: Kept, stack: Stack, *, sound: str) -> None:
    """Bring a dialog back into a fresh `ua`."""
    ua.lContact = stack.contact()
    ua.lSDP = MsgBody(sound)
    if "invite" in kept:
        _revive_ringing(ua, kept, stack)
    elif kept:
        _revive_talk(ua, kept, stack)


def _kept_talk(ua: Any, stack: Stack) -> Kept:
    (host, port), transport = ua.rAddr
    return {
        "call_id": str(ua.cId),
        "local": ua.lUri.localStr(stack.ours),
        "remote": ua.rUri.localStr(stack.ours),
        "numbers": [ua.lCSeq, ua.rCSeq],
        "target": ua.rTarget.localStr(stack.ours),
        "routes": [route.localStr(stack.ours) for route in ua.routes or ()],
        "address": [host, port, str(transport)],
        "origin": ua.origin,
        "theirs": str(ua.rSDP or ""),
    }


def _revive_talk(ua: Any, kept: Kept, stack: Stack) -> None:
    host, port, transport = kept["address"]
    ua.cId = SipCallId(kept["call_id"])
    ua.lUri = _parsed(SipFrom(kept["local"]))
    ua.rUri = _parsed(SipTo(kept["remote"]))
    ua.lTag = ua.lUri.getTag()
    ua.lCSeq, ua.rCSeq = kept["numbers"][0] + _AHEAD, kept["numbers"][1]
    ua.rTarget = SipURL(kept["target"])
    ua.routes = [_parsed(SipRoute(route)) for route in kept["routes"]]
    ua.rAddr = ua.rAddr0 = ((host, port), transport)
    ua.rSDP = MsgBody(kept["theirs"])
    ua.origin = kept["origin"]
    ua.setup_ts = ua.connect_ts = MonoTime()
    stack.config["_sip_tm"].regConsumer(ua, str(ua.cId))
    ua.state = UaStateConnected(ua)


def _revive_ringing(ua: Any, kept: Kept, stack: Stack) -> None:
    host, port = kept["address"]
    request = SipRequest(kept["invite"])
    request.setTarget(((host, port), "udp"))
    # To the byte: a phone knows a repetition by that, and not all know it otherwise.
    request.localStr = lambda *_, **__: kept["invite"]
    number = request.getHFBody("cseq").getCSeqNum()
    ua.cId = request.getHFBody("call-id").getCopy()
    ua.lUri = SipFrom(address=request.getHFBody("from").getUri().getCopy())
    ua.rUri = SipTo(address=request.getHFBody("to").getUri().getCopy())
    ua.lTag = ua.lUri.getTag()
    ua.lCSeq = number + 1
    ua.rTarget = request.getRURI().getCopy()
    ua.routes = []
    ua.reqs[number] = request
    ua.origin = "callee"
    ua.setup_ts = MonoTime()
    stack.config["_sip_tm"].regConsumer(ua, str(ua.cId))
    ua.state = UacStateTrying(ua)
    with stack.muted():
        ua.newUacTransaction(request)
    ua.tr.teA.cancel()
    ua.tr.teA = Timeout(stack.config["_sip_tm"].timerA, _PATIENCE, 1, ua.tr)


def _parsed(header: Any) -> Any:
    header.parse()
    return header
