"""A phone that answers an INVITE of which nobody knows any more: after a crash.

Nobody would ever hang it up, and she would listen to nothing. So it is acknowledged and
hung up from what its own answer says, without any state; a repetition is answered
again.
"""

from __future__ import annotations

import secrets
from typing import Any


Address = tuple[tuple[str, int], str]


def may_be_stray(data: bytes) -> bool:
    """Return whether this is the answer of a phone that picked up."""
    return data.startswith(b"SIP/2.0 2") and b" INVITE\r\n" in data


def goodbye(response: Any, *, ours: Address) -> tuple[str, str]:
    """Return ACK and BYE for an answer that belongs to no call of ours."""
    number = response.getHFBody("cseq").getCSeqNum()
    return (
        _request("ACK", number, response, ours),
        _request("BYE", number + 1, response, ours),
    )


def _request(method: str, number: int, response: Any, ours: Address) -> str:
    (host, port), _ = ours
    target = response.getHFBody("contact").getUrl()
    routes = [str(each) for each in response.getHFBodys("record-route")]
    lines = [
        f"{method} {target} SIP/2.0",
        f"Via: SIP/2.0/UDP {host}:{port};rport;branch=z9hG4bK{secrets.token_hex(12)}",
        *(f"Route: {route}" for route in reversed(routes)),
        "Max-Forwards: 70",
        f"From: {response.getHFBody('from')}",
        f"To: {response.getHFBody('to')}",
        f"Call-ID: {response.getHFBody('call-id')}",
        f"CSeq: {number} {method}",
        "Content-Length: 0",
    ]
    return "\r\n".join([*lines, "", ""])
