"""Which days of a room were promised: its rules, its holidays, its own life."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from payung.engines.indicators import Period
from payung.programme.places.packs import pack_of

from .models import LocalHoliday, Site
from .planning import Repeats, days_planned


def planned_days(site: Site, period: Period) -> frozenset[date]:
    """Return the days of a period on which a room was to be open, in its own zone."""
    return planned_between(site, period.first_day, period.last_day)


def planned_between(site: Site, first: date, last: date) -> frozenset[date]:
    """Return the days from `first` to `last`, both with, on which it is to be open."""
    first = max(first, site.opened_on)
    last = min(last, site.closed_on) if site.closed_on else last
    repeats = (
        Repeats(rule=row.rule, first=row.from_on, last=row.until_on)
        for row in site.rules.all()
    )
    off = days_off(site.country, range(first.year, last.year + 1))
    return days_planned(repeats, off=off, first=first, last=last)


def days_off(country: str, years: Iterable[int]) -> frozenset[date]:
    """Return the holidays of those years as our rooms keep them."""
    pack = pack_of(country)
    off = {one.on for year in years for one in pack.holidays(year)}
    edits = LocalHoliday.objects.filter(country=country)
    for day, is_open in edits.values_list("day", "is_open"):
        off = off - {day} if is_open else off | {day}
    return frozenset(off)


def zone_of(site: Site) -> ZoneInfo:
    """Return the zone of a room's area, or of its country."""
    return pack_of(site.country).zone(site.area or None)


def day_at(site: Site, moment: datetime) -> date:
    """Return which day it is at a room."""
    return moment.astimezone(zone_of(site)).date()
