"""Can it be copied? The lowest answer decides, and an open danger outweighs all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.indicators import Rating
from payung.engines.replication import (
    Question,
    ScoreOutOfRange,
    Verdict,
    finding_of,
    unanswered,
)


ALL_FOUR = dict.fromkeys(Question, 4)
ANSWERS = st.fixed_dictionaries({one: st.integers(0, 4) for one in Question})


@pytest.mark.parametrize(
    ("lowest", "verdict"),
    [
        pytest.param(4, Verdict.READY, id="nothing is missing"),
        pytest.param(3, Verdict.READY, id="a little is missing"),
        pytest.param(2, Verdict.READY_WITH_ADAPTATION, id="something has to change"),
        pytest.param(1, Verdict.NOT_YET, id="almost nothing is there"),
        pytest.param(0, Verdict.NOT_YET, id="nothing is there"),
    ],
)
def test_one_low_answer_decides_however_good_the_others_are(
    lowest: int, verdict: Verdict
) -> None:
    found = finding_of({**ALL_FOUR, Question.LEGAL: lowest}, open_dangers=0)

    assert found is not None
    assert found.verdict is verdict
    assert found.lowest == lowest
    if lowest < 4:
        assert found.bottlenecks == (Question.LEGAL,)


def test_two_that_are_equally_low_are_both_named_in_the_order_they_are_asked() -> None:
    answers = {**ALL_FOUR, Question.RESOURCES: 2, Question.EASY: 2}

    found = finding_of(answers, open_dangers=0)

    assert found is not None
    assert found.bottlenecks == (Question.EASY, Question.RESOURCES)


def test_while_one_question_is_open_it_comes_to_nothing() -> None:
    answers = {one: 4 for one in Question if one is not Question.TESTABLE}

    assert finding_of(answers, open_dangers=0) is None
    assert unanswered(answers) == (Question.TESTABLE,)


@given(answers=ANSWERS, dangers=st.integers(1, 6))
def test_no_answers_make_it_ready_while_a_danger_is_open(
    answers: dict[Question, int], dangers: int
) -> None:
    found = finding_of(answers, open_dangers=dangers)

    assert found is not None
    assert found.verdict is Verdict.NOT_YET


@given(answers=ANSWERS, which=st.sampled_from(list(Question)))
def test_a_better_answer_never_makes_it_worse(
    answers: dict[Question, int], which: Question
) -> None:
    order = [Verdict.NOT_YET, Verdict.READY_WITH_ADAPTATION, Verdict.READY]
    better = {**answers, which: min(4, answers[which] + 1)}

    before = finding_of(answers, open_dangers=0)
    after = finding_of(better, open_dangers=0)

    assert before is not None
    assert after is not None
    assert order.index(after.verdict) >= order.index(before.verdict)


def test_an_answer_of_five_is_refused() -> None:
    with pytest.raises(ScoreOutOfRange):
        finding_of({**ALL_FOUR, Question.EASY: 5}, open_dangers=0)


def test_every_verdict_is_a_rating_that_the_indicators_know() -> None:
    assert {one.value for one in Verdict} == {one.value for one in Rating}
