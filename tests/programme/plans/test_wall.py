"""The wall says of every month of a line what became of it, and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payung.programme.activities.actions import cancel, hold, postpone
from payung.programme.activities.models import Activity, Reason
from payung.programme.activities.not_held import WhyNotHeld, say_not_held
from payung.programme.activities.sweeping import sweep
from payung.programme.people.actors import Actor
from payung.programme.plans.late import late_and_why, week_of
from payung.programme.plans.making import put_into_calendar
from payung.programme.plans.marks import SIGNS, Mark, Tally, mark_of
from payung.programme.plans.models import PlanVersion
from payung.programme.plans.wall import Cell, Wall, wall_of

from .conftest import BEFORE, NOW, Office, local


TWO = timedelta(hours=2)


def held(actor: Actor, row: Activity, count: int = 5) -> None:
    end = row.planned_start + TWO
    hold(
        actor=actor,
        activity=row,
        started=row.planned_start,
        ended=end,
        came={"f2sn": count},
        at=end,
    )


def cells(wall: Wall, what: str) -> dict[date, Cell]:
    [row] = [
        row for group in wall.groups for row in group.rows if row.line.what == what
    ]
    return {cell.month: cell for cell in row.cells}


@pytest.mark.parametrize(
    ("tally", "over", "mark"),
    [
        pytest.param(Tally(), True, "nothing", id="nothing planned says nothing"),
        pytest.param(Tally(promised=2, held=2), False, "done", id="all held"),
        pytest.param(Tally(promised=2, held=3), True, "done", id="more than promised"),
        pytest.param(Tally(held=1), True, "done", id="held though not promised"),
        pytest.param(Tally(promised=2), False, "coming", id="still to come"),
        pytest.param(
            Tally(promised=2, held=1, to_come=1),
            False,
            "coming",
            id="half way, on time",
        ),
        pytest.param(
            Tally(promised=2, unsaid=1, to_come=1), False, "partly", id="one unsaid"
        ),
        pytest.param(
            Tally(promised=2, held=1, missed=1), True, "partly", id="one of two"
        ),
        pytest.param(
            Tally(promised=1, moved=1), True, "moved", id="moved with a reason"
        ),
        pytest.param(
            Tally(promised=2, moved=1, missed=1),
            True,
            "missed",
            id="a reason for one does not excuse the other",
        ),
        pytest.param(
            Tally(promised=1), True, "missed", id="never put into the calendar"
        ),
        pytest.param(
            Tally(promised=2, missed=1, to_come=1),
            False,
            "missed",
            id="missed already, this month",
        ),
    ],
)
def test_how_a_month_stands(tally: Tally, over: bool, mark: str) -> None:
    assert mark_of(tally, over=over) == mark


def test_no_two_marks_share_a_sign() -> None:
    assert len(set(SIGNS.values())) == len(Mark) == 6


def test_each_cell_is_worked_out_from_what_became_of_it(
    office: Office, plan: PlanVersion
) -> None:
    put_into_calendar(actor=office.maya, version=plan, at=BEFORE)
    rows = {
        row.planned_start.month: row for row in Activity.objects.filter(kind="outreach")
    }
    held(office.sunita, rows[9])
    postpone(
        actor=office.maya,
        activity=rows[10],
        reason=Reason.FLOOD,
        start=local(11, 3),
        end=local(11, 3, 12),
        at=local(10, 10),
    )
    held(office.sunita, Activity.objects.get(planned_start=local(11, 3)))
    sweep(at=NOW)

    wall = wall_of(office.maya, plan, at=NOW)

    visits, meetings = (
        cells(wall, "Visit the lake side"),
        cells(wall, "Meet the lawyer"),
    )
    assert [visits[date(2026, month, 1)].mark for month in (9, 10, 11, 12)] == [
        "done",
        "moved",
        "done",
        "coming",
    ]
    assert visits[date(2026, 10, 1)].words == "planned 1, moved 1, Flood or storm"
    assert meetings[date(2026, 9, 1)].mark == "missed"
    assert meetings[date(2026, 9, 1)].tally.missed == 2
    assert meetings[date(2026, 10, 1)].mark == "nothing"


def test_one_question_counts_every_cell(office: Office, plan: PlanVersion) -> None:
    put_into_calendar(actor=office.maya, version=plan, at=BEFORE)

    with CaptureQueriesContext(connection) as asked:
        wall_of(office.maya, plan, at=NOW)

    counts = [one for one in asked.captured_queries if "COUNT(" in one["sql"]]
    assert len(counts) == 1
    assert len(asked.captured_queries) == 2


def test_a_month_begins_at_midnight_in_the_country(
    office: Office, plan: PlanVersion
) -> None:
    put_into_calendar(actor=office.maya, version=plan, at=BEFORE)
    row = Activity.objects.filter(kind="outreach").order_by("planned_start")[0]
    # 19:00 UTC on the last of August is September in Kathmandu.
    start = local(9, 1, 1)
    Activity.objects.filter(pk=row.pk).update(
        planned_start=start, planned_end=start + TWO
    )
    row.refresh_from_db()
    held(office.maya, row)

    wall = wall_of(office.maya, plan, at=NOW)

    assert cells(wall, "Visit the lake side")[date(2026, 9, 1)].mark == "done"


def test_what_was_held_by_mistake_counts_no_longer(
    office: Office, plan: PlanVersion
) -> None:
    put_into_calendar(actor=office.maya, version=plan, at=BEFORE)
    row = Activity.objects.get(kind="outreach", planned_start__month=11)
    held(office.sunita, row)
    say_not_held(actor=office.sunita, activity=row, why=WhyNotHeld.ANOTHER, at=NOW)

    november = cells(wall_of(office.maya, plan, at=NOW), "Visit the lake side")[
        date(2026, 11, 1)
    ]

    assert november.tally.held == 0
    assert november.mark == "partly"


def test_somebody_outside_sees_no_line_of_another_team(
    office: Office, plan: PlanVersion
) -> None:
    assert wall_of(office.outsider, plan, at=NOW).groups == ()
    assert len(wall_of(office.sunita, plan, at=NOW).groups) == 2


def test_a_phone_gets_the_months_with_what_is_in_them(
    office: Office, plan: PlanVersion
) -> None:
    months = wall_of(office.sunita, plan, at=NOW).by_month

    assert [len(one.entries) for one in months] == [2, 1, 1, 2, 0, 0]
    assert [one.now for one in months].index(True) == 2


def test_what_is_late_and_why_counts_each_reason(
    office: Office, plan: PlanVersion
) -> None:
    put_into_calendar(actor=office.maya, version=plan, at=BEFORE)
    [first, second, third] = Activity.objects.filter(
        planned_start__lt=local(11, 1)
    ).order_by("planned_start")[:3]
    postpone(
        actor=office.maya,
        activity=first,
        reason=Reason.CURFEW,
        start=local(12, 8),
        end=local(12, 8, 12),
        at=NOW,
    )
    cancel(actor=office.maya, activity=second, reason=Reason.CURFEW, at=NOW)
    cancel(actor=office.maya, activity=third, reason=Reason.MONEY, at=NOW)
    sweep(at=NOW)

    late = late_and_why(office.sunita, since=BEFORE, at=NOW)

    assert [(one.label, one.moved, one.called_off) for one in late.reasons] == [
        ("Curfew", 1, 1),
        ("No money", 0, 1),
    ]
    assert {told.what for told in late.rows} == {"Visit the lake side"}
    assert (late.count, late.missed) == (2, 1)


def test_her_week_has_seven_days_from_today(office: Office, plan: PlanVersion) -> None:
    put_into_calendar(actor=office.maya, version=plan, at=NOW)

    days = week_of(office.sunita, at=local(11, 24))

    assert [day.on.day for day in days] == [24, 25, 26, 27, 28, 29, 30]
    assert [len(day.rows) for day in days] == [0, 1, 0, 0, 0, 0, 0]
    assert days[1].rows[0].what == "Visit the lake side"
    assert [len(day.rows) for day in week_of(office.outsider, at=NOW)] == [0] * 7
