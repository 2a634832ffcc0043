"""The current size of places, found in the database: the newest estimate of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Sum

from .models import Venue, VenueEstimate


@dataclass(frozen=True, kw_only=True, slots=True)
class Sizes:
    """The sums over places: at least, most likely, at most; how many have none."""

    low: int
    point: int
    high: int
    estimated: int
    without: int


def with_size(venues: QuerySet[Venue], *, on: date) -> QuerySet[Venue]:
    """Return places, each with `low`, `point` and `high` as of a day, or None."""
    newest = VenueEstimate.objects.filter(venue=OuterRef("pk"), on__lte=on)
    newest = newest.order_by("-on", "-pk")
    return venues.annotate(
        **{
            name: Subquery(newest.values(name)[:1], output_field=IntegerField())
            for name in ("low", "point", "high")
        }
    )


def sizes_of(venues: QuerySet[Venue], *, on: date) -> Sizes:
    """Return the sums of the current estimates of these places."""
    sums = with_size(venues, on=on).aggregate(
        least=Sum("low"),
        likely=Sum("point"),
        most=Sum("high"),
        estimated=Count("point"),
        every=Count("pk"),
    )
    return Sizes(
        low=sums["least"] or 0,
        point=sums["likely"] or 0,
        high=sums["most"] or 0,
        estimated=sums["estimated"],
        without=sums["every"] - sums["estimated"],
    )
