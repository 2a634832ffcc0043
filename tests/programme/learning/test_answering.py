"""Tests are paired by a code that nobody keeps, and sent twice they count once."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection

from payung.programme.learning.answering import (
    NewTest,
    free_code,
    questions_of,
    take_test,
)
from payung.programme.learning.codes import Delivery, TestKind
from payung.programme.learning.holdings import holding_of
from payung.programme.learning.models import Assessment, CourseGroup, CourseVersion
from payung.programme.learning.pairing import digest_of
from payung.programme.learning.refusals import (
    CodeTaken,
    CodeTooShort,
    NoQuestions,
    TestNotWhole,
    TooEarly,
)

from .conftest import NOW, Office, a_group, answer, hold_day, let_in, local


def test_the_same_code_in_two_groups_is_two_different_marks(
    office: Office, version: CourseVersion
) -> None:
    one, other = (a_group(office, version, None) for _group in range(2))

    marks = {digest_of(office.sunita, group, "ka14") for group in (one, other)}

    assert len(marks) == 2


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("KA 14", id="in large letters with a gap"),
        pytest.param("ka-१४", id="in Nepali digits"),
    ],
)
def test_a_code_is_the_same_however_it_is_typed(
    office: Office, group: CourseGroup, typed: str
) -> None:
    assert digest_of(office.sunita, group, typed) == digest_of(
        office.maya, group, "ka14"
    )


def test_a_code_of_three_signs_is_too_short(office: Office, group: CourseGroup) -> None:
    with pytest.raises(CodeTooShort):
        digest_of(office.sunita, group, "a-1-2")


def test_a_code_that_has_answered_already_is_named_kindly(
    office: Office, group: CourseGroup
) -> None:
    answer(office, group, TestKind.PRE, "ka14", right=1)

    with pytest.raises(CodeTaken) as refused:
        free_code(actor=office.sunita, group=group, kind=TestKind.PRE, code="KA14")

    assert "add one more sign" in refused.value.sentence
    free_code(actor=office.sunita, group=group, kind=TestKind.POST, code="KA14")


def test_a_test_sent_twice_is_kept_once(office: Office, group: CourseGroup) -> None:
    new = NewTest(
        kind=TestKind.PRE,
        delivery=Delivery.PICTOGRAM,
        language="ne",
        code=free_code(
            actor=office.sunita, group=group, kind=TestKind.PRE, code="ka14"
        ),
        answers={item.pk: 1 for item in questions_of(group)},
        key=UUID(int=7),
    )

    first = take_test(actor=office.sunita, group=group, new=new, at=NOW)
    again = take_test(actor=office.sunita, group=group, new=new, at=NOW)

    assert first == again
    assert first.score == first.highest == 4
    assert first.responses.count() == 4


def test_two_who_made_the_same_code_do_not_become_one(
    office: Office, group: CourseGroup
) -> None:
    mark = free_code(actor=office.sunita, group=group, kind=TestKind.PRE, code="ka14")
    answer(office, group, TestKind.PRE, "ka14", right=4)
    new = NewTest(
        kind=TestKind.PRE,
        delivery=Delivery.TEXT,
        language="ne",
        code=mark,
        answers={item.pk: 2 for item in questions_of(group)},
    )

    with pytest.raises(CodeTaken):
        take_test(actor=office.sunita, group=group, new=new, at=NOW)

    assert Assessment.objects.get().score == 4


def a_test(mark: str, answers: dict[int, int]) -> NewTest:
    return NewTest(
        kind=TestKind.PRE,
        delivery=Delivery.TEXT,
        language="ne",
        code=mark,
        answers=answers,
    )


def test_i_do_not_know_is_an_answer_and_a_gap_is_none(
    office: Office, group: CourseGroup
) -> None:
    items = questions_of(group)
    whole = a_test("1" * 64, {item.pk: 0 for item in items})
    gap = a_test("2" * 64, {items[0].pk: 1})

    row = take_test(actor=office.sunita, group=group, new=whole, at=NOW)

    assert row.score == 0
    assert set(row.responses.values_list("option", flat=True)) == {None}
    with pytest.raises(TestNotWhole):
        take_test(actor=office.sunita, group=group, new=gap, at=NOW)


def test_a_group_without_questions_takes_no_test(
    office: Office, version: CourseVersion
) -> None:
    group = a_group(office, version, None)

    with pytest.raises(NoQuestions):
        free_code(actor=office.sunita, group=group, kind=TestKind.PRE, code="ka14")


def test_three_months_later_needs_a_day_that_was_held(
    office: Office, group: CourseGroup
) -> None:
    with pytest.raises(TooEarly):
        free_code(
            actor=office.sunita, group=group, kind=TestKind.FOLLOW_UP, code="ka14"
        )

    hold_day(office, group, 1)
    row = answer(
        office, group, TestKind.FOLLOW_UP, "ka14", right=3, at=local(9, 10, 13)
    )

    assert row.days_after == 70


def test_a_test_finds_the_number_that_has_the_same_code(
    office: Office, group: CourseGroup
) -> None:
    number = let_in(office, group, code="ka 14")

    row = answer(office, group, TestKind.POST, "KA14", right=3)

    assert row.enrolment == number


def test_neither_a_code_nor_the_key_of_codes_lies_in_any_table(
    office: Office, group: CourseGroup
) -> None:
    answer(office, group, TestKind.PRE, "zz-quill-77", right=1)

    with connection.cursor() as cursor:
        for table in ("learning_assessment", "learning_coursegroup", "journal_entry"):
            cursor.execute(f"SELECT * FROM {table}")
            assert "quill" not in str(cursor.fetchall())
    holding = holding_of(group.pk)
    assert holding is not None
    assert [field.column for field in holding.fields] == ["pairing"]
