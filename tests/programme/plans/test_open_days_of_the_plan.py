"""An open day stands for a row of the plan, as long as it stays an open day."""

from __future__ import annotations

from payung.programme.activities.models import Activity, Kind, State
from payung.programme.plans.models import Programme
from payung.programme.safe_spaces.codes import Status
from payung.programme.safe_spaces.door.taking import take_taps
from tests.programme.safe_spaces.taps import taking_back, visit

from .conftest import Office, local
from .work import (
    TWO_HOURS,
    a_room,
    an_open_day,
    in_the_calendar,
    september,
)


def test_a_day_that_turns_out_closed_gives_its_place_to_the_next(
    office: Office, programme: Programme
) -> None:
    plan = in_the_calendar(office, programme, Kind.OPENING)

    first = an_open_day(office, local(9, 3))
    held = september(office, plan).tally.held
    closed = an_open_day(office, local(9, 3), Status.CLOSED)
    bare = september(office, plan, at=local(9, 4)).tally
    second = an_open_day(office, local(9, 5), Status.PARTLY)

    assert (held, bare.held) == (1, 0)
    assert first.activity == second.activity
    assert closed.activity is None
    assert september(office, plan).tally.held == 1


def test_a_visit_at_the_door_opens_the_day_of_the_plan_and_can_be_taken_back(
    office: Office, programme: Programme
) -> None:
    plan = in_the_calendar(office, programme, Kind.OPENING)
    site, at = a_room(office), local(9, 3, 11)
    came = visit(at=at)

    take_taps(actor=office.sunita, site=site, taps=[came], at=at)
    held = september(office, plan).tally.held
    back = taking_back(came.id, at=at)
    take_taps(actor=office.sunita, site=site, taps=[back], at=at)

    assert held == 1
    assert september(office, plan).tally.held == 0
    assert Activity.objects.get().state == State.PLANNED


def test_days_that_were_open_before_the_plan_was_there_count_for_it(
    office: Office, programme: Programme
) -> None:
    for day in (3, 4, 5):
        an_open_day(office, local(9, day))

    plan = in_the_calendar(office, programme, Kind.OPENING, each=2, at=local(9, 6))

    assert september(office, plan).tally.held == 2
    assert september(office, plan).mark == "done"


def test_hours_are_those_of_the_room(office: Office, programme: Programme) -> None:
    in_the_calendar(office, programme, Kind.OPENING)

    row = an_open_day(office, local(9, 3)).activity

    assert row is not None
    assert (row.held_start, row.held_end) == (local(9, 3, 10), local(9, 3, 18))
    assert row.site == "blue"
    assert row.planned_end - row.planned_start > TWO_HOURS
