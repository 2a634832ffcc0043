"""Moments that say where on earth they were read."""

from __future__ import annotations

from datetime import UTC, datetime


class NaiveMoment(ValueError):
    """A time came without its zone, so nobody can say which moment it is."""


def in_utc(moment: datetime, *, called: str) -> datetime:
    """Return the moment in UTC; raise NaiveMoment when it has no zone."""
    if moment.utcoffset() is None:
        raise NaiveMoment(
            f"{called} is {moment:%d %B %Y %H:%M} without a time zone. "
            "Say in which country's time it was read."
        )
    return moment.astimezone(UTC)
