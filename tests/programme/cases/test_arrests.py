"""Arrests as they are written down, corrected and ended; every refusal in words."""

from __future__ import annotations

import pytest

from payung.engines.clocks import Event
from payung.programme.cases.arrests import (
    ChangedMeanwhile,
    HeldAlready,
    NotYet,
    Taken,
    correct_arrest,
    end_pause,
    record_arrest,
    record_pause,
    record_step,
    take_back_step,
)
from payung.programme.cases.clock_rows import (
    BeforeTheArrest,
    PauseBackwards,
    PausesOverlap,
    RangeBackwards,
    StepsBackwards,
)
from payung.programme.cases.models import Arrest, Case, CaseClock
from payung.programme.cases.queries import clocks_running, run_out
from tests.programme.cases.conftest import NOW, Office, local


WAY = "journey_to_magistrate"


def judge_clock(arrest: Arrest) -> CaseClock:
    return arrest.clocks.get(clock="before_a_judge")


def test_the_columns_say_when_each_clock_runs_out(arrest: Arrest) -> None:
    due = dict(arrest.clocks.values_list("clock", "runs_out_at"))

    assert due == {
        "lawyer": local(22, 16, 30),
        "before_a_judge": local(23, 16, 30),
        "before_a_judge_un": local(24, 16, 30),
    }


def test_a_correction_moves_every_clock(office: Office, arrest: Arrest) -> None:
    right = Taken(taken_at=local(22, 14))

    correct_arrest(actor=office.maya, arrest=arrest, taken=right, version=1, at=NOW)

    assert judge_clock(arrest).runs_out_at == local(23, 14)


def test_the_second_of_two_who_correct_at_once_is_told(
    office: Office, arrest: Arrest
) -> None:
    one, two = Taken(taken_at=local(22, 14)), Taken(taken_at=local(22, 15))
    correct_arrest(actor=office.maya, arrest=arrest, taken=one, version=1, at=NOW)

    with pytest.raises(ChangedMeanwhile) as refused:
        correct_arrest(actor=office.anju, arrest=arrest, taken=two, version=1, at=NOW)

    assert "Somebody corrected this while you were writing" in refused.value.sentence
    assert judge_clock(arrest).runs_out_at == local(23, 14)


def test_two_who_write_down_an_arrest_at_once_make_one(
    office: Office, case: Case, arrest: Arrest
) -> None:
    taken = Taken(taken_at=local(22, 17))

    with pytest.raises(HeldAlready) as refused:
        record_arrest(actor=office.maya, case=case, taken=taken, at=NOW)

    assert "Correct that one, or write down the release first" in refused.value.sentence
    assert case.arrests.count() == 1


def test_a_release_stops_every_clock_and_a_new_arrest_can_follow(
    office: Office, case: Case, arrest: Arrest
) -> None:
    record_step(
        actor=office.sunita,
        arrest=arrest,
        event=Event.RELEASE,
        happened_at=local(23, 8),
        at=NOW,
    )

    assert arrest.clocks.filter(stopped_at=None).count() == 0
    again = Taken(taken_at=local(23, 8, 30))
    assert record_arrest(actor=office.sunita, case=case, taken=again, at=NOW).pk


def test_a_release_before_the_arrest_says_what_to_do_and_changes_nothing(
    office: Office, arrest: Arrest
) -> None:
    with pytest.raises(BeforeTheArrest) as refused:
        record_step(
            actor=office.sunita,
            arrest=arrest,
            event=Event.RELEASE,
            happened_at=local(22, 16),
            at=NOW,
        )

    assert refused.value.sentence == (
        "“Released” would be before the person was taken, on 22.11.2026, 16:30. "
        "Correct one of the two times."
    )
    assert refused.value.field == "happened_at"
    assert arrest.steps.count() == 0
    assert judge_clock(arrest).stopped_at is None


def test_a_release_before_the_judge_is_sent_back(
    office: Office, arrest: Arrest
) -> None:
    record_step(
        actor=office.sunita,
        arrest=arrest,
        event=Event.FIRST_PRODUCTION,
        happened_at=local(23, 8),
        at=NOW,
    )

    with pytest.raises(StepsBackwards) as refused:
        record_step(
            actor=office.sunita,
            arrest=arrest,
            event=Event.RELEASE,
            happened_at=local(23, 7),
            at=NOW,
        )

    assert "look at the order of the steps" in refused.value.sentence
    assert Arrest.objects.get(pk=arrest.pk).released_at is None


def test_a_range_that_runs_backwards_is_sent_back(office: Office, case: Case) -> None:
    taken = Taken(taken_at=local(22, 16), latest=local(22, 15))

    with pytest.raises(RangeBackwards) as refused:
        record_arrest(actor=office.sunita, case=case, taken=taken, at=NOW)

    assert "Exchange the two, or correct one" in refused.value.sentence
    assert case.arrests.count() == 0


def test_what_is_still_to_come_cannot_be_written_down(
    office: Office, case: Case
) -> None:
    taken = Taken(taken_at=local(23, 9, 1))

    with pytest.raises(NotYet) as refused:
        record_arrest(actor=office.sunita, case=case, taken=taken, at=NOW)

    assert refused.value.field == "taken_at"


def test_a_journey_that_goes_on_holds_the_clock_for_the_sweeper(
    office: Office, arrest: Arrest
) -> None:
    record_pause(
        actor=office.sunita,
        arrest=arrest,
        kind=WAY,
        began_at=local(23, 8),
        ended_at=None,
        at=NOW,
    )

    clock = judge_clock(arrest)
    assert clock.stands_since == local(23, 8)
    assert clock not in run_out(local(23, 23))


def test_the_end_of_a_journey_gives_its_minutes_back(
    office: Office, arrest: Arrest
) -> None:
    pause = record_pause(
        actor=office.sunita,
        arrest=arrest,
        kind=WAY,
        began_at=local(23, 8),
        ended_at=None,
        at=NOW,
    )

    end_pause(actor=office.sunita, pause=pause, ended_at=local(23, 8, 45), at=NOW)

    clock = judge_clock(arrest)
    assert (clock.runs_out_at, clock.stands_since) == (local(23, 17, 15), None)


def test_overlapping_journeys_are_sent_back(office: Office, arrest: Arrest) -> None:
    first = {"kind": WAY, "began_at": local(23, 7), "ended_at": local(23, 8)}
    record_pause(actor=office.sunita, arrest=arrest, at=NOW, **first)  # type: ignore[arg-type]

    with pytest.raises(PausesOverlap) as refused:
        record_pause(
            actor=office.maya,
            arrest=arrest,
            kind="journey_to_station",
            began_at=local(23, 7, 30),
            ended_at=local(23, 8, 30),
            at=NOW,
        )

    assert "no minute is left out twice" in refused.value.sentence
    assert arrest.pauses.count() == 1


def test_a_journey_that_ends_before_it_begins_is_sent_back(
    office: Office, arrest: Arrest
) -> None:
    with pytest.raises(PauseBackwards) as refused:
        record_pause(
            actor=office.sunita,
            arrest=arrest,
            kind=WAY,
            began_at=local(23, 8),
            ended_at=local(23, 7),
            at=NOW,
        )

    assert refused.value.sentence.startswith("The end is before the beginning")
    assert arrest.pauses.count() == 0


def test_the_clock_that_runs_out_next_stands_in_front(
    office: Office, arrest: Arrest
) -> None:
    running = clocks_running(office.anju, at=NOW)

    assert [one.clock for one in running] == [
        "lawyer",
        "before_a_judge",
        "before_a_judge_un",
    ]
    assert [one.kind for one in running] == ["soon", "", ""]


def test_clocks_of_others_do_not_run_for_an_outsider(
    office: Office, arrest: Arrest
) -> None:
    assert clocks_running(office.outsider, at=NOW) == ()
    assert clocks_running(office.rina, at=NOW) == ()


def test_a_step_written_again_is_corrected_and_not_doubled(
    office: Office, arrest: Arrest
) -> None:
    for hour in (7, 8):
        record_step(
            actor=office.sunita,
            arrest=arrest,
            event=Event.COUNSEL_CONTACT,
            happened_at=local(23, hour),
            at=NOW,
        )

    assert arrest.steps.get().at == local(23, 8)


def test_a_release_that_did_not_happen_lets_the_clocks_run_again(
    office: Office, arrest: Arrest
) -> None:
    step = record_step(
        actor=office.sunita,
        arrest=arrest,
        event=Event.RELEASE,
        happened_at=local(23, 8),
        at=NOW,
    )

    take_back_step(actor=office.maya, step=step, at=NOW)

    assert judge_clock(arrest).stopped_at is None
    assert Arrest.objects.get(pk=arrest.pk).released_at is None
    assert arrest.case.timeline.filter(kind="taken_back", about="release").exists()


def test_a_release_is_not_taken_back_while_a_later_arrest_runs(
    office: Office, case: Case, arrest: Arrest
) -> None:
    step = record_step(
        actor=office.sunita,
        arrest=arrest,
        event=Event.RELEASE,
        happened_at=local(23, 7),
        at=NOW,
    )
    again = Taken(taken_at=local(23, 8))
    record_arrest(actor=office.sunita, case=case, taken=again, at=NOW)

    with pytest.raises(HeldAlready) as refused:
        take_back_step(actor=office.maya, step=step, at=NOW)

    assert refused.value.sentence.startswith("A later arrest is written down.")
