"""How evenly duty is spread, and who gets too little rest: R_FAIR for the team itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from payung.engines.dispatch import Duty, Load, Shift, Span, duties, fairness
from payung.programme.places.packs import pack_of

from . import access
from .capacity import SIDES
from .models import DutyKind, RosterPeriod
from .roster_rows import planned


OVER = timedelta(weeks=8)
NIGHTS_RUNNING, REST_HOURS = 3, 11


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadLine:
    """One person's duty, and what her rest does not allow, as sentences."""

    load: Load
    too_much: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Loads:
    """The loads of those who do one kind of duty, heaviest first, and their spread."""

    duty: DutyKind
    lines: tuple[LoadLine, ...]
    spread: int


def loads_of(period: RosterPeriod) -> tuple[Loads, ...]:
    """Return the loads of the eight weeks up to a roster's end, for calls and attorneys.

    A night or a public holiday counts double; those without any shift are listed too.
    """
    span = Span(start=period.ends_at - OVER, end=period.ends_at)
    turns = _turns(period, span)
    return tuple(_loads(period.country, pair, turns, span) for pair in SIDES)


def _loads(
    country: str,
    pair: tuple[DutyKind, DutyKind],
    turns: list[Shift],
    span: Span,
) -> Loads:
    handles = access.could_do(country, pair[0]).values_list("handle", flat=True)
    asked = {Duty(each.value) for each in pair}
    mine = [turn for turn in turns if turn.duty in asked]
    known = {*handles, *(turn.person for turn in mine)}
    found = fairness(
        mine,
        people=sorted(known),
        zone=pack_of(country).zone(),
        holidays=_holidays(country, span),
    )
    lines = tuple(LoadLine(load=load, too_much=_too_much(load)) for load in found.loads)
    return Loads(duty=pair[0], lines=lines, spread=found.spread)


def _turns(period: RosterPeriod, span: Span) -> list[Shift]:
    """Return who had or will have which duty, in this roster and those before it."""
    rows = RosterPeriod.objects.filter(
        country=period.country, starts_at__lt=span.end, ends_at__gt=span.start
    )
    before = rows.filter(published_at__isnull=False).exclude(pk=period.pk)
    found = []
    for each in [*before.select_related("coordinator", "regional"), period]:
        roster = planned(each, within=span)
        found += [turn for duty in Duty for turn in duties(roster, duty)]
    return found


def _holidays(country: str, span: Span) -> frozenset[date]:
    pack = pack_of(country)
    years = {span.start.year, span.end.year}
    return frozenset(day.on for year in years for day in pack.holidays(year))


def _too_much(load: Load) -> tuple[str, ...]:
    found = []
    if load.nights_running > NIGHTS_RUNNING:
        found.append(_("%(nights)s nights running") % {"nights": load.nights_running})
    rest = load.shortest_rest
    if rest is not None and rest < timedelta(hours=REST_HOURS):
        hours = max(rest / timedelta(hours=1), 0)
        found.append(_("only %(hours).0f hours of rest") % {"hours": hours})
    return tuple(found)
