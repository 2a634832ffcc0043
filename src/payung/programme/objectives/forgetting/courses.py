"""Forget whose card it was that took a course, once the course is over.

The tests hang on a number or on a code she made, not on the card: the test months later
does not need it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.db.models.lookups import GreaterThanOrEqual, LessThan

from payung.engines.indicators import Length, Period, period_at
from payung.programme.activities.models import Activity, Kind, State, Work
from payung.programme.learning.codes import Level
from payung.programme.learning.models import CourseGroup, Enrolment
from payung.programme.objectives.queries.forgotten import BETWEEN
from payung.programme.places.packs import pack_of

from .keeping import Book, Shown
from .who_came import forget_who_came


def earliest(country: str) -> date | None:
    """Return the first day on which a course ended that has cards."""
    first: datetime | None = _with_card(country).aggregate(n=Min("over"))["n"]
    return first.astimezone(pack_of(country).zone()).date() if first else None


@transaction.atomic
def forget(country: str, quarter: Period, *, at: datetime) -> int:
    """Forget the cards of courses that ended in a quarter; return of how many courses."""
    zone = pack_of(country).zone()
    found = _with_card(country).filter(
        GreaterThanOrEqual(F("over"), quarter.starts_at(zone)),
        LessThan(F("over"), quarter.ends_at(zone)),
    )
    keys = list(found.values_list("pk", flat=True))
    # Whoever writes a day of it down now waits.
    list(CourseGroup.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    rows = Enrolment.objects.filter(group__in=keys, card__isnull=False)
    for ended, shown in _by_quarter(rows, zone).items():
        Book(country=country, work=Work.COURSE, quarter=ended, at=at).write(shown)
    rows.update(card=None)
    forget_who_came(
        Activity.objects.filter(kind=Kind.TRAINING, training__group__in=keys)
    )
    return len(keys)


def _with_card(country: str) -> QuerySet[CourseGroup]:
    """Return the groups with cards, each with when its last day is over."""
    day = "sessions__activity"
    counts = Q(**{f"{day}__state__in": (State.PLANNED, State.HELD)})
    ended = Max(Coalesce(f"{day}__held_end", f"{day}__planned_end"), filter=counts)
    came = Q(enrolments__card__isnull=False) | Q(
        sessions__activity__came__card__isnull=False
    )
    groups = CourseGroup.objects.filter(country=country).filter(came)
    rows = CourseGroup.objects.filter(pk__in=groups.values("pk"))
    return rows.annotate(
        over=Greatest(
            Coalesce(ended, "made_at"),
            Coalesce(Max("enrolments__completed_at"), "made_at"),
        )
    )


def _by_quarter(rows: QuerySet[Enrolment], zone: ZoneInfo) -> dict[Period, list[Shown]]:
    found: dict[Period, list[Shown]] = defaultdict(list)
    for quarter, shown in _completed(rows, zone):
        found[quarter].append(shown)
    return found


def _completed(
    rows: QuerySet[Enrolment], zone: ZoneInfo
) -> Iterator[tuple[Period, Shown]]:
    done = rows.filter(
        completed_at__isnull=False, group__version__course__level=Level.KYR
    )
    for digest, when, pk, letters, site in done.values_list(
        "card__digest", "completed_at", "pk", "category", "group__site"
    ):
        if when is None:
            continue
        yield (
            period_at(when, Length.QUARTER, zone),
            Shown(
                digest=digest,
                month=period_at(when, Length.MONTH, zone),
                order=(when, pk),
                cell=BETWEEN.join((letters, site)),
                place=site,
            ),
        )
