"""What happened, on the disk before anything is done about it, until it is delivered.

A journal holds opaque handles and sealed envelopes only. `call` must be a handle that
was made for it, never SIP's own Call-ID: that one names the caller's telephone.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, RLock
from typing import TypeVar
from uuid import UUID

from payung.gateways.telephone.speaking import Called, News

from ._journal_file import JournalFile, begin_anew, is_torn, open_journal
from .paper import NotPaper, read_news, write_news


log = logging.getLogger(__name__)

KEPT = timedelta(hours=48)
"""How long a call that is over and delivered stays, for whoever asks what happened."""

Found = TypeVar("Found")


class JournalShut(RuntimeError):
    """The disk refuses: what is written in the journal cannot be said now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenCall:
    """A call of which the journal knows no end; `last_seq` is that of its last news.

    `is_order`: nobody arrived; it is the ringing that an order asked for.
    """

    line: str
    call: str
    last_seq: int
    is_order: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class JournalCounts:
    """What a journal says of itself; `durable`: the disk has taken everything."""

    unsent: int
    refused: int
    last_news_at: datetime | None
    durable: bool


class Journal:
    """News in a file, written before they are acted upon; for any thread.

    A torn file is set aside under another name and a new one begun. Where the disk
    refuses, news wait in memory until it takes them again, and are delivered all the
    same: a full disk must not end a call.
    """

    def __init__(self, path: Path) -> None:
        self.written = Event()
        """Set by every `write`; whoever waits clears it first, then asks."""
        self._lock = RLock()
        self._waiting: list[News] = []
        self._delivered: dict[UUID, datetime] = {}
        self._aside: set[UUID] = set()
        self.path = path
        self._file: JournalFile | None = None
        # A disk that refuses now may take it later; the line opens all the same.
        self._ask(lambda _: None)

    def write(self, news: News) -> bool:
        """Keep news; return whether they lie on the disk now. Go on in any case.

        Raise NotPaper for news that could not be read again.
        """
        read_news(write_news(news))
        with self._lock:
            self._waiting.append(news)
            durable = self._settle()
        self.written.set()
        return durable

    def unsent(
        self, most: int = 50, *, apart: Collection[str] = ()
    ) -> tuple[News, ...]:
        """Return the oldest undelivered news in order, without those of some calls."""
        with self._lock:
            self._settle()
            kept = self._ask(lambda file: self._first(file, most, apart)) or ()
            waiting = [news for news in self._waiting if self._is_due(news, apart)]
            return (*kept, *waiting)[:most]

    def _first(
        self, file: JournalFile, most: int, apart: Collection[str]
    ) -> tuple[News, ...]:
        found: list[News] = []
        unreadable: list[str] = []
        for name, call, paper in file.unsent():
            if call in apart:
                continue
            try:
                news = read_news(str(paper))
            except NotPaper:
                unreadable.append(name)
                continue
            if self._is_due(news, apart):
                found.append(news)
            if len(found) == most:
                break
        if unreadable:
            log.error("%d news cannot be read; they are put aside.", len(unreadable))
            file.mark_refused(unreadable, "unreadable")
        return tuple(found)

    def _is_due(self, news: News, apart: Collection[str]) -> bool:
        dealt_with = news.id in self._delivered or news.id in self._aside
        return news.call not in apart and not dealt_with

    def sent(self, ids: Iterable[UUID], *, at: datetime) -> None:
        """Note that these news are delivered."""
        with self._lock:
            # Remembered first: where the disk refuses they are not sent again and again.
            self._delivered.update(dict.fromkeys(ids, at))
            self._settle()

    def refuse(self, id: UUID) -> None:  # noqa: A002 - the news' word
        """Put news aside that the application will never keep."""
        with self._lock:
            self._aside.add(id)
            self._settle()
        log.error("The application refuses the news %s; they are put aside.", id)

    def refused(self) -> tuple[UUID, ...]:
        """Return the ids of the news that were put aside, oldest first."""
        with self._lock:
            return tuple(map(UUID, self._ask(lambda file: file.refused()) or ()))

    def try_refused_again(self) -> None:
        """Let what was put aside be delivered: the application has been mended."""
        with self._lock:
            self._ask(lambda file: file.forget_refusals())
        self.written.set()

    def open_calls(self) -> tuple[OpenCall, ...]:
        """Return the calls and orders that have news and no end, oldest first.

        Ask once at start, before new calls come: then it was a crash that ended them.
        """
        with self._lock:
            rows = self._ask(lambda file: file.open_calls()) or ()
        return tuple(
            OpenCall(line=line, call=call, last_seq=last, is_order=not arrived)
            for line, call, last, arrived in rows
        )

    def counts(self) -> JournalCounts:
        """Return how much is undelivered and how much was put aside."""
        with self._lock:
            durable = self._settle()
            found = self._ask(lambda file: file.counts())
            unsent, refused, last = found or (0, 0, None)
            waiting = [news for news in self._waiting if self._is_due(news, ())]
        return JournalCounts(
            unsent=unsent + len(waiting),
            refused=refused,
            last_news_at=datetime.fromisoformat(last) if last else None,
            durable=durable,
        )

    def called(self, start: datetime, end: datetime) -> Called:
        """Return which calls arrived in this time, delivered or not, and which of all
        have news that were put aside. Raise JournalShut where the disk refuses.
        """
        with self._lock:
            durable = self._settle()
            rows = self._ask(lambda file: file.called(start, end))
            if not durable or rows is None:
                raise JournalShut
        return Called(
            arrived=tuple(call for call, arrived, _aside in rows if arrived),
            put_aside=tuple(call for call, _arrived, aside in rows if aside),
        )

    def prune(self, *, at: datetime) -> None:
        """Forget the calls that are over and were delivered 48 hours ago."""
        with self._lock:
            self._ask(lambda file: file.prune(at - KEPT))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._file is not None:
                self._file.close()

    def _settle(self) -> bool:
        """Bring to the disk what waits in memory; return whether all lies there."""

        def settle(file: JournalFile) -> bool:
            if self._waiting:
                file.insert(self._waiting)
                self._waiting.clear()
            if self._delivered:
                file.mark_sent(self._delivered)
                self._delivered.clear()
            if self._aside:
                file.mark_refused(map(str, self._aside), "refused")
                self._aside.clear()
            return True

        return self._ask(settle) or False

    def _ask(self, deed: Callable[[JournalFile], Found]) -> Found | None:
        """Return what the file answers, or None where the disk refuses."""
        try:
            self._file = self._file or open_journal(self.path)
            return deed(self._file)
        except (sqlite3.Error, OSError) as error:
            name = getattr(error, "sqlite_errorname", type(error).__name__)
            log.error("The journal's disk refuses (%s).", name)
            if isinstance(error, sqlite3.Error) and is_torn(error):
                self._renew()
            return None

    def _renew(self) -> None:
        if self._file is not None:
            self._file.close()
        self._file = None
        try:
            self._file = begin_anew(self.path)
        except (sqlite3.Error, OSError):
            log.error("No new journal could be begun; news wait in memory.")
