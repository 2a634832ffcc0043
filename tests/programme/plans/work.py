"""A piece of work of each kind, planned by the app that carries it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID

from payung.programme.activities.models import Activity, Kind
from payung.programme.activities.taking_up import WHICHEVER_FITS, Wish
from payung.programme.advocacy.codes import Tier
from payung.programme.advocacy.meetings import NewMeeting, plan_meeting
from payung.programme.circles import lawyer
from payung.programme.circles.codes import Allowed, Group
from payung.programme.circles.models import FocusGroup
from payung.programme.circles.sittings import NewGroup, Sat, hold_group, plan_group
from payung.programme.learning import groups as courses
from payung.programme.learning.codes import Level
from payung.programme.learning.courses import NewVersion, write_version
from payung.programme.learning.models import CourseGroup, CourseVersion
from payung.programme.outreach.codes import Attitude, VenueKind
from payung.programme.outreach.models import Venue
from payung.programme.outreach.pairs import NewVisit, Pair
from payung.programme.outreach.setting import set_visit
from payung.programme.outreach.venues import About, add_venue
from payung.programme.people.models import Person
from payung.programme.places.models import Unit
from payung.programme.plans.drafting import (
    NewLine,
    add_line,
    approve_plan,
    begin_plan,
)
from payung.programme.plans.making import put_into_calendar
from payung.programme.plans.models import (
    Doer,
    ObjectiveCode,
    PlanLine,
    PlanVersion,
    Programme,
)
from payung.programme.plans.wall import Cell, wall_of
from payung.programme.safe_spaces.codes import Status
from payung.programme.safe_spaces.models import OpeningDay, Site
from payung.programme.safe_spaces.sites import (
    Hours,
    NewSite,
    add_hours,
    open_site,
    say_day,
)

from .conftest import BEFORE, FIRST, KATHMANDU, NOW, Office


ROOM = "blue"
TWO_HOURS = timedelta(hours=2)


def in_the_calendar(
    office: Office,
    programme: Programme,
    *kinds: Kind,
    each: int = 1,
    site: str = "",
    at: datetime = BEFORE,
) -> PlanVersion:
    """Approve a plan with a line of each kind for September; plan what it promises."""
    draft = begin_plan(
        actor=office.maya, programme=programme, first_month=FIRST, months=3, at=BEFORE
    )
    new = NewLine(
        objective=ObjectiveCode.KNOWLEDGE,
        output="People know",
        what="",
        team=office.team,
        doer=Doer.PARALEGALS,
        months=(FIRST,),
        kind=Kind.OTHER,
        per_month=each,
        site=site,
    )
    for number, kind in enumerate(kinds):
        line = replace(new, kind=kind, what=f"Line {number} {kind.value}")
        add_line(actor=office.maya, version=draft, new=line, at=BEFORE)
    plan = approve_plan(actor=office.maya, version=draft, at=BEFORE)
    put_into_calendar(actor=office.maya, version=plan, at=at)
    return plan


def the_line(plan: PlanVersion) -> PlanLine:
    return plan.lines.get()


def a_sitting(
    office: Office,
    start: datetime,
    *,
    wish: Wish = WHICHEVER_FITS,
    key: UUID | None = None,
    site: str = "",
) -> FocusGroup:
    new = NewGroup(
        team=office.team,
        group=Group.WOMEN,
        start=start,
        end=start + TWO_HOURS,
        quorum=5,
        site=site,
        wish=wish,
        key=key,
    )
    return plan_group(actor=office.maya, new=new, at=BEFORE)


def sat(office: Office, group: FocusGroup, *, came: int = 6) -> FocusGroup:
    start = group.activity.planned_start
    how = Sat(
        started=start,
        ended=start + TWO_HOURS,
        came={"fnnn": came},
        led_by_community=True,
        allowed=Allowed.WORDS,
    )
    return hold_group(actor=office.maya, group=group, sat=how, at=start + TWO_HOURS)


def a_course(
    office: Office, *starts: datetime, wish: Wish = WHICHEVER_FITS
) -> CourseGroup:
    version = CourseVersion.objects.first() or write_version(
        actor=office.maya,
        code="rights",
        level=Level.KYR,
        new=NewVersion(title="Know your rights", modules=("One",), pass_percent=60),
        at=BEFORE,
    )
    new = courses.NewGroup(
        team=office.team,
        version=version,
        bank=None,
        language="ne",
        days=tuple((start, start + TWO_HOURS) for start in starts),
        wish=wish,
    )
    return courses.plan_group(actor=office.maya, new=new, at=BEFORE)


def a_venue(office: Office) -> Venue:
    about = About(
        kind=VenueKind.BAR,
        name="Quillabar behind the mill",
        area="NP-P3",
        attitude=Attitude.ALLOWS,
        interval_days=14,
    )
    there = Venue.objects.first()
    return there or add_venue(
        actor=office.maya, team=office.team, about=about, at=BEFORE
    )


def a_new_visit(office: Office, start: datetime) -> NewVisit:
    first, second = Person.objects.filter(handle__in=("sunita", "bina")).order_by("pk")
    return NewVisit(
        venue=a_venue(office),
        starts_at=start,
        ends_at=start + TWO_HOURS,
        pair=Pair(first=first, second=second),
    )


def a_police_meeting(office: Office, start: datetime) -> Activity:
    unit = Unit.objects.create(
        country="np", code=f"S-{start:%d}", kind="area", names={}, source="invented"
    )
    new = NewMeeting(
        team=office.team,
        unit=unit,
        tier=Tier.STATION,
        start=start,
        end=start + TWO_HOURS,
    )
    return plan_meeting(actor=office.maya, new=new, at=BEFORE).activity


def a_room(office: Office) -> Site:
    new = NewSite(team=office.team, code=ROOM, name="Blue", opened_on=FIRST)
    site = open_site(actor=office.maya, new=new, at=BEFORE)
    hours = Hours(rule="FREQ=DAILY", opens=time(10), closes=time(18), first=FIRST)
    add_hours(actor=office.maya, site=site, hours=hours, at=BEFORE)
    return site


def an_open_day(
    office: Office, start: datetime, status: Status = Status.OPEN
) -> OpeningDay:
    site = Site.objects.first() or a_room(office)
    day = start.astimezone(KATHMANDU).date()
    reason = None if status is Status.OPEN else "flood"
    return say_day(
        actor=office.maya,
        site=site,
        day=day,
        status=status,
        reason=reason,  # type: ignore[arg-type]
        at=start + timedelta(hours=9),
    )


def _opened(office: Office, start: datetime) -> Activity:
    found = an_open_day(office, start).activity
    assert found is not None
    return found


def _met(office: Office, start: datetime) -> Activity:
    new = lawyer.NewMeeting(team=office.team, start=start, end=start + TWO_HOURS)
    return lawyer.plan_meeting(actor=office.maya, new=new, at=BEFORE).activity


WORK: dict[Kind, Callable[[Office, datetime], Activity]] = {
    Kind.OPENING: _opened,
    Kind.TRAINING: lambda office, start: (
        a_course(office, start).sessions.get().activity
    ),
    Kind.LAWYER_MEETING: _met,
    Kind.FOCUS_GROUP: lambda office, start: a_sitting(office, start).activity,
    Kind.OUTREACH: lambda office, start: (
        set_visit(actor=office.maya, new=a_new_visit(office, start), at=BEFORE).activity
    ),
    Kind.POLICE_MEETING: a_police_meeting,
}


def september(office: Office, plan: PlanVersion, *, at: datetime = NOW) -> Cell:
    """Return the cell of the one line of a plan in September."""
    [group] = wall_of(office.maya, plan, at=at).groups
    return group.rows[0].cells[0]
