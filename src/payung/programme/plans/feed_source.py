"""What is planned, as events of somebody's own calendar: times, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from payung.programme.activities.models import Activity, State
from payung.programme.people.models import Person, TeamKind
from payung.programme.places.packs import pack_of
from payung.programme.proceedings.feed.events import FeedEvent, Title, Window


OFF = frozenset({State.POSTPONED, State.CANCELLED})


def activities(person: Person, window: Window) -> Iterator[FeedEvent]:
    """Yield what her teams plan and what she sees to herself.

    What was moved is told as cancelled; what took its place is an event of its own.
    """
    zone = pack_of(person.country).zone()
    for row in _rows(person, window):
        is_off = row.state in OFF
        yield FeedEvent(
            key=f"activity:{row.pk}",
            title=Title.ACTIVITY,
            starts_at=row.planned_start,
            ends_at=row.planned_end,
            zone=zone,
            # Rows of before the column have no moment; they have not changed since.
            changed_at=row.changed_at or window.start,
            cancelled=is_off,
            sequence=int(is_off),
        )


def _rows(person: Person, window: Window) -> list[Activity]:
    teams = person.grants.exclude(team__kind=TeamKind.SIDE).values("team_id")
    hers = Q(team_id__in=teams) | Q(owner=person)
    rows = Activity.objects.filter(
        hers,
        country=person.country,
        planned_end__gt=window.start,
        planned_start__lt=window.end,
    )
    return list(rows.order_by("planned_start", "pk"))
