"""Somebody leaves: what she had is another's, nobody is locked out, nothing is opened."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from payung.programme.cases.actions import add_member
from payung.programme.cases.lending.leaving import hand_on_all, last_who_can_open
from payung.programme.cases.lending.loans import NewLoan, lend_case
from payung.programme.cases.lending.stepping_aside import step_aside
from payung.programme.cases.models import (
    Case,
    CaseMember,
    Conflict,
    Loan,
    Task,
    Todo,
)
from payung.programme.cases.tasks import NewTask, add_task
from payung.programme.journal.models import Entry
from payung.programme.people.closing import close_account
from payung.programme.people.models import Person
from payung.programme.people.side_teams import NobodyLeft
from payung.programme.people.teams import grant_team
from tests.cast import PASSPHRASE
from tests.programme.cases.conftest import NOW, local
from tests.programme.cases.lending.conftest import (
    TITLE,
    Two,
    nonsense,
    now_as,
    person,
    title_for,
)


LATER = local(24, 9)


def asked_of(two: Two, case: Case, handle: str) -> Task:
    new = NewTask(kind=Todo.COURT, due_at=LATER, assigned_to=person(handle))
    return add_task(actor=two.sunita, case=case, new=new, at=NOW)


def leave(two: Two, handle: str, *, successor: Person | None) -> None:
    close_account(actor=two.maya, person=person(handle), at=LATER)
    hand_on_all(actor=two.maya, leaver=person(handle), successor=successor, at=LATER)


def test_her_cases_and_tasks_are_her_successors(two: Two, lent: Case) -> None:
    task = asked_of(two, lent, "sunita")

    leave(two, "sunita", successor=person("anju"))

    task.refresh_from_db()
    assert task.assigned_to == person("anju")
    looks_after = CaseMember.objects.filter(until=None)
    assert list(looks_after.values_list("person__handle", flat=True)) == ["anju"]
    assert title_for(now_as("anju"), lent.reference) == TITLE
    assert Entry.objects.get(kind="case.handed_on").details == {
        "who": "anju",
        "cases": 1,
    }


def test_without_a_successor_they_are_anyones(two: Two, lent: Case) -> None:
    task = asked_of(two, lent, "sunita")

    leave(two, "sunita", successor=None)

    task.refresh_from_db()
    assert task.assigned_to is None
    assert not CaseMember.objects.filter(until=None).exists()


def test_a_successor_gets_nothing_that_she_cannot_open(two: Two, lent: Case) -> None:
    task = asked_of(two, lent, "sunita")

    leave(two, "sunita", successor=person("operator"))

    task.refresh_from_db()
    assert task.assigned_to is None
    assert title_for(now_as("operator"), lent.reference) == ""


def test_handing_on_works_though_nothing_in_it_can_be_opened(
    two: Two, lent: Case
) -> None:
    task = asked_of(two, lent, "sunita")
    nonsense(lent)

    leave(two, "sunita", successor=person("anju"))

    task.refresh_from_db()
    assert task.assigned_to == person("anju")
    assert not Entry.objects.filter(kind="case.shown").exists()


def test_what_is_done_keeps_her_name(two: Two, lent: Case) -> None:
    task = asked_of(two, lent, "sunita")
    Task.objects.filter(pk=task.pk).update(done_at=NOW, done_by="sunita")

    leave(two, "sunita", successor=person("anju"))

    task.refresh_from_db()
    assert task.assigned_to == person("sunita")


def test_the_last_who_can_open_a_case_cannot_be_closed_away(
    two: Two, lent: Case
) -> None:
    for handle in ("sunita", "maya"):
        step_aside(
            actor=now_as(handle),
            case=Case.objects.get(),
            reason=Conflict.RELATIVE,
            at=NOW,
        )

    with pytest.raises(NobodyLeft) as refused:
        close_account(actor=now_as("maya"), person=person("anju"), at=LATER)

    assert person("anju").is_active
    assert title_for(now_as("anju"), lent.reference) == TITLE
    assert last_who_can_open(refused.value).sentence == (
        f"Only she can open {lent.reference}. Ask her, or whoever asked her to step "
        "in, to let somebody else see it first; then close her account."
    )


def test_once_somebody_else_is_in_she_can_leave(two: Two, lent: Case) -> None:
    for handle in ("sunita", "maya"):
        step_aside(
            actor=now_as(handle),
            case=Case.objects.get(),
            reason=Conflict.RELATIVE,
            at=NOW,
        )
    grant_team(actor=now_as("anju"), team=two.team, member=person("outsider"), at=NOW)

    close_account(actor=now_as("maya"), person=person("anju"), at=LATER)

    assert title_for(now_as("outsider"), lent.reference) == TITLE
    assert title_for(now_as("maya"), lent.reference) == ""


def test_a_borrower_who_leaves_gives_back_what_she_had(two: Two, lent: Case) -> None:
    new = NewLoan(person=person("operator"), until=LATER)
    lend_case(actor=two.sunita, case=lent, new=new, at=NOW)
    add_member(
        actor=now_as("sunita"),
        case=Case.objects.get(),
        person=person("operator"),
        at=NOW,
    )

    leave(two, "operator", successor=None)

    assert Loan.objects.get().ended_by == "maya"
    assert CaseMember.objects.get(person=person("operator")).until == LATER
    assert not person("operator").grants.filter(team__kind="side").exists()
    assert title_for(now_as("anju"), lent.reference) == TITLE


def signed_in(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def test_the_page_closes_an_account_and_hands_on_what_she_had(
    two: Two, lent: Case
) -> None:
    task = asked_of(two, lent, "sunita")
    given = {"handle": "sunita", "sure": "yes", "successor": "anju"}

    signed_in("maya").post(reverse("close-account"), given)

    task.refresh_from_db()
    assert not person("sunita").is_active
    assert task.assigned_to == person("anju")


def test_the_page_asks_again_where_the_successor_is_not_known(
    two: Two, lent: Case
) -> None:
    given = {"handle": "sunita", "sure": "yes", "successor": "nobody-here"}

    page = signed_in("maya").post(reverse("close-account"), given, follow=True)

    assert person("sunita").is_active
    assert "There is nobody here with the name nobody-here." in page.text


def test_the_page_says_whom_to_let_in_before_the_last_one_leaves(
    two: Two, lent: Case
) -> None:
    for handle in ("sunita", "maya"):
        step_aside(
            actor=now_as(handle),
            case=Case.objects.get(),
            reason=Conflict.RELATIVE,
            at=NOW,
        )

    page = signed_in("maya").post(
        reverse("close-account"), {"handle": "anju", "sure": "yes"}, follow=True
    )

    assert person("anju").is_active
    assert f"Only she can open {lent.reference}." in page.text
