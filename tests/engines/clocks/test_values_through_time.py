"""Law that changes, is suspended and comes back."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from payung.engines.clocks import (
    Clock,
    Confidence,
    Event,
    LocalCalendar,
    State,
    Status,
    Unit,
    Value,
    deadline,
    kept,
    remaining,
    state,
    value_in_force,
)


YANGON = LocalCalendar(zone=ZoneInfo("Asia/Yangon"))


def value(
    status: Status,
    *,
    from_on: date | None = None,
    to_on: date | None = None,
    unit: Unit = Unit.HOURS,
    limit: int | None = 24,
    verified_by: str = "",
) -> Value:
    return Value(
        unit=unit,
        limit=limit,
        source="Code of Example, section 1",
        status=status,
        confidence=Confidence.HIGH,
        from_on=from_on,
        to_on=to_on,
        verified_by=verified_by,
    )


def clock(*values: Value) -> Clock:
    return Clock(
        id="before_a_judge",
        label={"en": "Before a judge"},
        starts_on=Event.ARREST,
        values=values,
    )


SUSPENDED = clock(
    value(Status.IN_FORCE, to_on=date(2021, 2, 12)),
    value(Status.SUSPENDED, from_on=date(2021, 2, 13), to_on=date(2021, 12, 31)),
    value(Status.IN_FORCE, from_on=date(2022, 1, 1)),
)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Yangon"))


@pytest.mark.parametrize(
    ("on", "status"),
    [
        pytest.param(date(1990, 1, 1), Status.IN_FORCE, id="long before"),
        pytest.param(date(2021, 2, 12), Status.IN_FORCE, id="the day before"),
        pytest.param(date(2021, 2, 13), Status.SUSPENDED, id="the day itself"),
        pytest.param(date(2021, 12, 31), Status.SUSPENDED, id="its last day"),
        pytest.param(date(2022, 1, 1), Status.IN_FORCE, id="the day it returned"),
    ],
)
def test_the_value_is_that_of_the_day_it_started_on(on: date, status: Status) -> None:
    found = value_in_force(SUSPENDED, on)

    assert found is not None
    assert found.status is status


def test_the_local_day_decides_which_law_it_was() -> None:
    # Half past midnight in Yangon is still the day before in Greenwich.
    due = deadline(SUSPENDED, started_at=local("2021-02-13T00:30"), calendar=YANGON)

    assert due.suspended_since == date(2021, 2, 13)


def test_a_suspended_limit_is_counted_and_never_enforceable() -> None:
    due = deadline(SUSPENDED, started_at=local("2021-06-01T10:00"), calendar=YANGON)

    assert due.moment == local("2021-06-02T10:00")
    assert due.suspended
    assert not due.enforceable


def test_an_arrest_before_the_suspension_keeps_its_law_to_the_end() -> None:
    due = deadline(SUSPENDED, started_at=local("2021-02-12T20:00"), calendar=YANGON)

    assert due.enforceable
    assert due.suspended_since is None


@pytest.mark.parametrize(
    ("status", "enforceable"),
    [
        (Status.IN_FORCE, True),
        (Status.HISTORIC, True),
        (Status.SUSPENDED, False),
        (Status.TO_VERIFY, False),
        (Status.PRACTICE, False),
        (Status.HEALTH, False),
        (Status.SERVICE, False),
        (Status.STANDARD, False),
    ],
)
def test_only_what_was_law_that_day_is_enforceable(
    status: Status, enforceable: bool
) -> None:
    due = deadline(
        clock(value(status)), started_at=local("2026-01-01T08:00"), calendar=YANGON
    )

    assert due.enforceable is enforceable


def test_a_value_nobody_signed_is_not_verified() -> None:
    unsigned = value(Status.IN_FORCE)
    signed = value(Status.IN_FORCE, verified_by="the standby attorney's office")

    assert not unsigned.verified
    assert signed.verified


def test_at_once_is_due_and_is_never_called_late_by_a_machine() -> None:
    at_once = clock(value(Status.IN_FORCE, unit=Unit.IMMEDIATE, limit=None))
    start, days_later = local("2026-01-01T08:00"), local("2026-01-05T08:00")

    due = deadline(at_once, started_at=start, calendar=YANGON)

    assert due.moment == start
    assert state(due, at=days_later) is State.SOON
    assert kept(due, stopped_at=days_later) is None


def test_what_is_for_the_asking_never_runs_out() -> None:
    asked = clock(value(Status.IN_FORCE, unit=Unit.ON_REQUEST, limit=None))

    due = deadline(asked, started_at=local("2026-01-01T08:00"), calendar=YANGON)

    assert due.moment is None
    assert remaining(due, at=local("2030-01-01T08:00")) is None
    assert state(due, at=local("2030-01-01T08:00")) is State.RUNNING
