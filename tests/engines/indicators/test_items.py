"""How hard a question is, how telling, and where its translation needs another look."""

from __future__ import annotations

import pytest

from payung.engines.indicators import (
    Answered,
    BetweenLanguages,
    CountsDisagree,
    Harder,
    NotComputable,
    Ratio,
    Why,
    between_languages,
    difficulty,
    discrimination,
)


def answered(*rows: tuple[str, int, int, int]) -> list[Answered]:
    """Return answers from (language, score, how many right, how many wrong)."""
    return [
        Answered(language=language, score=score, right=right, people=people)
        for language, score, yes, no in rows
        for right, people in ((True, yes), (False, no))
        if people
    ]


def test_a_translation_much_harder_at_equal_score_is_found() -> None:
    # At every score four of five are right in one language, one of five in the other.
    rows = answered(
        ("en", 3, 40, 10), ("en", 5, 40, 10), ("my", 3, 10, 40), ("my", 5, 10, 40)
    )

    found = between_languages(rows, "my")

    # Odds of 16 at both scores: -2.35 * ln 16 = -6.516.
    assert isinstance(found, BetweenLanguages)
    assert found.delta == pytest.approx(-6.516, abs=0.001)
    assert found.verdict is Harder.MUCH_HARDER
    assert between_languages(rows, "en").verdict is Harder.MUCH_EASIER  # type: ignore[union-attr]


def test_a_language_whose_people_know_less_is_not_a_bad_translation() -> None:
    # Fewer are right, but at each score as many as anywhere.
    rows = answered(
        ("en", 2, 5, 5), ("en", 6, 72, 18), ("my", 2, 45, 45), ("my", 6, 8, 2)
    )

    found = between_languages(rows, "my")

    assert isinstance(found, BetweenLanguages)
    assert found.delta == pytest.approx(0, abs=1e-9)
    assert found.verdict is Harder.SAME


def test_the_odds_of_one_score_are_those_of_its_table() -> None:
    # 30 * 20 / (20 * 10) = 3; the variance is 1/30 + 1/20 + 1/10 + 1/20 = 0.2333.
    found = between_languages(answered(("en", 4, 30, 20), ("ne", 4, 10, 20)), "ne")

    assert isinstance(found, BetweenLanguages)
    assert found.delta == pytest.approx(-2.5817, abs=0.0001)
    half = 2.35 * 1.959964 * 0.2333333**0.5
    assert found.interval.high == pytest.approx(-2.5817 + half, abs=0.001)
    assert found.verdict is Harder.HARDER


def test_nobody_right_in_one_language_is_large_and_not_endless() -> None:
    found = between_languages(answered(("en", 4, 20, 5), ("bn", 4, 0, 25)), "bn")

    assert isinstance(found, BetweenLanguages)
    assert -20 < found.delta < -5
    assert found.verdict is Harder.MUCH_HARDER


def test_nine_people_are_too_few() -> None:
    found = between_languages(answered(("en", 4, 20, 5), ("bn", 4, 0, 9)), "bn")

    assert found == NotComputable(why=Why.TOO_FEW, detail=("9",))


def test_people_of_no_common_score_are_not_compared() -> None:
    found = between_languages(answered(("en", 4, 20, 5), ("bn", 2, 6, 9)), "bn")

    assert found == NotComputable(why=Why.NOTHING_TO_COMPARE)


def test_difficulty_is_the_share_who_were_right() -> None:
    value = difficulty(answered(("en", 4, 3, 1), ("ne", 2, 0, 4)))

    assert isinstance(value, Ratio)
    assert value.value == 0.375


def test_a_question_known_by_those_who_know_the_rest_tells() -> None:
    # Rest 3 and right, rest 1 and wrong: they go wholly together.
    assert discrimination(answered(("en", 4, 5, 0), ("en", 1, 0, 5))) == pytest.approx(
        1
    )


def test_a_wrong_key_goes_against_the_rest() -> None:
    found = discrimination(answered(("en", 4, 0, 5), ("en", 2, 5, 0)))

    assert found == pytest.approx(-1)


def test_a_question_that_all_know_tells_nothing() -> None:
    assert discrimination(answered(("en", 4, 5, 0), ("en", 2, 5, 0))) is None
    assert discrimination([]) is None


def test_a_right_answer_in_a_score_of_nothing_cannot_be() -> None:
    with pytest.raises(CountsDisagree):
        Answered(language="en", score=0, right=True, people=1)
