"""Where more than one row of the plan fits, somebody says which; else the rule does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from payung.programme.activities.models import Activity, Kind
from payung.programme.activities.taking_up import (
    AnotherMonth,
    NotToBeBegun,
    WhichOfThePlan,
    Wish,
)
from payung.programme.learning.models import CourseGroup
from payung.programme.outreach.planning import (
    approve_plan as approve_visits,
)
from payung.programme.outreach.planning import (
    begin_plan as begin_visits,
)
from payung.programme.outreach.planning import plan_visit
from payung.programme.people.models import Team
from payung.programme.plans.making import put_into_calendar
from payung.programme.plans.models import Programme, Slot

from .conftest import BEFORE, FIRST, Office, local
from .work import (
    a_course,
    a_new_visit,
    a_sitting,
    in_the_calendar,
    the_line,
)


def test_where_two_lines_fit_somebody_is_asked(
    office: Office, programme: Programme
) -> None:
    plan = in_the_calendar(office, programme, Kind.FOCUS_GROUP, Kind.FOCUS_GROUP)
    second = plan.lines.get(what="Line 1 circle")
    row = Activity.objects.get(line=second.root)

    with pytest.raises(WhichOfThePlan) as asked:
        a_sitting(office, local(9, 3), wish=Wish(ask=True))
    left_alone = a_sitting(office, local(9, 4))
    chosen = a_sitting(office, local(9, 5), wish=Wish(activity=row.pk, ask=True))

    assert asked.value.field == "on_plan"
    assert left_alone.activity.line is None
    assert chosen.activity == row


def test_the_room_says_which_line_it_is(office: Office, programme: Programme) -> None:
    plan = in_the_calendar(office, programme, Kind.FOCUS_GROUP, site="blue")

    elsewhere = a_sitting(office, local(9, 3), site="green")
    there = a_sitting(office, local(9, 3), site="blue")

    assert elsewhere.activity.line is None
    assert there.activity.line == the_line(plan).root


def test_the_plan_of_another_team_is_left_alone(
    office: Office, programme: Programme
) -> None:
    in_the_calendar(office, programme, Kind.FOCUS_GROUP)
    others = Team.objects.create(name="Night team", country="np")
    Activity.objects.update(team=others)
    chosen = Wish(activity=Activity.objects.get().pk, ask=True)

    with pytest.raises(NotToBeBegun):
        a_sitting(office, local(9, 3), wish=chosen)
    assert a_sitting(office, local(9, 3)).activity.line is None


def test_it_goes_to_another_month_only_by_being_moved_with_a_reason(
    office: Office, programme: Programme
) -> None:
    in_the_calendar(office, programme, Kind.FOCUS_GROUP)
    chosen = Wish(activity=Activity.objects.get().pk, ask=True)

    with pytest.raises(AnotherMonth) as refused:
        a_sitting(office, local(10, 3), wish=chosen)

    assert "Move it to another day first" in refused.value.sentence


def test_what_somebody_says_is_not_on_the_plan_is_not_counted_in_later(
    office: Office, programme: Programme
) -> None:
    plan = in_the_calendar(office, programme, Kind.FOCUS_GROUP)

    apart = a_sitting(office, local(9, 3), wish=Wish(apart=True, ask=True))
    put_into_calendar(actor=office.maya, version=plan, at=BEFORE)

    apart.activity.refresh_from_db()
    assert apart.activity.line is None
    assert Activity.objects.count() == 2


def test_what_was_planned_beside_the_plan_is_joined_to_it(
    office: Office, programme: Programme
) -> None:
    plan = in_the_calendar(office, programme, Kind.FOCUS_GROUP, each=2)
    beside = a_sitting(office, local(9, 3), wish=Wish(apart=True))
    Activity.objects.filter(pk=beside.activity_id).update(apart=False)

    filled = put_into_calendar(actor=office.maya, version=plan, at=BEFORE)
    again = put_into_calendar(actor=office.maya, version=plan, at=BEFORE)

    beside.activity.refresh_from_db()
    assert (filled.made, filled.counted_in) == (0, 1)
    assert (again.made, again.counted_in) == (0, 0)
    assert beside.activity.line == the_line(plan).root
    assert Activity.objects.count() == Slot.objects.count() == 2


def test_the_day_nearest_to_what_was_chosen_is_that_one(
    office: Office, programme: Programme
) -> None:
    in_the_calendar(office, programme, Kind.TRAINING, Kind.TRAINING, each=2)
    chosen = Activity.objects.order_by("line", "planned_start").last()
    assert chosen is not None
    days = [local(9, day) for day in (2, 9, 16, 23)]

    group = a_course(office, *days, wish=Wish(activity=chosen.pk, ask=True))

    taken = [day.activity for day in group.sessions.order_by("activity__planned_start")]
    assert [day.planned_start for day in taken] == days
    assert [day.line for day in taken].count(chosen.line) == 2
    assert {day.line for day in taken} == {chosen.line, None}
    assert taken[3].pk == chosen.pk


def test_a_course_that_is_asked_about_is_not_half_planned(
    office: Office, programme: Programme
) -> None:
    in_the_calendar(office, programme, Kind.TRAINING, Kind.TRAINING)

    with pytest.raises(WhichOfThePlan):
        a_course(office, local(9, 2), wish=Wish(ask=True))

    assert not CourseGroup.objects.exists()


def test_a_visit_in_a_draft_is_asked_about_at_once_and_not_on_approval(
    office: Office, programme: Programme
) -> None:
    in_the_calendar(office, programme, Kind.OUTREACH, Kind.OUTREACH)
    draft = begin_visits(actor=office.maya, team=office.team, month=FIRST, at=BEFORE)
    new = a_new_visit(office, local(9, 3))

    with pytest.raises(WhichOfThePlan):
        plan_visit(
            actor=office.maya,
            plan=draft,
            new=replace(new, wish=Wish(ask=True)),
            at=BEFORE,
        )
    plan_visit(actor=office.maya, plan=draft, new=new, at=BEFORE)
    approve_visits(actor=office.maya, plan=draft, at=BEFORE)

    assert Activity.objects.filter(line=None).count() == 1
    assert Activity.objects.exclude(line=None).count() == 2
