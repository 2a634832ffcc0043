"""A case is lent for a time, and the time ends by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from payung.programme.cases.access import NoSuchCase
from payung.programme.cases.actions import NewCase, add_member, open_case
from payung.programme.cases.lending.loans import (
    NewLoan,
    end_loan,
    lend_case,
    lend_longer,
)
from payung.programme.cases.lending.refusals import (
    NotLentOn,
    NotSoLong,
    NotToHer,
    OnlyOne,
    OverAlready,
)
from payung.programme.cases.lending.stepping_aside import step_aside
from payung.programme.cases.lending.sweeping import sweep
from payung.programme.cases.models import (
    Case,
    CaseMember,
    Conflict,
    ForWhom,
    Loan,
    NoteKind,
)
from payung.programme.cases.staff_notes.keeping import notes_for, write_staff_note
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.side_teams import is_untidy
from payung.programme.people.teams import grant_team
from tests.programme.cases.conftest import NOW
from tests.programme.cases.lending.conftest import (
    TITLE,
    Two,
    key_opens_for,
    now_as,
    person,
    title_for,
)


WEEK = NOW + timedelta(days=7)


def lend(
    actor: Actor, case: Case, to: str = "operator", *, staff: bool = False
) -> Loan:
    new = NewLoan(person=person(to), until=WEEK, with_staff_notes=staff)
    return lend_case(actor=actor, case=case, new=new, at=NOW)


def test_the_borrower_opens_it_and_nothing_else_of_the_team(
    two: Two, lent: Case
) -> None:
    new = NewCase(team=two.team, title="Another")
    another = open_case(actor=two.sunita, new=new, at=NOW)

    lend(two.sunita, lent)

    assert title_for(now_as("operator"), lent.reference) == TITLE
    assert title_for(now_as("operator"), another.reference) == ""
    assert title_for(now_as("officer"), lent.reference) == ""
    for handle in ("maya", "sunita", "anju"):
        assert title_for(now_as(handle), lent.reference) == TITLE


def test_it_ends_by_itself_though_nobody_with_keys_is_there(
    two: Two, lent: Case
) -> None:
    lend(two.sunita, lent)

    assert sweep(at=WEEK - timedelta(seconds=1)) == 0
    assert sweep(at=WEEK) == 1
    assert sweep(at=WEEK) == 0

    assert title_for(now_as("operator"), lent.reference) == ""
    assert not key_opens_for(now_as("operator"), lent)
    assert title_for(now_as("anju"), lent.reference) == TITLE
    assert is_untidy(now_as("anju"))


def test_a_loan_that_is_over_gives_nothing_even_before_the_sweeper_came(
    two: Two, lent: Case
) -> None:
    lend(two.sunita, lent)
    new = NewLoan(person=person("officer"), until=WEEK + timedelta(days=1))

    lend_case(actor=two.anju, case=Case.objects.get(), new=new, at=WEEK)
    sweep(at=WEEK)

    assert title_for(now_as("operator"), lent.reference) == ""
    assert title_for(now_as("officer"), lent.reference) == TITLE


@pytest.mark.parametrize(
    "until",
    [
        pytest.param(NOW, id="now is no time at all"),
        pytest.param(NOW - timedelta(days=1), id="yesterday is over"),
        pytest.param(NOW + timedelta(days=90, minutes=1), id="more than 90 days"),
    ],
)
def test_no_loan_without_an_end_that_is_near(
    until: object, two: Two, lent: Case
) -> None:
    new = NewLoan(person=person("operator"), until=until)  # type: ignore[arg-type]

    with pytest.raises(NotSoLong):
        lend_case(actor=two.sunita, case=lent, new=new, at=NOW)

    assert title_for(now_as("operator"), lent.reference) == ""


@pytest.mark.parametrize(
    "handle",
    [
        pytest.param("anju", id="she can open it already"),
        pytest.param("rina", id="another country"),
    ],
)
def test_it_is_lent_to_nobody_who_has_it_or_is_abroad(
    handle: str, two: Two, lent: Case
) -> None:
    with pytest.raises(NotToHer):
        lend(two.sunita, lent, handle)


def test_it_is_not_lent_to_who_stands_aside(two: Two, lent: Case) -> None:
    step_aside(actor=two.anju, case=lent, reason=Conflict.POLICE, at=NOW)

    with pytest.raises(NotToHer):
        lend(now_as("sunita"), Case.objects.get(), "anju")


def test_a_borrower_neither_lends_it_on_nor_prolongs_it(two: Two, lent: Case) -> None:
    loan = lend(two.sunita, lent)
    case = Case.objects.get()

    with pytest.raises(NotLentOn):
        lend(now_as("operator"), case, "officer")
    with pytest.raises(NotLentOn):
        lend_longer(
            actor=now_as("operator"), loan=loan, until=WEEK + timedelta(1), at=NOW
        )


def test_a_borrower_can_give_it_back(two: Two, lent: Case) -> None:
    loan = lend(two.sunita, lent)

    end_loan(actor=now_as("operator"), loan=loan, at=NOW + timedelta(hours=1))

    assert title_for(now_as("operator"), lent.reference) == ""
    with pytest.raises(NoSuchCase):
        end_loan(actor=now_as("operator"), loan=loan, at=NOW)
    with pytest.raises(OverAlready):
        end_loan(actor=now_as("maya"), loan=loan, at=NOW)


def test_lent_longer_it_ends_later(two: Two, lent: Case) -> None:
    loan = lend(two.sunita, lent)
    later = WEEK + timedelta(days=7)

    lend_longer(actor=now_as("anju"), loan=loan, until=later, at=WEEK - timedelta(1))

    assert sweep(at=WEEK) == 0
    assert title_for(now_as("operator"), lent.reference) == TITLE
    assert sweep(at=later) == 1
    assert title_for(now_as("operator"), lent.reference) == ""


def test_a_borrower_who_joined_the_team_meanwhile_keeps_it(
    two: Two, lent: Case
) -> None:
    lend(two.sunita, lent)
    grant_team(actor=now_as("maya"), team=two.team, member=person("operator"), at=NOW)

    sweep(at=WEEK)

    assert title_for(now_as("operator"), lent.reference) == TITLE


def test_the_last_of_the_team_cannot_leave_it_to_a_borrower(
    two: Two, lent: Case
) -> None:
    lend(two.sunita, lent)
    step_aside(
        actor=now_as("sunita"),
        case=Case.objects.get(),
        reason=Conflict.MONEY,
        at=NOW,
    )
    step_aside(
        actor=now_as("anju"), case=Case.objects.get(), reason=Conflict.MONEY, at=NOW
    )

    with pytest.raises(OnlyOne):
        step_aside(
            actor=now_as("maya"),
            case=Case.objects.get(),
            reason=Conflict.MONEY,
            at=NOW,
        )


def test_a_borrower_with_a_conflict_steps_aside_and_her_loan_is_over(
    two: Two, lent: Case
) -> None:
    lend(two.sunita, lent)

    step_aside(
        actor=now_as("operator"),
        case=Case.objects.get(),
        reason=Conflict.RELATIVE,
        at=NOW,
    )

    assert title_for(now_as("operator"), lent.reference) == ""
    assert Loan.objects.get().ended_by == "operator"
    assert title_for(now_as("sunita"), lent.reference) == TITLE


def test_what_a_borrower_had_to_do_is_anyones_afterwards(two: Two, lent: Case) -> None:
    lend(two.sunita, lent)
    add_member(
        actor=now_as("sunita"),
        case=Case.objects.get(),
        person=person("operator"),
        at=NOW,
    )

    sweep(at=WEEK)

    assert CaseMember.objects.get(person=person("operator")).until == WEEK


def test_a_borrower_reads_no_notes_for_staff_unless_the_loan_says_so(
    two: Two, lent: Case
) -> None:
    write_staff_note(
        actor=two.sunita,
        case=lent,
        kind=NoteKind.STRATEGY,
        for_whom=ForWhom.TEAM,
        text="Ask for bail first",
        at=NOW,
    )

    lend(two.sunita, lent)
    lend(now_as("sunita"), Case.objects.get(), "officer", staff=True)

    case = Case.objects.get()
    assert notes_for(now_as("operator"), case).count() == 0
    assert notes_for(now_as("officer"), case).count() == 1
    assert notes_for(now_as("anju"), case).count() == 1


def test_one_side_team_is_enough_for_all_that_happens_to_a_case(
    two: Two, lent: Case
) -> None:
    step_aside(actor=two.anju, case=lent, reason=Conflict.POLICE, at=NOW)
    lend(now_as("sunita"), Case.objects.get())
    lend(now_as("sunita"), Case.objects.get(), "officer")

    assert Team.objects.filter(kind="side").count() == 1
    assert title_for(now_as("anju"), lent.reference) == ""
    assert title_for(now_as("officer"), lent.reference) == TITLE
