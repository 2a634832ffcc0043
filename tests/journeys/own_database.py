"""A database for one journey alone, on the same engine as the rest of a test run."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg

from tests import migrated
from tools import postgres


@contextmanager
def own_database() -> Iterator[str]:
    """Give the address of a new database; "" is SQLite's, a file in the data folder."""
    server = os.environ.get("PAYUNG_DATABASE", "")
    if not server:
        yield ""
        return
    name = f"journey_{uuid4().hex}"
    address = migrated.create_postgres(server, name)
    try:
        yield address
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def bytes_of(database: str) -> bytes:
    """Return all that it holds, as text; nothing for SQLite's, which lies in a folder.

    Columns of bytes are written in hex, one of the spellings that are looked for.
    """
    if not database:
        return b""
    dump = [str(postgres.binaries() / "pg_dump"), "--dbname", database]
    return subprocess.run(dump, check=True, capture_output=True).stdout
