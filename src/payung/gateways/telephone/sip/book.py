"""Write down what a call or an order does, numbered, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from payung.engines.dispatch import Outcome
from payung.gateways.telephone.desk.journal import Journal
from payung.gateways.telephone.reporting import Draft, news_id, news_of
from payung.gateways.telephone.speaking import Arrived, News, NewsKind, Voicemail


class Book:
    """The news of one call or order; `seq` is the number of the last one."""

    def __init__(self, journal: Journal, *, line: str, call: str, seq: int = 0) -> None:
        self._journal = journal
        self.line = line
        self.call = call
        self.seq = seq

    def arrival(self, arrived: Arrived, *, at: datetime) -> News:
        """Return the news of the arrival, which whoever asks for the plan writes.

        It is always the first: made anew after a crash, it is the same news.
        """
        self.seq = max(self.seq, 1)
        return News(
            id=news_id(self.call, 1, NewsKind.ARRIVED),
            line=self.line,
            call=self.call,
            seq=1,
            kind=NewsKind.ARRIVED,
            at=at,
            arrived=arrived,
        )

    def write(self, drafts: Sequence[Draft], *, at: datetime) -> None:
        """Write these down, in order."""
        found = news_of(drafts, line=self.line, call=self.call, seq=self.seq, at=at)
        self.seq += len(found)
        for news in found:
            self._journal.write(news)

    def write_message(self, voicemail: Voicemail, *, at: datetime) -> None:
        """Write down that a message lies in the vault."""
        self.seq += 1
        news = News(
            id=news_id(self.call, self.seq, NewsKind.MESSAGE),
            line=self.line,
            call=self.call,
            seq=self.seq,
            kind=NewsKind.MESSAGE,
            at=at,
            voicemail=voicemail,
        )
        self._journal.write(news)

    def end(self, outcome: Outcome, *, at: datetime) -> None:
        """Write down how it ended."""
        self.write((Draft(kind=NewsKind.ENDED, outcome=outcome),), at=at)
