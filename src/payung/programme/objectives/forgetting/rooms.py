"""Forget which cards were shown at the doors of rooms."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Min, QuerySet

from payung.engines.indicators import Length, Period, period_on
from payung.programme.activities.models import Work
from payung.programme.safe_spaces.models import Site, Visit

from .keeping import Book, Shown


def earliest(country: str) -> date | None:
    """Return the first day with a card that is not forgotten."""
    found: date | None = _with_card(country).aggregate(day=Min("day"))["day"]
    return found


@transaction.atomic
def forget(country: str, quarter: Period, *, at: datetime) -> int:
    """Forget the cards of a quarter; return how many rows had one."""
    # A door that is counting now waits: its card would else be neither kept nor known.
    list(Site.objects.select_for_update().filter(country=country).order_by("pk"))
    rows = _with_card(country).filter(
        day__gte=quarter.first_day, day__lte=quarter.last_day
    )
    counted = rows.filter(taken_back=False).order_by().distinct()
    book = Book(country=country, work=Work.ROOM, quarter=quarter, at=at)
    book.write(
        Shown(digest=digest, month=period_on(day, Length.MONTH), place=code)
        for digest, day, code in counted.values_list(
            "card__digest", "day", "site__code"
        )
    )
    return rows.update(card=None)


def _with_card(country: str) -> QuerySet[Visit]:
    return Visit.objects.filter(site__country=country, card__isnull=False)
