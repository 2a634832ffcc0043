"""Two in the same moment, and a power cut between any two statements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.lending.loans import NewLoan, end_loan, lend_case
from payung.programme.cases.lending.refusals import OnlyOne, OverAlready
from payung.programme.cases.lending.stepping_aside import step_aside
from payung.programme.cases.lending.sweeping import sweep
from payung.programme.cases.models import Case, Conflict, Loan, SteppedAside
from payung.programme.journal.queries import broken_places
from payung.programme.people.actors import Actor
from payung.programme.people.closing import close_account
from payung.programme.people.models import Team
from payung.programme.people.side_teams import NobodyLeft
from tests.cast import ANJU, MAYA, OPERATOR, SUNITA, team_of
from tests.programme.cases.conftest import NOW
from tests.programme.cases.lending.conftest import TITLE, now_as, person, title_for
from tests.programme.killed import killed_everywhere


AtOnce = Callable[..., list[BaseException]]
pytestmark = pytest.mark.django_db(transaction=True)
WEEK = NOW + timedelta(days=7)


def one_case(*parts: object) -> tuple[Case, list[Actor]]:
    team, actors = team_of(*parts)  # type: ignore[arg-type]
    new = NewCase(team=team, title=TITLE)
    return open_case(actor=actors[0], new=new, at=NOW), actors


def stepping_aside(actor: Actor, case: Case) -> Callable[[], object]:
    return lambda: step_aside(actor=actor, case=case, reason=Conflict.RELATIVE, at=NOW)


@pytest.mark.parametrize("_round", range(3))
def test_of_the_last_two_who_step_aside_at_once_one_stays(
    _round: int, at_once: AtOnce
) -> None:
    case, [maya, sunita] = one_case(MAYA, SUNITA)

    raised = at_once(stepping_aside(maya, case), stepping_aside(sunita, case))

    assert [type(one) for one in raised] == [OnlyOne]
    can = [h for h in ("maya", "sunita") if title_for(now_as(h), case.reference)]
    assert len(can) == 1
    assert broken_places() == []


@pytest.mark.parametrize("_round", range(3))
def test_two_of_three_who_step_aside_at_once_are_both_out(
    _round: int, at_once: AtOnce
) -> None:
    case, [_maya, sunita, anju] = one_case(MAYA, SUNITA, ANJU)

    raised = at_once(stepping_aside(sunita, case), stepping_aside(anju, case))

    assert raised == []
    assert title_for(now_as("maya"), case.reference) == TITLE
    assert title_for(now_as("sunita"), case.reference) == ""
    assert title_for(now_as("anju"), case.reference) == ""
    assert Team.objects.filter(kind="side").count() == 1


@pytest.mark.parametrize("_round", range(3))
def test_stepping_aside_and_closing_the_other_account_leave_somebody(
    _round: int, at_once: AtOnce
) -> None:
    case, [maya, _sunita] = one_case(MAYA, SUNITA)
    closed = person("sunita")

    raised = at_once(
        stepping_aside(maya, case),
        lambda: close_account(actor=maya, person=closed, at=NOW),
    )

    assert [type(one) for one in raised] in ([OnlyOne], [NobodyLeft])
    active = [h for h in ("maya", "sunita") if person(h).is_active]
    assert [title_for(now_as(h), case.reference) for h in active].count(TITLE) == 1


def test_a_loan_that_two_end_at_once_is_ended_once(at_once: AtOnce) -> None:
    case, [maya, _sunita] = one_case(MAYA, SUNITA)
    team_of(OPERATOR, name="Night team")
    new = NewLoan(person=person("operator"), until=WEEK)
    loan = lend_case(actor=maya, case=case, new=new, at=NOW)
    people = [now_as("maya"), now_as("sunita")]

    raised = at_once(
        *(lambda who=who: end_loan(actor=who, loan=loan, at=WEEK) for who in people),
        lambda: sweep(at=WEEK),
    )

    assert {type(one) for one in raised} <= {OverAlready}
    assert title_for(now_as("operator"), case.reference) == ""
    assert case.timeline.filter(kind="lent_over").count() == 1


def test_killed_anywhere_she_is_wholly_in_or_wholly_out(at_once: AtOnce) -> None:
    case, [_maya, sunita] = one_case(MAYA, SUNITA)
    deaths = 0

    for _number in killed_everywhere(stepping_aside(sunita, case), step=9):
        deaths += 1
        out = SteppedAside.objects.exists()
        assert Team.objects.filter(kind="side").exists() is out
        assert (Case.objects.get().team.kind == "side") is out
        assert title_for(now_as("maya"), case.reference) == TITLE
        assert title_for(now_as("sunita"), case.reference) == ("" if out else TITLE)
        if out:
            break

    assert deaths > 15
    assert title_for(now_as("sunita"), case.reference) == ""
    assert broken_places() == []


def test_a_sweeper_that_is_killed_ends_the_loan_the_next_time(at_once: AtOnce) -> None:
    case, [maya, _sunita] = one_case(MAYA, SUNITA)
    team_of(OPERATOR, name="Night team")
    new = NewLoan(person=person("operator"), until=WEEK)
    lend_case(actor=maya, case=case, new=new, at=NOW)
    deaths = 0

    for _number in killed_everywhere(lambda: sweep(at=WEEK), step=3):
        deaths += 1
        over = Loan.objects.get().ended_at is not None
        assert bool(title_for(now_as("operator"), case.reference)) is not over
        if over:
            break

    sweep(at=WEEK)
    assert deaths > 10
    assert title_for(now_as("operator"), case.reference) == ""
    assert case.timeline.filter(kind="lent_over").count() == 1
