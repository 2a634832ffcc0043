"""Ask others to witness that something was there: time stamps by RFC 3161."""

from __future__ import annotations

from .authority import Authority, NoAddress
from .checking import NoStamp, UnknownAuthority, stamped_at
from .fake import FakeWitness
from .speaking import NotWitnessed, Stamp, Witness


__all__ = [
    "Authority",
    "FakeWitness",
    "NoAddress",
    "NoStamp",
    "NotWitnessed",
    "Stamp",
    "UnknownAuthority",
    "Witness",
    "stamped_at",
]
