"""The roster's figures, each worked out by hand beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from payung.engines.dispatch import (
    Share,
    Span,
    Standing,
    attorney_cover,
    fallback_stretches,
    proven_reach,
    roster_cover,
)


START = datetime(2026, 11, 22, tzinfo=UTC)


def clock(hour: float) -> datetime:
    return START + timedelta(hours=hour)


def hours(start: float, end: float) -> Span:
    return Span(start=clock(start), end=clock(end))


def stood(person: str, start: float, end: float) -> Standing:
    return Standing(person=person, span=hours(start, end))


DAY = (hours(0, 24),)


def test_two_hours_nobody_had_confirmed_are_two_hours_not_covered() -> None:
    standing = [
        stood("sunita", 0, 8),
        stood("maya", 7, 14),
        replace(stood("anju", 14, 16), confirmed=False),
        stood("kamala", 16, 24),
    ]

    assert roster_cover(standing, promised=DAY) == Share(
        numerator=22 * 60, denominator=24 * 60
    )


def test_what_was_not_promised_is_not_counted_and_no_minute_twice() -> None:
    two = [stood("sunita", 6, 12), stood("maya", 6, 12)]

    figure = roster_cover(two, promised=(hours(8, 10), hours(9, 14)))

    assert figure == Share(numerator=4 * 60, denominator=6 * 60)


def test_a_shift_without_a_name_covers_nothing() -> None:
    assert roster_cover([stood("", 0, 24)], promised=DAY).value == 0


def test_an_attorney_who_is_only_the_fallback_is_not_on_standby() -> None:
    standing = [stood("anju", 0, 18), replace(stood("rina", 18, 24), fallback=True)]

    assert attorney_cover(standing, period=hours(0, 24)).value == 0.75
    assert roster_cover(standing, promised=(hours(12, 20),)).value == 0.75


def test_fallback_minutes_are_listed_one_by_one() -> None:
    standing = [
        stood("anju", 0, 18),
        replace(stood("rina", 18, 20), fallback=True),
        replace(stood("rina", 23, 26), fallback=True),
    ]

    listed = fallback_stretches(standing, period=hours(0, 24))

    assert [(each.person, each.span) for each in listed] == [
        ("rina", hours(18, 20)),
        ("rina", hours(23, 24)),
    ]


def test_a_phone_that_answered_once_is_proven_for_four_hours() -> None:
    # On duty 22:00 to 06:00; proven 21:00 (until 01:00) and 04:00 (until the end):
    # three hours and two of eight.
    night = [stood("sunita", 22, 30)]

    figure = proven_reach(night, proofs={"sunita": [clock(21), clock(28)]})

    assert figure == Share(numerator=5 * 60, denominator=8 * 60)


def test_the_minutes_of_each_person_on_duty_count() -> None:
    both = [stood("sunita", 0, 8), stood("maya", 0, 8)]

    figure = proven_reach(both, proofs={"sunita": [clock(0), clock(4)]})

    assert figure == Share(numerator=8 * 60, denominator=16 * 60)


@given(
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12))),
    proofs=st.lists(st.integers(-6, 50)),
)
def test_a_share_of_minutes_is_never_more_than_the_whole(
    spans: list[tuple[int, int]], proofs: list[int]
) -> None:
    standing = [stood("sunita", start, start + long) for start, long in spans]

    reach = proven_reach(standing, proofs={"sunita": [clock(p) for p in proofs]})
    cover = roster_cover(standing, promised=DAY)

    assert 0 <= reach.numerator <= reach.denominator
    assert 0 <= cover.numerator <= cover.denominator == 24 * 60
