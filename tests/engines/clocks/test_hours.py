"""Limits in hours: what is counted, what is not, and where the edge lies."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.clocks import (
    Clock,
    ClockRunsBackwards,
    Confidence,
    Event,
    LocalCalendar,
    NaiveMoment,
    NoValueInForce,
    OverlappingPauses,
    Pause,
    PauseRunsBackwards,
    State,
    Status,
    Unit,
    Value,
    deadline,
    deadline_between,
    kept,
    remaining,
    state,
)


KATHMANDU = LocalCalendar(zone=ZoneInfo("Asia/Kathmandu"))


def clock(
    hours: int = 24, *, not_counted: frozenset[str] = frozenset(), **value: object
) -> Clock:
    """Return a clock of one value, for reading a test at a glance."""
    said: dict[str, object] = {
        "unit": Unit.HOURS,
        "limit": hours,
        "source": "Code of Example, section 1",
        "status": Status.IN_FORCE,
        "confidence": Confidence.HIGH,
    }
    return Clock(
        id="before_a_judge",
        label={"en": "Before a judge"},
        starts_on=Event.ARREST,
        not_counted=not_counted,
        values=(Value(**(said | value)),),  # type: ignore[arg-type]
    )


JOURNEYS = clock(not_counted=frozenset({"journey"}))


def local(text: str, zone: str = "Asia/Kathmandu") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def journey(began: str, ended: str) -> Pause:
    return Pause(kind="journey", began_at=local(began), ended_at=local(ended))


@pytest.mark.parametrize(
    ("minutes", "in_time"),
    [
        pytest.param(72 * 60 - 1, True, id="a minute before"),
        pytest.param(72 * 60, True, id="to the minute"),
        pytest.param(72 * 60 + 1, False, id="day four by a minute"),
        pytest.param(80 * 60, False, id="still the same calendar day as the end"),
    ],
)
def test_day_four_never_counts_as_within_72_hours(minutes: int, in_time: bool) -> None:
    start = local("2026-06-01T08:00")
    due = deadline(clock(72), started_at=start, calendar=KATHMANDU)

    answer = kept(due, stopped_at=start + timedelta(minutes=minutes))

    assert answer is in_time


@pytest.mark.parametrize(
    ("zone", "in_utc"),
    [
        pytest.param("Asia/Kathmandu", "2026-11-22T16:25", id="Nepal, +5:45"),
        pytest.param("Asia/Dhaka", "2026-11-22T16:10", id="Bangladesh, +6"),
        pytest.param("Asia/Yangon", "2026-11-22T15:40", id="Myanmar, +6:30"),
        pytest.param("Asia/Jakarta", "2026-11-22T15:10", id="western Indonesia, +7"),
        pytest.param("Asia/Makassar", "2026-11-22T14:10", id="central Indonesia, +8"),
        pytest.param("Asia/Jayapura", "2026-11-22T13:10", id="eastern Indonesia, +9"),
    ],
)
def test_ten_past_ten_in_the_evening_is_another_moment_in_every_zone(
    zone: str, in_utc: str
) -> None:
    calendar = LocalCalendar(zone=ZoneInfo(zone))

    due = deadline(
        clock(24), started_at=local("2026-11-21T22:10", zone), calendar=calendar
    )

    assert due.moment == datetime.fromisoformat(in_utc).replace(tzinfo=UTC)
    assert f"{due.moment:%d %H:%M}" == "22 22:10"


@pytest.mark.parametrize(
    ("pauses", "expected"),
    [
        pytest.param([], "2026-01-02T08:00", id="no journey"),
        pytest.param(
            [journey("2026-01-02T05:00", "2026-01-02T06:30")],
            "2026-01-02T09:30",
            id="the journey to court is not counted",
        ),
        pytest.param(
            [
                journey("2026-01-02T07:00", "2026-01-02T08:30"),
                journey("2026-01-01T08:00", "2026-01-01T09:00"),
            ],
            "2026-01-02T10:30",
            id="two journeys, told in the wrong order",
        ),
        pytest.param(
            [
                journey("2026-01-01T08:00", "2026-01-01T09:00"),
                journey("2026-01-01T09:00", "2026-01-01T10:00"),
            ],
            "2026-01-02T10:00",
            id="one journey ends as the next begins",
        ),
        pytest.param(
            [journey("2026-01-02T08:00", "2026-01-02T12:00")],
            "2026-01-02T08:00",
            id="a journey that begins when time is up gives nothing back",
        ),
        pytest.param(
            [journey("2026-01-02T07:59", "2026-01-02T12:00")],
            "2026-01-02T12:01",
            id="a journey that begins a minute before leaves a minute",
        ),
        pytest.param(
            [journey("2026-01-01T07:00", "2026-01-01T09:00")],
            "2026-01-02T09:00",
            id="the part of a journey before the arrest does not matter",
        ),
        pytest.param(
            [journey("2025-12-31T07:00", "2025-12-31T09:00")],
            "2026-01-02T08:00",
            id="a journey long before the arrest does not matter",
        ),
    ],
)
def test_what_is_not_counted_moves_the_end(pauses: list[Pause], expected: str) -> None:
    start = local("2026-01-01T08:00")

    due = deadline(JOURNEYS, started_at=start, calendar=KATHMANDU, pauses=pauses)

    assert due.moment == local(expected)


def test_a_journey_counts_where_the_law_does_not_leave_it_out() -> None:
    pauses = [journey("2026-01-01T09:00", "2026-01-01T10:00")]

    due = deadline(
        clock(), started_at=local("2026-01-01T08:00"), calendar=KATHMANDU, pauses=pauses
    )

    assert due.moment == local("2026-01-02T08:00")


def test_two_journeys_that_share_time_are_refused_and_both_are_named() -> None:
    pauses = [
        journey("2026-01-01T09:00", "2026-01-01T10:00"),
        journey("2026-01-01T09:59", "2026-01-01T11:00"),
    ]

    with pytest.raises(OverlappingPauses) as refusal:
        deadline(
            JOURNEYS,
            started_at=local("2026-01-01T08:00"),
            calendar=KATHMANDU,
            pauses=pauses,
        )

    assert "03:15" in str(refusal.value)
    assert "04:14" in str(refusal.value)


def test_a_journey_that_ends_before_it_begins_is_refused() -> None:
    pauses = [journey("2026-01-01T10:00", "2026-01-01T09:00")]

    with pytest.raises(PauseRunsBackwards, match="ends before it begins"):
        deadline(
            JOURNEYS,
            started_at=local("2026-01-01T08:00"),
            calendar=KATHMANDU,
            pauses=pauses,
        )


def test_a_time_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 1, 1, 8)  # noqa: DTZ001 (that is the point)

    with pytest.raises(NaiveMoment, match="without a time zone"):
        deadline(clock(), started_at=naive, calendar=KATHMANDU)


def test_a_stop_before_the_start_is_refused_in_local_words() -> None:
    due = deadline(clock(), started_at=local("2026-01-01T08:00"), calendar=KATHMANDU)

    with pytest.raises(ClockRunsBackwards, match="on 01 January 2026 at 07:59"):
        state(
            due,
            at=local("2026-01-01T09:00"),
            stopped_at=datetime(2026, 1, 1, 2, 14, tzinfo=UTC),
        )


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("2026-01-01T08:00", State.RUNNING, id="at the start"),
        pytest.param("2026-01-02T02:00", State.RUNNING, id="six hours left"),
        pytest.param("2026-01-02T02:01", State.SOON, id="a minute less than six hours"),
        pytest.param("2026-01-02T08:00", State.SOON, id="at the end itself"),
        pytest.param("2026-01-02T08:01", State.OVER, id="a minute after the end"),
    ],
)
def test_a_clock_is_soon_in_its_last_six_hours_and_over_after_its_end(
    at: str, expected: State
) -> None:
    due = deadline(clock(), started_at=local("2026-01-01T08:00"), calendar=KATHMANDU)

    seen = state(due, at=local(at))

    assert seen is expected


def test_a_stopped_clock_stays_stopped_however_late_it_was() -> None:
    due = deadline(clock(), started_at=local("2026-01-01T08:00"), calendar=KATHMANDU)
    late = local("2026-01-03T08:00")

    seen = state(due, at=late, stopped_at=late)

    assert seen is State.STOPPED
    assert kept(due, stopped_at=late) is False


def test_what_is_left_goes_below_zero_when_time_is_up() -> None:
    due = deadline(clock(), started_at=local("2026-01-01T08:00"), calendar=KATHMANDU)

    left = remaining(due, at=local("2026-01-02T09:30"))

    assert left == timedelta(hours=-1, minutes=-30)


def test_a_start_known_roughly_gives_a_first_and_a_last_deadline() -> None:
    due = deadline_between(
        clock(),
        earliest=local("2026-01-01T20:00"),
        latest=local("2026-01-02T02:00"),
        calendar=KATHMANDU,
    )

    assert due.earliest.moment == local("2026-01-02T20:00")
    assert due.latest.moment == local("2026-01-03T02:00")


def test_a_rough_start_told_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ClockRunsBackwards, match="Exchange them"):
        deadline_between(
            clock(),
            earliest=local("2026-01-02T02:00"),
            latest=local("2026-01-01T20:00"),
            calendar=KATHMANDU,
        )


def test_a_day_before_the_first_known_value_has_no_deadline() -> None:
    with pytest.raises(NoValueInForce, match="31 December 2019"):
        deadline(
            clock(from_on=date(2020, 1, 1)),
            started_at=local("2019-12-31T23:59"),
            calendar=KATHMANDU,
        )


MOMENTS = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 (Hypothesis wants naive bounds)
    max_value=datetime(2050, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@given(start=MOMENTS, gaps=st.lists(st.integers(0, 4000), max_size=8))
def test_the_minutes_that_count_are_always_exactly_the_limit(
    start: datetime, gaps: list[int]
) -> None:
    edges, moment = [], start
    for gap in gaps:
        moment += timedelta(minutes=gap)
        edges.append(moment)
    pauses = [
        Pause(kind="journey", began_at=began, ended_at=ended)
        for began, ended in zip(edges[::2], edges[1::2], strict=False)
    ]

    due = deadline(JOURNEYS, started_at=start, calendar=KATHMANDU, pauses=pauses)

    assert due.moment is not None
    left_out = sum(
        (
            min(p.ended_at, due.moment) - p.began_at
            for p in pauses
            if p.began_at < due.moment
        ),
        timedelta(),
    )
    assert due.moment - start - left_out == timedelta(hours=24)


@given(start=MOMENTS, hours=st.integers(1, 2000))
def test_the_zone_a_moment_is_told_in_changes_nothing(
    start: datetime, hours: int
) -> None:
    told_in_utc = deadline(clock(hours), started_at=start, calendar=KATHMANDU)

    told_in_jayapura = deadline(
        clock(hours),
        started_at=start.astimezone(ZoneInfo("Asia/Jayapura")),
        calendar=KATHMANDU,
    )

    assert told_in_utc == told_in_jayapura
