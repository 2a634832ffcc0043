"""Being away is refused or filled when it is planned, and a fact when it is said."""

from __future__ import annotations

import pytest

from payung.engines.dispatch import Duty, Group, Span
from payung.programme.people.access import NotHerRole
from payung.programme.people.closing import close_account
from payung.programme.standby.coverage import WouldLeaveHole
from payung.programme.standby.leaving import (
    AwayIsOver,
    Filler,
    end_leave,
    go_on_leave,
    leave_all_rosters,
    say_back,
    say_unreachable,
)
from payung.programme.standby.models import (
    DutyKind,
    Leave,
    ReachProof,
    RosterPeriod,
    Shift,
    StandbyIncident,
)
from payung.programme.standby.queries import groups, on_duty_now
from payung.programme.standby.shifts import NotFree, plan_shift
from tests.programme.standby.conftest import (
    NOW,
    Office,
    day_and_night,
    local,
    person,
    span_of,
    told,
)


DAY_25 = Span(start=local(25, 0), end=local(26, 0))


def hotline_at(day: int, hour: int) -> tuple[str, ...]:
    return on_duty_now("np", Duty.HOTLINE, local(day, hour))


def test_leave_that_leaves_a_duty_to_nobody_is_refused(
    office: Office, roster: RosterPeriod
) -> None:
    with pytest.raises(WouldLeaveHole) as refused:
        go_on_leave(actor=office.sunita, span=DAY_25, at=NOW)

    assert {hole.duty for hole in refused.value.holes} == {
        DutyKind.HOTLINE,
        DutyKind.BACKUP,
    }
    assert Leave.objects.count() == 0


def test_leave_that_is_filled_is_kept_with_those_who_fill_in(
    office: Office, roster: RosterPeriod
) -> None:
    fillers = [
        Filler(
            person=person("outsider"),
            duty=DutyKind.HOTLINE,
            span=Span(start=local(25, 6), end=local(25, 18)),
        ),
        Filler(
            person=person("maya"),
            duty=DutyKind.BACKUP,
            span=Span(start=local(25, 18), end=local(26, 0)),
        ),
        Filler(
            person=person("maya"),
            duty=DutyKind.BACKUP,
            span=Span(start=local(25, 0), end=local(25, 6)),
        ),
    ]

    go_on_leave(actor=office.sunita, span=DAY_25, fillers=fillers, at=NOW)

    assert hotline_at(25, 9)[0] == "outsider"
    assert hotline_at(25, 20)[1] == "maya"
    assert hotline_at(26, 9)[0] == "sunita"


def test_a_filler_who_is_not_free_leaves_everything_as_it_was(
    office: Office, roster: RosterPeriod
) -> None:
    by_day, _night = day_and_night(local(25, 9).date())
    filler = Filler(person=person("operator"), duty=DutyKind.HOTLINE, span=by_day)

    with pytest.raises(NotFree):
        go_on_leave(actor=office.sunita, span=by_day, fillers=[filler], at=NOW)

    assert Leave.objects.count() == 0


def test_who_is_on_no_roster_is_away_without_more_ado(
    office: Office, roster: RosterPeriod
) -> None:
    go_on_leave(actor=office.outsider, span=DAY_25, at=NOW)

    with pytest.raises(NotFree):
        plan_shift(
            actor=office.maya,
            period=roster,
            person=person("outsider"),
            duty=DutyKind.HOTLINE,
            span=span_of(local(25, 9), hours=1),
            at=NOW,
        )


def test_only_who_coordinates_writes_down_that_another_is_away(
    office: Office, roster: RosterPeriod
) -> None:
    with pytest.raises(NotHerRole):
        go_on_leave(actor=office.sunita, person=person("outsider"), span=DAY_25, at=NOW)
    leave = go_on_leave(
        actor=office.maya, person=person("outsider"), span=DAY_25, at=NOW
    )

    end_leave(actor=office.outsider, leave=leave, at=NOW)

    assert Leave.objects.count() == 0


def test_a_time_that_is_over_is_no_leave(office: Office, roster: RosterPeriod) -> None:
    with pytest.raises(AwayIsOver):
        go_on_leave(actor=office.sunita, span=DAY_25, at=local(27, 9))


def test_unreachable_is_a_fact_and_the_next_is_asked(
    office: Office, roster: RosterPeriod
) -> None:
    say_unreachable(actor=office.sunita, at=NOW)

    assert hotline_at(23, 9)[0] == "operator"
    assert groups("np", NOW)[Group.PRIMARY] == ("operator",)
    assert StandbyIncident.objects.count() == 0
    assert {"maya", "operator"} <= set(told("look"))


def test_saying_it_twice_is_saying_it_once(
    office: Office, roster: RosterPeriod
) -> None:
    first = say_unreachable(actor=office.sunita, at=NOW)

    second = say_unreachable(actor=office.sunita, at=local(23, 10))

    assert first == second


def test_where_only_the_last_resort_is_left_that_is_listed_and_ends(
    office: Office, roster: RosterPeriod
) -> None:
    say_unreachable(actor=office.sunita, at=NOW)
    say_unreachable(actor=office.operator, at=local(23, 10))
    alone = hotline_at(23, 10)
    say_back(actor=office.sunita, at=local(23, 11))

    [hotline] = StandbyIncident.objects.filter(duty=DutyKind.HOTLINE)
    assert alone == ("maya", "regional")
    assert (hotline.answers.handle, hotline.why) == ("maya", "unreachable")
    assert (hotline.starts_at, hotline.ends_at) == (local(23, 10), local(23, 11))
    assert hotline_at(23, 11)[0] == "sunita"


def test_being_back_is_a_proof_of_it(office: Office, roster: RosterPeriod) -> None:
    say_unreachable(actor=office.sunita, at=NOW)

    say_back(actor=office.sunita, at=local(23, 11))

    proof = ReachProof.objects.get()
    assert (proof.person.handle, proof.by, proof.at) == (
        "sunita",
        "tap",
        local(23, 11),
    )


def test_back_in_the_same_moment_is_never_having_been_away(
    office: Office, roster: RosterPeriod
) -> None:
    say_unreachable(actor=office.sunita, at=NOW)

    say_back(actor=office.sunita, at=NOW)

    assert hotline_at(23, 9)[0] == "sunita"


def test_whoever_leaves_for_good_is_never_refused_and_each_hole_is_listed(
    office: Office, roster: RosterPeriod
) -> None:
    sunita, operator = person("sunita"), person("operator")
    leave_all_rosters(actor=office.maya, person=operator, at=NOW)
    before = StandbyIncident.objects.filter(duty=DutyKind.HOTLINE).count()
    by_day = StandbyIncident.objects.filter(duty=DutyKind.BACKUP, starts_at__gt=NOW)
    backups = by_day.count()

    ended = leave_all_rosters(actor=office.maya, person=sunita, at=NOW)
    close_account(actor=office.maya, person=sunita, at=NOW)

    listed = StandbyIncident.objects.filter(duty=DutyKind.HOTLINE)
    assert (before, backups, ended > 50) == (0, 27, True)
    assert listed.filter(starts_at=NOW, ends_at=None, why="left").count() == 1
    assert listed.count() == 1
    assert hotline_at(25, 9) == ("maya", "regional")
    assert not Shift.objects.filter(person=sunita, ends_at__gt=NOW).exists()


def test_filling_a_listed_hole_takes_it_off_the_list(
    office: Office, roster: RosterPeriod
) -> None:
    for handle in ("sunita", "operator"):
        leave_all_rosters(actor=office.maya, person=person(handle), at=NOW)
    rest = Span(start=NOW, end=roster.ends_at)

    for duty, handle in (
        (DutyKind.HOTLINE, "outsider"),
        (DutyKind.BACKUP, "maya"),
    ):
        plan_shift(
            actor=office.maya,
            period=roster,
            person=person(handle),
            duty=duty,
            span=rest,
            at=local(23, 10),
        )

    duties = StandbyIncident.objects.filter(duty__in=["hotline", "backup"])
    assert not duties.filter(ends_at=None).exists()
    assert not duties.filter(starts_at__gt=local(23, 10)).exists()


def test_an_account_that_was_closed_without_more_ado_is_asked_no_more(
    office: Office, roster: RosterPeriod
) -> None:
    close_account(actor=office.maya, person=person("sunita"), at=NOW)

    assert hotline_at(23, 10) == ("operator", "maya", "regional")
    assert "sunita" not in groups("np", local(23, 10))[Group.RING_GROUP]
