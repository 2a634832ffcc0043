"""Who is on call: never an empty list while the country has anybody at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from payung.engines.dispatch import Duty, Group, Roster

from .on_call import NobodyPlanned, on_call


__all__ = [
    "NobodyPlanned",
    "attorney_groups",
    "groups",
    "groups_by_area",
    "on_duty_now",
    "roster_of",
]


def roster_of(country: str, at: datetime) -> Roster:
    """Return the roster in force around this moment; raise NobodyPlanned.

    It holds the shifts that touch the next two days. Where somebody signed for the
    gaps, she stands in them.
    """
    roster = on_call(country, at).roster
    if roster is None:
        raise NobodyPlanned(country)
    return roster


def on_duty_now(country: str, duty: Duty, at: datetime) -> tuple[str, ...]:
    """Return who is asked now, in order: shift, backup, coordinator, regional officer.

    Without a published roster those who coordinate, then the regional team. Raise
    NobodyPlanned only where there are none of these either.
    """
    return on_call(country, at).chain(duty)


def groups(
    country: str, at: datetime, area: str = ""
) -> Mapping[Group, tuple[str, ...]]:
    """Return who is in each group of the ladder of calls now.

    Whoever was not proven reachable of late stands just behind the next who was.
    """
    return on_call(country, at).groups(area)


def groups_by_area(
    country: str, at: datetime, areas: Iterable[str]
) -> dict[str, Mapping[Group, tuple[str, ...]]]:
    """Return the groups for several areas, with the country read once."""
    now = on_call(country, at)
    return {area: now.groups(area) for area in areas}


def attorney_groups(country: str, at: datetime) -> Mapping[Group, tuple[str, ...]]:
    """Return who is in each group of the ladder of attorney alerts now."""
    return on_call(country, at).attorney_groups()
