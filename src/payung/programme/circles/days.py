"""Days as the calendar on the wall shows them, in the zone of a country."""

from __future__ import annotations

from datetime import date, datetime

from payung.programme.places.packs import pack_of


def day_of(country: str, at: datetime) -> date:
    """Return the day that a moment belongs to in a country."""
    return at.astimezone(pack_of(country).zone()).date()


def month_of(day: date) -> date:
    """Return the first day of its month."""
    return day.replace(day=1)
