"""Keep of cards what numbers need, before they are forgotten: counts and sketches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from payung.engines.indicators import (
    Length,
    Period,
    Sketch,
    period_on,
    to_bytes,
    union,
)
from payung.programme.activities.models import CardsShown, Work
from payung.programme.objectives.queries.forgotten import sketches_of
from payung.programme.objectives.queries.people_counted import sketch_of_cards
from payung.programme.objectives.queries.scope import Scope


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A card was shown in a month: where, and in which cell; `order` says which was last."""

    digest: str = field(repr=False)
    month: Period
    order: tuple[Any, ...] = ()
    cell: str = ""
    place: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Book:
    """Of which country, which work and which quarter it is written, and when."""

    country: str
    work: Work
    quarter: Period
    at: datetime

    def write(self, shown: Iterable[Shown]) -> None:
        """Keep what was shown in the quarter, or join what came late to what is kept."""
        rows = list(shown)
        day = self.quarter.first_day
        longer = (period_on(day, Length.YEAR), period_on(day, Length.HALF))
        # The longest first: what is new in it is seen by its months as they were.
        for period in (*longer, self.quarter, *self.quarter.months):
            here = [one for one in rows if one.month in period.months]
            if here:
                self._write(period, here)

    def _write(self, period: Period, shown: Sequence[Shown]) -> None:
        row = self._row(period)
        counted = shown if row is None else self._new(period, shown)
        row = row or CardsShown(
            country=self.country, work=self.work, period=str(period), count=0
        )
        late = row.pk is not None
        row.count += len({one.digest for one in counted})
        row.parts = _added(row.parts, counted)
        row.forgotten_at = self.at
        if period.length is Length.MONTH and not (late and row.sketch is None):
            kept = sketches_of([row])
            row.sketch = to_bytes(union([*kept, self._sketch(shown, period)]))
        row.save()

    def _new(self, period: Period, shown: Sequence[Shown]) -> list[Shown]:
        """Return what a sketch does not hold yet: as good as surely it was not counted.

        Where no sketch is left, everything counts: of more than a year ago.
        """
        before = self._before(period)
        if before is None:
            return list(shown)
        return [
            one for one in shown if self._joined_to(before, [one], period) != before
        ]

    def _before(self, period: Period) -> Sketch | None:
        rows = [row for month in period.months if (row := self._row(month))]
        kept = sketches_of(rows)
        return union(kept) if kept and len(kept) == len(rows) else None

    def _joined_to(
        self, before: Sketch, shown: Iterable[Shown], period: Period
    ) -> Sketch:
        return union([before, self._sketch(shown, period)])

    def _sketch(self, shown: Iterable[Shown], period: Period) -> Sketch:
        scope = Scope(country=self.country, period=period, at=self.at)
        return sketch_of_cards({one.digest for one in shown}, scope)

    def _row(self, period: Period) -> CardsShown | None:
        rows = CardsShown.objects.filter(country=self.country, work=self.work)
        return rows.filter(period=str(period)).first()


def _added(parts: dict[str, Any], shown: Sequence[Shown]) -> dict[str, dict[str, int]]:
    last: dict[str, Shown] = {}
    for one in sorted(shown, key=lambda one: one.order):
        last[one.digest] = one
    cells = Counter(one.cell for one in last.values())
    places = Counter(place for _d, place in {(one.digest, one.place) for one in shown})
    return {
        "cells": dict(Counter(parts.get("cells", {})) + cells),
        "places": dict(Counter(parts.get("places", {})) + places),
    }
