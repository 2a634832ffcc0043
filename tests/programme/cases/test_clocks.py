"""The clocks of an arrest, by the hour, where the people are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.clocks import ClockRunsBackwards, Event, State
from payung.programme.cases.clock_readings import (
    ArrestFacts,
    Reading,
    Stretch,
    pauses_that_matter,
    read_clocks,
    steps_that_matter,
)
from payung.programme.places.packs import pack_of
from tests.programme.cases.conftest import KATHMANDU, local


YANGON = ZoneInfo("Asia/Yangon")
JAYAPURA = ZoneInfo("Asia/Jayapura")
TAKEN = ArrestFacts(country="np", taken_at=local(22, 16, 30))


def judge(facts: ArrestFacts, *, at: datetime) -> Reading:
    """Return the reading of the clock that runs until a judge."""
    [one] = [r for r in read_clocks(facts, at=at) if r.clock.id == "before_a_judge"]
    return one


@pytest.mark.parametrize(
    ("at", "left", "state"),
    [
        pytest.param(
            local(22, 16, 30), timedelta(hours=24), State.RUNNING, id="just taken"
        ),
        pytest.param(
            local(23, 9, 10),
            timedelta(hours=7, minutes=20),
            State.RUNNING,
            id="morning",
        ),
        pytest.param(
            local(23, 10, 31),
            timedelta(hours=5, minutes=59),
            State.SOON,
            id="under six",
        ),
        pytest.param(local(23, 16, 30), timedelta(0), State.SOON, id="the very minute"),
        pytest.param(
            local(23, 16, 31), timedelta(minutes=-1), State.OVER, id="a minute late"
        ),
    ],
)
def test_twenty_four_hours_are_counted_by_the_minute_in_kathmandu(
    at: datetime, left: timedelta, state: State
) -> None:
    reading = judge(TAKEN, at=at)

    assert (reading.left, reading.state) == (left, state)


def test_it_runs_out_at_a_quarter_to_the_hour_off_utc() -> None:
    reading = judge(TAKEN, at=local(22, 20))

    assert reading.due.moment == datetime(2026, 11, 23, 10, 45, tzinfo=UTC)


def test_in_myanmar_the_suspended_limit_is_still_counted() -> None:
    taken = datetime(2026, 11, 22, 23, 40, tzinfo=YANGON)
    facts = ArrestFacts(country="mm", taken_at=taken)

    reading = judge(facts, at=taken)

    assert reading.due.moment == datetime(2026, 11, 23, 17, 10, tzinfo=UTC)
    assert reading.due.suspended_since == date(2025, 8, 1)
    assert not reading.due.enforceable


def test_in_the_east_of_indonesia_time_is_told_two_hours_later() -> None:
    taken = datetime(2026, 11, 22, 23, 0, tzinfo=JAYAPURA)
    eastern = next(
        area.code
        for area in pack_of("id").areas
        if pack_of("id").zone(area.code).key == "Asia/Jayapura"
    )
    facts = ArrestFacts(country="id", taken_at=taken, area=eastern)

    [reading] = [
        r for r in read_clocks(facts, at=taken) if r.clock.id == "held_without_order"
    ]

    assert reading.due.moment is not None
    assert f"{reading.due.moment:%d %H:%M %Z}" == "23 23:00 WIT"


def test_the_journey_to_court_is_not_counted() -> None:
    way = Stretch(
        kind="journey_to_magistrate", began_at=local(23, 9), ended_at=local(23, 10, 30)
    )

    reading = judge(replace(TAKEN, pauses=(way,)), at=local(23, 11))

    assert reading.due.moment == local(23, 18)


def test_while_the_journey_goes_on_the_clock_stands_still() -> None:
    facts = replace(
        TAKEN,
        pauses=(Stretch(kind="journey_to_magistrate", began_at=local(23, 9)),),
    )

    at_ten, at_eleven = judge(facts, at=local(23, 10)), judge(facts, at=local(23, 11))

    assert at_ten.left == at_eleven.left == timedelta(hours=7, minutes=30)
    assert at_ten.stands_since == local(23, 9)


def test_a_judge_in_time_stops_the_clock() -> None:
    facts = replace(TAKEN, steps={Event.FIRST_PRODUCTION: local(23, 16, 30)})

    reading = judge(facts, at=local(24, 9))

    assert (reading.state, reading.in_time) == (State.STOPPED, True)
    assert reading.stopped_by is Event.FIRST_PRODUCTION


def test_a_judge_one_minute_after_was_too_late() -> None:
    facts = replace(TAKEN, steps={Event.FIRST_PRODUCTION: local(23, 16, 31)})

    assert judge(facts, at=local(24, 9)).in_time is False


def test_the_judge_starts_the_clock_of_police_custody() -> None:
    facts = replace(TAKEN, steps={Event.FIRST_PRODUCTION: local(23, 12)})

    ids = [reading.clock.id for reading in read_clocks(facts, at=local(24, 9))]

    assert "police_custody" in ids


def test_a_range_gives_the_first_and_the_last_moment() -> None:
    facts = replace(TAKEN, taken_at_latest=local(22, 20))

    reading = judge(facts, at=local(23, 9))

    assert reading.due.moment == local(23, 16, 30)
    assert reading.due_latest is not None
    assert reading.due_latest.moment == local(23, 20)


@pytest.mark.parametrize(
    ("stopped", "in_time"),
    [
        pytest.param(local(23, 16), True, id="before even the first"),
        pytest.param(local(23, 18), None, id="between the two nobody can say"),
        pytest.param(local(23, 21), False, id="after even the last"),
    ],
)
def test_with_a_range_lateness_is_only_said_when_it_is_sure(
    stopped: datetime, in_time: bool | None
) -> None:
    facts = replace(
        TAKEN,
        taken_at_latest=local(22, 20),
        steps={Event.FIRST_PRODUCTION: stopped},
    )

    assert judge(facts, at=local(25, 9)).in_time is in_time


def test_a_stop_before_the_start_is_refused() -> None:
    facts = replace(TAKEN, steps={Event.RELEASE: local(22, 16)})

    with pytest.raises(ClockRunsBackwards):
        read_clocks(facts, at=local(23, 9))


def test_what_is_due_first_stands_in_front_and_what_has_stopped_behind() -> None:
    facts = replace(TAKEN, steps={Event.COUNSEL_CONTACT: local(22, 18)})

    ids = [reading.clock.id for reading in read_clocks(facts, at=local(23, 9))]

    assert ids == ["before_a_judge", "before_a_judge_un", "lawyer"]


@pytest.mark.parametrize("country", ["bd", "id", "mm", "np", "xx"])
def test_every_country_has_a_clock_that_a_release_stops(country: str) -> None:
    assert Event.RELEASE in steps_that_matter(pack_of(country))


def test_nepal_leaves_out_both_journeys() -> None:
    assert pauses_that_matter(pack_of("np")) == (
        "journey_to_magistrate",
        "journey_to_station",
    )


@given(minutes=st.integers(min_value=0, max_value=60 * 24 * 3))
def test_an_exact_hour_later_exactly_an_hour_less_is_left(minutes: int) -> None:
    at = TAKEN.taken_at + timedelta(minutes=minutes)

    now, later = judge(TAKEN, at=at), judge(TAKEN, at=at + timedelta(hours=1))

    assert now.left is not None
    assert later.left == now.left - timedelta(hours=1)
    assert now.due.moment == local(23, 16, 30)
    assert now.due.moment.astimezone(KATHMANDU).hour == 16
