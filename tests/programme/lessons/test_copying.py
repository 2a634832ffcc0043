"""A practice is copied only where it is safe, and looked at after six and twelve months."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from payung.engines.replication import Question, Verdict
from payung.programme.lessons import due
from payung.programme.lessons.adopting import (
    NewAdoption,
    NewReview,
    begin_adoption,
    review_adoption,
)
from payung.programme.lessons.assessing import (
    Answered,
    NewAssessment,
    answer,
    finding_now,
    name_dangers,
    plan_assessment,
    solve_danger,
)
from payung.programme.lessons.codes import AfterMonths, Danger, Stopped, Why
from payung.programme.lessons.models import Adoption, ReplicationAssessment
from payung.programme.lessons.questions import sentence_of
from payung.programme.lessons.refusals import (
    NotAnyMore,
    NotReady,
    WordsMissing,
    WrongDay,
)
from payung.programme.lessons.withdrawing import withdraw
from payung.programme.people.access import NotHerRole
from tests.access.one_shelf import a_look
from tests.cast import THEN

from .conftest import People


SAFE: dict[Danger, str] = {}
SINCE = date(2026, 2, 28)


def looked(
    people: People, *, score: int = 4, dangers: dict[Danger, str] = SAFE
) -> ReplicationAssessment:
    look = a_look(people.sunita, people.maya, score=score)
    return name_dangers(actor=people.sunita, assessment=look, dangers=dangers, at=THEN)


def begun(people: People, *, on: date = SINCE) -> Adoption:
    new = NewAdoption(key=uuid4(), plan="One room.", owner="sunita", started_on=on)
    return begin_adoption(
        actor=people.maya, assessment=looked(people), new=new, at=THEN
    )


def review(adoption: Adoption, months: AfterMonths, *, whole: bool = True) -> NewReview:
    core = list(adoption.practice.core.all())
    return NewReview(
        key=uuid4(),
        months=months,
        present=core if whole else core[1:],
        adaptations="",
        runs=True,
        origin_staff=False,
    )


def test_it_comes_to_something_when_the_last_of_ten_is_answered(
    people: People,
) -> None:
    look = a_look(people.sunita, people.maya, score=3)
    assert finding_now(look) is None
    assert look.completed_at is None

    look = name_dangers(actor=people.sunita, assessment=look, dangers=SAFE, at=THEN)

    assert look.completed_at == THEN
    assert look.verdict == Verdict.READY


def test_an_answer_below_three_without_words_is_asked_for_them(
    people: People,
) -> None:
    look = a_look(people.sunita, people.maya, score=4)
    low = Answered(question=Question.LEGAL, score=2)

    with pytest.raises(WordsMissing) as refused:
        answer(actor=people.sunita, assessment=look, given=low, at=THEN)

    assert refused.value.field == "because"


def test_an_answer_can_be_another_one_until_all_are_given(people: People) -> None:
    look = a_look(people.sunita, people.maya, score=4)
    low = Answered(question=Question.LEGAL, score=1, because="No lawyer was asked.")
    look = answer(actor=people.sunita, assessment=look, given=low, at=THEN)
    done = name_dangers(actor=people.sunita, assessment=look, dangers=SAFE, at=THEN)

    assert done.answers.count() == 9
    assert done.verdict == Verdict.NOT_YET
    with pytest.raises(NotAnyMore):
        answer(actor=people.sunita, assessment=done, given=low, at=THEN)


def test_the_result_says_the_bottleneck_in_a_sentence(people: People) -> None:
    look = a_look(people.sunita, people.maya, score=4)
    low = Answered(question=Question.LEGAL, score=1, because="No lawyer was asked.")
    look = answer(actor=people.sunita, assessment=look, given=low, at=THEN)
    look = name_dangers(actor=people.sunita, assessment=look, dangers=SAFE, at=THEN)

    found = finding_now(look)

    assert found is not None
    assert sentence_of(found) == (
        "Not yet: the lowest answer decides. “What does the law here say? Ask your "
        "lawyer.” has only 1 of 4."
    )


def test_nothing_is_begun_while_a_danger_is_open_and_it_is_once_it_is_solved(
    people: People,
) -> None:
    look = looked(people, dangers={Danger.CROWD: ""})
    new = NewAdoption(key=uuid4(), plan="One room.", owner="sunita", started_on=SINCE)
    with pytest.raises(NotReady):
        begin_adoption(actor=people.maya, assessment=look, new=new, at=THEN)

    solve_danger(
        actor=people.sunita, blocker=look.blockers.get(), how="Agreed.", at=THEN
    )
    kept = begin_adoption(
        actor=people.maya,
        assessment=ReplicationAssessment.objects.get(pk=look.pk),
        new=new,
        at=THEN,
    )

    assert kept.owner == "sunita"


def test_a_solved_danger_says_how(people: People) -> None:
    look = looked(people, dangers={Danger.CROWD: ""})

    with pytest.raises(WordsMissing):
        solve_danger(actor=people.sunita, blocker=look.blockers.get(), how="", at=THEN)


def test_a_paralegal_does_not_begin_it(people: People) -> None:
    new = NewAdoption(key=uuid4(), plan="One room.", owner="sunita", started_on=SINCE)

    with pytest.raises(NotHerRole):
        begin_adoption(actor=people.sunita, assessment=looked(people), new=new, at=THEN)


def test_the_days_to_look_again_stand_in_the_record(people: People) -> None:
    kept = begun(people, on=date(2025, 8, 31))

    # There is no 31st of February.
    assert kept.six_months_on == date(2026, 2, 28)
    assert kept.twelve_months_on == date(2026, 8, 31)


def test_what_is_due_is_due_until_somebody_has_looked(people: People) -> None:
    kept = begun(people)
    before = due.looks_due(people.sunita, on=date(2026, 7, 28))
    on_the_day = due.looks_due(people.sunita, on=date(2026, 8, 28))

    review_adoption(
        actor=people.sunita,
        adoption=kept,
        new=review(kept, AfterMonths.SIX),
        at=THEN,
    )

    assert before == []
    assert [(one.months, one.late) for one in on_the_day] == [(AfterMonths.SIX, True)]
    assert due.looks_due(people.sunita, on=THEN.date()) == []
    assert due.late_count(people.sunita, on=THEN.date(), most=9) == 0
    # A year after it began, the next one.
    assert due.late_count(people.sunita, on=date(2027, 2, 28), most=9) == 1


def test_it_is_too_early_to_look_the_day_before(people: People) -> None:
    kept = begun(people)
    early = datetime(2026, 8, 27, 9, tzinfo=UTC)

    with pytest.raises(WrongDay):
        review_adoption(
            actor=people.sunita,
            adoption=kept,
            new=review(kept, AfterMonths.SIX),
            at=early,
        )


def test_a_part_that_is_not_there_needs_words(people: People) -> None:
    kept = begun(people)

    with pytest.raises(WordsMissing) as refused:
        review_adoption(
            actor=people.sunita,
            adoption=kept,
            new=review(kept, AfterMonths.SIX, whole=False),
            at=THEN,
        )

    assert refused.value.field == "adaptations"


def test_what_stopped_says_why(people: People) -> None:
    kept = begun(people)
    stopped = replace(review(kept, AfterMonths.SIX), runs=False)
    with pytest.raises(WordsMissing):
        review_adoption(actor=people.sunita, adoption=kept, new=stopped, at=THEN)

    said = replace(stopped, stopped=Stopped.SAFETY)
    row = review_adoption(actor=people.sunita, adoption=kept, new=said, at=THEN)

    assert row.stopped == Stopped.SAFETY


def test_what_rests_on_it_is_withdrawn_first(people: People) -> None:
    kept = begun(people)
    with pytest.raises(NotAnyMore):
        withdraw(
            actor=people.maya, what="look", row=kept.assessment, why=Why.TYPED, at=THEN
        )

    withdraw(actor=people.maya, what="adoption", row=kept, why=Why.TYPED, at=THEN)
    withdraw(
        actor=people.maya, what="look", row=kept.assessment, why=Why.TYPED, at=THEN
    )

    assert due.looks_due(people.sunita, on=date(2027, 2, 28)) == []


def test_no_place_smaller_than_a_district_can_be_meant(people: People) -> None:
    look = a_look(people.sunita, people.maya, score=4)
    new = NewAssessment(
        key=uuid4(), practice=look.practice, area="ward-4", due_on=THEN.date()
    )

    with pytest.raises(WrongDay) as refused:
        plan_assessment(actor=people.sunita, new=new, at=THEN)

    assert refused.value.field == "area"
