"""When a period locks by rule, and whether that day has come."""

from __future__ import annotations

from datetime import datetime

from payung.engines.indicators import Period, Status
from payung.programme.places.packs import pack_of

from .models import DataPeriodLock


def lock_of(country: str, period: Period, *, at: datetime) -> DataPeriodLock:
    """Return when a period locks; written down the first time somebody asks."""
    lock, _ = DataPeriodLock.objects.get_or_create(
        country=country,
        period=str(period),
        defaults={"locks_at": period.locks_at(pack_of(country).zone()), "set_at": at},
    )
    return lock


def status_of(country: str, period: Period, *, at: datetime) -> Status:
    """Return whether the numbers of a period are final at a moment."""
    locks_at = lock_of(country, period, at=at).locks_at
    return Status.FINAL if at >= locks_at else Status.PROVISIONAL
