"""The five figures of advocacy, added up in the database: own counts, not a release.

What leaves goes through engines.disclosure as every other figure does.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from payung.engines import indicators
from payung.engines.indicators import Kept, NotComputable, Period, Ratio
from payung.programme.activities.models import Activity, Kind, State
from payung.programme.places.office_kinds import OfficeKind

from .codes import Evidence, Tier, Verdict
from .models import AdvocacyMeeting, Post, Promise, PromiseReview


CODES = ("ADV_MEET", "ADV_COVER", "ADV_DATA", "COM_MADE", "COM_KEPT")
AXES: Mapping[str, str] = {
    "tier": "post__tier",
    "kind": "kind",
    "verifier": "confirmed_by",
}
# Whose post it is decides, not in whose office the meeting was.
_ELSEWHERE = Q(post__unit__kind__in=OfficeKind.values)


def figures_of(
    *, country: str, period: Period, zone: ZoneInfo, on: date, tier: Tier | None = None
) -> dict[str, Ratio | NotComputable]:
    """Return all five by code as they stand on a day; of one tier, or of all."""
    held = held_in(country, period, zone, tier)
    meetings = held.aggregate(
        all=Count("pk"), brief=Count("pk", filter=~Q(brief_digest=""))
    )
    read_back = standing().filter(meeting__in=held, read_back=True).count()
    return {
        "ADV_MEET": indicators.adv_meet(
            held=meetings["all"], planned=_planned(country, period, zone, tier)
        ),
        "ADV_COVER": _cover(country, period, zone),
        "ADV_DATA": indicators.adv_data(
            with_brief=meetings["brief"], meetings=meetings["all"]
        ),
        "COM_MADE": indicators.com_made(read_back=read_back, meetings=meetings["all"]),
        "COM_KEPT": indicators.com_kept(became_in(country, period, on=on, tier=tier)),
    }


def standing() -> QuerySet[Promise]:
    """Return the promises that count: none that was withdrawn."""
    return Promise.objects.filter(withdrawn_at=None)


def became_in(
    country: str, period: Period, *, on: date, tier: Tier | None = None
) -> dict[Kept, int]:
    """Return what became of the promises of the police that fell due in a period.

    The objective is that the police keep what they say: what a court, a ministry or a
    health office promised stands in the ledger by the same rule, and beside this number.
    """
    return _became(_of_police(_due(country, period, on, tier)), on)


def became_elsewhere(country: str, period: Period, *, on: date) -> dict[Kept, int]:
    """Return the same of the promises of all others: courts, ministries, health offices."""
    return _became(_due(country, period, on, None).filter(_ELSEWHERE), on)


def became_by(
    axis: str, country: str, period: Period, *, on: date
) -> dict[str, dict[Kept, int]]:
    """Return what became of those of the police by tier, kind or verifier.

    A promise that nobody looked at in time has the verifier "".
    """
    name = AXES[axis]
    due = _of_police(_due(country, period, on, None))
    rows = due.values(name).annotate(**_outcomes(on))
    return {row[name] or "": {kept: row[kept.value] for kept in Kept} for row in rows}


def held_in(
    country: str, period: Period, zone: ZoneInfo, tier: Tier | None = None
) -> QuerySet[AdvocacyMeeting]:
    """Return the meetings held with police in a period, of one tier or of all."""
    rows = AdvocacyMeeting.objects.filter(
        activity__country=country,
        activity__state=State.HELD,
        activity__held_start__gte=period.starts_at(zone),
        activity__held_start__lt=period.ends_at(zone),
    )
    rows = rows.exclude(unit__kind__in=OfficeKind.values)
    return rows.filter(tier=tier) if tier else rows


def _planned(country: str, period: Period, zone: ZoneInfo, tier: Tier | None) -> int:
    start, end = period.starts_at(zone), period.ends_at(zone)
    rows = Activity.objects.filter(
        country=country,
        kind=Kind.POLICE_MEETING,
        planned_start__gte=start,
        planned_start__lt=end,
    )
    rows = rows.exclude(advocacy__unit__kind__in=OfficeKind.values)
    # Moved within the period it is one meeting; moved out of it, one that was not held.
    moved_within = Q(instead__planned_start__gte=start, instead__planned_start__lt=end)
    rows = rows.exclude(Q(state=State.POSTPONED) & moved_within)
    return (rows.filter(advocacy__tier=tier) if tier else rows).count()


def stations_in(
    country: str, period: Period, zone: ZoneInfo
) -> tuple[set[str], set[str]]:
    """Return the codes of the units met, and of all with a station's post: ADV_COVER."""
    first, *_others, last = indicators.cover_months(period)
    met = AdvocacyMeeting.objects.filter(
        activity__country=country,
        activity__state=State.HELD,
        activity__held_start__gte=first.starts_at(zone),
        activity__held_start__lt=last.ends_at(zone),
    )
    there = Q(ended_on=None) | Q(ended_on__gt=period.last_day)
    area = Post.objects.filter(
        there,
        unit__country=country,
        tier=Tier.STATION,
        made_at__lt=period.ends_at(zone),
    ).exclude(unit__kind__in=OfficeKind.values)
    return (
        set(met.values_list("unit__code", flat=True).distinct()),
        set(area.values_list("unit__code", flat=True).distinct()),
    )


def _cover(country: str, period: Period, zone: ZoneInfo) -> Ratio | NotComputable:
    met, area = stations_in(country, period, zone)
    return indicators.adv_cover(met=met, area=area)


def _due(
    country: str, period: Period, on: date, tier: Tier | None
) -> QuerySet[Promise]:
    # The last look that counts: not after the day asked about, nor after thirty days.
    looks = PromiseReview.objects.filter(
        promise=OuterRef("pk"), on__lte=on, promise__settles_on__gte=F("on")
    ).order_by("-on", "-at")
    rows = standing().filter(
        meeting__activity__country=country,
        due_on__range=(period.first_day, period.last_day),
    )
    if tier:
        rows = rows.filter(post__tier=tier)
    return rows.annotate(
        found=Subquery(looks.values("verdict")[:1]),
        found_by=Subquery(looks.values("evidence")[:1]),
        since=Subquery(looks.values("kept_on")[:1]),
        confirmed_by=Subquery(looks.values("verified_by")[:1]),
    )


def _of_police(due: QuerySet[Promise]) -> QuerySet[Promise]:
    return due.exclude(_ELSEWHERE)


def _became(due: QuerySet[Promise], on: date) -> dict[Kept, int]:
    counted = due.aggregate(**_outcomes(on))
    return {Kept(name): number for name, number in counted.items()}


def _outcomes(on: date) -> dict[str, Count]:
    good = Q(found=Verdict.KEPT, since__isnull=False) & ~Q(found_by=Evidence.NONE)
    bad = Q(found=None) | ~Q(found=Verdict.KEPT)
    bad |= Q(since=None) | Q(found_by=Evidence.NONE)
    over = Q(settles_on__lte=on)
    return {
        Kept.KEPT.value: Count("pk", filter=good & Q(since__lte=F("due_on"))),
        Kept.KEPT_LATE.value: Count("pk", filter=good & Q(since__gt=F("due_on"))),
        Kept.NOT_KEPT.value: Count("pk", filter=bad & over),
        Kept.WAITING.value: Count("pk", filter=bad & ~over),
    }
