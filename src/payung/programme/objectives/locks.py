"""Until when the numbers of a period may still change without a word.

A period locks by rule on its due day. No role may lock earlier, later or again: there is
no action for it, and a sweeper writes down that it has happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from payung.engines.indicators import parse_period
from payung.programme.journal.actions import Acting, record

from .kinds import LOCKED, REVISED
from .models import DataPeriodLock, IndicatorSnapshot
from .taking import Computed, compute_all, keep


# For so long a record that comes late is looked for.
LOOKED_AT_AGAIN = timedelta(days=400)


def due_to_lock(country: str, *, at: datetime) -> QuerySet[DataPeriodLock]:
    """Return the periods whose day has come and that are not locked yet."""
    rows = DataPeriodLock.objects.filter(country=country, locked_at=None)
    return rows.filter(locks_at__lte=at).order_by("locks_at", "period")


def to_look_at_again(country: str, *, at: datetime) -> QuerySet[DataPeriodLock]:
    """Return the locked periods for which a record may still come late."""
    rows = DataPeriodLock.objects.filter(country=country, locked_at__isnull=False)
    return rows.filter(locks_at__gt=at - LOOKED_AT_AGAIN).order_by("locks_at", "period")


def lock(
    *, actor: Acting, due: DataPeriodLock, at: datetime
) -> tuple[IndicatorSnapshot, ...]:
    """Take the final numbers of a period and lock it; once, also after a crash."""
    computed = compute_all(due.country, parse_period(due.period), at=at)
    return _lock(actor, due, computed, at)


@transaction.atomic
def _lock(
    actor: Acting, due: DataPeriodLock, computed: Iterable[Computed], at: datetime
) -> tuple[IndicatorSnapshot, ...]:
    """Keep numbers and lock in one transaction: neither is there without the other."""
    row = DataPeriodLock.objects.select_for_update().get(pk=due.pk)
    if row.locked_at is not None:
        return ()
    period = parse_period(row.period)
    added = keep(
        actor=actor, country=row.country, period=period, computed=computed, at=at
    )
    row.locked_at = at
    row.save(update_fields=["locked_at"])
    subject = f"{row.country} {row.period}"
    record(LOCKED, actor=actor, subject=subject, at=at, added=len(added))
    return added


def revise(
    *, actor: Acting, locked: DataPeriodLock, at: datetime
) -> tuple[IndicatorSnapshot, ...]:
    """Compute a locked period again; what is another number now is a row beside it."""
    computed = compute_all(locked.country, parse_period(locked.period), at=at)
    return _revise(actor, locked, computed, at)


@transaction.atomic
def _revise(
    actor: Acting, locked: DataPeriodLock, computed: Iterable[Computed], at: datetime
) -> tuple[IndicatorSnapshot, ...]:
    period = parse_period(locked.period)
    added = keep(
        actor=actor, country=locked.country, period=period, computed=computed, at=at
    )
    if added:
        subject = f"{locked.country} {locked.period}"
        record(REVISED, actor=actor, subject=subject, at=at, added=len(added))
    return added
