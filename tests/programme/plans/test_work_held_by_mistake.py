"""Work of each app that was written down as held by mistake is planned again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from payung.programme.activities.models import Activity, Kind, State
from payung.programme.activities.not_held import WhyNotHeld, say_not_held
from payung.programme.activities.work import DoneElsewhere
from payung.programme.advocacy.meetings import Held, hold_meeting
from payung.programme.circles import lawyer
from payung.programme.learning.attendance import (
    Came,
    count_completed,
    write_attendance,
)
from payung.programme.learning.refusals import NotWritten
from payung.programme.outreach.visiting import held_before
from payung.programme.plans.models import Programme

from .conftest import NOW, Office, local
from .work import WORK, a_course, in_the_calendar, sat


TWO_HOURS = timedelta(hours=2)


def _sat(office: Office, row: Activity) -> None:
    sat(office, row.focus_group)


def _met_the_lawyer(office: Office, row: Activity) -> None:
    met = lawyer.Met(
        started=row.planned_start, ended=row.planned_end, subjects=(), came={"fnnn": 4}
    )
    lawyer.hold_meeting(
        actor=office.maya, meeting=row.lawyer_meeting, met=met, at=row.planned_end
    )


def _taught(office: Office, row: Activity) -> None:
    write_attendance(
        actor=office.maya,
        session=row.training,
        started=row.planned_start,
        ended=row.planned_end,
        came=Came(others={"fnnn": 9}),
        at=row.planned_end,
    )


def _visited(office: Office, row: Activity) -> None:
    held_before(
        actor=office.maya,
        visit=row.visit,
        started=row.planned_start,
        ended=row.planned_end,
        at=row.planned_end,
    )


def _met_an_office(office: Office, row: Activity) -> None:
    held = Held(started=row.planned_start, ended=row.planned_end, community_spoke=2)
    hold_meeting(actor=office.maya, meeting=row.advocacy, held=held, at=row.planned_end)


HOLD: dict[Kind, Callable[[Office, Activity], None]] = {
    Kind.FOCUS_GROUP: _sat,
    Kind.LAWYER_MEETING: _met_the_lawyer,
    Kind.TRAINING: _taught,
    Kind.OUTREACH: _visited,
    Kind.POLICE_MEETING: _met_an_office,
}


@pytest.mark.parametrize("kind", HOLD)
def test_what_an_app_wrote_down_as_held_is_planned_again(
    office: Office, kind: Kind
) -> None:
    row = WORK[kind](office, local(11, 3))
    HOLD[kind](office, row)

    after = say_not_held(
        actor=office.maya, activity=row, why=WhyNotHeld.NOT_HELD, at=NOW
    )

    assert after.state == State.PLANNED
    assert after.held_start is None
    assert not after.came.exists()


@pytest.mark.parametrize("kind", HOLD)
def test_it_can_be_held_anew_by_its_app(office: Office, kind: Kind) -> None:
    row = WORK[kind](office, local(11, 3))
    HOLD[kind](office, row)
    say_not_held(actor=office.maya, activity=row, why=WhyNotHeld.ANOTHER, at=NOW)

    fresh = Activity.objects.get(pk=row.pk)
    HOLD[kind](office, fresh)

    fresh.refresh_from_db()
    assert fresh.state == State.HELD


def test_a_visit_that_was_not_made_was_entered_by_nobody(office: Office) -> None:
    row = WORK[Kind.OUTREACH](office, local(11, 3))
    _visited(office, row)

    say_not_held(actor=office.maya, activity=row, why=WhyNotHeld.NOT_HELD, at=NOW)

    row.visit.refresh_from_db()
    assert (row.visit.in_at, row.visit.out_at) == (None, None)


def test_a_day_stays_held_once_it_is_written_down_how_many_completed(
    office: Office,
) -> None:
    group = a_course(office, local(11, 3))
    row = group.sessions.get().activity
    _taught(office, row)
    count_completed(
        actor=office.maya, group=group, people=5, on=local(11, 4).date(), at=NOW
    )

    with pytest.raises(NotWritten):
        say_not_held(actor=office.maya, activity=row, why=WhyNotHeld.NOT_HELD, at=NOW)

    row.refresh_from_db()
    assert row.state == State.HELD


def test_an_open_day_is_set_right_in_its_room(
    office: Office, programme: Programme
) -> None:
    in_the_calendar(office, programme, Kind.OPENING)
    row = WORK[Kind.OPENING](office, local(9, 3))

    with pytest.raises(DoneElsewhere):
        say_not_held(actor=office.maya, activity=row, why=WhyNotHeld.NOT_HELD, at=NOW)
