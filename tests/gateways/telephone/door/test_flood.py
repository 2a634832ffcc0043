"""A flood of strangers closes the line for strangers only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.gateways.telephone.door.flood import FloodGuard, Rate


THEN = datetime(2026, 11, 22, 11, 30, tzinfo=UTC)
TRUNKS = [ip_network("192.0.2.0/28"), ip_network("2001:db8:1::/48")]
STRANGER = Rate(per_second=1, burst=5)
OVERALL = Rate(per_second=10, burst=20)
TRUNK = Rate(per_second=10, burst=30)
KNOWN = Rate(per_second=2, burst=8)


def guard(*, most: int = 10_000) -> FloodGuard:
    return FloodGuard(
        trunks=TRUNKS,
        stranger=STRANGER,
        overall=OVERALL,
        trunk=TRUNK,
        known=KNOWN,
        most=most,
    )


def passed(guard: FloodGuard, source: str, times: int, *, at: datetime = THEN) -> int:
    return sum(guard.allows(source, at=at) for _ in range(times))


def after(seconds: float) -> datetime:
    return THEN + timedelta(seconds=seconds)


def test_a_stranger_gets_her_burst_and_then_one_a_second() -> None:
    doors = guard()

    assert passed(doors, "198.51.100.7", 50) == 5
    assert passed(doors, "198.51.100.7", 50, at=after(3)) == 3
    assert passed(doors, "198.51.100.7", 50, at=after(3)) == 0
    assert passed(doors, "198.51.100.7", 50, at=after(999)) == 5


def test_one_stranger_takes_nothing_from_another() -> None:
    doors = guard()
    passed(doors, "198.51.100.7", 1000)

    assert passed(doors, "198.51.100.8", 5) == 5


def test_all_strangers_together_get_no_more_than_all_may() -> None:
    doors = guard()

    let_in = sum(passed(doors, f"198.51.100.{each}", 3) for each in range(200))

    assert let_in == 20


def test_a_flood_of_strangers_does_not_close_the_trunk() -> None:
    doors = guard()
    for each in range(5_000):
        doors.allows(f"10.{each % 200}.{each // 200}.7", at=THEN)

    assert passed(doors, "192.0.2.5", 30) == 30


def test_a_flood_of_strangers_does_not_drop_a_phone_that_proved_who_it_is() -> None:
    doors = guard()
    doors.know("198.51.100.20", until=after(3600), at=THEN)
    for each in range(5_000):
        doors.allows(f"10.{each % 200}.{each // 200}.7", at=THEN)

    assert passed(doors, "198.51.100.20", 8) == 8
    assert passed(doors, "198.51.100.20", 8) == 0


def test_a_phone_is_known_only_until_its_moment() -> None:
    doors = guard()
    doors.know("198.51.100.20", until=after(60), at=THEN)
    passed(doors, "198.51.100.20", 100, at=after(59))

    assert passed(doors, "198.51.100.20", 100, at=after(61)) == 5


def test_proving_it_again_fills_no_bucket() -> None:
    doors = guard()
    doors.know("198.51.100.20", until=after(60), at=THEN)
    passed(doors, "198.51.100.20", 100)

    doors.know("198.51.100.20", until=after(120), at=THEN)

    assert passed(doors, "198.51.100.20", 100) == 0


def test_the_trunk_has_a_limit_too() -> None:
    doors = guard()

    assert passed(doors, "192.0.2.5", 1000) == 30


def test_two_trunks_have_two_buckets() -> None:
    doors = guard()
    passed(doors, "192.0.2.5", 1000)

    assert passed(doors, "2001:db8:1::5", 1000) == 30


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("192.0.2.15", True),
        ("192.0.2.16", False),
        ("::ffff:192.0.2.15", True),
        ("[2001:db8:1::9]", True),
        ("2001:db8:2::9", False),
        ("192.0.2.15.example", False),
        ("", False),
    ],
)
def test_who_is_the_trunk_is_told_by_network(source: str, expected: bool) -> None:
    assert guard().is_trunk(source) is expected


def test_a_stranger_with_a_whole_network_of_ipv6_is_one_stranger() -> None:
    doors = guard()

    let_in = sum(
        doors.allows(f"2001:db8:9:9::{each:x}", at=THEN) for each in range(1, 500)
    )

    assert let_in == 5


def test_an_ipv4_stranger_in_ipv6_spelling_is_the_same_stranger() -> None:
    doors = guard()
    passed(doors, "198.51.100.7", 5)

    assert passed(doors, "::ffff:198.51.100.7", 5) == 0


def test_what_is_no_address_is_one_stranger() -> None:
    doors = guard()

    assert passed(doors, "nonsense", 3) + passed(doors, "more \ud800", 9) == 5


def test_memory_stays_bounded_however_many_strangers_come() -> None:
    doors = guard(most=100)

    for each in range(1_000):
        doors.allows(f"10.0.{each // 250}.{each % 250}", at=after(each))
        doors.know(f"10.1.{each // 250}.{each % 250}", until=after(9999), at=THEN)

    assert doors.remembered == 200


def test_a_clock_set_back_stops_nobody_for_long() -> None:
    doors = guard()
    passed(doors, "198.51.100.7", 100)

    back = after(-3600)

    assert passed(doors, "198.51.100.7", 100, at=back) == 0
    assert passed(doors, "198.51.100.7", 100, at=back + timedelta(seconds=2)) == 2


@pytest.mark.parametrize(("per_second", "burst"), [(0, 5), (-1, 5), (1, 0.5)])
def test_a_rate_that_lets_nobody_through_is_refused(
    per_second: float, burst: float
) -> None:
    with pytest.raises(ValueError, match="fills up again"):
        Rate(per_second=per_second, burst=burst)


requests = st.lists(
    st.tuples(
        st.sampled_from(
            [*(f"198.51.100.{each}" for each in range(9)), "192.0.2.1", "?", "::1"]
        ),
        st.floats(0, 3),
    ),
    max_size=150,
)


@settings(max_examples=150, deadline=None)
@given(requests=requests)
def test_in_any_order_nobody_gets_more_than_burst_and_rate_give(
    requests: list[tuple[str, float]],
) -> None:
    doors = guard(most=50)
    at = THEN
    let_in: list[tuple[datetime, str]] = []
    for source, pause in requests:
        at += timedelta(seconds=pause)
        if doors.allows(source, at=at):
            let_in.append((at, source))

    for source in {each for _, each in let_in}:
        rate = TRUNK if source == "192.0.2.1" else STRANGER
        fits_the_rate([when for when, who in let_in if who == source], rate)
    fits_the_rate([when for when, who in let_in if who != "192.0.2.1"], OVERALL)


@settings(max_examples=100, deadline=None)
@given(requests=requests)
def test_in_any_order_a_slow_trunk_is_never_stopped(
    requests: list[tuple[str, float]],
) -> None:
    doors = guard(most=3)
    at = THEN

    for source, pause in requests:
        at += timedelta(seconds=pause + 0.1)
        for _ in range(5):
            doors.allows(source if source != "192.0.2.1" else "10.0.0.1", at=at)
        assert doors.allows("192.0.2.9", at=at)


def fits_the_rate(moments: list[datetime], rate: Rate) -> None:
    """Fail where any stretch of time saw more than burst and rate allow."""
    for first in range(len(moments)):
        for last in range(first, len(moments)):
            seconds = (moments[last] - moments[first]).total_seconds()
            allowed = rate.burst + seconds * rate.per_second
            assert last - first + 1 <= allowed + 1e-6
