"""Rounds that are over are taken away: their sealed keys are of no more use."""

from __future__ import annotations

from datetime import datetime

from .models import SmileRound, TestRound


def sweep(*, at: datetime) -> int:
    """Delete the rounds that are over; return how many."""
    deleted, _by_model = TestRound.objects.filter(ends_at__lte=at).delete()
    skies, _by_model = SmileRound.objects.filter(ends_at__lte=at).delete()
    return deleted + skies
