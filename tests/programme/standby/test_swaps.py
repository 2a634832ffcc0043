"""Whoever asks to be relieved stays on duty until somebody has taken it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from payung.engines import dispatch
from payung.engines.dispatch import Duty, Span
from payung.programme.people.access import NotHerRole
from payung.programme.standby.models import DutyKind, RosterPeriod, Shift, Swap
from payung.programme.standby.queries import on_duty_now
from payung.programme.standby.roster_rows import planned
from payung.programme.standby.shifts import override_shift, plan_shift
from payung.programme.standby.swaps import (
    AskedAlready,
    CannotTake,
    NotHerShift,
    SwapIsOver,
    ask_swap,
    take_swap,
    withdraw_swap,
)
from tests.programme.standby.conftest import (
    NOW,
    Office,
    local,
    make_office,
    person,
    published,
    shift_of,
    told,
)


AtOnce = Callable[..., list[BaseException]]


def asked(office: Office) -> Swap:
    """Sunita asks to be relieved on the 25th, by day."""
    shift = shift_of("sunita", DutyKind.HOTLINE, local(25, 9))
    return ask_swap(actor=office.sunita, shift=shift, at=NOW)


def first_on(day: int, hour: int) -> str:
    return on_duty_now("np", Duty.HOTLINE, local(day, hour))[0]


def test_nothing_changes_until_it_is_taken(
    office: Office, roster: RosterPeriod
) -> None:
    asked(office)

    assert first_on(25, 9) == "sunita"
    assert told("look") == ["anju", "binita", "maya", "operator", "sunita"]


def test_whoever_takes_it_has_it(office: Office, roster: RosterPeriod) -> None:
    swap = asked(office)

    take_swap(actor=office.outsider, swap=swap, at=NOW)

    assert first_on(25, 9) == "outsider"
    assert first_on(26, 9) == "sunita"
    shift = shift_of("outsider", DutyKind.HOTLINE, local(25, 9))
    assert shift.confirmed_at == NOW


def test_a_part_of_a_shift_is_split_off(office: Office, roster: RosterPeriod) -> None:
    shift = shift_of("sunita", DutyKind.HOTLINE, local(25, 9))
    part = Span(start=local(25, 10), end=local(25, 12))
    swap = ask_swap(actor=office.sunita, shift=shift, span=part, at=NOW)

    take_swap(actor=office.outsider, swap=swap, at=NOW)

    assert [first_on(25, hour) for hour in (9, 10, 11, 12, 17)] == [
        "sunita",
        "outsider",
        "outsider",
        "sunita",
        "sunita",
    ]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(6, 18, id="all of it"),
        pytest.param(6, 9, id="its beginning"),
        pytest.param(15, 18, id="its end"),
        pytest.param(10, 12, id="its middle"),
    ],
)
def test_the_rows_are_as_the_engine_says(
    office: Office, roster: RosterPeriod, start: int, end: int
) -> None:
    override_shift(
        actor=office.maya,
        period=roster,
        person=person("maya"),
        duty=DutyKind.BACKUP,
        span=Span(start=local(25, 9), end=local(25, 10)),
        at=NOW,
    )
    span = Span(start=local(25, start), end=local(25, end))
    shift = shift_of("sunita", DutyKind.HOTLINE, local(25, 7))
    swap = ask_swap(actor=office.sunita, shift=shift, span=span, at=NOW)
    wanted = dispatch.take_swap(
        planned(roster),
        dispatch.Swap(giver="sunita", duty=Duty.HOTLINE, span=span),
        taker="outsider",
    )

    take_swap(actor=office.outsider, swap=swap, at=NOW)

    kept = planned(roster)
    for duty in Duty:
        assert dispatch.duties(kept, duty) == dispatch.duties(wanted, duty)


def test_of_a_shift_that_runs_only_the_rest_is_taken(
    office: Office, roster: RosterPeriod
) -> None:
    shift = shift_of("sunita", DutyKind.HOTLINE, local(25, 9))
    swap = ask_swap(actor=office.sunita, shift=shift, at=NOW)

    taken = take_swap(actor=office.outsider, swap=swap, at=local(25, 11))

    assert taken.starts_at == local(25, 11)
    assert (first_on(25, 10), first_on(25, 11)) == ("sunita", "outsider")


def test_who_is_on_call_herself_cannot_take_it(
    office: Office, roster: RosterPeriod
) -> None:
    with pytest.raises(CannotTake):
        take_swap(actor=office.operator, swap=asked(office), at=NOW)


def test_who_does_not_do_this_duty_cannot_take_it(
    office: Office, roster: RosterPeriod
) -> None:
    with pytest.raises(CannotTake):
        take_swap(actor=office.anju, swap=asked(office), at=NOW)


def test_the_shift_of_somebody_else_is_not_hers_to_give(
    office: Office, roster: RosterPeriod
) -> None:
    shift = shift_of("operator", DutyKind.BACKUP, local(25, 9))

    with pytest.raises(NotHerShift):
        ask_swap(actor=office.sunita, shift=shift, at=NOW)


def test_it_is_asked_once(office: Office, roster: RosterPeriod) -> None:
    asked(office)

    with pytest.raises(AskedAlready):
        asked(office)


def test_what_was_withdrawn_is_not_taken(office: Office, roster: RosterPeriod) -> None:
    swap = asked(office)

    withdraw_swap(actor=office.sunita, swap=swap, at=NOW)

    with pytest.raises(SwapIsOver):
        take_swap(actor=office.outsider, swap=swap, at=NOW)


def test_nobody_else_withdraws_it(office: Office, roster: RosterPeriod) -> None:
    with pytest.raises(NotHerRole):
        withdraw_swap(actor=office.outsider, swap=asked(office), at=NOW)


def test_a_shift_that_is_over_is_not_taken(
    office: Office, roster: RosterPeriod
) -> None:
    swap = asked(office)

    with pytest.raises(SwapIsOver):
        take_swap(actor=office.outsider, swap=swap, at=local(25, 18))


def test_of_two_who_take_it_in_the_same_moment_one_has_it(at_once: AtOnce) -> None:
    office = make_office()
    period = published(office)
    shift = shift_of("sunita", DutyKind.HOTLINE, local(25, 9))
    swap = ask_swap(actor=office.sunita, shift=shift, at=NOW)
    another = person("maya")

    raised = at_once(
        lambda: take_swap(actor=office.outsider, swap=swap, at=NOW),
        lambda: take_swap(actor=office.maya, swap=swap, at=NOW),
    )

    there = Shift.objects.filter(
        period=period,
        duty=DutyKind.HOTLINE,
        starts_at__lte=local(25, 9),
        ends_at__gt=local(25, 9),
    )
    assert [type(one) for one in raised] == [SwapIsOver]
    assert there.count() == 1
    assert there[0].person.handle in {"outsider", another.handle}


def test_planning_the_same_hours_twice_at_once_plans_them_once(
    at_once: AtOnce,
) -> None:
    office = make_office()
    period = published(office)
    span = Span(start=local(25, 8), end=local(25, 10))

    raised = at_once(
        *[
            lambda: plan_shift(
                actor=office.maya,
                period=period,
                person=person("outsider"),
                duty=DutyKind.HOTLINE,
                span=span,
                at=NOW,
            )
        ]
        * 3
    )

    assert len(raised) == 2
    assert Shift.objects.filter(person__handle="outsider").count() == 1
