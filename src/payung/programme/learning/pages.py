"""What the pages of learning show, read for one actor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from payung.engines.indicators import Mean
from payung.programme.activities.models import State
from payung.programme.people.actors import Actor

from .access import LEADS, OBSERVERS, courses_of, groups_of
from .certificates import to_renew
from .choosing import today_of
from .codes import TestKind
from .courses import newest
from .figures import gain_of_group
from .groups import days_of
from .models import (
    Assessment,
    Certificate,
    Course,
    CourseGroup,
    CourseVersion,
    Enrolment,
    TrainingSession,
)
from .observing import observations_of


# From how many on a mean is shown: of two, each would know the other's.
SHOWN_FROM = 5
GROUPS_SHOWN = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupLine:
    """A group as a line of a list: its next day, or none, and how many are in it."""

    group: CourseGroup
    next_day: TrainingSession | None
    days: int
    held: int
    people: int
    ask_again: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Gain:
    """What was gained, in hundredths, and where the truth may lie."""

    percent: int
    people: int
    low: int | None
    high: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonLine:
    """Somebody of a group by her number: days she came to, whether she completed."""

    enrolment: Enrolment
    days: int
    certificate: Certificate | None


@dataclass(frozen=True, kw_only=True, slots=True)
class TestLine:
    """One kind of test of a group: how many took it, and whether it is time."""

    __test__ = False

    kind: TestKind
    taken: int
    open: bool


def group_lines(actor: Actor, *, at: datetime) -> list[GroupLine]:
    """Return the groups of her teams, the newest first."""
    today = today_of(actor, at)
    rows = groups_of(actor).select_related("version").annotate(n=Count("enrolments"))
    return [_line(group, group.n, today) for group in rows[:GROUPS_SHOWN]]


def course_lines(actor: Actor) -> list[tuple[Course, CourseVersion]]:
    """Return the courses of her country with their newest version."""
    found = [(course, newest(course)) for course in courses_of(actor)]
    return [(course, version) for course, version in found if version is not None]


def home_page(actor: Actor, *, at: datetime) -> dict[str, object]:
    """Return what Learn shows."""
    today = today_of(actor, at)
    return {
        "groups": group_lines(actor, at=at),
        "courses": course_lines(actor),
        "renew": list(to_renew(actor, on=today)[:20]),
        "look_again": list(observations_of(actor).filter(again_on__lte=today)[:20]),
        "leads": actor.has(*LEADS),
        "observes": actor.has(*OBSERVERS),
        "in_team": bool(actor.own_teams),
    }


def group_page(actor: Actor, group: CourseGroup, *, at: datetime) -> dict[str, object]:
    """Return what the page of a group shows."""
    days = days_of(group)
    return {
        "group": group,
        "days": days,
        "nothing_held": not any(d.activity.state == State.HELD for d in days),
        "people": people_lines(group),
        "tests": test_lines(group, today=today_of(actor, at)),
        "gain": gain_said(group),
        "shown_from": SHOWN_FROM,
        "leads": actor.has(*LEADS),
    }


def people_lines(group: CourseGroup) -> list[PersonLine]:
    """Return the people of a group by number."""
    rows = group.enrolments.annotate(n=Count("days")).order_by("number")
    held = {c.enrolment_id: c for c in Certificate.objects.filter(enrolment__in=rows)}
    return [
        PersonLine(enrolment=row, days=row.n, certificate=held.get(row.pk))
        for row in rows
    ]


def test_lines(group: CourseGroup, *, today: date) -> list[TestLine]:
    """Return the three tests of a group; none where it has no questions."""
    if group.bank_id is None:
        return []
    counted = Assessment.objects.filter(group=group).values_list("kind")
    taken = dict(counted.annotate(n=Count("pk")).order_by())
    due = group.follow_up_on is not None and group.follow_up_on <= today
    return [
        TestLine(
            kind=kind,
            taken=taken.get(kind.value, 0),
            open=due if kind is TestKind.FOLLOW_UP else True,
        )
        for kind in TestKind
    ]


def gain_said(group: CourseGroup) -> Gain | None:
    """Return the gain of a group in hundredths, from five pairs on."""
    value = gain_of_group(group)
    if not isinstance(value, Mean) or value.n < SHOWN_FROM:
        return None
    around = value.interval
    return Gain(
        percent=round(100 * value.value),
        people=value.n,
        low=round(100 * around.low) if around else None,
        high=round(100 * around.high) if around else None,
    )


def _line(group: CourseGroup, people: int, today: date) -> GroupLine:
    days = days_of(group)
    coming = [day for day in days if day.activity.state == State.PLANNED]
    due = group.follow_up_on is not None and group.follow_up_on <= today
    asked = group.tests.filter(kind=TestKind.FOLLOW_UP).exists() if due else True
    return GroupLine(
        group=group,
        next_day=coming[0] if coming else None,
        days=len(days),
        held=sum(day.activity.state == State.HELD for day in days),
        people=people,
        ask_again=due and not asked and group.bank_id is not None,
    )
