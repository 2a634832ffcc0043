"""Activities are made from the lines of a plan, each time once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from payung.programme.activities.actions import NewActivity, plan_activity
from payung.programme.activities.models import Activity, Kind
from payung.programme.plans.drafting import approve_plan, begin_plan
from payung.programme.plans.making import put_into_calendar
from payung.programme.plans.models import PlanVersion, Programme, Slot
from payung.programme.plans.months import spread
from payung.programme.plans.refusals import NotApproved

from .conftest import BEFORE, FIRST, KATHMANDU, NOW, Office, local


SATURDAY = frozenset({5})


def test_a_second_press_makes_none_twice(office: Office, plan: PlanVersion) -> None:
    first = put_into_calendar(actor=office.maya, version=plan, at=BEFORE)
    second = put_into_calendar(actor=office.maya, version=plan, at=BEFORE)

    assert (first.made, second.made) == (8, 0)
    assert Activity.objects.count() == 8


def test_the_database_lets_a_time_of_a_month_be_made_once(
    office: Office, plan: PlanVersion
) -> None:
    put_into_calendar(actor=office.maya, version=plan, at=BEFORE)
    [one, other, *_rest] = Slot.objects.order_by("pk")

    with pytest.raises(IntegrityError), transaction.atomic():
        Slot.objects.filter(pk=other.pk).update(root=one.root, month=one.month, n=one.n)


def test_months_that_are_over_are_left_alone(office: Office, plan: PlanVersion) -> None:
    made = put_into_calendar(actor=office.maya, version=plan, at=NOW)

    days = {
        row.planned_start.astimezone(KATHMANDU).date() for row in Activity.objects.all()
    }
    assert made.made == 4
    assert min(days) == date(2026, 11, 25)


def test_a_new_version_makes_only_what_is_new(
    office: Office, programme: Programme, plan: PlanVersion
) -> None:
    put_into_calendar(actor=office.maya, version=plan, at=BEFORE)
    copy = begin_plan(
        actor=office.maya, programme=programme, first_month=FIRST, months=6, at=NOW
    )
    copy = approve_plan(actor=office.maya, version=copy, at=NOW)

    assert put_into_calendar(actor=office.maya, version=copy, at=NOW).made == 0
    with pytest.raises(NotApproved) as refused:
        put_into_calendar(actor=office.maya, version=plan, at=NOW)
    assert "Another version is in force" in refused.value.sentence


def test_what_is_planned_already_is_counted_in_and_not_made_again(
    office: Office, plan: PlanVersion
) -> None:
    there, other = (
        plan_activity(
            actor=office.sunita,
            new=NewActivity(
                team=office.team, kind=kind, start=local(12, 3), end=local(12, 3, 11)
            ),
            at=NOW,
        )
        for kind in (Kind.LAWYER_MEETING, Kind.FOCUS_GROUP)
    )

    filled = put_into_calendar(actor=office.maya, version=plan, at=NOW)

    there.refresh_from_db()
    other.refresh_from_db()
    assert (filled.made, filled.counted_in) == (3, 1)
    assert there.line == plan.lines.get(what="Meet the lawyer").root
    assert other.line is None


def test_a_draft_is_not_put_into_the_calendar(
    office: Office, draft: PlanVersion
) -> None:
    with pytest.raises(NotApproved):
        put_into_calendar(actor=office.maya, version=draft, at=BEFORE)


def test_days_are_spread_over_working_days() -> None:
    days = spread(date(2026, 9, 1), 2, weekend=SATURDAY, not_before=date(2026, 8, 1))

    assert days == (date(2026, 9, 8), date(2026, 9, 23))


def test_a_month_that_is_over_has_no_days() -> None:
    days = spread(date(2026, 9, 1), 2, weekend=SATURDAY, not_before=date(2026, 10, 1))

    assert days == ()


def test_more_than_there_are_days_share_days() -> None:
    days = spread(date(2026, 9, 1), 3, weekend=SATURDAY, not_before=date(2026, 9, 30))

    assert days == (date(2026, 9, 30),) * 3
