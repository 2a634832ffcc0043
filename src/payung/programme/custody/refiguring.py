"""Figure the stored clocks anew where the country's folder says otherwise than before.

The board reads clocks live, alarms and drafts look at stored ones: with a new limit in
the pack, both have to say the same.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F

from payung.programme.cases.clock_rows import refigure
from payung.programme.cases.models import Arrest
from payung.programme.people.refusals import CannotBe
from payung.programme.places.packs import clocks_of


# One round of the sweeper does no more, so that alarms are not kept waiting.
MOST = 200


def follow_the_packs(*, at: datetime) -> int:
    """Figure anew what rests on other clocks; those held now first. Return how many."""
    done = 0
    for country in settings.COUNTRY_CODES:
        digest = clocks_of(country)
        rows = Arrest.objects.filter(case__country=country).exclude(figured_by=digest)
        rows = rows.order_by(F("released_at").desc(nulls_first=True), "-taken_at")
        done += sum(
            _anew(pk, digest, at)
            for pk in list(rows.values_list("pk", flat=True)[:MOST])
        )
    return done


def _anew(pk: int, digest: str, at: datetime) -> int:
    try:
        with transaction.atomic():
            refigure(Arrest.objects.select_for_update().get(pk=pk), at=at)
    except CannotBe:
        # By the new clocks its times contradict one another: its page says so to whoever
        # opens it, and it is not tried again in every round.
        Arrest.objects.filter(pk=pk).update(figured_by=digest)
    return 1
