"""Every night the numbers of what is not final yet are computed again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from payung.engines.indicators import Length, Period, Status, period_at
from payung.programme.journal.actions import Acting
from payung.programme.places.packs import pack_of

from .locks import status_of
from .models import IndicatorSnapshot
from .models import Status as Kept
from .releasing import release
from .taking import take


# A month locks half a month, a quarter a month after its end: two back are enough.
BACK = 2


def take_what_is_due(*, actor: Acting, country: str, at: datetime) -> int:
    """Compute the month and the quarter that run, and those not final yet.

    A quarter that has become final is computed once more and protected for others.
    Returns how many numbers were added.
    """
    added = 0
    for period in periods_due(country, at=at):
        added += len(take(actor=actor, country=country, period=period, at=at))
        final = status_of(country, period, at=at) is Status.FINAL
        if final and period.length is Length.QUARTER:
            release(actor=actor, country=country, period=period, at=at)
    return added


def periods_due(country: str, *, at: datetime) -> Iterator[Period]:
    """Yield the months and quarters whose numbers were not kept as final yet."""
    zone = pack_of(country).zone()
    for length in (Length.MONTH, Length.QUARTER):
        now = period_at(at, length, zone)
        for back in range(BACK, -1, -1):
            period = now.shifted(-back)
            final = IndicatorSnapshot.objects.filter(
                country=country, period=str(period), status=Kept.FINAL
            )
            if not final.exists():
                yield period
