"""What the pages of learning show, read for one actor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Paginator
from django.db.models import Count

from payung.engines.indicators import Mean
from payung.programme.activities.models import State
from payung.programme.people.actors import Actor
from payung.programme.places.days import day_of

from .access import LEADS, OBSERVERS, courses_of
from .attendance import in_it
from .certificates import to_renew
from .codes import Entered, TestKind
from .courses import newest
from .figures import gain_of_group
from .group_lists import groups_by_when, to_ask_again
from .groups import days_not_held, days_of
from .models import (
    Assessment,
    Course,
    CourseGroup,
    CourseVersion,
    Enrolment,
)
from .observing import observations_of
from .smiling import SHOWN_FROM, smiles_of
from .using import asks_again, uses_of


GROUPS_A_PAGE = 10


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


@dataclass(frozen=True, kw_only=True, slots=True)
class TestLine:
    """One kind of test of a group: how many took it, and whether it is time."""

    __test__ = False

    kind: TestKind
    taken: int
    open: bool


def course_lines(actor: Actor) -> list[tuple[Course, CourseVersion]]:
    """Return the courses of her country with their newest version."""
    found = [(course, newest(course)) for course in courses_of(actor)]
    return [(course, version) for course, version in found if version is not None]


def home_page(actor: Actor, *, page: str, at: datetime) -> dict[str, object]:
    """Return what Learn shows, with one page of its groups."""
    today = day_of(actor.country, at)
    groups = groups_by_when(actor, at=at)
    return {
        "groups": Paginator(groups, GROUPS_A_PAGE).get_page(page),
        "ask_again": to_ask_again(actor, on=today)[:20],
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
        "tests": test_lines(group, today=day_of(actor.country, at)),
        "not_held": days_not_held(group),
        "left_out": left_out_of(group),
        "typed": group.tests.filter(entered=Entered.PAPER).exists(),
        "smiles": smiles_of(group),
        "uses": uses_of(group),
        "asks_again": asks_again(group, today=day_of(actor.country, at)),
        "gain": gain_said(group),
        "shown_from": SHOWN_FROM,
        "leads": actor.has(*LEADS),
    }


def people_lines(group: CourseGroup) -> list[PersonLine]:
    """Return the people of a group by number."""
    rows = in_it(group).annotate(n=Count("days")).order_by("number")
    return [PersonLine(enrolment=row, days=row.n) for row in rows]


def left_out_of(group: CourseGroup) -> list[Enrolment]:
    """Return those who count no more, by number, each with its reason."""
    return list(group.enrolments.exclude(withdrawn_at=None).order_by("number"))


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
