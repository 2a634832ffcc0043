"""A witness in memory, for tests: it keeps what it was asked, and can be out of reach."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from .speaking import NotWitnessed, Stamp


class FakeWitness:
    """Stamp by a clock that is given; its tokens are no real ones."""

    def __init__(self, *, clock: Callable[[], datetime], name: str = "fake") -> None:
        self.name = name
        self.clock = clock
        self.reachable = True
        self.digests: list[str] = []

    def stamp(self, listed: bytes) -> Stamp:
        """Return a token that names the digest and the moment; raise NotWitnessed."""
        if not self.reachable:
            raise NotWitnessed("not_reached")
        digest = hashlib.sha256(listed).hexdigest()
        self.digests.append(digest)
        moment = self.clock().replace(microsecond=0)
        token = f"fake {digest} {moment}".encode()
        return Stamp(token=token, at=moment, vouchers=b"")
