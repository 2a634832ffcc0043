"""Different people met by outreach, each in one place only, so that places add up.

Somebody with a card belongs to where she was met last. Of those without a card the most
of any one visit to a place count, as OUT_COV counts them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Sum

from payung.programme.activities.models import Kind, Participation, State, Work

from .forgotten import BETWEEN, left_of
from .people_counted import counted_already
from .scope import Scope


AXES = ("admin2", "venue_type", "first_contact")


@dataclass(frozen=True, kw_only=True, slots=True)
class Met:
    """So many people: where, at what kind of place, and whether for the first time."""

    admin2: str
    venue_type: str
    first_contact: str
    people: int = 1


def people_met_by(axis: str, scope: Scope) -> Counter[str]:
    """Return how many different people were met, by one of AXES."""
    found: Counter[str] = Counter()
    for one in _met(scope):
        found[getattr(one, axis)] += one.people
    return found


def _met(scope: Scope) -> list[Met]:
    key = "people met"
    if key not in scope.memo:
        scope.memo[key] = [*_by_card(scope), *_by_heads(scope)]
    found: list[Met] = scope.memo[key]
    return found


def _by_card(scope: Scope) -> Iterator[Met]:
    last: dict[str, tuple[datetime, str, str, str]] = {}
    rows = _came(scope).filter(card__isnull=False)
    where = ("activity__visit__venue__area", "activity__visit__venue__kind", "category")
    for card, area, kind, letters, moment in rows.values_list(
        "card__digest", *where
    ).annotate(moment=Max("activity__held_start")):
        here = (moment, area or "", kind or "", letters[3:])
        # The later wins, and of two in one moment the greater code: always the same.
        if card not in last or here > last[card]:
            last[card] = here
    before = counted_already(last, scope, Work.OUTREACH)
    for card, (_moment, area, kind, first) in last.items():
        if card in before:
            continue
        yield Met(admin2=area, venue_type=kind, first_contact=first)
    left = left_of(Work.OUTREACH, scope)
    for cell, n in (left.parts["cells"] if left else {}).items():
        area, kind, first = cell.split(BETWEEN)
        yield Met(admin2=area, venue_type=kind, first_contact=first, people=n)


def _by_heads(scope: Scope) -> Iterator[Met]:
    heads = _came(scope).filter(card=None, by_card=False, activity__visit__isnull=False)
    place = "activity__visit__venue"
    busiest: dict[object, tuple[int, str]] = {}
    counted = heads.values_list(place, "activity").annotate(n=Sum("count"))
    for venue, activity, n in counted:
        busiest[venue] = max(busiest.get(venue, (0, "")), (n, str(activity)))
    of_these = heads.filter(activity__in=[one for _n, one in busiest.values()])
    rows = of_these.values_list(f"{place}__area", f"{place}__kind", "category")
    for area, kind, letters, n in rows.annotate(n=Sum("count")):
        yield Met(
            admin2=area or "", venue_type=kind, first_contact=letters[3:], people=n
        )


def _came(scope: Scope):  # type: ignore[no-untyped-def]
    return Participation.objects.filter(
        activity__country=scope.country,
        activity__kind=Kind.OUTREACH,
        activity__state=State.HELD,
        **scope.moments("activity__held_start"),
    ).order_by()
