"""What cannot be a question at all is refused before anybody counts."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from payung.engines.rostering import (
    Certified,
    NaiveMoment,
    NamedTwice,
    Person,
    Refused,
    RunsBackwards,
    Shift,
    Stretch,
    UnknownPerson,
    Why,
    fill,
)
from tests.engines.rostering.conftest import MONDAY, attorney, shift, stretch


def test_a_moment_without_its_zone_is_refused() -> None:
    naive = datetime(2026, 11, 23, 8)  # noqa: DTZ001 - that is the point

    with pytest.raises(NaiveMoment, match="Say the zone"):
        Stretch(start=naive, end=MONDAY)


def test_a_shift_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(RunsBackwards, match="end must come after"):
        Stretch(start=MONDAY, end=MONDAY - timedelta(hours=1))


def test_two_shifts_of_one_name_are_refused() -> None:
    with pytest.raises(NamedTwice, match="Name 00-08 once"):
        fill([shift(0, 8), shift(0, 8)], [attorney("anju")])


def test_a_shift_given_to_a_stranger_is_refused() -> None:
    given = Shift(
        id="one", time=stretch(0, 8), duty="attorney", given_to="somebody else"
    )

    with pytest.raises(UnknownPerson, match="Add somebody else"):
        fill([given], [attorney("anju")])


def test_a_roster_without_shifts_is_full() -> None:
    answer = fill([], [attorney("anju")])

    assert isinstance(answer, Certified)
    assert answer.assignments == ()


def test_what_is_planned_stays_and_the_shift_nobody_has_is_the_empty_one() -> None:
    planned = [
        Shift(
            id=f"planned {day}",
            time=stretch(day, 8),
            duty="attorney",
            given_to="anju",
        )
        for day in range(1, 3)
    ]
    twice_a_week = [attorney("anju", a_week=2), attorney("binita", a_week=0)]

    answer = fill([shift(0, 8), *planned, shift(3, 8)], twice_a_week)

    assert isinstance(answer, Refused)
    assert [one.shift.id for one in answer.empty] == ["00-08", "03-08"]
    assert {one.shift for one in answer.assignments} == {"planned 1", "planned 2"}


def test_a_full_week_is_said_before_another_duty_that_could_be_given_away() -> None:
    person = Person(
        handle="anju",
        duties=frozenset({"attorney"}),
        most_a_week=0,
        busy=(stretch(0, 0, 24),),
    )

    answer = fill([shift(0, 8)], [person])

    assert isinstance(answer, Refused)
    assert [one.why for one in answer.empty[0].obstacles] == [Why.WEEK_IS_FULL]
