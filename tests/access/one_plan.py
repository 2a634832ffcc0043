"""A plan in force, a draft of the next one and an activity, for the access table."""

from __future__ import annotations

from datetime import date, timedelta

from payung.programme.activities.actions import NewActivity, plan_activity
from payung.programme.activities.models import Kind
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.plans.drafting import (
    NewLine,
    add_line,
    approve_plan,
    begin_plan,
    start_programme,
)
from payung.programme.plans.models import Doer, ObjectiveCode
from tests.access.one_case import OneCase
from tests.cast import THEN


FIRST = date(2026, 11, 1)


def one_plan(team: Team, coordinator: Actor) -> OneCase:
    """Approve a plan with one line, begin the next, and plan something with a note."""
    programme = start_programme(
        actor=coordinator, name="Lantern", starts_on=FIRST, at=THEN
    )
    version = begin_plan(
        actor=coordinator, programme=programme, first_month=FIRST, months=3, at=THEN
    )
    new = NewLine(
        objective=ObjectiveCode.KNOWLEDGE,
        output="Rooms are open",
        what="Open the room",
        team=team,
        doer=Doer.PARALEGALS,
        months=(FIRST,),
        kind=Kind.OTHER,
    )
    line = add_line(actor=coordinator, version=version, new=new, at=THEN)
    approve_plan(actor=coordinator, version=version, at=THEN)
    draft = begin_plan(
        actor=coordinator, programme=programme, first_month=FIRST, months=3, at=THEN
    )
    planned = NewActivity(
        team=team,
        kind=Kind.OTHER,
        start=THEN,
        end=THEN + timedelta(hours=2),
        note="An invented note",
    )
    activity = plan_activity(actor=coordinator, new=planned, at=THEN)
    one: dict[str, object] = {"activity": activity.pk}
    copied: dict[str, object] = {"line_id": draft.lines.get().pk}
    names = (
        "activity-hold",
        "activity-move",
        "activity-cancel",
        "activity-mistake",
        "activity-note",
    )
    return OneCase(
        arguments={
            **dict.fromkeys((*names, "activity"), one),
            "plan-line": {"line_id": line.pk},
            "plan-line-edit": copied,
            "plan-line-out": copied,
            "plan-version": {"number": version.number},
            "plan-into-calendar": {"number": version.number},
        },
        posts={},
    )
