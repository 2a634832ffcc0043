"""Whether so few can fill a roster at all, and whether it is fair."""

from __future__ import annotations

from datetime import date, time, timedelta

from payung.engines.dispatch import local_span
from payung.programme.standby.capacity import capacities_of
from payung.programme.standby.leaving import go_on_leave
from payung.programme.standby.loads import loads_of
from payung.programme.standby.models import DutyKind, RosterPeriod, Shift
from tests.cast import THEN
from tests.programme.standby.conftest import (
    FIRST,
    KATHMANDU,
    NOW,
    Office,
    draft,
    local,
    person,
    span_of,
)


def night(day: date, handle: str, period: RosterPeriod) -> Shift:
    span = local_span(day, time(22), time(6), KATHMANDU)
    return Shift.objects.create(
        period=period,
        person=person(handle),
        duty=DutyKind.HOTLINE,
        starts_at=span.start,
        ends_at=span.end,
        made_at=THEN,
    )


def test_two_attorneys_cannot_fill_four_weeks_and_the_sum_says_so(
    office: Office,
) -> None:
    calls, attorneys = capacities_of(draft(office))

    assert (calls.people, attorneys.people) == (4, 2)
    assert not attorneys.suffices
    assert attorneys.sentence == (
        "2 people can give 40 shifts in 4 weeks, 5 a week each, and 168 are needed. "
        "Nobody can make a full roster of that; 9 people could."
    )


def test_a_day_of_twelve_hours_and_seven_days_would_just_be_enough(
    office: Office,
) -> None:
    calls, _attorneys = capacities_of(draft(office), shift_hours=12, shifts_a_week=7)

    assert calls.suffices
    assert calls.sentence == (
        "4 people can give 112 shifts in 4 weeks, 7 a week each; 112 are needed."
    )


def test_known_leave_takes_shifts_away(office: Office) -> None:
    period = draft(office)
    go_on_leave(actor=office.outsider, span=span_of(local(24, 0), days=14), at=NOW)

    calls, _attorneys = capacities_of(period, shift_hours=12, shifts_a_week=7)

    assert calls.certificate.capacity == 98
    assert not calls.suffices


def test_a_night_counts_double_and_who_had_none_is_listed(office: Office) -> None:
    period = draft(office)
    for number in range(2):
        night(FIRST + timedelta(days=number), "sunita", period)

    calls, _attorneys = loads_of(period)

    points = {line.load.person: line.load.points for line in calls.lines}
    assert points == {"sunita": 4, "maya": 0, "operator": 0, "outsider": 0}
    assert calls.spread == 4


def test_a_public_holiday_counts_double_in_the_roster_before_too(
    office: Office,
) -> None:
    period = draft(office)
    earlier = RosterPeriod.objects.create(
        country="np",
        starts_at=period.starts_at - timedelta(days=28),
        ends_at=period.starts_at,
        coordinator=person("maya"),
        regional=person("regional"),
        published_at=THEN - timedelta(days=40),
    )
    span = local_span(date(2026, 11, 9), time(8), time(12), KATHMANDU)
    Shift.objects.create(
        period=earlier,
        person=person("operator"),
        duty=DutyKind.BACKUP,
        starts_at=span.start,
        ends_at=span.end,
        made_at=THEN,
    )

    calls, _attorneys = loads_of(period)

    assert calls.lines[0].load.person == "operator"
    assert calls.lines[0].load.points == 2


def test_too_many_nights_and_too_little_rest_are_said(office: Office) -> None:
    period = draft(office)
    for number in range(4):
        night(FIRST + timedelta(days=number), "sunita", period)
    Shift.objects.create(
        period=period,
        person=person("sunita"),
        duty=DutyKind.BACKUP,
        starts_at=local(23, 12),
        ends_at=local(23, 16),
        made_at=THEN,
    )

    calls, _attorneys = loads_of(period)

    assert calls.lines[0].too_much == ("4 nights running", "only 6 hours of rest")
