"""What has changed in the numbers: since a report was made, and from row to row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from payung.engines.indicators import Change, Period, what_changed

from .models import IndicatorSnapshot
from .seeing import as_snapshot


def changes_since(
    country: str, periods: Iterable[Period], *, since: datetime
) -> tuple[Change, ...]:
    """Return what is another number now than at a moment, for a report made then."""
    rows = IndicatorSnapshot.objects.filter(
        country=country, period__in=[str(period) for period in periods]
    ).order_by("number")
    now = [as_snapshot(row) for row in rows]
    before = [one for one in now if one.taken_at <= since]
    return what_changed(before, now)


def revisions_of(rows: Sequence[IndicatorSnapshot]) -> tuple[Change, ...]:
    """Return each visible revision in these rows, the latest first."""
    last: dict[tuple[str, str, str], IndicatorSnapshot] = {}
    found: list[Change] = []
    for row in sorted(rows, key=lambda one: one.number):
        place = (row.indicator, row.period, row.part)
        if place in last:
            found += what_changed([as_snapshot(last[place])], [as_snapshot(row)])
        last[place] = row
    return tuple(sorted(found, key=_taken, reverse=True))


def _taken(change: Change) -> datetime:
    taken = change.now or change.before
    assert taken is not None  # noqa: S101 (a change has at least one side)
    return taken.taken_at
