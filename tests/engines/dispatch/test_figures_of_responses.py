"""Figures of going out, attorneys, check-ins and drills, worked out by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import inf

import pytest

from payung.engines.dispatch import (
    Channel,
    CheckInDue,
    Detained,
    Dispatched,
    DrillResult,
    Share,
    Spread,
    attorney_in_time,
    check_ins_kept,
    drills_passed,
    scene_in_time,
    silences_told,
    time_to_accept,
    time_to_scene,
)


AT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


def at(minutes: float | None) -> datetime | None:
    return None if minutes is None else AT + timedelta(minutes=minutes)


def sent(accepted: float | None, scene: float | None, **more: bool) -> Dispatched:
    return Dispatched(
        needed_at=AT, accepted_at=at(accepted), on_scene_at=at(scene), **more
    )


OUT = (
    sent(2, 42),
    sent(3, 63),
    sent(4, 65),
    sent(10, None),
    sent(None, None),
    sent(5, 95, urban=False),
    sent(1, None, field=False),
    sent(1, 2, drill=True),
)


def test_half_the_needs_were_accepted_within_four_minutes() -> None:
    # Sorted: 1, 2, 3, 4, 5, 10, never: the fourth of seven is 4; the seventh is p90.
    assert time_to_accept(OUT) == Spread(p50=4, p90=inf, p95=inf, n=7)


def test_where_nobody_came_the_way_there_took_for_ever() -> None:
    # From yes to being there: 40, 60, 61, 90, never, never.
    assert time_to_scene(OUT) == Spread(p50=61, p90=inf, p95=inf, n=6)


def test_two_of_five_in_town_were_joined_within_the_hour() -> None:
    # 40 and exactly 60 minutes; not 61, never, never; the 90 minutes were in the country.
    assert scene_in_time(OUT) == Share(numerator=2, denominator=5)


def test_an_attorney_spoke_in_time_in_one_of_three_detentions_where_one_was_wanted() -> (
    None
):
    detentions = [
        Detained(known_at=AT, spoke_at=at(45)),
        Detained(known_at=AT, spoke_at=at(46)),
        Detained(known_at=AT),
        Detained(known_at=AT, wanted=False),
        Detained(known_at=AT, spoke_at=at(1), drill=True),
    ]

    assert attorney_in_time(detentions) == Share(numerator=1, denominator=3)


CHECK_INS = (
    CheckInDue(due_at=AT, made_at=at(0)),
    CheckInDue(due_at=AT, made_at=at(-10)),
    CheckInDue(due_at=AT, made_at=at(3)),
    CheckInDue(due_at=AT, made_at=at(20), escalated_at=at(5)),
    CheckInDue(due_at=AT, escalated_at=at(6)),
    CheckInDue(due_at=AT),
    CheckInDue(due_at=AT, made_at=at(0), drill=True),
)


def test_two_of_six_check_ins_came_when_they_were_due() -> None:
    assert check_ins_kept(CHECK_INS) == Share(numerator=2, denominator=6)


def test_one_of_three_silences_was_told_within_five_minutes() -> None:
    # The one who was three minutes late had reported before anybody had to be told.
    assert silences_told(CHECK_INS) == Share(numerator=1, denominator=3)


@pytest.mark.parametrize(
    ("channel", "minutes", "passed"),
    [
        pytest.param(Channel.CALL, 1, 1, id="a call within a minute"),
        pytest.param(Channel.CALL, 1.1, 0, id="a call after more than a minute"),
        pytest.param(Channel.SMS, 15, 1, id="a text within a quarter of an hour"),
        pytest.param(Channel.MISSED_CALL, 16, 0, id="a missed call after longer"),
        pytest.param(Channel.CHAT, None, 0, id="a message nobody answered"),
    ],
)
def test_a_drill_is_passed_by_the_promise_of_its_channel(
    channel: Channel, minutes: float | None, passed: int
) -> None:
    drill = DrillResult(sent_at=AT, channel=channel, answered_at=at(minutes))

    assert drills_passed([drill]) == Share(numerator=passed, denominator=1)


def test_a_drill_that_was_announced_proves_nothing() -> None:
    told = DrillResult(
        sent_at=AT, channel=Channel.CALL, answered_at=at(0.5), announced=True
    )

    assert drills_passed([told]) == Share(numerator=0, denominator=0)
