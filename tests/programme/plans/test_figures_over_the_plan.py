"""What was taken up from the plan counts in the indicators as any other work does."""

from __future__ import annotations

from datetime import date, datetime

from payung.engines.indicators import Ratio, parse_period
from payung.programme.activities.actions import hold
from payung.programme.activities.models import Activity, Kind
from payung.programme.activities.sweeping import sweep
from payung.programme.advocacy import figures as meetings
from payung.programme.advocacy.meetings import Held
from payung.programme.advocacy.meetings import hold_meeting as hold_office
from payung.programme.circles import figures as circles
from payung.programme.circles.lawyer import Met, hold_meeting
from payung.programme.outreach.figures import plan_of_month
from payung.programme.outreach.planning import approve_plan, begin_plan, plan_visit
from payung.programme.outreach.visiting import held_before
from payung.programme.plans.models import Programme
from payung.programme.plans.wall import wall_of

from .conftest import BEFORE, FIRST, KATHMANDU, NOW, Office, local
from .work import (
    TWO_HOURS,
    WORK,
    a_new_visit,
    a_sitting,
    in_the_calendar,
    sat,
)


SEPTEMBER = parse_period("2026-09")


def of(value: object) -> tuple[float, float]:
    assert isinstance(value, Ratio)
    return value.numerator, value.denominator


def ticked_off(office: Office, row: Activity, start: datetime) -> None:
    """Say that a row was held, as the calendar let people do before."""
    hold(
        actor=office.maya,
        activity=row,
        started=start,
        ended=start + TWO_HOURS,
        came={"fnnn": 6},
        at=NOW,
    )


def test_fgd_held_counts_a_sitting_once_that_was_missed_or_only_ticked_off(
    office: Office, programme: Programme
) -> None:
    in_the_calendar(office, programme, Kind.FOCUS_GROUP, each=2, site="blue")
    ticked, _missed = Activity.objects.order_by("planned_start")
    ticked_off(office, ticked, local(9, 8))
    sweep(at=NOW)
    before = circles.groups_held_in("np", SEPTEMBER, sites=["blue"])

    sat(office, a_sitting(office, local(9, 8), site="blue"))
    sat(office, a_sitting(office, local(9, 20), site="blue"))

    assert of(before) == (0, 1)
    assert of(circles.groups_held_in("np", SEPTEMBER, sites=["blue"])) == (1, 1)
    assert Activity.objects.count() == 2


def test_law_meet_counts_a_meeting_that_was_only_ticked_off(
    office: Office, programme: Programme
) -> None:
    in_the_calendar(office, programme, Kind.LAWYER_MEETING)
    ticked_off(office, Activity.objects.get(), local(9, 8))
    before = circles.meetings_held_in("np", SEPTEMBER, sites=[""])

    row = WORK[Kind.LAWYER_MEETING](office, local(9, 8))
    met = Met(started=local(9, 8), ended=local(9, 8, 11), came={"fnnn": 6})
    hold_meeting(
        actor=office.maya,
        meeting=row.lawyer_meeting,
        met=met,
        at=NOW,
    )

    assert of(before) == (0, 1)
    assert of(circles.meetings_held_in("np", SEPTEMBER, sites=[""])) == (1, 1)


def test_adv_meet_counts_what_was_promised_once_and_what_was_held(
    office: Office, programme: Programme
) -> None:
    in_the_calendar(office, programme, Kind.POLICE_MEETING, each=2)

    row = WORK[Kind.POLICE_MEETING](office, local(9, 8))
    hold_office(
        actor=office.maya,
        meeting=row.advocacy,
        held=Held(started=local(9, 8), ended=local(9, 8, 11)),
        at=NOW,
    )

    found = meetings.figures_of(
        country="np", period=SEPTEMBER, zone=KATHMANDU, on=date(2026, 11, 20)
    )
    assert of(found["ADV_MEET"]) == (1, 2)


def test_out_plan_and_the_wall_say_the_same_of_the_same_visits(
    office: Office, programme: Programme
) -> None:
    plan = in_the_calendar(office, programme, Kind.OUTREACH, each=3)
    micro = begin_plan(actor=office.maya, team=office.team, month=FIRST, at=BEFORE)
    for day in (3, 8, 23):
        new = a_new_visit(office, local(9, day))
        plan_visit(actor=office.maya, plan=micro, new=new, at=BEFORE)
    approve_plan(actor=office.maya, plan=micro, at=BEFORE)
    for row in Activity.objects.filter(planned_start__lt=local(9, 20)):
        held_before(
            actor=office.maya,
            visit=row.visit,
            started=row.planned_start,
            ended=row.planned_end,
            at=NOW,
        )
    sweep(at=NOW)

    [group] = wall_of(office.maya, plan, at=NOW).groups
    tally = group.rows[0].cells[0].tally
    assert of(plan_of_month("np", FIRST)) == (2, 3)
    assert (tally.promised, tally.held, tally.missed) == (3, 2, 1)
    assert Activity.objects.count() == 3
