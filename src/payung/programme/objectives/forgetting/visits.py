"""Forget which cards outreach met, and those shown at whatever else is no course."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual, LessThan

from payung.engines.indicators import Length, Period, period_at
from payung.programme.activities.models import (
    Activity,
    Kind,
    Participation,
    State,
    Work,
)
from payung.programme.objectives.queries.forgotten import BETWEEN
from payung.programme.outreach.codes import What
from payung.programme.outreach.models import DiaryTap, OutreachVisit
from payung.programme.places.packs import pack_of

from .keeping import Book, Shown
from .who_came import forget_who_came


def earliest(country: str) -> date | None:
    """Return the first day with a card that is not forgotten."""
    first: datetime | None = _with_card(country).aggregate(n=Min("moment"))["n"]
    return first.astimezone(pack_of(country).zone()).date() if first else None


@transaction.atomic
def forget(country: str, quarter: Period, *, at: datetime) -> int:
    """Forget the cards of a quarter; return to how many visits one was shown."""
    zone = pack_of(country).zone()
    found = _with_card(country).filter(
        GreaterThanOrEqual(F("moment"), quarter.starts_at(zone)),
        LessThan(F("moment"), quarter.ends_at(zone)),
    )
    keys = list(found.values_list("pk", flat=True))
    # A diary that is counting now waits.
    rows = OutreachVisit.objects.select_for_update().filter(activity__in=keys)
    visits = list(rows.order_by("pk").values_list("pk", flat=True))
    book = Book(country=country, work=Work.OUTREACH, quarter=quarter, at=at)
    book.write(_shown(keys, zone))
    forget_who_came(Activity.objects.filter(pk__in=keys))
    _forget_taps(DiaryTap.objects.filter(visit__in=visits))
    return len(keys)


def _with_card(country: str) -> QuerySet[Activity]:
    came = Participation.objects.filter(activity=OuterRef("pk"), card__isnull=False)
    tapped = DiaryTap.objects.filter(
        visit__activity=OuterRef("pk"), what=What.CARD, code__contains=":"
    )
    rows = Activity.objects.filter(country=country).exclude(kind=Kind.TRAINING)
    return rows.filter(Q(Exists(came)) | Q(Exists(tapped))).annotate(
        moment=Coalesce("held_start", "planned_start")
    )


def _shown(keys: list[UUID], zone: ZoneInfo) -> Iterator[Shown]:
    rows = Participation.objects.filter(
        activity__in=keys,
        activity__kind=Kind.OUTREACH,
        activity__state=State.HELD,
        card__isnull=False,
    )
    venue = "activity__visit__venue"
    for digest, when, area, kind, letters in rows.values_list(
        "card__digest",
        "activity__held_start",
        f"{venue}__area",
        f"{venue}__kind",
        "category",
    ):
        where = (area or "", kind or "", letters[3:])
        yield Shown(
            digest=digest,
            month=period_at(when, Length.MONTH, zone),
            # As queries/met.py says where somebody belongs.
            order=(when, *where),
            cell=BETWEEN.join(where),
            place=area or "",
        )


def _forget_taps(taps: QuerySet[DiaryTap]) -> None:
    """Leave the letters of each card that was met; the taps add up to one of each."""
    by_card: dict[tuple[UUID, str], list[DiaryTap]] = defaultdict(list)
    for tap in taps.filter(what=What.CARD, code__contains=":").order_by("pk"):
        by_card[tap.visit_id, tap.code].append(tap)
    changed = []
    for same in by_card.values():
        met = sum(tap.change for tap in same) > 0
        for place, tap in enumerate(same):
            tap.code = tap.code.partition(":")[0]
            tap.change = int(met and place == 0)
            changed.append(tap)
    DiaryTap.objects.bulk_update(changed, ["code", "change"], batch_size=200)
