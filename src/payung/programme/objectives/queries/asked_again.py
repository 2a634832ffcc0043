"""What people did with their rights since a course: AGENCY."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from payung.engines.indicators import (
    Completeness,
    Length,
    Period,
    months_to_come,
    period_on,
)
from payung.programme.learning.models import CourseGroup, UseSheet
from payung.programme.learning.using import agency_of

from .knowledge import within_of
from .scope import WHOLE, Answer, Scope
from .sources import Source


class AskedAgain(Source):
    """Groups whose three months are over: a team is waited for in the months it has one."""

    def complete(self, scope: Scope) -> Completeness:
        """Return how many teams and months have asked a group, of those that had one."""
        to_come = months_to_come(scope.period, zone=scope.zone, at=scope.at)
        due = {
            pair: asked for pair, asked in _due(scope).items() if pair[1] not in to_come
        }
        without = {month for _team, month in due} - {
            month for (_team, month), asked in due.items() if asked
        }
        return Completeness(
            expected=len(due),
            reported=sum(due.values()),
            missing=tuple(m for m in scope.period.months if m in without),
        )


def agency(scope: Scope) -> Answer:
    """Return those who used a right, of those who met the police since their course."""
    return {WHOLE: agency_of(within_of(scope), outside=scope.outside)}


def _due(scope: Scope) -> dict[tuple[UUID, Period], bool]:
    """Return each team and month with a group to ask again, and whether one was asked."""
    groups = CourseGroup.objects.filter(
        country=scope.country,
        follow_up_on__range=(scope.period.first_day, scope.period.last_day),
    ).values_list("pk", "team_id", "follow_up_on")
    asked = set(
        UseSheet.objects.filter(
            group__country=scope.country, withdrawn_at=None, on__lte=scope.today
        ).values_list("group_id", flat=True)
    )
    found: dict[tuple[UUID, Period], bool] = {}
    for group, team, day in groups:
        pair = (team, _month(day))
        found[pair] = found.get(pair, False) or group in asked
    return found


def _month(day: date | None) -> Period:
    assert day is not None  # noqa: S101 (the rows were chosen by it)
    return period_on(day, Length.MONTH)


ASKED_AGAIN = AskedAgain(
    name="asked_again",
    rows=lambda country: UseSheet.objects.filter(
        group__country=country, withdrawn_at=None
    ),
    moment="on",
    site="group__team_id",
    is_day=True,
)
