"""Who is on call: no hole goes unseen, and no change opens one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.dispatch import (
    CannotTake,
    Duty,
    Fallback,
    FallbackNotSigned,
    Gap,
    HorizonTooShort,
    Leave,
    NaiveTime,
    NoLastResort,
    NotHerShift,
    NothingToCount,
    Roster,
    RosterHasGaps,
    Shift,
    Span,
    SpanRunsBackwards,
    Swap,
    WouldOpenGap,
    ask_swap,
    capacity_certificate,
    covered,
    fairness,
    gap_report,
    gaps,
    go_on_leave,
    local_span,
    on_duty,
    publish,
    take_swap,
    without,
)


KATHMANDU, YANGON = ZoneInfo("Asia/Kathmandu"), ZoneInfo("Asia/Yangon")
ZONES = ["Asia/Kathmandu", "Asia/Yangon", "Asia/Dhaka", "Asia/Jakarta"]
ZONES += ["Asia/Makassar", "Asia/Jayapura"]
DAY = date(2026, 11, 22)
START = datetime(2026, 11, 22, tzinfo=UTC)
EIGHTS = ((time(6), time(14)), (time(14), time(22)), (time(22), time(6)))


def hours(start: float, end: float) -> Span:
    return Span(start=START + timedelta(hours=start), end=START + timedelta(hours=end))


def shift(person: str, start: float, end: float, duty: Duty = Duty.HOTLINE) -> Shift:
    return Shift(person=person, duty=duty, span=hours(start, end))


def roster(*shifts: Shift, **layers: tuple[Shift, ...] | tuple[Leave, ...]) -> Roster:
    return Roster(shifts=shifts, coordinator="maya", regional="regional", **layers)


def four_weeks(zone: ZoneInfo) -> list[Shift]:
    return [
        Shift(
            person=f"p{(day * 3 + turn) % 5}",
            duty=Duty.HOTLINE,
            span=local_span(DAY + timedelta(days=day), starts, ends, zone),
        )
        for day in range(28)
        for turn, (starts, ends) in enumerate(EIGHTS)
    ]


def promised(zone: ZoneInfo) -> Span:
    start = datetime.combine(DAY, time(6), tzinfo=zone)
    return Span(start=start, end=start + timedelta(days=28))


@pytest.mark.parametrize(
    ("zone", "begins"),
    [
        pytest.param(KATHMANDU, (16, 15), id="Nepal is 5:45 ahead"),
        pytest.param(YANGON, (15, 30), id="Myanmar is 6:30 ahead"),
        pytest.param(ZoneInfo("Asia/Jayapura"), (13, 0), id="Papua is 9:00 ahead"),
    ],
)
def test_a_night_shift_begins_by_the_clock_on_her_wall(
    zone: ZoneInfo, begins: tuple[int, int]
) -> None:
    span = local_span(DAY, time(22), time(6), zone)

    assert (span.start.hour, span.start.minute) == begins
    assert span.minutes == 480


def test_from_midnight_to_midnight_is_a_whole_day_and_not_nothing() -> None:
    assert local_span(DAY, time(0), time(0), KATHMANDU).minutes == 1440


@pytest.mark.parametrize("zone", ZONES)
def test_shifts_that_touch_leave_no_hole_in_any_zone(zone: str) -> None:
    rota = roster(*four_weeks(ZoneInfo(zone)))

    assert gaps(rota, Duty.HOTLINE, promised(ZoneInfo(zone))) == ()


def test_one_missing_shift_is_reported_to_the_minute() -> None:
    shifts = four_weeks(KATHMANDU)
    rota = roster(*shifts[:40], *shifts[41:])

    with pytest.raises(RosterHasGaps) as refused:
        publish(rota, promised=promised(KATHMANDU), asked=(Duty.HOTLINE,))

    gap = Gap(duty=Duty.HOTLINE, span=shifts[40].span)
    assert refused.value.report.gaps == (gap,)


def test_a_roster_without_anybody_is_one_gap_and_not_silence() -> None:
    report = gap_report(roster(), promised(KATHMANDU), (Duty.HOTLINE,))

    assert [gap.span for gap in report.gaps] == [promised(KATHMANDU)]
    assert report.shares == ((Duty.HOTLINE, 0.0),)


def test_a_gap_that_somebody_signed_for_may_be_published() -> None:
    signed = Fallback(person="maya", signed_by="maya", reason="festival")

    published = publish(roster(), promised=promised(YANGON), fallback=signed)

    assert published.fallback == signed
    assert not published.report.is_whole


def test_an_unsigned_fallback_is_no_fallback() -> None:
    unsigned = Fallback(person="maya", signed_by="", reason="festival")

    with pytest.raises(FallbackNotSigned):
        publish(roster(), promised=promised(YANGON), fallback=unsigned)


def test_three_weeks_are_too_few_to_publish() -> None:
    with pytest.raises(HorizonTooShort, match="28 days"):
        publish(roster(), promised=hours(0, 21 * 24))


def test_an_override_takes_the_duty_from_the_shift_below() -> None:
    rota = roster(shift("sunita", 0, 8), overrides=(shift("maya", 2, 4),))

    assert on_duty(rota, Duty.HOTLINE, hours(3, 4).start)[0] == "maya"
    assert on_duty(rota, Duty.HOTLINE, hours(4, 5).start)[0] == "sunita"


def test_at_the_end_of_a_shift_it_is_the_next_one_s_minute() -> None:
    rota = roster(shift("sunita", 0, 8), shift("anju", 8, 16))

    assert on_duty(rota, Duty.HOTLINE, hours(8, 9).start)[0] == "anju"


@given(st.integers(-1000, 1000), st.sampled_from(Duty))
def test_somebody_is_asked_at_every_moment(hour: int, duty: Duty) -> None:
    rota = roster(
        shift("sunita", 0, 8), leave=(Leave(person="sunita", span=hours(2, 4)),)
    )

    asked = on_duty(rota, duty, START + timedelta(hours=hour))

    assert asked[-2:] == ("maya", "regional")


def test_without_a_coordinator_there_is_no_roster() -> None:
    with pytest.raises(NoLastResort):
        Roster(shifts=(), coordinator="", regional="regional")


def test_a_swap_nobody_takes_changes_nothing() -> None:
    rota = roster(shift("sunita", 0, 8))
    swap = Swap(giver="sunita", duty=Duty.HOTLINE, span=hours(2, 4))

    assert ask_swap(rota, swap) == swap
    assert on_duty(rota, Duty.HOTLINE, hours(3, 4).start)[0] == "sunita"


def test_a_swap_that_is_taken_moves_the_very_hours() -> None:
    rota = roster(shift("sunita", 0, 8))
    swap = Swap(giver="sunita", duty=Duty.HOTLINE, span=hours(2, 4))

    after = take_swap(rota, swap, taker="anju")

    on = [on_duty(after, Duty.HOTLINE, hours(h, h + 1).start)[0] for h in (1, 2, 3, 4)]
    assert on == ["sunita", "anju", "anju", "sunita"]
    assert covered(after, Duty.HOTLINE) == (hours(0, 8),)


@pytest.mark.parametrize("duty", [Duty.HOTLINE, Duty.ATTORNEY])
def test_nobody_takes_a_shift_while_she_is_on_call_or_away(duty: Duty) -> None:
    rota = roster(
        shift("sunita", 0, 8),
        shift("anju", 3, 5, duty),
        leave=(Leave(person="thida", span=hours(3, 9)),),
    )
    swap = Swap(giver="sunita", duty=Duty.HOTLINE, span=hours(2, 4))

    for taker in ("anju", "thida"):
        with pytest.raises(CannotTake):
            take_swap(rota, swap, taker=taker)


def test_nobody_gives_away_a_shift_that_is_not_hers() -> None:
    swap = Swap(giver="anju", duty=Duty.HOTLINE, span=hours(2, 4))

    with pytest.raises(NotHerShift):
        take_swap(roster(shift("sunita", 0, 8)), swap, taker="thida")


def test_leave_that_would_leave_nobody_is_refused_and_the_hours_are_named() -> None:
    rota = roster(shift("sunita", 0, 8), shift("anju", 0, 3))
    leave = Leave(person="sunita", span=hours(2, 5))

    with pytest.raises(WouldOpenGap, match="120 minutes") as refused:
        go_on_leave(rota, leave)

    assert refused.value.spans == (hours(3, 5),)


def test_leave_that_somebody_fills_is_given() -> None:
    rota = roster(shift("sunita", 0, 8))
    leave = Leave(person="sunita", span=hours(2, 5))

    after = go_on_leave(rota, leave, fillers=(shift("anju", 2, 5),))

    assert covered(after, Duty.HOTLINE) == (hours(0, 8),)


SPANS = st.tuples(st.integers(0, 47), st.integers(1, 12)).map(
    lambda pair: hours(pair[0], pair[0] + pair[1])
)
SHIFTS = st.builds(
    Shift,
    person=st.sampled_from(["sunita", "anju", "thida"]),
    duty=st.sampled_from(Duty),
    span=SPANS,
)
LEAVES = st.builds(Leave, person=st.sampled_from(["sunita", "anju"]), span=SPANS)


@given(
    st.lists(SHIFTS, max_size=8).map(tuple),
    st.lists(SHIFTS, max_size=3).map(tuple),
    st.lists(LEAVES, max_size=3).map(tuple),
    SHIFTS,
    st.sampled_from(["sunita", "anju", "thida", "dewi"]),
)
def test_no_swap_and_no_leave_ever_takes_a_minute_from_anybody(
    shifts: tuple[Shift, ...],
    overrides: tuple[Shift, ...],
    leave: tuple[Leave, ...],
    asked: Shift,
    taker: str,
) -> None:
    before = roster(*shifts, overrides=overrides, leave=leave)
    swap = Swap(giver=asked.person, duty=asked.duty, span=asked.span)
    try:
        swapped = take_swap(before, swap, taker=taker)
    except (CannotTake, NotHerShift, WouldOpenGap):
        swapped = before
    try:
        after = go_on_leave(swapped, Leave(person=taker, span=asked.span))
    except WouldOpenGap:
        after = swapped

    for duty in Duty:
        assert without(covered(before, duty), covered(after, duty)) == ()


@given(st.lists(SHIFTS, max_size=8).map(tuple))
def test_gaps_and_cover_are_the_promised_time_and_share_no_minute(
    shifts: tuple[Shift, ...],
) -> None:
    rota, time_ = roster(*shifts), hours(0, 60)

    found = gaps(rota, Duty.HOTLINE, time_)

    minutes = [START + timedelta(hours=h, minutes=30) for h in range(60)]
    on = [
        any(s.span.holds(m) for s in shifts if s.duty is Duty.HOTLINE) for m in minutes
    ]
    assert [any(gap.holds(m) for gap in found) for m in minutes] == [not x for x in on]


def test_a_moment_without_its_zone_is_refused() -> None:
    naive = datetime(2026, 11, 22)  # noqa: DTZ001

    with pytest.raises(NaiveTime):
        Span(start=naive, end=START)


def test_time_of_no_length_is_refused() -> None:
    with pytest.raises(SpanRunsBackwards):
        Span(start=START, end=START)


def test_nights_and_holidays_weigh_double_and_those_without_duty_are_counted() -> None:
    local = [
        local_span(DAY + timedelta(days=n), *EIGHTS[2], KATHMANDU) for n in range(4)
    ]
    shifts = [Shift(person="sunita", duty=Duty.HOTLINE, span=span) for span in local]
    morning = local_span(DAY, *EIGHTS[0], KATHMANDU)
    shifts.append(Shift(person="anju", duty=Duty.HOTLINE, span=morning))

    figures = fairness(
        shifts, people=["sunita", "anju", "thida"], zone=KATHMANDU, holidays=[DAY]
    )

    assert [(x.person, x.points) for x in figures.loads] == [
        ("sunita", 8),
        ("anju", 2),
        ("thida", 0),
    ]
    assert figures.spread == 8
    assert figures.loads[0].breaches == ("4 nights running",)


def test_eight_hours_between_shifts_are_too_little_rest() -> None:
    shifts = [shift("sunita", 0, 8), shift("sunita", 16, 24)]

    figures = fairness(shifts, people=["sunita"], zone=KATHMANDU)

    assert figures.loads[0].breaches == ("only 8.0 hours of rest",)


def test_three_attorneys_cannot_be_always_on_standby_and_the_sum_says_why() -> None:
    certificate = capacity_certificate(
        who="attorneys", people=3, shifts_a_week=6, weeks=4, demand=84
    )

    assert not certificate.suffices
    assert certificate.reason == "3 attorneys x 6 shifts x 4 weeks = 72 < 84"
    assert certificate.people_needed == 4


def test_leave_that_is_known_counts_against_the_panel() -> None:
    certificate = capacity_certificate(
        who="attorneys", people=4, shifts_a_week=6, weeks=4, demand=84, away=13
    )

    assert certificate.reason == (
        "4 attorneys x 6 shifts x 4 weeks - 13 of leave = 83 < 84"
    )
    assert certificate.people_needed == 5


def test_fewer_than_no_people_cannot_be_counted() -> None:
    with pytest.raises(NothingToCount):
        capacity_certificate(
            who="attorneys", people=-1, shifts_a_week=6, weeks=4, demand=84
        )
