"""How a case moves on and how it ends."""

from __future__ import annotations

import pytest

from payung.programme.cases.actions import (
    NotFromHere,
    NothingWritten,
    NotInTheTeam,
    OpenTasks,
    add_member,
    change_stage,
    close_case,
    end_member,
    write_note,
)
from payung.programme.cases.models import Case, Todo
from payung.programme.cases.stages import AT_REST, TRANSITIONS, Outcome, Stage
from payung.programme.cases.tasks import (
    AtRest,
    DoneAlready,
    NewTask,
    add_task,
    finish_task,
)
from payung.programme.people.models import Person
from tests.programme.cases.conftest import NOW, Office, local


CALL = NewTask(kind=Todo.CALL, due_at=local(23, 8), text="Ask her sister")


def in_hand(office: Office, case: Case) -> Case:
    return change_stage(actor=office.sunita, case=case, stage=Stage.OPEN, at=NOW)


def person(handle: str) -> Person:
    return Person.objects.get(handle=handle)


def test_every_stage_can_be_left() -> None:
    assert {stage for stage in Stage if not TRANSITIONS[stage]} == set()


def test_what_is_at_rest_can_only_be_opened_again() -> None:
    assert {TRANSITIONS[stage] for stage in AT_REST} == {(Stage.REOPENED,)}


def test_what_nobody_has_looked_at_cannot_be_closed() -> None:
    assert Stage.CLOSED not in TRANSITIONS[Stage.NEW]


@pytest.mark.parametrize("stage", list(Stage))
def test_no_stage_follows_itself(stage: Stage) -> None:
    assert stage not in TRANSITIONS[stage]


@pytest.mark.parametrize("now", list(Stage))
@pytest.mark.parametrize("then", list(Stage))
def test_a_case_moves_as_the_table_says_and_in_no_other_way(
    office: Office, case: Case, now: Stage, then: Stage
) -> None:
    Case.objects.update(stage=now)
    allowed = then in TRANSITIONS[now] and then is not Stage.CLOSED

    try:
        change_stage(actor=office.sunita, case=case, stage=then, at=NOW)
        moved = True
    except NotFromHere:
        moved = False

    assert moved == allowed


def test_a_stage_that_does_not_follow_is_refused_in_words(
    office: Office, case: Case
) -> None:
    with pytest.raises(NotFromHere) as refused:
        change_stage(actor=office.sunita, case=case, stage=Stage.WAITING, at=NOW)

    assert refused.value.sentence == (
        "“Waiting for others” cannot follow “New”. Look at the page again."
    )


def test_closing_keeps_the_reason(office: Office, case: Case) -> None:
    in_hand(office, case)

    closed = close_case(actor=office.maya, case=case, outcome=Outcome.NEEDS_MET, at=NOW)

    assert (closed.stage, closed.outcome, closed.closed_at) == (
        "closed",
        "needs_met",
        NOW,
    )


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (1, "One thing is still to be done here."),
        (2, "2 things are still to be done here."),
    ],
)
def test_nothing_closes_while_something_is_to_be_done(
    office: Office, case: Case, count: int, sentence: str
) -> None:
    in_hand(office, case)
    for _each in range(count):
        add_task(actor=office.sunita, case=case, new=CALL, at=NOW)

    with pytest.raises(OpenTasks) as refused:
        close_case(actor=office.maya, case=case, outcome=Outcome.NEEDS_MET, at=NOW)

    assert refused.value.sentence.startswith(sentence)
    assert Case.objects.get().stage == Stage.OPEN


def test_what_was_closed_can_be_opened_again(office: Office, case: Case) -> None:
    in_hand(office, case)
    close_case(actor=office.maya, case=case, outcome=Outcome.NO_CONTACT, at=NOW)

    again = change_stage(actor=office.maya, case=case, stage=Stage.REOPENED, at=NOW)

    assert (again.closed_at, again.outcome) == (None, "")


def test_nothing_new_is_to_be_done_in_a_closed_case(office: Office, case: Case) -> None:
    in_hand(office, case)
    close_case(actor=office.maya, case=case, outcome=Outcome.NEEDS_MET, at=NOW)

    with pytest.raises(AtRest) as refused:
        add_task(actor=office.sunita, case=case, new=CALL, at=NOW)

    assert refused.value.sentence.endswith("Open it again first.")


def test_a_task_is_done_once_and_the_second_is_told_by_whom(
    office: Office, case: Case
) -> None:
    task = add_task(actor=office.sunita, case=case, new=CALL, at=NOW)
    finish_task(actor=office.sunita, task=task, at=NOW)

    with pytest.raises(DoneAlready) as refused:
        finish_task(actor=office.anju, task=task, at=NOW)

    assert refused.value.sentence == "sunita did this already."


@pytest.mark.parametrize("handle", ["outsider", "rina"])
def test_who_cannot_open_a_case_cannot_look_after_it(
    office: Office, case: Case, handle: str
) -> None:
    with pytest.raises(NotInTheTeam):
        add_member(actor=office.maya, case=case, person=person(handle), at=NOW)


def test_her_tasks_go_back_to_the_team_when_she_leaves_the_case(
    office: Office, case: Case
) -> None:
    member = add_member(actor=office.maya, case=case, person=person("anju"), at=NOW)
    hers = NewTask(kind=Todo.COURT, due_at=NOW, assigned_to=person("anju"))
    task = add_task(actor=office.maya, case=case, new=hers, at=NOW)

    end_member(actor=office.maya, member=member, at=NOW)

    task.refresh_from_db()
    assert task.assigned_to is None
    assert member.until == NOW


def test_two_who_write_at_once_both_stay(office: Office, case: Case) -> None:
    hers, mine = Case.objects.get(), Case.objects.get()

    write_note(actor=office.sunita, case=hers, text="She called", at=NOW)
    write_note(actor=office.maya, case=mine, text="He came", at=NOW)

    assert case.timeline.filter(kind="written").count() == 2


def test_an_empty_note_asks_for_words(office: Office, case: Case) -> None:
    with pytest.raises(NothingWritten) as refused:
        write_note(actor=office.sunita, case=case, text="  ", at=NOW)

    assert refused.value.sentence == "Write something first."


def test_the_timeline_is_in_the_order_in_which_things_happened(
    office: Office, case: Case
) -> None:
    before = local(21, 20)
    write_note(
        actor=office.sunita, case=case, text="Before", happened_at=before, at=NOW
    )

    kinds = list(case.timeline.order_by("at").values_list("kind", flat=True))

    assert kinds == ["written", "opened"]
