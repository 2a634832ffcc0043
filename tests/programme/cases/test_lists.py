"""The list, the search in what is locked, and what Today is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from payung.engines.clocks import Event
from payung.programme.cases.actions import NewCase, change_stage, open_case
from payung.programme.cases.arrests import Taken, record_step
from payung.programme.cases.listing import PAGE, Wanted, page_of
from payung.programme.cases.models import Arrest, Case, Todo
from payung.programme.cases.queries import todo
from payung.programme.cases.search import search_titles
from payung.programme.cases.stages import Stage
from payung.programme.cases.tasks import NewTask, add_task
from payung.programme.journal.models import Entry
from payung.programme.people.actors import Actor
from tests.programme.cases.conftest import NOW, Office, local


def opened(office: Office, title: str, **more: object) -> Case:
    new = NewCase(team=office.team, title=title, **more)  # type: ignore[arg-type]
    return open_case(actor=office.maya, new=new, at=NOW)


def references(actor: Actor, **wanted: str) -> list[str]:
    page = page_of(actor, Wanted(**wanted), at=NOW)
    return [line.reference for line in page.lines]


def test_mine_are_those_she_looks_after(office: Office, case: Case) -> None:
    opened(office, "Of Maya")

    assert references(office.sunita, only="mine") == ["NP-26-C-000001"]
    assert references(office.maya, only="mine") == ["NP-26-C-000002"]


def test_overdue_is_a_task_past_its_hour(office: Office, case: Case) -> None:
    opened(office, "Nothing waits here")
    late = NewTask(kind=Todo.CALL, due_at=NOW - timedelta(minutes=1))

    add_task(actor=office.sunita, case=case, new=late, at=NOW)

    assert references(office.sunita, only="late") == ["NP-26-C-000001"]


@pytest.mark.parametrize(
    ("taken_at", "overdue"),
    [
        pytest.param(local(22, 9, 1), [], id="23 hours and 59 minutes"),
        pytest.param(local(22, 8, 59), ["NP-26-C-000001"], id="24 hours and a minute"),
    ],
)
def test_overdue_is_a_clock_that_ran_out_and_not_one_due_at_once(
    office: Office, taken_at: object, overdue: list[str]
) -> None:
    opened(office, "Held", taken=Taken(taken_at=taken_at))  # type: ignore[arg-type]

    assert references(office.sunita, only="late") == overdue


def test_after_the_release_nothing_is_overdue(office: Office, arrest: Arrest) -> None:
    record_step(
        actor=office.sunita,
        arrest=arrest,
        event=Event.RELEASE,
        happened_at=local(23, 8),
        at=NOW,
    )

    later = page_of(office.sunita, Wanted(only="late"), at=local(26, 9))

    assert later.lines == ()


def test_a_line_says_who_is_held_where_and_until_when(
    office: Office, arrest: Arrest
) -> None:
    [line] = page_of(office.sunita, Wanted(), at=NOW).lines

    assert line.held
    assert line.due_at == local(23, 16, 30)
    assert not line.late


@pytest.mark.parametrize("typed", ["2", "000002", "np-26-c-000002", "NP-26-C-000002"])
def test_a_reference_is_found_as_people_type_it(
    office: Office, case: Case, typed: str
) -> None:
    opened(office, "Second")

    assert references(office.sunita, reference=typed) == ["NP-26-C-000002"]


def test_a_stage_narrows_the_list(office: Office, case: Case) -> None:
    opened(office, "Second")
    change_stage(actor=office.sunita, case=case, stage=Stage.TRIAGE, at=NOW)

    assert references(office.sunita, stage="triage") == ["NP-26-C-000001"]


def test_an_area_holds_the_areas_inside_it(office: Office) -> None:
    opened(office, "There", area="NP-301")
    opened(office, "Elsewhere", area="NP-P1")

    assert references(office.sunita, where="NP-P3") == ["NP-26-C-000001"]


def test_pages_follow_one_another_without_a_gap_or_a_repeat(office: Office) -> None:
    for number in range(PAGE + 3):
        opened(office, f"Case {number}")

    first = page_of(office.sunita, Wanted(), at=NOW)
    second = page_of(office.sunita, Wanted(), at=NOW, after=first.after)

    seen = [line.reference for line in (*first.lines, *second.lines)]
    assert len(seen) == len(set(seen)) == PAGE + 3
    assert second.after is None


@pytest.mark.parametrize("who", ["outsider", "rina"])
def test_the_list_of_others_is_empty(office: Office, case: Case, who: str) -> None:
    assert references(getattr(office, who)) == []


@pytest.mark.parametrize("words", ["kamala", "TEA shop", "shop held"])
def test_words_of_a_locked_title_or_summary_are_found(
    office: Office, case: Case, words: str
) -> None:
    found = search_titles(actor=office.anju, words=words, at=NOW)

    assert [one.reference for one in found.cases] == ["NP-26-C-000001"]


def test_every_word_must_stand_there(office: Office, case: Case) -> None:
    found = search_titles(actor=office.anju, words="kamala river", at=NOW)

    assert (found.cases, found.searched) == ((), 1)


@pytest.mark.parametrize("who", ["outsider", "rina"])
def test_a_search_opens_nothing_of_others(office: Office, case: Case, who: str) -> None:
    found = search_titles(actor=getattr(office, who), words="kamala", at=NOW)

    assert (found.cases, found.searched) == ((), 0)


def test_what_was_searched_for_is_kept_nowhere(office: Office, case: Case) -> None:
    search_titles(actor=office.anju, words="kamala", at=NOW)

    entry = Entry.objects.get(kind="case.searched")
    assert entry.details == {"searched": 1}


def test_today_is_told_clocks_and_tasks_the_most_urgent_first(
    office: Office, case: Case, arrest: Arrest
) -> None:
    asked = NewTask(kind=Todo.COURT, due_at=local(23, 8))
    add_task(actor=office.sunita, case=case, new=asked, at=NOW)

    lines = todo(office.sunita, NOW)

    assert [(one.title, one.kind) for one in lines] == [
        ("Private talk with a lawyer", "soon"),
        ("Be at court", "late"),
        ("Before a judge", ""),
        ("Before a judge, by the UN standard", ""),
    ]
    assert lines[1].second == "NP-26-C-000001, for anyone"
    assert lines[1].url == "/work/NP-26-C-000001"


def test_today_of_others_is_empty(office: Office, arrest: Arrest) -> None:
    assert todo(office.outsider, NOW) == ()
    assert todo(office.rina, NOW) == ()
