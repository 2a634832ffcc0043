"""When somebody is reminded, and who is asked to go instead, hour by hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.engines.proceedings import (
    Ask,
    ReminderKind,
    first_ask,
    next_ask,
    next_reminder,
    reminders,
)


KATHMANDU = ZoneInfo("Asia/Kathmandu")
YANGON = ZoneInfo("Asia/Yangon")
COURT = datetime(2026, 11, 30, 11, tzinfo=KATHMANDU)


def on(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=KATHMANDU)


def test_reminders_hang_on_the_clock_of_the_place() -> None:
    here = reminders(COURT, KATHMANDU)
    there = reminders(COURT, YANGON)

    assert [one.moment for one in here] == [on(29, 18), on(30, 6, 30), on(30, 19)]
    # 18:00 in Yangon, 6:30 before Greenwich, is 17:15 in Kathmandu.
    assert there[0].moment == on(29, 17, 15)


def test_before_a_court_that_sits_at_dawn_there_is_no_reminder_in_the_morning() -> None:
    dawn = datetime(2026, 11, 30, 6, tzinfo=KATHMANDU)

    kinds = [one.kind for one in reminders(dawn, KATHMANDU)]

    assert kinds == [ReminderKind.EVENING, ReminderKind.AFTERWARDS]


def test_what_is_past_is_not_reminded_of_again() -> None:
    following = next_reminder(COURT, KATHMANDU, after=on(29, 18))
    last = next_reminder(COURT, KATHMANDU, after=on(30, 19))

    assert following is not None
    assert following.kind is ReminderKind.MORNING
    assert last is None


@pytest.mark.parametrize(
    ("rung", "at", "asked", "due"),
    [
        pytest.param(0, on(20, 9), (Ask.STANDBY,), on(20, 12), id="first, by day"),
        pytest.param(0, on(20, 22), (Ask.STANDBY,), on(21, 8), id="first, at night"),
        pytest.param(1, on(20, 12), (Ask.PANEL,), on(21, 8), id="then the panel"),
        pytest.param(1, on(20, 23), (), on(21, 8), id="not the panel at night"),
        pytest.param(
            2,
            on(21, 9),
            (Ask.PANEL, Ask.COORDINATOR),
            on(22, 9),
            id="then those who lead",
        ),
        pytest.param(
            7,
            on(28, 12),
            (Ask.PANEL, Ask.COORDINATOR),
            on(29, 11),
            id="the last stretch",
        ),
        pytest.param(7, on(29, 11), (Ask.LADDER,), on(29, 12), id="now it rings"),
        pytest.param(
            7, on(29, 18), (Ask.LADDER, Ask.COORDINATOR), on(29, 19), id="the evening"
        ),
        pytest.param(
            7, on(30, 6), (Ask.LADDER, Ask.COORDINATOR), on(30, 6, 30), id="at dawn"
        ),
        pytest.param(
            7,
            on(30, 6, 30),
            (Ask.LADDER, Ask.COORDINATOR, Ask.REGIONAL),
            on(30, 7, 30),
            id="the morning",
        ),
    ],
)
def test_who_is_asked_and_when_the_next_is_due(
    rung: int, at: datetime, asked: tuple[Ask, ...], due: datetime
) -> None:
    found = next_ask(rung, COURT, KATHMANDU, at=at)

    assert (found.asked, found.due_at) == (asked, due)


def test_before_a_court_that_sits_at_dawn_the_last_stretch_begins_at_night() -> None:
    dawn = datetime(2026, 11, 30, 6, tzinfo=KATHMANDU)

    found = next_ask(1, dawn, KATHMANDU, at=on(28, 19))

    assert found.due_at == on(29, 6)


def test_who_cannot_come_an_hour_before_is_replaced_by_the_ladder_at_once() -> None:
    found = first_ask(COURT, KATHMANDU, at=on(30, 10))

    assert found.asked == (Ask.LADDER, Ask.COORDINATOR, Ask.REGIONAL)


@settings(max_examples=200, deadline=None)
@given(
    st.integers(min_value=1, max_value=60 * 24 * 40),
    st.integers(min_value=0, max_value=24 * 60),
)
def test_a_search_always_goes_on_and_always_reaches_the_ladder(
    minutes: int, hour: int
) -> None:
    court = on(1, 0) + timedelta(days=60, minutes=hour)
    at = court - timedelta(minutes=minutes)
    asking = first_ask(court, KATHMANDU, at=at)
    asked = set(asking.asked)

    while asking.due_at < court:
        assert asking.due_at > at
        at = asking.due_at
        asking = next_ask(asking.rung, court, KATHMANDU, at=at)
        asked |= set(asking.asked)

    assert Ask.LADDER in asked
