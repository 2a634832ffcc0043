"""Compute the numbers of a period and keep them: the only way a number gets in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from payung.engines.indicators import (
    Completeness,
    NotComputable,
    Period,
    Value,
    Why,
    from_data,
    instead_of_zero,
    to_data,
)
from payung.programme.journal.actions import Acting, record

from .due_days import status_of
from .kinds import TAKEN
from .models import IndicatorSnapshot
from .queries.registry import Query, hash_of, query_of
from .queries.scope import WHOLE, Answer, Scope, part_of, written
from .queries.splits.known import axes_of
from .reference_sheets import all_sheets


@dataclass(frozen=True, kw_only=True, slots=True)
class Computed:
    """An indicator as it comes out now: every part, and how complete its records are."""

    code: str
    answer: Answer
    complete: Completeness
    watermark: str
    code_hash: str


def compute(code: str, scope: Scope) -> Computed:
    """Return an indicator for a country and a period. Stores nothing."""
    query = query_of(code)
    complete = query.completeness(scope)
    return Computed(
        code=code,
        answer=_answered(query, scope, complete, code),
        complete=complete,
        watermark=query.watermark(scope),
        code_hash=hash_of(code),
    )


def compute_all(
    country: str,
    period: Period,
    *,
    at: datetime,
    codes: Iterable[str] | None = None,
) -> tuple[Computed, ...]:
    """Return indicators in the order of the sheets; `codes` None: all. Stores nothing."""
    scope = Scope(country=country, period=period, at=at)
    wanted = [sheet.code for sheet in all_sheets()] if codes is None else list(codes)
    return tuple(compute(code, scope) for code in wanted)


def take(
    *,
    actor: Acting,
    country: str,
    period: Period,
    at: datetime,
    codes: Iterable[str] | None = None,
) -> tuple[IndicatorSnapshot, ...]:
    """Compute a period and add a row for each number that is new or another one now.

    What is as it was adds nothing, but that it has become final. Returns what was added.
    """
    computed = compute_all(country, period, at=at, codes=codes)
    return keep(actor=actor, country=country, period=period, computed=computed, at=at)


@transaction.atomic
def keep(
    *,
    actor: Acting,
    country: str,
    period: Period,
    computed: Iterable[Computed],
    at: datetime,
) -> tuple[IndicatorSnapshot, ...]:
    """Add a row for each computed number that is new or another one now.

    Computing takes seconds and is done before: whoever writes on SQLite waits for a
    transaction, and somebody may be signing in because she is needed.
    """
    scope = Scope(country=country, period=period, at=at)
    status = status_of(country, period, at=at)
    added = [
        row for one in computed for row in _rows(one, scope, str(status), actor.handle)
    ]
    for row in added:
        row.save(force_insert=True)
    if added:
        subject = f"{country} {period}"
        record(TAKEN, actor=actor, subject=subject, at=at, added=len(added))
    return tuple(added)


def latest_rows(
    country: str, period: Period, codes: Iterable[str] | None = None
) -> dict[tuple[str, str], IndicatorSnapshot]:
    """Return the newest row of each indicator and part of a period."""
    rows = IndicatorSnapshot.objects.filter(country=country, period=str(period))
    if codes is not None:
        rows = rows.filter(indicator__in=list(codes))
    return {(row.indicator, row.part): row for row in rows.order_by("number")}


def _answered(query: Query, scope: Scope, complete: Completeness, code: str) -> Answer:
    if query.source is not None and not query.source.has_begun(scope):
        # Nobody has ever recorded this by then: that is not nought.
        return {WHOLE: NotComputable(why=_why(scope))}
    asked = query.ask(scope)
    divided = {
        part_of(axis.name, category): value
        for axis in axes_of(code)
        for category, value in axis.ask(scope).items()
    }
    return {
        part: value
        if query.carried and _says_something(value)
        else instead_of_zero(value, complete)
        for part, value in {**asked, **divided}.items()
    }


def _says_something(value: Value) -> bool:
    if isinstance(value, NotComputable):
        return value.why is not Why.NO_RECORDS
    return bool(n_of(value))


def _why(scope: Scope) -> Why:
    return Why.NOT_DUE_YET if scope.at < scope.end else Why.NO_RECORDS


def _rows(
    computed: Computed, scope: Scope, status: str, handle: str
) -> Iterable[IndicatorSnapshot]:
    before = latest_rows(scope.country, scope.period, [computed.code])
    now = {written(part): value for part, value in computed.answer.items()}
    gone = (name for (_code, name) in before if name not in now)
    # What was a category and is none any more has a row that says so.
    now |= {name: NotComputable(why=Why.NO_RECORDS) for name in gone}
    for name, value in now.items():
        last = before.get((computed.code, name))
        row = _row(computed, name, value, scope, status, handle)
        if last is None or _differs(last, row):
            row.number = last.number + 1 if last else 1
            yield row


def _row(
    computed: Computed,
    part: str,
    value: Value,
    scope: Scope,
    status: str,
    handle: str,
) -> IndicatorSnapshot:
    return IndicatorSnapshot(
        country=scope.country,
        indicator=computed.code,
        period=str(scope.period),
        part=part,
        value=to_data(value),
        n=n_of(value),
        code_hash=computed.code_hash,
        watermark=computed.watermark,
        expected=computed.complete.expected,
        reported=computed.complete.reported,
        missing=[str(month) for month in computed.complete.missing],
        status=status,
        taken_at=scope.at,
        taken_by=handle,
    )


def n_of(value: Value) -> float | None:
    """Return how many a number rests on: the whole, the count, or the pairs."""
    for name in ("denominator", "n", "recorded", "count"):
        found = getattr(value, name, None)
        if found is not None:
            return float(found)
    return None


def _differs(last: IndicatorSnapshot, row: IndicatorSnapshot) -> bool:
    same_value = to_data(from_data(last.value)) == row.value
    same_records = (last.expected, last.reported) == (row.expected, row.reported)
    return not (same_value and same_records and last.status == row.status)
