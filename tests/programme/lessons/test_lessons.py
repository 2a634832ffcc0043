"""A lesson is looked at by a second person, and then all countries can read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from payung.programme.journal.models import Entry
from payung.programme.lessons import access
from payung.programme.lessons.codes import Aim, Line, State, Why
from payung.programme.lessons.linking import NewLink, link_decision
from payung.programme.lessons.models import Lesson, LessonLink
from payung.programme.lessons.numbers import Evidence
from payung.programme.lessons.refusals import (
    NoSuchNumber,
    NotAnyMore,
    NotConfirmed,
    OnesOwnStory,
    OwnWork,
    PartMissing,
    SentElsewhere,
    WordsMissing,
    WrongDay,
)
from payung.programme.lessons.withdrawing import withdraw
from payung.programme.lessons.writing import (
    NewLesson,
    change_lesson,
    check_lesson,
    publish_lesson,
    send_back,
    write_lesson,
)
from payung.programme.people.access import NotHerRole
from tests.access.one_shelf import a_lesson, published
from tests.cast import DONOR, OUTSIDER, THEN, account, as_actor

from .conftest import People


NEW = NewLesson(
    key=uuid4(),
    about_one=False,
    aim=Aim.POLICE,
    language="en",
    title="Read it back",
    problem="Each remembered something else.",
    change="We read it aloud.",
    cost="Five minutes.",
    risks="It may sound sharp.",
    evidence=(Evidence(indicator="COM_KEPT", period="2026-Q3"),),
)


def test_what_happened_to_one_person_is_no_lesson(people: People) -> None:
    with pytest.raises(OnesOwnStory) as refused:
        write_lesson(actor=people.sunita, new=replace(NEW, about_one=True), at=THEN)

    assert refused.value.field == "about_one"
    assert Lesson.objects.count() == 0


def test_the_same_form_sent_twice_is_one_lesson(people: People) -> None:
    first = write_lesson(actor=people.sunita, new=NEW, at=THEN)
    second = write_lesson(actor=people.sunita, new=NEW, at=THEN)

    assert first == second
    assert Lesson.objects.count() == 1
    assert first.evidence.count() == 1


def test_a_key_of_another_country_gives_nothing_of_it(people: People) -> None:
    write_lesson(actor=people.far, new=NEW, at=THEN)

    with pytest.raises(SentElsewhere):
        write_lesson(actor=people.sunita, new=NEW, at=THEN)


def test_a_number_that_nothing_is_called_by_is_refused(people: People) -> None:
    evidence = (Evidence(indicator="NOTHING", period="2026-Q3"),)

    with pytest.raises(NoSuchNumber):
        write_lesson(actor=people.sunita, new=replace(NEW, evidence=evidence), at=THEN)


def test_whoever_wrote_it_does_not_check_it(people: People) -> None:
    lesson = a_lesson(people.maya)

    with pytest.raises(OwnWork):
        check_lesson(actor=people.maya, lesson=lesson, confirmed=list(Line), at=THEN)


def test_a_paralegal_writes_and_does_not_check(people: People) -> None:
    lesson = a_lesson(people.maya)

    with pytest.raises(NotHerRole):
        check_lesson(actor=people.sunita, lesson=lesson, confirmed=list(Line), at=THEN)


def test_one_line_that_is_not_so_keeps_it_from_being_checked(people: People) -> None:
    lesson = a_lesson(people.sunita)
    but_one = [line for line in Line if line is not Line.NO_PLACE]

    with pytest.raises(NotConfirmed) as refused:
        check_lesson(actor=people.anju, lesson=lesson, confirmed=but_one, at=THEN)

    assert refused.value.field == "no_place"
    assert Lesson.objects.get().state == State.DRAFT


def test_without_a_number_that_shows_it_it_is_not_checked(people: People) -> None:
    lesson = write_lesson(actor=people.sunita, new=replace(NEW, evidence=()), at=THEN)

    with pytest.raises(PartMissing):
        check_lesson(actor=people.anju, lesson=lesson, confirmed=list(Line), at=THEN)


def test_what_was_not_checked_is_not_published(people: People) -> None:
    with pytest.raises(NotAnyMore):
        publish_lesson(actor=people.maya, lesson=a_lesson(people.sunita), at=THEN)


def test_a_checked_lesson_that_is_changed_has_to_be_checked_again_by_another(
    people: People,
) -> None:
    lesson = a_lesson(people.sunita)
    check_lesson(actor=people.anju, lesson=lesson, confirmed=list(Line), at=THEN)

    changed = change_lesson(actor=people.anju, lesson=lesson, new=NEW, at=THEN)

    assert changed.state == State.DRAFT
    assert changed.confirmed.count() == 0
    with pytest.raises(OwnWork):
        check_lesson(actor=people.anju, lesson=changed, confirmed=list(Line), at=THEN)


def test_sent_back_it_waits_for_its_writer_and_not_for_the_checker(
    people: People,
) -> None:
    lesson = a_lesson(people.sunita)
    with pytest.raises(WordsMissing):
        send_back(actor=people.anju, lesson=lesson, words=" ", at=THEN)

    back = send_back(actor=people.anju, lesson=lesson, words="Say the cost.", at=THEN)

    assert back.sent_back == "Say the cost."
    changed = change_lesson(actor=people.sunita, lesson=back, new=NEW, at=THEN)
    assert changed.sent_back == ""


def test_published_all_read_it_and_a_draft_only_its_own_country(
    people: People,
) -> None:
    shown = published(people.sunita, people.anju, people.maya)
    draft = a_lesson(people.sunita)
    donor, outsider = as_actor(account(DONOR)), as_actor(account(OUTSIDER))

    assert set(access.lessons_of(people.sunita)) == {shown, draft}
    for reader in (people.far, donor, outsider):
        assert list(access.lessons_of(reader)) == [shown]
    for reader in (people.far, donor, outsider):
        with pytest.raises(access.NotOnTheShelf):
            access.own_lesson_for(reader, draft.pk)


def test_the_journal_says_who_and_never_what(people: People) -> None:
    lesson = published(people.sunita, people.anju, people.maya)

    rows = Entry.objects.filter(subject=str(lesson.pk)).order_by("number")

    assert [row.kind for row in rows] == [
        *("lesson.written", "lesson.checked", "lesson.published"),
    ]
    assert lesson.title not in "".join(str(row.details) for row in rows)


def link(on: date) -> NewLink:
    return NewLink(key=uuid4(), words="We open later, too.", decided_on=on)


def test_only_another_country_says_what_it_decided(people: People) -> None:
    lesson = published(people.sunita, people.anju, people.maya)

    with pytest.raises(OwnWork):
        link_decision(
            actor=people.sunita, lesson=lesson, new=link(THEN.date()), at=THEN
        )


@pytest.mark.parametrize(
    "days",
    [
        pytest.param(-1, id="before it was published"),
        pytest.param(1, id="tomorrow"),
    ],
)
def test_a_decision_has_a_day_on_which_the_lesson_was_there(
    people: People, days: int
) -> None:
    lesson = published(people.sunita, people.anju, people.maya)
    on = THEN.date() + timedelta(days=days)

    with pytest.raises(WrongDay):
        link_decision(actor=people.far, lesson=lesson, new=link(on), at=THEN)


def test_a_decision_that_is_not_of_her_circles_cannot_be_linked(
    people: People,
) -> None:
    lesson = published(people.sunita, people.anju, people.maya)
    new = replace(link(THEN.date()), decision=uuid4())

    with pytest.raises(access.NotOnTheShelf):
        link_decision(actor=people.far, lesson=lesson, new=new, at=THEN)


def test_what_names_somebody_is_gone_for_ever_and_the_row_says_why(
    people: People,
) -> None:
    lesson = published(people.sunita, people.anju, people.maya)

    withdraw(actor=people.maya, what="lesson", row=lesson, why=Why.NAMES, at=THEN)

    row = Lesson.objects.get()
    assert (row.state, row.why_withdrawn) == (State.WITHDRAWN, Why.NAMES)
    assert (row.title, row.problem, row.change) == ("", "", "")
    assert list(access.lessons_of(people.far)) == []


def test_what_was_typed_wrong_keeps_its_words(people: People) -> None:
    lesson = a_lesson(people.sunita)

    withdraw(actor=people.sunita, what="lesson", row=lesson, why=Why.TWICE, at=THEN)

    assert Lesson.objects.get().title == "Open when people are awake"


def test_somebody_else_of_the_team_does_not_withdraw_what_is_not_hers(
    people: People,
) -> None:
    lesson = a_lesson(people.sunita)

    with pytest.raises(NotHerRole):
        withdraw(actor=people.anju, what="lesson", row=lesson, why=Why.TYPED, at=THEN)


def test_a_link_withdrawn_by_its_country_can_be_made_again(people: People) -> None:
    lesson = published(people.sunita, people.anju, people.maya)
    first = link_decision(
        actor=people.far, lesson=lesson, new=link(THEN.date()), at=THEN
    )

    withdraw(actor=people.far, what="link", row=first, why=Why.TYPED, at=THEN)
    link_decision(actor=people.far, lesson=lesson, new=link(THEN.date()), at=THEN)

    assert LessonLink.objects.filter(withdrawn_at=None).count() == 1


def test_what_turns_out_to_name_somebody_goes_for_ever_though_it_was_withdrawn(
    people: People,
) -> None:
    lesson = a_lesson(people.sunita)
    withdraw(actor=people.maya, what="lesson", row=lesson, why=Why.TYPED, at=THEN)

    withdraw(actor=people.maya, what="lesson", row=lesson, why=Why.NAMES, at=THEN)

    kept = Lesson.objects.get(pk=lesson.pk)
    assert (kept.problem, kept.change, kept.why_withdrawn) == ("", "", Why.NAMES)
