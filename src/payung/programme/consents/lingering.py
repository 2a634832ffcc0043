"""Deleted bytes must not lie on in the database's own log.

SQLite overwrites what is deleted (`secure_delete`), but its write-ahead log still holds
the pages as they were until it is emptied. PostgreSQL keeps dead rows until a VACUUM.
What backups and snapshots of the disk hold, nothing here can reach.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from .models import PurposeDetail, PurposeKey


# Long enough for a page that is being read to be done with, short enough for a press.
PATIENCE_MS = 500


def wipe_log() -> bool:
    """Empty the log of the database; return whether nothing of before is left in it.

    Somebody who is reading just now keeps it from being emptied: then the sweeper
    comes back to it.
    """
    if connection.in_atomic_block or not _emptied():
        return False
    PurposeKey.objects.filter(lingers=True).update(lingers=False)
    return True


def wipe_log_at_once() -> None:
    """Empty the log right after a press, where that is quick: on SQLite.

    A VACUUM of PostgreSQL may take its time, so it is left to the sweeper.
    """
    if connection.vendor == "sqlite":
        wipe_log()


def anything_lingers() -> bool:
    """Return whether something was shredded and may still lie in the log."""
    return PurposeKey.objects.filter(lingers=True).exists()


def _emptied() -> bool:
    if connection.vendor == "sqlite":
        return _sqlite_emptied()
    tables = (PurposeDetail._meta.db_table, "people_recordkey")
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
