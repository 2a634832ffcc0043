"""What a door has counted on one day, added up in the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from payung.programme.safe_spaces.models import ServiceGiven, Site, Visit

from .settling import closed_now


@dataclass(frozen=True, kw_only=True, slots=True)
class DayCounts:
    """The counters of one day, by counter and by service; and why it is closed ("")."""

    day: date
    visits: dict[str, int]
    services: dict[str, int]
    closed: str = ""


def counts_of(site: Site, day: date) -> DayCounts:
    """Return what was counted at a room on one day, by every phone together."""
    here = {"site": site, "day": day, "taken_back": False}
    visits = Visit.objects.filter(**here).values_list("counter")
    services = ServiceGiven.objects.filter(**here).values_list("kind")
    closing = closed_now(site, day)
    return DayCounts(
        day=day,
        visits=dict(visits.annotate(n=Sum("count")).order_by("counter")),
        services=dict(services.annotate(n=Sum("count")).order_by("kind")),
        closed=closing.reason if closing else "",
    )
