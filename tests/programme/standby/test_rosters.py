"""A roster is published without quiet holes, and no edit opens one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from payung.engines.dispatch import Duty, Span, local_span
from payung.programme.people.access import NotHerRole
from payung.programme.standby.coverage import WouldLeaveHole
from payung.programme.standby.models import (
    DutyKind,
    FallbackReason,
    RosterPeriod,
    Shift,
    StandbyIncident,
)
from payung.programme.standby.periods import (
    CannotLead,
    HasHoles,
    Overlaps,
    PublishedAlready,
    TooShort,
    discard_period,
    make_period,
    publish_period,
)
from payung.programme.standby.queries import on_duty_now
from payung.programme.standby.shifts import (
    HasBegun,
    NotFree,
    OutsideOfPeriod,
    confirm_shifts,
    move_shift,
    override_shift,
    plan_shift,
    repeat_week,
    take_out_shift,
)
from tests.cast import THEN
from tests.programme.standby.conftest import (
    FIRST,
    KATHMANDU,
    LAST,
    NOW,
    Office,
    day_and_night,
    draft,
    fill,
    local,
    person,
    shift_of,
    span_of,
    told,
)


def test_a_period_runs_from_local_midnight_to_local_midnight(office: Office) -> None:
    period = draft(office)

    assert period.starts_at == datetime(2026, 11, 22, 18, 15, tzinfo=UTC)
    assert period.ends_at == datetime(2026, 12, 20, 18, 15, tzinfo=UTC)


def test_only_who_coordinates_begins_a_roster(office: Office) -> None:
    with pytest.raises(NotHerRole):
        make_period(
            actor=office.sunita,
            first_day=FIRST,
            last_day=LAST,
            coordinator=person("maya"),
            regional=person("regional"),
            at=THEN,
        )


def test_two_rosters_do_not_hold_the_same_day(office: Office) -> None:
    draft(office)

    with pytest.raises(Overlaps):
        make_period(
            actor=office.maya,
            first_day=LAST,
            last_day=LAST + timedelta(days=28),
            coordinator=person("maya"),
            regional=person("regional"),
            at=THEN,
        )


@pytest.mark.parametrize(
    ("coordinator", "regional", "field"),
    [
        pytest.param("sunita", "regional", "coordinator", id="a paralegal leads"),
        pytest.param("maya", "sunita", "regional", id="a paralegal is the region"),
    ],
)
def test_the_last_resort_has_the_role_for_it(
    office: Office, coordinator: str, regional: str, field: str
) -> None:
    with pytest.raises(CannotLead) as refused:
        make_period(
            actor=office.maya,
            first_day=FIRST,
            last_day=LAST,
            coordinator=person(coordinator),
            regional=person(regional),
            at=THEN,
        )

    assert refused.value.field == field


def test_a_full_roster_is_published_and_everybody_on_it_is_told(
    roster: RosterPeriod,
) -> None:
    assert roster.published_at == THEN
    assert roster.fallback is None
    assert told("look") == ["anju", "binita", "operator", "sunita"]
    assert StandbyIncident.objects.count() == 0


def test_a_roster_with_one_hole_is_not_published(office: Office) -> None:
    period = draft(office)
    fill(period)
    shift_of("anju", DutyKind.ATTORNEY, local(25, 9)).delete()

    with pytest.raises(HasHoles) as refused:
        publish_period(actor=office.maya, period=period, at=THEN)

    [hole] = refused.value.holes
    assert (hole.duty, hole.span) == (
        DutyKind.ATTORNEY,
        Span(start=local(25, 6), end=local(25, 18)),
    )
    assert RosterPeriod.objects.get().published_at is None


def test_an_empty_roster_is_four_long_holes(office: Office) -> None:
    with pytest.raises(HasHoles) as refused:
        publish_period(actor=office.maya, period=draft(office), at=THEN)

    assert len(refused.value.holes) == 4


def test_a_hole_that_somebody_signs_for_is_listed_and_she_stands_in_it(
    office: Office,
) -> None:
    period = draft(office)
    fill(period)
    for duty, handle in (
        (DutyKind.ATTORNEY, "anju"),
        (DutyKind.ATTORNEY_BACKUP, "binita"),
    ):
        shift_of(handle, duty, local(25, 9)).delete()

    publish_period(
        actor=office.maya,
        period=period,
        fallback=person("operator"),
        reason=FallbackReason.FEW,
        at=THEN,
    )

    listed = StandbyIncident.objects.order_by("duty")
    assert [(one.duty, one.answers.handle) for one in listed] == [
        ("attorney", "operator"),
        ("attorney_backup", "operator"),
    ]
    assert on_duty_now("np", Duty.ATTORNEY, local(25, 9)) == (
        "operator",
        "maya",
        "regional",
    )


def test_signing_without_a_reason_is_refused(office: Office) -> None:
    with pytest.raises(CannotLead) as refused:
        publish_period(
            actor=office.maya, period=draft(office), fallback=person("maya"), at=THEN
        )

    assert refused.value.field == "reason"


def test_three_weeks_are_too_short(office: Office) -> None:
    period = make_period(
        actor=office.maya,
        first_day=FIRST,
        last_day=FIRST + timedelta(days=20),
        coordinator=person("maya"),
        regional=person("regional"),
        at=THEN,
    )

    with pytest.raises(TooShort):
        publish_period(actor=office.maya, period=period, at=THEN)


def test_what_is_published_is_not_published_or_thrown_away_again(
    office: Office, roster: RosterPeriod
) -> None:
    with pytest.raises(PublishedAlready):
        publish_period(actor=office.maya, period=roster, at=NOW)
    with pytest.raises(PublishedAlready):
        discard_period(actor=office.maya, period=roster, at=NOW)


def test_a_draft_can_be_thrown_away(office: Office) -> None:
    discard_period(actor=office.maya, period=draft(office), at=NOW)

    assert RosterPeriod.objects.count() == 0


def test_one_week_is_planned_and_repeated_by_local_hours(office: Office) -> None:
    period = draft(office)
    for number in range(7):
        by_day, _night = day_and_night(FIRST + timedelta(days=number))
        plan_shift(
            actor=office.maya,
            period=period,
            person=person("sunita"),
            duty=DutyKind.HOTLINE,
            span=by_day,
            at=THEN,
        )

    made = repeat_week(actor=office.maya, period=period, first_day=FIRST, at=THEN)

    last = Shift.objects.order_by("-starts_at")[0]
    assert (made, Shift.objects.count()) == (21, 28)
    assert last.starts_at == datetime(2026, 12, 20, 6, tzinfo=KATHMANDU)


def test_repeating_leaves_out_who_is_not_free(office: Office) -> None:
    period = draft(office)
    for day in (FIRST, FIRST + timedelta(days=7)):
        plan_shift(
            actor=office.maya,
            period=period,
            person=person("sunita"),
            duty=DutyKind.HOTLINE,
            span=day_and_night(day)[0],
            at=THEN,
        )

    assert repeat_week(actor=office.maya, period=period, first_day=FIRST, at=THEN) == 2


@pytest.mark.parametrize(
    ("handle", "duty", "span"),
    [
        pytest.param(
            "sunita", DutyKind.ATTORNEY, span_of(local(26, 6), hours=6), id="her role"
        ),
        pytest.param(
            "sunita", DutyKind.BACKUP, span_of(local(26, 17), hours=3), id="on shift"
        ),
        pytest.param(
            "regional", DutyKind.HOTLINE, span_of(local(26, 6), hours=6), id="a region"
        ),
    ],
)
def test_only_somebody_free_who_does_this_is_planned(
    office: Office, roster: RosterPeriod, handle: str, duty: DutyKind, span: Span
) -> None:
    with pytest.raises(NotFree):
        plan_shift(
            actor=office.maya,
            period=roster,
            person=person(handle),
            duty=duty,
            span=span,
            at=NOW,
        )


def test_a_shift_lies_within_its_roster(office: Office) -> None:
    with pytest.raises(OutsideOfPeriod):
        plan_shift(
            actor=office.maya,
            period=draft(office),
            person=person("sunita"),
            duty=DutyKind.HOTLINE,
            span=local_span(LAST, time(22), time(6), KATHMANDU),
            at=THEN,
        )


def test_what_was_is_not_planned_afterwards(
    office: Office, roster: RosterPeriod
) -> None:
    late = span_of(local(24, 6), hours=12)

    planned = plan_shift(
        actor=office.maya,
        period=roster,
        person=person("outsider"),
        duty=DutyKind.HOTLINE,
        span=late,
        at=local(24, 10),
    )
    with pytest.raises(OutsideOfPeriod):
        plan_shift(
            actor=office.maya,
            period=roster,
            person=person("outsider"),
            duty=DutyKind.HOTLINE,
            span=late,
            at=local(25, 10),
        )

    assert planned.starts_at == local(24, 10)


def test_taking_out_the_only_one_is_refused_with_the_hours_in_local_time(
    office: Office, roster: RosterPeriod
) -> None:
    shift = shift_of("anju", DutyKind.ATTORNEY, local(25, 9))

    with pytest.raises(WouldLeaveHole) as refused:
        take_out_shift(actor=office.maya, shift=shift, at=NOW)

    assert "2026-11-25 06:00 to 2026-11-25 18:00" in refused.value.sentence
    assert Shift.objects.filter(pk=shift.pk).exists()


def test_a_shift_that_somebody_else_covers_may_be_taken_out(
    office: Office, roster: RosterPeriod
) -> None:
    by_day, _night = day_and_night(date(2026, 11, 25))
    plan_shift(
        actor=office.maya,
        period=roster,
        person=person("outsider"),
        duty=DutyKind.HOTLINE,
        span=by_day,
        at=NOW,
    )

    shift = shift_of("sunita", DutyKind.HOTLINE, local(25, 9))
    take_out_shift(actor=office.maya, shift=shift, at=NOW)

    assert on_duty_now("np", Duty.HOTLINE, local(25, 9))[0] == "outsider"


def test_moving_a_shift_must_not_open_a_hole(
    office: Office, roster: RosterPeriod
) -> None:
    shift = shift_of("anju", DutyKind.ATTORNEY, local(25, 9))

    with pytest.raises(WouldLeaveHole):
        move_shift(
            actor=office.maya,
            shift=shift,
            span=Span(start=local(25, 7), end=local(25, 18)),
            at=NOW,
        )

    kept = Shift.objects.get(pk=shift.pk)
    assert kept.starts_at == local(25, 6)


def test_a_shift_is_given_to_somebody_else_and_must_be_confirmed_anew(
    office: Office, roster: RosterPeriod
) -> None:
    confirm_shifts(actor=office.sunita, period=roster, at=NOW)
    shift = shift_of("sunita", DutyKind.HOTLINE, local(25, 9))

    moved = move_shift(
        actor=office.maya,
        shift=shift,
        span=Span(start=shift.starts_at, end=shift.ends_at),
        person=person("outsider"),
        at=NOW,
    )

    assert (moved.person.handle, moved.confirmed_at) == ("outsider", None)


def test_a_shift_that_has_begun_is_not_rewritten(
    office: Office, roster: RosterPeriod
) -> None:
    shift = shift_of("sunita", DutyKind.HOTLINE, NOW)

    with pytest.raises(HasBegun):
        take_out_shift(actor=office.maya, shift=shift, at=NOW)


def test_an_override_takes_the_duty_alone(office: Office, roster: RosterPeriod) -> None:
    override_shift(
        actor=office.maya,
        period=roster,
        person=person("outsider"),
        duty=DutyKind.HOTLINE,
        span=span_of(local(25, 8), hours=2),
        at=NOW,
    )

    assert on_duty_now("np", Duty.HOTLINE, local(25, 9))[:2] == (
        "outsider",
        "operator",
    )
    assert on_duty_now("np", Duty.HOTLINE, local(25, 10))[0] == "sunita"


def test_she_confirms_her_coming_shifts_once(
    office: Office, roster: RosterPeriod
) -> None:
    first = confirm_shifts(actor=office.sunita, period=roster, at=NOW)
    second = confirm_shifts(actor=office.sunita, period=roster, at=NOW)

    assert first > 50
    assert second == 0
