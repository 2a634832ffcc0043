"""AGENCY, worked out by hand: rights used by groups that were asked three months later."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from payung.engines.indicators import (
    Completeness,
    Left,
    LeftOut,
    NotComputable,
    Ratio,
    Why,
    parse_period,
)
from payung.programme.learning.models import UseCount, UseSheet
from payung.programme.objectives.queries.scope import WHOLE, Scope, part_of
from payung.programme.objectives.taking import Computed, compute
from tests.programme.objectives.small_rows import LATER, course_group


pytestmark = pytest.mark.django_db


def asked(
    due: date, on: date | None, counts: tuple[int, int, int], lawyer: int
) -> None:
    group = course_group()
    group.follow_up_on = due
    group.save(update_fields=["follow_up_on"])
    if on is None:
        return
    of_all, met, used = counts
    sheet = UseSheet.objects.create(
        key=uuid4(), group=group, on=on, asked=of_all, met=met, used=used, made_by="x"
    )
    UseCount.objects.create(sheet=sheet, code="lawyer", count=lawyer)


def of_quarter(period: str) -> Computed:
    scope = Scope(country="np", period=parse_period(period), at=LATER)
    return compute("AGENCY", scope)


def test_sheets_of_the_quarter_add_up_and_a_month_that_asked_nobody_is_named() -> None:
    asked(date(2026, 7, 6), date(2026, 7, 8), (12, 8, 5), lawyer=2)
    asked(date(2026, 8, 3), None, (0, 0, 0), lawyer=0)
    asked(date(2026, 6, 29), date(2026, 9, 2), (7, 2, 1), lawyer=1)

    found = of_quarter("2026-Q3")

    # Of 19 asked 10 met the police; 6 of them used a right, 3 of them called a lawyer.
    whole = found.answer[WHOLE]
    assert isinstance(whole, Ratio)
    assert (whole.numerator, whole.denominator) == (6, 10)
    assert whole.left_out == (LeftOut(why=Left.NO_ENCOUNTER, n=9),)
    lawyer = found.answer[part_of("item", "lawyer")]
    assert isinstance(lawyer, Ratio)
    assert (lawyer.numerator, lawyer.denominator) == (3, 10)
    # July had a group that was asked, August one that was not, September none due.
    assert found.complete == Completeness(
        expected=2, reported=1, missing=(parse_period("2026-08"),)
    )


def test_before_anybody_was_asked_there_is_no_number_and_no_nought() -> None:
    asked(date(2026, 10, 5), date(2026, 10, 7), (5, 3, 2), lawyer=2)

    assert of_quarter("2026-Q3").answer[WHOLE] == NotComputable(why=Why.NO_RECORDS)
