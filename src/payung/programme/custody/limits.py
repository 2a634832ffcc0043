"""Which clocks limit how long somebody is held: asked of the pack alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from django.db.models import Q

from payung.engines.clocks import Clock, Event, Status, Unit
from payung.programme.cases.clock_readings import Reading, longest
from payung.programme.cases.models import CaseClock
from payung.programme.cases.queries import runs_out
from payung.programme.places.packs import pack_of


# A judge, or an order to hold her: what the law waits for after an arrest.
PRODUCTION = frozenset({Event.FIRST_PRODUCTION, Event.DETENTION_ORDER})
# All that ends a stretch of being held, besides being free: the next order, a prison.
ENDS = PRODUCTION | {
    Event.PROSECUTOR_ORDER,
    Event.TRIAL_COURT_ORDER,
    Event.HIGH_COURT_ORDER,
    Event.SUPREME_COURT_ORDER,
    Event.REMANDED,
    Event.RELEASE,
}
# What was law when it started, bound or was set aside, or is to be looked up. Usual
# practice and the standards of others are shown and told, and break no law.
COUNTED = frozenset({Unit.HOURS, Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS})
LAW = frozenset({Status.IN_FORCE, Status.HISTORIC, Status.SUSPENDED, Status.TO_VERIFY})


@lru_cache(maxsize=16)
def production_clocks(country: str) -> frozenset[str]:
    """Return the ids of the country's clocks in hours that run until production."""
    return frozenset(one.id for one in pack_of(country).clocks if _until_judge(one))


@lru_cache(maxsize=16)
def holding_clocks(country: str) -> frozenset[str]:
    """Return the ids of all clocks that limit holding her, before a judge and after.

    In hours or in days. A limit on telling her family or a lawyer is none of them.
    """
    return frozenset(one.id for one in pack_of(country).clocks if _limits_holding(one))


def of_holding(countries: frozenset[str]) -> Q:
    """Return the condition by which a stored clock is one of these."""
    either = Q(pk__in=[])
    for country in sorted(countries):
        ids = sorted(holding_clocks(country))
        either |= Q(arrest__case__country=country, clock__in=ids)
    return either


def last_possible(row: CaseClock, at: datetime) -> datetime:
    """Return the latest moment at which a stored clock runs out, as far as is known."""
    assert row.runs_out_at is not None  # noqa: S101 (clocks in hours have one)
    latest = row.runs_out_latest or row.runs_out_at
    since = row.stands_since
    # A pause that begins after time is up cannot give time back.
    if since is None or since >= latest:
        return latest
    return latest + max(at - since, timedelta(0))


def first_possible(row: CaseClock, at: datetime) -> datetime:
    """Return the earliest moment at which a stored clock runs out."""
    return runs_out(row, at)


def surely_over(reading: Reading, *, at: datetime) -> bool:
    """Return whether the limit has passed by even the latest possible start.

    With every lawful extension, and where those it binds hold her for sure. The exact
    end still counts as in time, as it does everywhere.
    """
    moment = longest(reading.due_latest or reading.due)
    counted = reading.due.value.unit in COUNTED
    if moment is None or not counted or not reading.place_known:
        return False
    return (reading.stopped_at or at) > moment


def _limits_holding(clock: Clock) -> bool:
    counted = any(value.unit in COUNTED for value in clock.values)
    return (
        counted and Event.RELEASE in clock.stops_on and ENDS.issuperset(clock.stops_on)
    )


def _until_judge(clock: Clock) -> bool:
    in_hours = any(value.unit is Unit.HOURS for value in clock.values)
    starts = clock.starts_on in {Event.ARREST, Event.AT_STATION}
    return starts and in_hours and not PRODUCTION.isdisjoint(clock.stops_on)
