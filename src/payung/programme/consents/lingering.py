"""What was shredded must not lie on in the database's log; it is remembered until gone."""

from __future__ import annotations

from django.db import connection

from payung.programme.people.wiping import emptied

from .models import PurposeDetail, PurposeKey


def wipe_log() -> bool:
    """Empty the log of the database; return whether nothing of before is left in it.

    Somebody who is reading just now keeps it from being emptied: then the sweeper
    comes back to it.
    """
    if not emptied(PurposeDetail._meta.db_table, "people_recordkey"):
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
