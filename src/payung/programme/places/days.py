"""Days as the calendar on the wall of a country shows them."""

from __future__ import annotations

from datetime import date, datetime

from .packs import pack_of


def day_of(country: str, at: datetime) -> date:
    """Return the day that a moment belongs to in a country."""
    return at.astimezone(pack_of(country).zone()).date()
