"""An attorney always on standby: what 3, 4 and 5 of them can do in four weeks.

The table is finding 4 of the programme's research: 84 shifts of eight hours in 28 days,
six a week at most, eight hours of rest, and patterns of who cannot when.
"""

from __future__ import annotations

import pytest

from payung.engines.rostering import Certified, Refused, Why, fill
from tests.engines.rostering.conftest import attorney, four_weeks, panel, stretch


PATTERNS = 10


def empty_in(count: int, unavailable: float) -> list[int]:
    """Return how many shifts are empty in each of the patterns."""
    answers = [
        fill(four_weeks(), panel(count, unavailable=unavailable, seed=seed))
        for seed in range(PATTERNS)
    ]
    return [
        len(answer.empty) if isinstance(answer, Refused) else 0 for answer in answers
    ]


def test_three_attorneys_are_refused_with_the_sum_that_says_why() -> None:
    answer = fill(four_weeks(), panel(3))

    assert isinstance(answer, Refused)
    assert answer.total.sentence("attorneys") == (
        "3 attorneys x 6 shifts x 4 weeks = 72 < 84"
    )
    assert len(answer.empty) == 12
    assert answer.is_fewest
    assert answer.people_needed == 4


def test_four_attorneys_who_are_always_there_are_enough_and_share_evenly() -> None:
    answer = fill(four_weeks(), panel(4))

    assert isinstance(answer, Certified)
    assert len(answer.assignments) == 84
    assert [load.points for load in answer.loads] == [28, 28, 28, 28]
    assert answer.spread == 0
    assert answer.is_fairest


@pytest.mark.parametrize(
    ("count", "unavailable", "least", "most"),
    [
        pytest.param(3, 0.15, 12, 13, id="3 who cannot one time in seven: 12 or 13"),
        pytest.param(3, 0.30, 12, 13, id="3 who cannot one time in three: 12 or 13"),
        pytest.param(4, 0.15, 0, 1, id="4 who cannot one time in seven: hardly any"),
        pytest.param(5, 0.15, 0, 0, id="5 who cannot one time in seven: none"),
    ],
)
def test_how_many_shifts_are_empty_in_every_pattern(
    count: int, unavailable: float, least: int, most: int
) -> None:
    empty = empty_in(count, unavailable)

    assert all(least <= each <= most for each in empty), empty


def test_four_who_often_cannot_leave_holes_in_most_patterns_and_five_in_two_of_ten() -> (
    None
):
    four, five = empty_in(4, 0.30), empty_in(5, 0.30)

    assert sum(each > 0 for each in four) == 6
    assert max(four) == 2
    assert sum(each > 0 for each in five) == 2


def test_every_refusal_of_these_patterns_is_proven_to_have_the_fewest_empty() -> None:
    answers = [
        fill(four_weeks(), panel(4, unavailable=0.3, seed=seed))
        for seed in range(PATTERNS)
    ]

    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert all(answer.is_fewest for answer in refused)
    assert [answer.people_needed for answer in refused] == [5] * 6


def test_the_shift_in_which_all_are_away_is_named_with_who_is_away() -> None:
    night = stretch(9, 16)
    people = [attorney(name, away=(night,)) for name in ("anju", "binita", "chameli")]
    people += [attorney("devi", away=(stretch(9, 0, 24),)), attorney("esha", a_week=0)]

    answer = fill(four_weeks(), people)

    assert isinstance(answer, Refused)
    [empty] = answer.empty
    assert empty.shift.id == "09-16"
    assert {one.person: one.why for one in empty.obstacles} == {
        "anju": Why.AWAY,
        "binita": Why.AWAY,
        "chameli": Why.AWAY,
        "devi": Why.AWAY,
        "esha": Why.WEEK_IS_FULL,
    }
    assert answer.total.suffices


def test_the_same_question_has_the_same_answer_in_any_order() -> None:
    people = panel(4, unavailable=0.3, seed=1)

    once = fill(four_weeks(), people)
    again = fill(reversed(four_weeks()), reversed(people))

    assert once == again


def test_nobody_at_all_is_refused_with_how_many_it_takes() -> None:
    answer = fill(four_weeks(), [])

    assert isinstance(answer, Refused)
    assert len(answer.empty) == 84
    assert answer.people_needed == 4
