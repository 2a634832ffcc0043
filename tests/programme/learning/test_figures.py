"""What people learned, from rows to numbers that were worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from payung.engines.indicators import (
    Left,
    LeftOut,
    Mean,
    NotComputable,
    Ratio,
    Total,
    Why,
    parse_period,
)
from payung.programme.activities.cards import make_card
from payung.programme.learning.attendance import count_completed
from payung.programme.learning.codes import Level, TestKind
from payung.programme.learning.figures import (
    cards_by,
    gain_of_group,
    heads_in,
    kyr_gain_by,
    kyr_gain_of,
    kyr_pass_of,
    kyr_retain_of,
    kyr_retain_reached_of,
    pol_train_of,
    reached_cards,
)
from payung.programme.learning.models import CourseGroup, CourseVersion, ItemBank

from .conftest import (
    NOW,
    Q3,
    WOMAN,
    Office,
    a_course,
    a_group,
    answer,
    hold_day,
    let_in,
    local,
)


def test_a_card_that_completes_two_courses_is_one_and_who_has_none_is_only_a_head(
    office: Office, version: CourseVersion
) -> None:
    card = make_card(actor=office.sunita, team=office.team, at=NOW)
    for _course in range(2):
        group = a_group(office, version, None, days=1)
        let_in(office, group, card=card.code)
        let_in(office, group)
        hold_day(office, group, 1, 1, 2)

    assert len(reached_cards(Q3)) == 1
    assert cards_by(Q3, "category") == {WOMAN: 1}
    assert heads_in(Q3) == 4


def test_who_completed_in_july_is_not_reached_in_the_quarter_before(
    office: Office, version: CourseVersion
) -> None:
    group = a_group(office, version, None, days=1)
    let_in(office, group)
    hold_day(office, group, 1, 1)

    before = replace(Q3, period=parse_period("2026-Q2"))

    assert heads_in(before) == 0
    assert heads_in(Q3) == 1


def test_the_gain_is_the_mean_of_what_each_could_gain(
    office: Office, group: CourseGroup
) -> None:
    # Of four: 2 then 3 gains 1 of 2; 0 then 4 gains 4 of 4; 4 then 4 had no room.
    for code, before, after in (("aa01", 2, 3), ("bb02", 0, 4), ("cc03", 4, 4)):
        answer(office, group, TestKind.PRE, code, right=before)
        answer(office, group, TestKind.POST, code, right=after)
    # Only one of the two tests: no pair.
    answer(office, group, TestKind.PRE, "dd04", right=1)
    answer(office, group, TestKind.POST, "ee05", right=1)

    gain = kyr_gain_of(Q3)

    assert isinstance(gain, Mean)
    assert (gain.total, gain.n) == (1.5, 2)
    assert gain.left_out == (LeftOut(why=Left.FULL_SCORE_BEFORE, n=1),)
    assert gain_of_group(group) == gain


def test_the_gain_is_told_apart_by_language(
    office: Office, group: CourseGroup, version: CourseVersion, bank: ItemBank
) -> None:
    other = a_group(office, version, bank, language="en")
    for each, language, after in ((group, "ne", 2), (other, "en", 4)):
        answer(office, each, TestKind.PRE, "aa01", right=0, language=language)
        answer(office, each, TestKind.POST, "aa01", right=after, language=language)

    found = {
        axis: {code: one.value for code, one in cells.items() if isinstance(one, Mean)}
        for axis in ("course", "language", "delivery")
        for cells in [kyr_gain_by(axis, Q3)]
    }

    assert found == {
        "course": {"rights": 0.75},
        "language": {"en": 1.0, "ne": 0.5},
        "delivery": {"text": 0.75},
    }


def test_no_pair_is_no_gain_of_nothing(office: Office, group: CourseGroup) -> None:
    assert kyr_gain_of(Q3) == NotComputable(why=Why.NO_RECORDS)


def test_the_pass_mark_is_asked_of_those_who_completed(
    office: Office, group: CourseGroup
) -> None:
    # Sixty of a hundred of four questions is 2.4: three pass and two do not.
    for number, right in enumerate((3, 2, 4), start=1):
        let_in(office, group, code=f"code{number}")
        answer(office, group, TestKind.POST, f"code{number}", right=right)
    for day in (1, 2, 3, 4):
        hold_day(office, group, day, 1, 2)

    value = kyr_pass_of(Q3)

    assert isinstance(value, Ratio)
    assert (value.numerator, value.denominator) == (1, 2)


def test_after_sixty_days_what_is_kept_counts(
    office: Office, group: CourseGroup
) -> None:
    hold_day(office, group, 1)
    for code, right in (("aa01", 3), ("bb02", 1), ("cc03", 4)):
        answer(office, group, TestKind.POST, code, right=4)
        if code != "cc03":
            answer(
                office,
                group,
                TestKind.FOLLOW_UP,
                code,
                right=right,
                at=local(8, 31, 14),
            )

    value, reached = kyr_retain_of(Q3), kyr_retain_reached_of(Q3)

    assert isinstance(value, Ratio)
    assert (value.numerator, value.denominator) == (1, 2)
    assert isinstance(reached, Ratio)
    assert (reached.numerator, reached.denominator) == (2, 3)


def test_after_fifty_nine_days_it_is_too_soon(
    office: Office, group: CourseGroup
) -> None:
    hold_day(office, group, 1)
    answer(office, group, TestKind.POST, "aa01", right=3)

    answer(office, group, TestKind.FOLLOW_UP, "aa01", right=3, at=local(8, 30, 14))

    assert kyr_retain_of(Q3) == NotComputable(why=Why.NO_RECORDS)


def test_personnel_of_offices_are_counted_by_heads_and_not_as_people_reached(
    office: Office,
) -> None:
    version = a_course(office, level=Level.POLICE, code="offices")
    group = a_group(office, version, None, days=1)
    hold_day(office, group, 1, others={WOMAN: 9})

    count_completed(
        actor=office.maya, group=group, people=8, on=date(2026, 7, 2), at=NOW
    )

    assert pol_train_of(Q3) == Total(count=8)
    assert heads_in(Q3) == 0
