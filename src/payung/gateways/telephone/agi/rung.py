"""Whatever rings our phones, and how what happens to it is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from payung.engines.dispatch import Prompt
from payung.gateways.telephone.desk.journal import Journal
from payung.gateways.telephone.reporting import Draft, news_of


Clock = Callable[[], datetime]


class Rung(Protocol):
    """Whatever rings our phones: a call or an order. `place` counts its phones."""

    handle: str

    def address(self, place: int) -> str:
        """Return where the phone is reached; empty where it is not to be rung."""

    def ringing(self, place: int) -> tuple[str, int]:
        """Return the number it shall show, and for how many seconds it may ring."""

    def answered(self, place: int) -> tuple[Prompt, str, int] | None:
        """Return what to ask, in which language, how long; None: let it go."""

    def pressed(self, place: int, key: str) -> bool:
        """Return whether this phone is to be joined."""

    def refused(self, place: int) -> None:
        """Take it that this phone is out."""

    def let_go(self, place: int) -> tuple[Prompt, str] | None:
        """Return what a phone hears that came too late, and in which language."""


class Teller:
    """Numbers what is told of one call or order, and writes it into the journal."""

    def __init__(self, journal: Journal, *, line: str, call: str, now: Clock) -> None:
        self.journal, self.line, self.call, self.now = journal, line, call, now
        self.seq = 0

    def tell(self, drafts: tuple[Draft, ...]) -> None:
        """Write these news, as of now."""
        at = self.now()
        news = news_of(drafts, line=self.line, call=self.call, seq=self.seq, at=at)
        for each in news:
            self.journal.write(each)
        self.seq += len(news)
