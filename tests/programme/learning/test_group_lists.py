"""The list of groups begins with what somebody looks for: what runs now."""

from __future__ import annotations

from datetime import datetime, timedelta

from payung.programme.learning.codes import TestKind
from payung.programme.learning.group_lists import groups_by_when, to_ask_again
from payung.programme.learning.groups import NewGroup, plan_group
from payung.programme.learning.models import CourseGroup, CourseVersion
from payung.programme.people.actors import Actor

from .conftest import Office, answer, hold_day, let_in, local


def from_to(
    office: Office, version: CourseVersion, first: datetime, last: datetime
) -> CourseGroup:
    """Plan a group with a first and a last day, three hours each."""
    hours = timedelta(hours=3)
    new = NewGroup(
        team=office.team,
        version=version,
        bank=None,
        language="ne",
        days=((first, first + hours), (last, last + hours)),
        site="",
    )
    return plan_group(actor=office.maya, new=new, at=local(1, 1))


def ordered(actor: Actor, at: datetime) -> list[CourseGroup]:
    return list(groups_by_when(actor, at=at))


def test_what_runs_comes_first_then_what_is_to_come_then_the_last_over(
    office: Office, version: CourseVersion
) -> None:
    long_over = from_to(office, version, local(2, 1), local(2, 9))
    far = from_to(office, version, local(12, 1), local(12, 9))
    over = from_to(office, version, local(5, 1), local(5, 9))
    soon = from_to(office, version, local(8, 1), local(8, 9))
    running = from_to(office, version, local(6, 28), local(7, 9))

    found = ordered(office.sunita, local(7, 1))

    assert found == [running, soon, far, over, long_over]


def test_somebody_outside_the_team_sees_no_group(
    office: Office, group: CourseGroup
) -> None:
    assert ordered(office.outsider, local(7, 1)) == []
    assert not to_ask_again(office.outsider, on=local(10, 1).date())


def test_a_group_is_to_be_asked_again_from_two_to_four_months_after_its_end(
    office: Office, group: CourseGroup
) -> None:
    let_in(office, group)
    for number in (1, 2, 3, 4, 5):
        hold_day(office, group, number, 1)

    asked_on = {
        day: list(to_ask_again(office.maya, on=local(*day).date()))
        for day in ((9, 3), (9, 5), (11, 3), (11, 5))
    }

    assert asked_on == {(9, 3): [], (9, 5): [group], (11, 3): [group], (11, 5): []}


def test_who_was_asked_again_is_not_to_be_asked_once_more(
    office: Office, group: CourseGroup
) -> None:
    let_in(office, group)
    for number in (1, 2, 3, 4, 5):
        hold_day(office, group, number, 1)
    answer(office, group, TestKind.FOLLOW_UP, "ka14", right=2)

    assert not to_ask_again(office.maya, on=local(9, 20).date())
