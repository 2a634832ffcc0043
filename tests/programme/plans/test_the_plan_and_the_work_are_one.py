"""What an app plans takes up what stands on the plan, so that each thing is there once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import uuid4

import pytest

from payung.programme.activities.actions import (
    NewActivity,
    hold,
    hold_here,
    plan_activity,
    postpone,
)
from payung.programme.activities.models import Activity, Kind, Reason, State
from payung.programme.activities.sweeping import sweep
from payung.programme.activities.taking_up import (
    NotToBeBegun,
    Wish,
)
from payung.programme.activities.work import DoneElsewhere, work_of
from payung.programme.circles.models import FocusGroup
from payung.programme.outreach.planning import (
    approve_plan as approve_visits,
)
from payung.programme.outreach.planning import (
    begin_plan as begin_visits,
)
from payung.programme.outreach.planning import plan_visit, take_out
from payung.programme.plans.models import Programme

from .conftest import BEFORE, FIRST, NOW, Office, local
from .work import (
    WORK,
    a_new_visit,
    a_sitting,
    an_open_day,
    in_the_calendar,
    sat,
    september,
    the_line,
)


@pytest.mark.parametrize("kind", list(WORK))
def test_work_of_each_kind_is_what_the_plan_has_of_it(
    office: Office, programme: Programme, kind: Kind
) -> None:
    plan = in_the_calendar(office, programme, kind)
    promised = Activity.objects.get()

    work = WORK[kind](office, local(9, 3))

    assert work == promised
    assert Activity.objects.count() == 1
    work.refresh_from_db()
    assert work.line == the_line(plan).root
    assert work.planned_start == local(9, 3) or kind is Kind.OPENING
    tally = september(office, plan, at=local(9, 4)).tally
    assert (tally.promised, tally.to_come + tally.unsaid + tally.held) == (1, 1)


@pytest.mark.parametrize("kind", list(WORK))
def test_work_of_each_kind_is_taken_up_one_by_one_and_no_more(
    office: Office, programme: Programme, kind: Kind
) -> None:
    plan = in_the_calendar(office, programme, kind, each=2)

    begun = {WORK[kind](office, local(9, day)).pk for day in (3, 4)}

    assert begun == set(Activity.objects.values_list("pk", flat=True))
    if kind is Kind.OPENING:
        assert an_open_day(office, local(9, 5)).activity is None
    else:
        assert WORK[kind](office, local(9, 5)).line is None
    assert september(office, plan).tally.promised == 2
    assert Activity.objects.filter(line=the_line(plan).root).count() == 2


@pytest.mark.parametrize("kind", list(WORK))
def test_nobody_ticks_off_on_the_calendar_what_an_app_carries_out(
    office: Office, programme: Programme, kind: Kind
) -> None:
    in_the_calendar(office, programme, kind)
    promised = Activity.objects.get()
    press = partial(
        hold_here,
        actor=office.maya,
        started=promised.planned_start,
        ended=promised.planned_end,
        came={},
        at=NOW,
    )

    with pytest.raises(DoneElsewhere) as before:
        press(activity=promised)
    WORK[kind](office, local(9, 3))
    with pytest.raises(DoneElsewhere) as after:
        press(activity=Activity.objects.get())

    assert "Begin this on its own page" in before.value.sentence
    assert "Open it here" in after.value.sentence


def test_an_exchange_is_carried_out_on_its_own_page_of_the_calendar(
    office: Office,
) -> None:
    for kind in (Kind.EXCHANGE, Kind.OTHER):
        new = NewActivity(
            team=office.team, kind=kind, start=local(9, 3), end=local(9, 3, 11)
        )
        row = plan_activity(actor=office.maya, new=new, at=BEFORE)
        held = hold_here(
            actor=office.maya,
            activity=row,
            started=row.planned_start,
            ended=row.planned_end,
            came={},
            at=NOW,
        )
        assert (work_of(kind), held.state) == (None, State.HELD)


def test_what_was_missed_is_held_after_all(
    office: Office, programme: Programme
) -> None:
    plan = in_the_calendar(office, programme, Kind.FOCUS_GROUP)
    sweep(at=NOW)
    assert Activity.objects.get().state == State.MISSED
    assert september(office, plan).mark == "missed"

    group = a_sitting(office, local(9, 20))
    began = (Activity.objects.get().state, group.activity.due_at is not None)
    sat(office, group)

    assert began == (State.PLANNED, True)
    assert september(office, plan).mark == "done"


def test_what_was_only_ticked_off_gets_its_minutes(
    office: Office, programme: Programme
) -> None:
    in_the_calendar(office, programme, Kind.FOCUS_GROUP)
    row = Activity.objects.get()
    hold(
        actor=office.maya,
        activity=row,
        started=local(9, 10),
        ended=local(9, 10, 11),
        came={"fnnn": 4},
        at=NOW,
    )

    of_another_day = a_sitting(office, local(9, 12))
    of_that_day = a_sitting(office, local(9, 10, 14))

    assert of_another_day.activity != row
    assert of_that_day.activity == row
    row.refresh_from_db()
    assert (row.state, row.held_start) == (State.HELD, local(9, 10))


def test_what_was_moved_is_begun_in_its_new_month(
    office: Office, programme: Programme
) -> None:
    plan = in_the_calendar(office, programme, Kind.OUTREACH)
    moved = postpone(
        actor=office.maya,
        activity=Activity.objects.get(),
        reason=Reason.FLOOD,
        start=local(10, 6),
        end=local(10, 6, 11),
        at=BEFORE,
    )

    in_september = WORK[Kind.OUTREACH](office, local(9, 20))
    in_october = WORK[Kind.OUTREACH](office, local(10, 20))

    assert in_september.line is None
    assert in_october == moved
    assert in_october.line == the_line(plan).root


def test_a_begun_sitting_that_is_moved_goes_along(
    office: Office, programme: Programme
) -> None:
    plan = in_the_calendar(office, programme, Kind.FOCUS_GROUP)
    group = a_sitting(office, local(9, 3))

    moved = postpone(
        actor=office.maya,
        activity=group.activity,
        reason=Reason.STRIKE,
        start=local(9, 24),
        end=local(9, 24, 11),
        at=BEFORE,
    )
    again = a_sitting(office, local(9, 25))

    group.refresh_from_db()
    assert (group.activity, group.planned_on) == (moved, local(9, 24).date())
    assert moved.line == the_line(plan).root
    assert again.activity.line is None


def test_two_at_once_do_not_take_up_the_same(
    office: Office,
    programme: Programme,
    at_once: Callable[..., list[BaseException]],
) -> None:
    in_the_calendar(office, programme, Kind.FOCUS_GROUP)
    press = partial(a_sitting, office, local(9, 3))

    raised = at_once(press, press, press)

    assert raised == []
    assert FocusGroup.objects.count() == Activity.objects.count() == 3
    assert Activity.objects.exclude(line=None).count() == 1


def test_the_same_form_twice_at_once_begins_it_once(
    office: Office,
    programme: Programme,
    at_once: Callable[..., list[BaseException]],
) -> None:
    in_the_calendar(office, programme, Kind.FOCUS_GROUP)
    chosen = Wish(activity=Activity.objects.get().pk, ask=True)
    press = partial(a_sitting, office, local(9, 3), wish=chosen, key=uuid4())

    raised = at_once(press, press)

    assert raised == []
    assert FocusGroup.objects.count() == Activity.objects.count() == 1


def test_the_second_of_two_who_choose_the_same_is_told(
    office: Office,
    programme: Programme,
    at_once: Callable[..., list[BaseException]],
) -> None:
    in_the_calendar(office, programme, Kind.FOCUS_GROUP)
    chosen = Wish(activity=Activity.objects.get().pk, ask=True)
    press = partial(a_sitting, office, local(9, 3), wish=chosen)

    [told] = at_once(press, press)

    assert isinstance(told, NotToBeBegun)
    assert FocusGroup.objects.count() == 1


def test_a_visit_that_falls_out_gives_its_place_back(
    office: Office, programme: Programme
) -> None:
    plan = in_the_calendar(office, programme, Kind.OUTREACH)
    first = begin_visits(actor=office.maya, team=office.team, month=FIRST, at=BEFORE)
    plan_visit(
        actor=office.maya, plan=first, new=a_new_visit(office, local(9, 3)), at=BEFORE
    )
    approve_visits(actor=office.maya, plan=first, at=BEFORE)
    second = begin_visits(actor=office.maya, team=office.team, month=FIRST, at=BEFORE)
    take_out(actor=office.maya, planned=second.visits.get(), at=BEFORE)
    plan_visit(
        actor=office.maya, plan=second, new=a_new_visit(office, local(9, 9)), at=BEFORE
    )

    approve_visits(actor=office.maya, plan=second, at=BEFORE)

    [row] = Activity.objects.all()
    assert (row.planned_start, row.state) == (local(9, 9), State.PLANNED)
    assert row.line == the_line(plan).root
    assert row.visit.promise == second.visits.get().key
