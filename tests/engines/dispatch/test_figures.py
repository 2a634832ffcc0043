"""The hotline's figures, each worked out by hand beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import inf

import pytest

from payung.engines.dispatch import (
    Channel,
    ContactTimes,
    Kind,
    Priority,
    Share,
    Spread,
    answer_rate,
    closed_fully,
    early_rate,
    offered,
    recovered,
    spread_of,
    time_to_human,
)


AT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
MORNING = AT + timedelta(hours=12)


def came(
    *,
    answered: float | None = None,
    reached: float | None = None,
    rang_off: float | None = None,
    channel: Channel = Channel.CALL,
    priority: Priority = Priority.C,
    allowed: bool = True,
    kind: Kind = Kind.NOT_SAID,
) -> ContactTimes:
    """Return a contact of 20:00; all times in seconds after that."""
    first = answered if reached is None else reached
    return ContactTimes(
        opened_at=AT,
        channel=channel,
        priority=priority,
        answered_at=after(answered),
        reached_at=after(first),
        rang_off_at=after(rang_off),
        call_back_allowed=allowed,
        kind=kind,
    )


def after(seconds: float | None) -> datetime | None:
    return None if seconds is None else AT + timedelta(seconds=seconds)


DRILL = came(answered=5, kind=Kind.DRILL)
NIGHT = (
    came(answered=12),
    came(answered=50, priority=Priority.A),
    came(rang_off=4),
    came(rang_off=40, reached=600, priority=Priority.B),
    came(rang_off=40, reached=1000, priority=Priority.B),
    came(rang_off=90, reached=3 * 3600),
    came(rang_off=150),
    came(rang_off=30, allowed=False),
    came(channel=Channel.MISSED_CALL, reached=900, priority=Priority.A),
    came(channel=Channel.SMS, reached=300),
    came(channel=Channel.OWN_PHONE, reached=0),
    DRILL,
)


def test_every_contact_counts_as_offered_but_no_drill() -> None:
    assert offered(NIGHT) == 11


def test_of_seven_calls_that_gave_us_ten_seconds_two_were_answered() -> None:
    assert answer_rate(NIGHT) == Share(numerator=2, denominator=7)


def test_the_call_that_rang_off_after_four_seconds_is_reported_apart() -> None:
    assert early_rate(NIGHT) == Share(numerator=1, denominator=8)


@pytest.mark.parametrize(
    ("rang_off", "early"),
    [
        pytest.param(9.9, 1, id="9.9 seconds are early"),
        pytest.param(10, 0, id="ten seconds are not"),
    ],
)
def test_what_is_early_ends_at_ten_seconds(rang_off: float, early: int) -> None:
    assert early_rate([came(rang_off=rang_off)]).numerator == early


def test_a_call_that_is_answered_within_ten_seconds_was_not_early_to_ring_off() -> None:
    quick = came(answered=3, rang_off=8)

    assert answer_rate([quick]) == Share(numerator=1, denominator=1)


def test_three_of_six_missed_contacts_were_called_back_in_time() -> None:
    # In time: B after 600 s, C after 3 h, A after exactly 900 s. Not in time: B after
    # 1,000 s, C never, and the one that rang off early. The withheld one does not count.
    assert recovered(NIGHT, at=MORNING) == Share(numerator=3, denominator=6)


def test_who_may_still_be_called_back_in_time_is_not_held_against_us_yet() -> None:
    waiting, called = came(rang_off=60), came(rang_off=60, reached=120)

    at_nine = AT + timedelta(hours=1)
    after_midnight = AT + timedelta(hours=4, seconds=1)

    assert recovered([waiting, called], at=at_nine).denominator == 1
    assert recovered([waiting, called], at=after_midnight).denominator == 2


def test_half_the_contacts_heard_a_voice_within_fifteen_minutes() -> None:
    # Sorted: 12, 50, 300, 600, 900, 1000, 10800, never, never: the fifth of nine is 900.
    assert time_to_human(NIGHT) == Spread(p50=900, p90=inf, p95=inf, n=9)


def test_never_reached_is_infinity_and_not_left_out() -> None:
    nine_and_one = [came(answered=20)] * 9 + [came(rang_off=150)]

    assert time_to_human(nine_and_one) == Spread(p50=20, p90=20, p95=inf, n=10)


def test_a_percentile_is_one_of_the_values_that_occurred() -> None:
    assert spread_of(range(1, 21)) == Spread(p50=10, p90=18, p95=19, n=20)
    assert spread_of([7]) == Spread(p50=7, p90=7, p95=7, n=1)
    assert spread_of([]) == Spread(p50=None, p90=None, p95=None, n=0)


def test_a_share_of_nothing_has_no_value() -> None:
    assert answer_rate([]).value is None
    assert Share(numerator=3, denominator=4).value == 0.75


def test_a_contact_closed_without_a_next_step_is_not_closed_fully() -> None:
    whole = replace(
        came(answered=5),
        closed_at=MORNING,
        disposition="advised",
        owner="sunita",
        next_step="court_on_friday",
    )
    closed = [whole, replace(whole, next_step=""), replace(whole, owner="")]
    closed += [replace(whole, disposition=""), replace(whole, kind=Kind.DRILL)]

    figure = closed_fully([*closed, came(answered=5)])

    assert figure == Share(numerator=1, denominator=4)
