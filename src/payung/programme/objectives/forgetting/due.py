"""Every night: forget the cards of quarters whose numbers are final and protected.

What is due needs no list: a row that has a card still, in a quarter that is final. So a
night that was cut short is made up for by the next, and what comes late is forgotten
too. Each quarter of each work is forgotten as a whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from payung.engines.indicators import Length, Period, period_on
from payung.programme.activities.models import CardsShown
from payung.programme.journal.actions import Acting, record
from payung.programme.objectives.due_days import lock_of
from payung.programme.objectives.kinds import FORGOTTEN
from payung.programme.places.packs import pack_of

from . import courses, rooms, visits


WORKS = (rooms, visits, courses)
# A sketch is there for what comes late; the counts say all else.
SKETCHES_LAST = timedelta(days=400)


def forget_what_is_due(*, actor: Acting, country: str, at: datetime) -> int:
    """Forget the cards of quarters that are final; return of how many quarters."""
    forgotten = 0
    for quarter in final_with_cards(country, at=at):
        n = sum(work.forget(country, quarter, at=at) for work in WORKS)
        if n:
            forgotten += 1
            subject = f"{country} {quarter}"
            record(FORGOTTEN, actor=actor, subject=subject, at=at)
    rows = CardsShown.objects.filter(country=country, sketch__isnull=False)
    rows.filter(forgotten_at__lt=at - SKETCHES_LAST).update(sketch=None)
    return forgotten


def final_with_cards(country: str, *, at: datetime) -> Iterator[Period]:
    """Yield the final quarters from the first on that may have a card, in order.

    A quarter is final here once its numbers are kept and protected for others: from
    then on nobody has to be told from anybody.
    """
    days = [day for work in WORKS if (day := work.earliest(country))]
    if not days:
        return
    zone = pack_of(country).zone()
    quarter = period_on(min(days), Length.QUARTER)
    while quarter.ends_at(zone) <= at:
        if lock_of(country, quarter, at=at).released_at is not None:
            yield quarter
        quarter = quarter.shifted(1)
