"""What is due, found after any crash: alerts, tests, duties that nobody has."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet

from payung.engines.dispatch import AlertEvent, AlertState, News
from payung.programme.alerts.actions import tell
from payung.programme.alerts.models import Machine, Saying
from payung.programme.people.models import Team
from payung.programme.places.packs import pack_of

from .alerts import alert_happened
from .drills import ask_drills, decide_drills
from .incidents import note_incidents
from .models import AttorneyAlert, IncidentWhy, RosterPeriod
from .on_call import on_call


# A roster that ends sooner than this is not long enough to plan one's life by.
AHEAD = timedelta(days=7)
MORNING = time(9)


def sweep(*, at: datetime) -> int:
    """Do all that is due; return how much was. Nothing is kept in memory between."""
    done = sweep_alerts(at=at)
    done += ask_drills(at) + decide_drills(at)
    for country in _countries():
        done += len(note_incidents(country, at=at, why=IncidentWhy.AWAY))
        tell_of_short_roster(country, at=at)
    return done


def sweep_alerts(*, at: datetime) -> int:
    """Let every alert that is due go on; return how many."""
    due = AttorneyAlert.objects.filter(due_at__lte=at)
    open_ones = due.exclude(state=AlertState.CLOSED).order_by("due_at")
    references = list(open_ones.values_list("reference", flat=True))
    for reference in references:
        news = News(event=AlertEvent.DUE, at=at)
        alert_happened(reference=reference, news=news)
    return len(references)


def tell_of_short_roster(country: str, *, at: datetime) -> None:
    """Tell those who coordinate, once a day, that the roster ends soon."""
    local = at.astimezone(pack_of(country).zone())
    if local.time() < MORNING or _is_planned(country, at, at + AHEAD):
        return
    key = f"short:{country}:{local.date().isoformat()}"
    tell(
        country=country,
        handles=on_call(country, at).coordinators(),
        saying=Saying.LOOK,
        about=f"duty:{country}",
        key=key,
        at=at,
    )


def _countries() -> list[str]:
    """Return where somebody can be waited for: the line is set up, or people work.

    Not only where a roster was published: of a country that has none at all nobody
    would ever be told that it has none.
    """
    planned = RosterPeriod.objects.filter(published_at__isnull=False)
    places = (planned, Machine.objects.all(), Team.objects.all())
    return sorted({one for rows in places for one in _countries_of(rows)})


def _countries_of(rows: QuerySet[Any]) -> Iterable[str]:
    return rows.values_list("country", flat=True).distinct()


def _is_planned(country: str, start: datetime, end: datetime) -> bool:
    """Return whether published rosters hold all of this time."""
    reached = start
    rows = RosterPeriod.objects.filter(
        country=country, published_at__isnull=False, ends_at__gt=start
    )
    for starts_at, ends_at in rows.order_by("starts_at").values_list(
        "starts_at", "ends_at"
    ):
        if starts_at > reached:
            return False
        reached = max(reached, ends_at)
    return reached >= end
