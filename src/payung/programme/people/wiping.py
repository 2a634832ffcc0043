"""Deleted bytes must not lie on in the database's own log.

SQLite overwrites what is deleted (`secure_delete`), but its write-ahead log still holds
the pages as they were until it is emptied. PostgreSQL keeps dead rows until a VACUUM.
What backups and snapshots of the disk hold, nothing here can reach.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


# Long enough for a page that is being read to be done with, short enough for a press.
PATIENCE_MS = 500


def emptied(*tables: str) -> bool:
    """Empty the log of what was deleted from tables; return whether nothing is left.

    Somebody who is reading just now keeps SQLite's from being emptied. It cannot be done
    inside a transaction.
    """
    if connection.in_atomic_block:
        return False
    if connection.vendor == "sqlite":
        return _sqlite_emptied()
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM {', '.join(tables)}")
    return True


def _sqlite_emptied() -> bool:
    with _patience(PATIENCE_MS), connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _frames, _moved = cursor.fetchone()
    return not busy


@contextmanager
def _patience(milliseconds: int) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        [usual] = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout={milliseconds:d}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout={usual:d}")
