"""Reads JSON from strangers: what is not there or of another kind is empty, never an
error.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from .mended import mended


UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)


def read(body: bytes) -> Any:
    """Return what JSON says, or None."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def under(value: Any, *path: str | int) -> Any:
    """Return what lies under names and places, or None."""
    for step in path:
        if isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def each(value: Any, *path: str | int) -> Iterator[dict[str, Any]]:
    """Yield the objects of a list."""
    found = under(value, *path)
    if isinstance(found, list):
        yield from (one for one in found if isinstance(one, dict))


def words(value: Any, *path: str | int) -> str:
    """Return a text or a whole number as a text, else ""."""
    found = under(value, *path)
    if isinstance(found, int) and not isinstance(found, bool):
        # Longer than any name; Python refuses to write out very long numbers.
        return str(found) if abs(found) < 10**40 else ""
    return mended(found) if isinstance(found, str) else ""


def moment(value: Any, *path: str | int, per_second: int = 1) -> datetime:
    """Return a moment from seconds (or parts of them) since 1970, else UNKNOWN."""
    found = under(value, *path)
    try:
        return datetime.fromtimestamp(int(found) / per_second, tz=UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return UNKNOWN
