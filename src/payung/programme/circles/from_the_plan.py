"""Sittings and meetings that somebody planned on the plan: they are begun here."""

from __future__ import annotations

from django.db.models import QuerySet

from payung.programme.activities.access import activities_of
from payung.programme.activities.models import Activity, Kind, State
from payung.programme.people.actors import Actor


def not_begun(actor: Actor, kind: Kind) -> QuerySet[Activity]:
    """Return what is planned of a kind and is no sitting or meeting here yet."""
    planned = activities_of(actor).filter(kind=kind, state=State.PLANNED)
    return planned.filter(focus_group=None, lawyer_meeting=None).order_by(
        "planned_start"
    )


def named(actor: Actor, kind: Kind, number: str) -> Activity | None:
    """Return the one that an address names, or None where it names none."""
    return next((one for one in not_begun(actor, kind) if str(one.pk) == number), None)


def first_of(activity: Activity | None) -> dict[str, object]:
    """Return what a form shows first of it."""
    if activity is None:
        return {}
    return {
        "team": str(activity.team_id),
        "site": activity.site,
        "start": activity.planned_start,
        "end": activity.planned_end,
    }
