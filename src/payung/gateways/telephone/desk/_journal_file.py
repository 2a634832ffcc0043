"""The file of a journal: its table, its questions, and what is done when it is torn."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from payung.gateways.telephone.speaking import News, NewsKind

from .paper import write_news


log = logging.getLogger(__name__)

_TORN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_SCHEMA = """
    CREATE TABLE IF NOT EXISTS news (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        line TEXT NOT NULL,
        call TEXT NOT NULL,
        seq INTEGER NOT NULL,
        kind TEXT NOT NULL,
        at TEXT NOT NULL,
        paper TEXT NOT NULL,
        sent_at TEXT,
        refused TEXT
    );
    CREATE INDEX IF NOT EXISTS news_by_call ON news (call);
    CREATE INDEX IF NOT EXISTS news_unsent ON news (number)
        WHERE sent_at IS NULL AND refused IS NULL;
"""
_INSERT = """
    INSERT OR IGNORE INTO news (id, line, call, seq, kind, at, paper)
    VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_EVERYTHING = """
    SELECT id, line, call, seq, kind, at, paper, sent_at, refused FROM news
    ORDER BY number
"""
_UNSENT = """
    SELECT id, call, paper FROM news WHERE sent_at IS NULL AND refused IS NULL
    ORDER BY number
"""
_OPEN_CALLS = """
    SELECT line, call, MAX(seq), MAX(kind = ?) FROM news GROUP BY call
    HAVING SUM(kind = ?) = 0 ORDER BY MIN(number)
"""
_COUNTS = """
    SELECT COALESCE(SUM(sent_at IS NULL AND refused IS NULL), 0),
        COALESCE(SUM(refused IS NOT NULL), 0), MAX(at)
    FROM news
"""
_CALLED = """
    SELECT call, MAX(kind = ?), MAX(refused IS NOT NULL) FROM news
    WHERE at >= ? AND at < ? GROUP BY call ORDER BY MIN(number)
"""
# By whole calls: what is left of a call must never look like one that goes on.
_PRUNE = """
    DELETE FROM news WHERE call IN (
        SELECT call FROM news GROUP BY call
        HAVING SUM(kind = ?) > 0 AND SUM(sent_at IS NULL) = 0 AND MAX(sent_at) < ?
    )
"""


def is_torn(error: sqlite3.Error) -> bool:
    """Return whether the file itself is broken, and not the disk full or busy."""
    return _code(error) in _TORN


def _code(error: sqlite3.Error) -> int:
    # An extended code holds the plain one in its low byte.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def open_journal(path: Path) -> JournalFile:
    """Return the file of a journal; a torn one is set aside and a new one begun."""
    try:
        return JournalFile(path)
    except sqlite3.Error as error:
        # A header of nonsense reads as a format of the future: a plain error.
        if not is_torn(error) and _code(error) != sqlite3.SQLITE_ERROR:
            raise
    return begin_anew(path)


def begin_anew(path: Path) -> JournalFile:
    """Set a torn file aside; return a new one with what could still be read of it."""
    aside = _free_name(path)
    for end in ("-wal", "-shm", ""):
        part = path.with_name(path.name + end)
        if part.exists():
            part.rename(aside.with_name(aside.name + end))
    rescued = _rows_of_torn(aside)
    fresh = JournalFile(path)
    fresh.bring_over(rescued)
    log.error(
        "The journal %s was torn. It lies in %s; a new one was begun with the %d"
        " news that could still be read.",
        path.name,
        aside.name,
        len(rescued),
    )
    return fresh


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.torn-{number}")).exists():
        number += 1
    return aside


def _rows_of_torn(path: Path) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    try:
        with closing(sqlite3.connect(path)) as connection:
            for row in connection.execute(_EVERYTHING):
                found.append(row)  # noqa: PERF402 - what came before an error stays
    except sqlite3.Error:
        pass
    return found


class JournalFile:
    """The table of news; every method raises sqlite3.Error where the disk refuses."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # SQLite gives its own files the rights of this one.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        path.chmod(0o600)
        self._connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, timeout=2
        )
        try:
            self._prepare()
        except sqlite3.Error:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("PRAGMA secure_delete = ON")
        self._connection.execute("PRAGMA temp_store = MEMORY")
        (verdict,) = self._connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            torn = sqlite3.DatabaseError("The journal does not hold together.")
            torn.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise torn
        self._connection.executescript(_SCHEMA)

    @contextmanager
    def _whole(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; what is done inside is on the disk afterwards."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def insert(self, news: Iterable[News]) -> None:
        """Write news; those that are there already change nothing."""
        rows = [
            (str(n.id), n.line, n.call, n.seq, n.kind.value, _stamp(n.at), paper)
            for n in news
            for paper in [write_news(n)]
        ]
        with self._whole() as connection:
            connection.executemany(_INSERT, rows)

    def bring_over(self, rows: Iterable[tuple[object, ...]]) -> None:
        """Write rows of another file; what is no row of ours any more is left out."""
        with self._whole() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO news (id, line, call, seq, kind, at, paper,"
                " sent_at, refused) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )

    def unsent(self) -> Iterator[tuple[str, str, str]]:
        """Return id, call and paper of undelivered news in order."""
        yield from self._connection.execute(_UNSENT)

    def mark_sent(self, moments: Mapping[UUID, datetime]) -> None:
        """Note when news were delivered."""
        with self._whole() as connection:
            connection.executemany(
                "UPDATE news SET sent_at = ? WHERE id = ?",
                [(_stamp(at), str(each)) for each, at in moments.items()],
            )

    def mark_refused(self, ids: Iterable[str], why: str) -> None:
        """Put news aside that nobody will keep."""
        with self._whole() as connection:
            connection.executemany(
                "UPDATE news SET refused = ? WHERE id = ?",
                [(why, each) for each in ids],
            )

    def refused(self) -> list[str]:
        """Return the ids of what was refused."""
        rows = self._connection.execute(
            "SELECT id FROM news WHERE refused IS NOT NULL ORDER BY number"
        )
        return [each for (each,) in rows]

    def forget_refusals(self) -> None:
        """Let what was refused be delivered again."""
        self._connection.execute("UPDATE news SET refused = NULL")

    def open_calls(self) -> list[tuple[str, str, int, bool]]:
        """Return line, call, last seq and whether it is a call and not an order."""
        kinds = (NewsKind.ARRIVED.value, NewsKind.ENDED.value)
        return self._connection.execute(_OPEN_CALLS, kinds).fetchall()

    def called(self, start: datetime, end: datetime) -> list[tuple[str, bool, bool]]:
        """Return each call with news of this time: whether it arrived in it, whether
        any of these news was refused.
        """
        asked = (NewsKind.ARRIVED.value, _stamp(start), _stamp(end))
        return self._connection.execute(_CALLED, asked).fetchall()

    def counts(self) -> tuple[int, int, str | None]:
        """Return how many are unsent, how many refused, and the newest moment."""
        unsent, refused, last = self._connection.execute(_COUNTS).fetchone()
        return unsent, refused, last

    def prune(self, before: datetime) -> None:
        """Forget the calls that ended and were delivered whole before a moment."""
        ended = NewsKind.ENDED.value
        self._connection.execute(_PRUNE, (ended, _stamp(before)))
        # Otherwise what was forgotten could still be read in the write-ahead file.
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _stamp(at: datetime) -> str:
    """Return a moment as text that sorts like moments."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
