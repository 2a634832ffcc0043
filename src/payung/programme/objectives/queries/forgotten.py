"""What is left of cards that are forgotten: sketches and counts of a period.

Beside it stand the cards that are still known: those of an open quarter, of a course
that still runs, and those that came late and are forgotten tonight.
"""

from __future__ import annotations

from collections import Counter

from payung.engines.indicators import Sketch, from_bytes
from payung.programme.activities.models import CardsShown, Work

from .scope import Scope


# Between the parts of a cell: it is in no code of a room, an area or a category.
BETWEEN = "|"


def left_of(work: Work, scope: Scope) -> CardsShown | None:
    """Return what is left of the cards of exactly this period."""
    rows = CardsShown.objects.filter(country=scope.country, work=work)
    return rows.filter(period=str(scope.period)).first()


def months_left(work: Work, scope: Scope) -> list[CardsShown]:
    """Return what is left of the cards of each month of the period."""
    months = [str(month) for month in scope.period.months]
    rows = CardsShown.objects.filter(country=scope.country, work=work)
    return list(rows.filter(period__in=months).order_by("period"))


def sketches_of(rows: list[CardsShown]) -> list[Sketch]:
    """Return the sketches of months that still have one."""
    return [from_bytes(bytes(row.sketch)) for row in rows if row.sketch is not None]


def by_cell(work: Work, scope: Scope, part: int) -> Counter[str]:
    """Return how many forgotten cards by one part of their cells; each is in one."""
    found: Counter[str] = Counter()
    row = left_of(work, scope)
    for cell, n in (row.parts.get("cells", {}) if row else {}).items():
        found[cell.split(BETWEEN)[part]] += n
    return found


def by_place(work: Work, scope: Scope) -> Counter[str]:
    """Return how many forgotten cards were shown at each place; one may be at several."""
    row = left_of(work, scope)
    return Counter(row.parts.get("places", {}) if row else {})
