"""What is planned, as events of somebody's own calendar: times, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from payung.programme.activities.models import Activity, State
from payung.programme.people.models import Person, TeamKind
from payung.programme.people.roles import KEYHOLDERS
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
    # As at the door of activities: no keys any more, or no team, and it is empty. The
    # address of a feed outlives the day on which somebody leaves.
    works = person.roles_held.filter(role__in=KEYHOLDERS).exists()
    teams = set(
        person.grants.exclude(team__kind=TeamKind.SIDE).values_list(
            "team_id", flat=True
        )
    )
    if not works or not teams:
        return []
    hers = Q(team_id__in=teams) | Q(owner=person)
    rows = Activity.objects.filter(
        hers,
        country=person.country,
        planned_end__gt=window.start,
        planned_start__lt=window.end,
    )
    return list(rows.order_by("planned_start", "pk"))
