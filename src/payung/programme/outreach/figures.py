"""What OUT_COV and OUT_PLAN are counted from, added up in the database.

One's own team may see these; whatever leaves goes through engines.disclosure first.

Cards are told apart. Headcounts are not: of one place the largest of the month counts as
different people, because those of another day may be the same. All headcounts together
are the most there can have been; the cards alone, or the busiest place, the fewest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Sum

from payung.engines.indicators import (
    Interval,
    NotComputable,
    Ratio,
    SizeEstimate,
    Total,
    out_cov,
    out_plan,
    sketch_of,
)
from payung.engines.indicators import Sketch as PeopleSketch
from payung.programme.activities.models import Card, Participation, State
from payung.programme.places.packs import pack_of

from .models import MicroPlan, MicroPlanVisit, OutreachVisit, Venue
from .sizes import Sizes, sizes_of


TOKEN_BYTES = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Met:
    """Who was met in a month: different cards, headcounts, and the size of places."""

    cards: int
    headcount: int
    largest: int
    busiest: int
    first_time: int
    sizes: Sizes

    @property
    def people(self) -> Total:
        """Return different people: the fewest, the likely and the most there were."""
        point = self.cards + self.largest
        most = self.cards + self.headcount
        least = max(self.cards, self.busiest)
        # Not drawn at random but counted: the interval holds all that is possible.
        return Total(count=point, interval=Interval(low=least, high=most, level=0.95))

    @property
    def coverage(self) -> Ratio | NotComputable:
        """Return OUT_COV, from the fewest over the high sum to the most over the low."""
        size = SizeEstimate(
            low=self.sizes.low, point=self.sizes.point, high=self.sizes.high
        )
        return out_cov(self.people, [size])


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """How the plan of one team for one month was kept."""

    team: str
    planned: int
    held: int
    reasons: tuple[tuple[str, int], ...] = field(default=())

    @property
    def share(self) -> Ratio | NotComputable:
        """Return OUT_PLAN."""
        return out_plan(held=self.held, planned=self.planned)


def met_in_month(
    country: str,
    month: date,
    *,
    area: str = "",
    kind: str = "",
    teams: Collection[UUID] | None = None,
) -> Met:
    """Return what OUT_COV of a month needs; of one area, kind of place or some teams."""
    venues = Venue.objects.filter(country=country)
    if teams is not None:
        venues = venues.filter(team__in=tuple(teams))
    if area:
        venues = venues.filter(area=area)
    if kind:
        venues = venues.filter(kind=kind)
    rows = Participation.objects.filter(
        activity__in=_held_in(country, month, venues).values("activity")
    )
    without = rows.filter(card=None, by_card=False)
    of_each = (
        without.values("activity__visit__venue", "activity")
        .annotate(n=Sum("count"))
        .order_by()
    )
    largest: dict[object, int] = {}
    for row in of_each.iterator():
        place = row["activity__visit__venue"]
        largest[place] = max(largest.get(place, 0), row["n"])
    last = _after(month) - timedelta(days=1)
    open_then = Q(closed_at=None) | Q(closed_at__gte=_moment(country, _after(month)))
    there = venues.filter(open_then, known_at__lt=_moment(country, _after(month)))
    return Met(
        cards=rows.aggregate(n=Count("card", distinct=True))["n"],
        headcount=without.aggregate(n=Sum("count"))["n"] or 0,
        largest=sum(largest.values()),
        busiest=max(largest.values(), default=0),
        first_time=_first_time(rows),
        sizes=sizes_of(there, on=last),
    )


def plan_kept(
    country: str, month: date, *, teams: Collection[UUID] | None = None
) -> tuple[Kept, ...]:
    """Return, by team, the promises of the newest approved version and those held."""
    newest = (
        MicroPlan.objects.filter(
            country=country, month=month.replace(day=1), approved_at__isnull=False
        )
        .values("team")
        .annotate(latest=Max("version"))
    )
    if teams is not None:
        newest = newest.filter(team__in=tuple(teams))
    return tuple(
        _kept(month, row["team"], row["latest"]) for row in newest.order_by("team")
    )


def plan_of_month(
    country: str, month: date, *, teams: Collection[UUID] | None = None
) -> Ratio | NotComputable:
    """Return OUT_PLAN of a country and month, all teams together."""
    each = plan_kept(country, month, teams=teams)
    return out_plan(
        held=sum(one.held for one in each), planned=sum(one.planned for one in each)
    )


def cards_sketch(country: str, months: Iterable[date], *, key: bytes) -> PeopleSketch:
    """Return the keyed sketch of the cards met in these months, to be joined by others.

    A digest of a card is as random as the card; 16 bytes of it are its token.
    """
    activities = [
        pk
        for month in months
        for pk in _held_in(country, month, Venue.objects.all()).values_list(
            "pk", flat=True
        )
    ]
    cards = Card.objects.filter(came__activity__in=activities).distinct()
    digests = cards.values_list("digest", flat=True).iterator()
    return sketch_of(
        (bytes.fromhex(digest)[:TOKEN_BYTES] for digest in digests), key=key
    )


def _held_in(
    country: str, month: date, venues: QuerySet[Venue]
) -> QuerySet[OutreachVisit]:
    start, end = _moment(country, month.replace(day=1)), _moment(country, _after(month))
    return OutreachVisit.objects.filter(
        venue__in=venues.filter(country=country),
        activity__state=State.HELD,
        activity__held_start__gte=start,
        activity__held_start__lt=end,
    )


def _first_time(rows: QuerySet[Participation]) -> int:
    return rows.filter(category__endswith="y").aggregate(n=Sum("count"))["n"] or 0


def _kept(month: date, team: UUID, version: int) -> Kept:
    promises = MicroPlanVisit.objects.filter(
        plan__team=team, plan__month=month.replace(day=1), plan__version=version
    )
    visits = OutreachVisit.objects.filter(promise=OuterRef("key"))
    held = visits.filter(activity__state=State.HELD)
    told = promises.annotate(was_held=Exists(held))
    not_held = OutreachVisit.objects.filter(
        promise__in=told.filter(was_held=False).values("key")
    ).exclude(activity__reason="")
    reasons = not_held.values_list("activity__reason").annotate(n=Count("pk"))
    name = MicroPlan.objects.filter(team=team).values_list("team__name", flat=True)
    return Kept(
        team=name.first() or "",
        planned=promises.count(),
        held=told.filter(was_held=True).count(),
        reasons=tuple(reasons.order_by("activity__reason")),
    )


def _after(month: date) -> date:
    first = month.replace(day=1)
    return (first + timedelta(days=32)).replace(day=1)


def _moment(country: str, day: date) -> datetime:
    zone = pack_of(country).zone()
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
