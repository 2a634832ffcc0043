"""Alarms of the board: told by the hour, once, and no longer when they are not needed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from payung.engines.clocks import Event
from payung.programme.alerts.models import Message, Way
from payung.programme.cases.arrests import (
    Taken,
    correct_arrest,
    record_pause,
    record_step,
)
from payung.programme.cases.models import TimelineEntry
from payung.programme.custody.going import go_away, set_out
from payung.programme.custody.models import CustodyAlarm
from payung.programme.custody.sweeping import sweep
from payung.programme.journal.models import Entry
from payung.programme.standby.alerts import accept_alert, raise_attorney_alert
from tests.programme.custody.conftest import TAKEN, Town, after


pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def said() -> list[tuple[str, str]]:
    rows = CustodyAlarm.objects.exclude(said_at=None).order_by("due_at", "pk")
    return list(rows.values_list("kind", "clock"))


def told() -> list[str]:
    rows = Message.objects.filter(key__startswith="held:")
    return sorted(set(rows.values_list("way__person__handle", flat=True)))


def test_nothing_is_told_in_the_first_hour(town: Town) -> None:
    sweep(at=after(1) - MINUTE)

    assert said() == []


def test_an_hour_without_anybody_of_ours_is_told_to_those_on_call(town: Town) -> None:
    sweep(at=after(1))

    assert said() == [("paralegal", "")]
    # Sunita looks after it, the operator has the night, Maya coordinates.
    assert told() == ["maya", "operator", "sunita"]


def test_three_hours_without_a_lawyer_are_told_to_the_lawyers_on_standby(
    town: Town,
) -> None:
    set_out(actor=town.office.sunita, arrest=town.arrest, at=after(0.7))

    sweep(at=after(3))

    assert said() == [("attorney", "")]
    assert told() == ["anju", "binita", "maya", "sunita"]


@pytest.mark.parametrize(
    ("hours", "clocks"),
    [
        pytest.param(17.98, [], id="before six hours are left"),
        pytest.param(18, ["before_a_judge"], id="with six hours left"),
        pytest.param(
            41.98, ["before_a_judge"] * 2, id="before the standard's six hours"
        ),
        pytest.param(
            42,
            ["before_a_judge", "before_a_judge", "before_a_judge_un"],
            id="forty-two",
        ),
    ],
)
def test_six_hours_before_every_limit_that_runs_to_a_judge_it_is_told(
    town: Town, hours: float, clocks: list[str]
) -> None:
    sweep(at=after(hours))

    assert [clock for _kind, clock in said() if clock] == clocks


def test_at_the_limit_it_is_told_again_and_then_no_more(town: Town) -> None:
    sweep(at=after(23.98))
    before = [one for one in said() if one[1]]

    sweep(at=after(24))
    sweep(at=after(24.5))

    assert before == [("soon", "before_a_judge")]
    assert [one for one in said() if one[1]] == [
        ("soon", "before_a_judge"),
        ("over", "before_a_judge"),
    ]
    lines = TimelineEntry.objects.filter(kind="alarm").order_by("at", "about")
    assert [line.about for line in lines] == [
        "attorney",
        "paralegal",
        "soon:before_a_judge",
        "over:before_a_judge",
    ]
    assert Entry.objects.filter(kind="custody.alarm").count() == 4


def test_what_is_told_names_nothing_but_the_reference(town: Town) -> None:
    sweep(at=after(24))

    rows = Message.objects.filter(key__startswith="held:")
    assert {(row.saying, row.about) for row in rows} == {("look", "NP-26-C-000001")}


def test_somebody_on_her_way_is_enough_until_she_turns_back(town: Town) -> None:
    sunita = town.office.sunita
    set_out(actor=sunita, arrest=town.arrest, at=after(0.7))
    sweep(at=after(1))
    quiet = said()
    go_away(actor=sunita, arrest=town.arrest, at=after(1.2))

    sweep(at=after(1.2))

    assert quiet == []
    assert said() == [("paralegal", "")]


def test_a_lawyer_who_accepted_is_enough(town: Town) -> None:
    set_out(actor=town.office.sunita, arrest=town.arrest, at=after(0.7))
    alert = raise_attorney_alert(
        actor=town.office.sunita, about=town.case.reference, at=after(0.8)
    )
    sweep(at=after(2.9))
    accept_alert(actor=town.office.anju, alert=alert, at=after(2.95))

    sweep(at=after(3))

    assert said() == []


def test_a_judge_stops_what_was_still_to_be_told(town: Town) -> None:
    record_step(
        actor=town.office.sunita,
        arrest=town.arrest,
        event=Event.FIRST_PRODUCTION,
        happened_at=after(17),
        at=after(17),
    )

    sweep(at=after(30))

    assert [one for one in said() if one[1]] == []


def test_a_release_ends_every_alarm(town: Town) -> None:
    sweep(at=after(0.9))
    record_step(
        actor=town.office.sunita,
        arrest=town.arrest,
        event=Event.RELEASE,
        happened_at=after(0.95),
        at=after(0.95),
    )

    sweep(at=after(30))

    assert said() == []
    assert CustodyAlarm.objects.filter(ended_at=None).count() == 0


def test_a_journey_to_court_puts_the_limit_off(town: Town) -> None:
    record_pause(
        actor=town.office.sunita,
        arrest=town.arrest,
        kind="journey_to_magistrate",
        began_at=after(10),
        ended_at=after(12),
        at=after(13),
    )

    sweep(at=after(18))
    early = [one for one in said() if one[1]]
    sweep(at=after(20))

    assert early == []
    assert [one for one in said() if one[1]] == [("soon", "before_a_judge")]


def test_a_corrected_time_lets_an_alarm_come_back(town: Town) -> None:
    sweep(at=after(18))
    told_before = Message.objects.filter(key__startswith="held:").count()
    later = Taken(taken_at=TAKEN + timedelta(hours=5))
    correct_arrest(
        actor=town.office.sunita,
        arrest=town.arrest,
        taken=later,
        version=1,
        at=after(18.2),
    )
    sweep(at=after(18.3))
    waits = CustodyAlarm.objects.get(kind="soon", clock="before_a_judge")

    sweep(at=after(23))

    assert (waits.said_at, waits.due_at) == (None, after(23))
    again = CustodyAlarm.objects.get(pk=waits.pk)
    assert (again.said_at, again.times) == (after(23), 2)
    assert Message.objects.filter(key__startswith="held:").count() > told_before


def test_where_nobody_can_be_told_it_stays_due_and_is_written_down_once(
    town: Town,
) -> None:
    Way.objects.update(ended_at=after(0))

    sweep(at=after(1))
    sweep(at=after(1.1))
    unsaid = CustodyAlarm.objects.get(kind="paralegal")
    Way.objects.update(ended_at=None)
    sweep(at=after(1.2))

    assert (unsaid.found_at, unsaid.said_at) == (after(1), None)
    assert CustodyAlarm.objects.get(kind="paralegal").said_at == after(1.2)
    assert TimelineEntry.objects.filter(kind="alarm").count() == 1


def test_a_case_at_rest_is_told_of_no_more(town: Town) -> None:
    town.case.stage = "closed"
    town.case.save()

    sweep(at=after(24))

    assert CustodyAlarm.objects.count() == 0
