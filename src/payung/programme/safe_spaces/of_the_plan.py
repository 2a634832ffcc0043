"""An open day stands for a row of the plan of its month, while there is one left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from payung.programme.activities.actions import NewActivity
from payung.programme.activities.models import Activity, Kind, State
from payung.programme.activities.taking_up import fitting, hand_back
from payung.programme.people.models import Team

from .codes import Status
from .models import OpeningDay, Site
from .planned import zone_of


# Where no hours are written down for a day: long enough to be seen in a calendar.
SHORTEST = timedelta(hours=1)


def follow(row: OpeningDay, *, at: datetime) -> None:
    """Let the plan follow what became of a day: held when it was open, else not.

    Inside the transaction that settles the day.
    """
    if row.status == Status.CLOSED:
        let_go(row, at=at)
        return
    start, end = _hours(row)
    activity = row.activity or _row_of_the_plan(row, start, end)
    if activity is None or (activity.held_start, activity.held_end) == (start, end):
        _hang(row, activity)
        return
    activity.planned_start, activity.planned_end = start, end
    activity.held_start, activity.held_end = start, end
    activity.state, activity.reason, activity.due_at = State.HELD, "", None
    activity.site, activity.changed_at = row.site.code, at
    activity.save()
    _hang(row, activity)


def let_go(row: OpeningDay, *, at: datetime) -> None:
    """Give back the row of the plan that a day stood for; the day stands for none."""
    activity = row.activity
    if activity is not None:
        _hang(row, None)
        hand_back(activity, at=at)


@transaction.atomic
def follow_days(
    teams: Iterable[UUID], *, first: date, last: date, at: datetime
) -> None:
    """Let the plan follow all days of these teams' rooms from `first` to `last`.

    For days that were written down before their plan was put into the calendar.
    """
    for site in Site.objects.filter(team_id__in=tuple(teams)).order_by("code"):
        days = site.days.filter(day__range=(first, last), activity=None)
        rows = days.exclude(status=Status.CLOSED).select_related("site__team")
        full: set[tuple[int, int]] = set()
        for row in rows.order_by("day"):
            month = (row.day.year, row.day.month)
            if month in full:
                continue
            follow(row, at=at)
            if row.activity is None:
                full.add(month)


def _row_of_the_plan(
    row: OpeningDay, start: datetime, end: datetime
) -> Activity | None:
    team = Team.objects.select_for_update().get(pk=row.site.team_id)
    new = NewActivity(
        team=team, kind=Kind.OPENING, start=start, end=end, site=row.site.code
    )
    rows = fitting(new, country=row.site.country)
    clear = len({one.line for one in rows}) == 1
    return rows[0] if clear else None


def _hang(row: OpeningDay, activity: Activity | None) -> None:
    if row.activity != activity:
        row.activity = activity
        row.save(update_fields=["activity"])


def _hours(row: OpeningDay) -> tuple[datetime, datetime]:
    """Return from when to when it was open, as far as anybody wrote that down."""
    zone = zone_of(row.site)
    rules = row.site.rules.filter(from_on__lte=row.day).exclude(until_on__lt=row.day)
    rule = rules.order_by("opens").first()
    noon = datetime(row.day.year, row.day.month, row.day.day, 12, tzinfo=zone)
    opens = datetime.combine(row.day, rule.opens, tzinfo=zone) if rule else noon
    start = row.opened_at or opens
    closes = datetime.combine(row.day, rule.closes, tzinfo=zone) if rule else start
    return start, max(row.closed_at or closes, start + SHORTEST)
