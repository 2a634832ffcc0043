"""What is said between the application and whoever witnesses."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


class NotWitnessed(ConnectionError):
    """There is no time stamp. Trying later may help: what it was for is kept."""

    def __init__(self, why: str) -> None:
        """Keep a code of the reason, nothing of what was asked."""
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamp:
    """A witness's word: `token` is its answer whole (DER), `at` its moment (UTC).

    `vouchers` are the certificates (PEM) with which anybody can check it.
    """

    token: bytes = field(repr=False)
    at: datetime
    vouchers: bytes = field(repr=False)


class Witness(Protocol):
    """Somebody who says that a text was there at a moment, without having read it."""

    @property
    def name(self) -> str:
        """Return what it is called here."""

    def stamp(self, listed: bytes) -> Stamp:
        """Return a stamp for a text; raise NotWitnessed.

        Only the SHA-256 of the text leaves this machine.
        """
