"""A case of somebody who is counselled is not closed before three things are checked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from payung.programme.cases.actions import OpenTasks, change_stage
from payung.programme.cases.models import Case
from payung.programme.cases.stages import Outcome, Stage
from payung.programme.counselling.closing import (
    Checks,
    GoalsOpen,
    NotASupervisor,
    NotChecked,
    close_with_checks,
    supervise,
)
from payung.programme.counselling.codes import SessionKind
from payung.programme.counselling.models import ClosingCheck
from payung.programme.counselling.planning import add_goal
from payung.programme.counselling.sweeping import sweep
from payung.programme.counselling.talking import NewSession, record_session
from payung.programme.people.actors import Actor
from tests.programme.cases.conftest import Office
from tests.programme.consents.conftest import NOW


DAY = timedelta(days=1)
ALL = Checks(safety_plan_reviewed=True, told_she_can_return=True)
TALK = NewSession(held_at=NOW, kind=SessionKind.MEETING, minutes=30)


@pytest.fixture
def open_case(office: Office, helped: Case) -> Case:
    return change_stage(actor=office.sunita, case=helped, stage=Stage.OPEN, at=NOW)


def close(
    actor: Actor,
    case: Case,
    *,
    checks: Checks = ALL,
    outcome: Outcome = Outcome.NEEDS_MET,
) -> Case:
    return close_with_checks(
        actor=actor, case=case, outcome=outcome, checks=checks, at=NOW + DAY
    )


def test_with_all_three_checks_it_is_closed_and_they_are_kept(
    office: Office, open_case: Case
) -> None:
    supervise(actor=office.maya, case=open_case, at=NOW)

    closed = close(office.sunita, open_case)

    kept = ClosingCheck.objects.get(case=open_case)
    assert (closed.stage, closed.outcome) == ("closed", "needs_met")
    assert (kept.reviewed_by, kept.by) == ("maya", "sunita")


@pytest.mark.parametrize(
    ("checks", "words"),
    [
        pytest.param(
            Checks(safety_plan_reviewed=False, told_she_can_return=True),
            "plan for her safety",
            id="the plan for her safety",
        ),
        pytest.param(
            Checks(safety_plan_reviewed=True, told_she_can_return=False),
            "come back at any time",
            id="that she can come back",
        ),
    ],
)
def test_what_was_not_done_with_her_is_named(
    office: Office, open_case: Case, checks: Checks, words: str
) -> None:
    supervise(actor=office.maya, case=open_case, at=NOW)

    with pytest.raises(NotChecked) as refused:
        close(office.sunita, open_case, checks=checks)

    open_case.refresh_from_db()
    assert words in refused.value.sentence
    assert open_case.stage == "open"


def test_without_a_supervisor_it_is_not_closed(office: Office, open_case: Case) -> None:
    with pytest.raises(NotChecked) as refused:
        close(office.sunita, open_case)

    assert "coordinator or project officer" in refused.value.sentence


def test_nobody_supervises_herself(office: Office, open_case: Case) -> None:
    supervise(actor=office.maya, case=open_case, at=NOW)

    with pytest.raises(NotChecked):
        close(office.maya, open_case)


def test_a_session_after_the_look_needs_another_look(
    office: Office, open_case: Case
) -> None:
    supervise(actor=office.maya, case=open_case, at=NOW)
    late = NOW + timedelta(hours=1)
    record_session(actor=office.sunita, case=open_case, new=TALK, at=late)

    with pytest.raises(NotChecked):
        close(office.sunita, open_case)


def test_a_paralegal_does_not_supervise(office: Office, open_case: Case) -> None:
    with pytest.raises(NotASupervisor):
        supervise(actor=office.sunita, case=open_case, at=NOW)


def test_with_somebody_who_cannot_be_found_nothing_is_looked_at_together(
    office: Office, open_case: Case
) -> None:
    supervise(actor=office.maya, case=open_case, at=NOW)
    nothing = Checks(safety_plan_reviewed=False, told_she_can_return=False)

    closed = close(office.sunita, open_case, checks=nothing, outcome=Outcome.NO_CONTACT)

    assert closed.stage == "closed"
    assert ClosingCheck.objects.get().told_she_can_return is False


def test_a_plan_with_open_goals_is_not_finished(
    office: Office, open_case: Case
) -> None:
    add_goal(
        actor=office.sunita, case=open_case, text="A room", due_at=NOW + DAY, at=NOW
    )
    supervise(actor=office.maya, case=open_case, at=NOW)

    with pytest.raises(GoalsOpen) as refused:
        close(office.sunita, open_case, outcome=Outcome.PLAN_COMPLETE)

    assert refused.value.sentence.startswith("One goal of the plan is still open.")


def test_what_is_still_to_be_done_keeps_it_open_and_nothing_is_half_kept(
    office: Office, open_case: Case
) -> None:
    supervise(actor=office.maya, case=open_case, at=NOW)
    sweep(at=NOW + DAY)

    with pytest.raises(OpenTasks):
        close(office.sunita, open_case)

    assert not ClosingCheck.objects.exists()


def test_opened_again_it_needs_its_checks_anew(office: Office, open_case: Case) -> None:
    supervise(actor=office.maya, case=open_case, at=NOW)
    closed = close(office.sunita, open_case)
    change_stage(
        actor=office.sunita, case=closed, stage=Stage.REOPENED, at=NOW + 2 * DAY
    )

    with pytest.raises(NotChecked):
        close(office.sunita, closed)


def test_without_counselling_a_case_is_closed_as_before(
    office: Office, case: Case
) -> None:
    change_stage(actor=office.sunita, case=case, stage=Stage.OPEN, at=NOW)
    nothing = Checks(safety_plan_reviewed=False, told_she_can_return=False)

    closed = close(office.sunita, case, checks=nothing)

    assert closed.stage == "closed"
    assert not ClosingCheck.objects.exists()
