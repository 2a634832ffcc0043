"""How long the board waits before it tells: one table, and what a country sets itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache

from payung.engines.packs import NoSuchEntry
from payung.programme.places.packs import pack_of

from .models import AlarmKind


WAITS: Mapping[AlarmKind, timedelta] = {
    # After she was taken.
    AlarmKind.PARALEGAL: timedelta(hours=1),
    AlarmKind.ATTORNEY: timedelta(hours=3),
    # Before a limit, and at it.
    AlarmKind.SOON: timedelta(hours=6),
    AlarmKind.OVER: timedelta(0),
    # After a stretch that is not counted began: no journey of ours takes longer.
    AlarmKind.STANDS: timedelta(hours=6),
}
# From which target of a pack it is read how long the way may take. Whether she is held
# in a city nobody has to say, so the longer of the two counts.
ON_THE_WAY = "at_station_elsewhere"
WITHOUT_A_TARGET = timedelta(hours=4)
UNITS: Mapping[str, timedelta] = {
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(days=1),
}


@lru_cache(maxsize=16)
def way_takes(country: str) -> timedelta:
    """Return how long somebody who is on her way counts before she has to be there."""
    try:
        target = pack_of(country).target(ON_THE_WAY)
    except NoSuchEntry:
        return WITHOUT_A_TARGET
    unit = UNITS.get(target.unit)
    return unit * target.limit if unit else WITHOUT_A_TARGET
