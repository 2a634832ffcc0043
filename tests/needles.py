"""Look for typed names in everything that was kept, however it was written down."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection


def spellings(name: str) -> Iterator[bytes]:
    """Yield a name as it may stand in a file: plain, wide, hex, base64, escaped."""
    plain = name.encode()
    yield plain
    yield name.encode("utf-16-le")
    yield name.encode("utf-16-be")
    yield plain.hex().encode()
    yield plain.hex().upper().encode()
    yield name.encode("unicode_escape")
    for shift in range(3):
        # Base64 of the middle of a text: cut what depends on its neighbours.
        text = base64.b64encode(b"\0" * shift + plain)
        yield text[4 if shift else 0 : -4]


def found(names: Iterable[str], kept: bytes) -> list[str]:
    """Return the names that stand anywhere in these bytes, in any spelling."""
    return [
        name
        for name in names
        if any(len(one) > 4 and one in kept for one in spellings(name))
    ]


def bytes_of_folder(folder: Path) -> bytes:
    """Return every byte of every file below a folder, and what is gzipped in them."""
    whole = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            whole.append(data)
            whole.append(str(path).encode())
            if data[:2] == b"\x1f\x8b":
                whole.append(gzip.decompress(data))
    return b"\0".join(whole)


def bytes_of_database() -> bytes:
    """Return everything the test database holds, on SQLite and on PostgreSQL."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        raw: Any = connection.connection
        return bytes(raw.serialize())
    with connection.cursor() as cursor:
        rows = [row for table in _tables(cursor) for row in _rows(cursor, table)]
    return "\n".join(rows).encode()


def everything_kept() -> bytes:
    """Return all bytes of the database and of the vault."""
    return bytes_of_database() + bytes_of_folder(Path(settings.VAULT))


def _tables(cursor: Any) -> list[str]:
    return connection.introspection.table_names(cursor)


def _rows(cursor: Any, table: str) -> list[str]:
    # A row as text shows binary columns in hex, one of the spellings looked for.
    cursor.execute(f'SELECT t::text FROM "{table}" t')
    return [row[0] for row in cursor.fetchall()]
