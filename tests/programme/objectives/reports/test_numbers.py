"""What a donor is told: counted numbers alone, and of people only what was protected."""

from __future__ import annotations

import pytest

from payung.engines.indicators import Ratio, Total
from payung.programme.objectives.models import ReportVersion, Target
from payung.programme.objectives.report_models import ReportLine
from payung.programme.objectives.reports.assembling import numbers_of, page_of
from payung.programme.objectives.reports.page import Row
from payung.programme.objectives.reports.versions import (
    NothingToReport,
    take_newest_numbers,
)
from tests.cast import OFFICER, team_of
from tests.programme.objectives.reports.counted import (
    LATER,
    QUARTER,
    a_draft,
    a_quarter,
    release,
    snapshot,
)


pytestmark = pytest.mark.django_db


def draft() -> ReportVersion:
    _, [officer] = team_of(OFFICER)
    a_quarter()
    return a_draft(officer)


def row_of(version: ReportVersion, code: str) -> Row:
    page = page_of(version, own_digits=False)
    rows = {row.code: row for section in page.sections for row in section.rows}
    return rows[code]


def test_no_field_of_a_report_can_hold_a_typed_number() -> None:
    typed = {
        field.name
        for field in ReportLine._meta.get_fields()
        if field.get_internal_type() in {"FloatField", "DecimalField", "JSONField"}
    }

    assert typed == set()


def test_a_number_about_people_is_the_protected_one_and_not_the_one_counted() -> None:
    version = draft()

    assert row_of(version, "KYR_REACH").result == "125 people"
    page = page_of(version, own_digits=False)
    assert "137" not in repr(page)


def test_a_number_about_people_that_was_not_protected_stays_out_and_is_named() -> None:
    version = draft()

    page = page_of(version, own_digits=False)

    codes = {row.code for section in page.sections for row in section.rows}
    assert "VIO_REP" not in codes
    held = [line for line in page.left if line.startswith("not protected yet")]
    assert len(held) == 1
    assert "; " not in held[0]


def test_a_number_that_protection_keeps_back_is_said_to_be_kept_back() -> None:
    version = draft()

    row = row_of(version, "REDRESS")

    assert (row.result, row.made_of) == ("kept back", "")
    assert all("REDRESS" not in repr(one.snapshot) for one in numbers_of(version)[:1])


def test_a_period_with_missing_months_says_which_and_shows_no_nought() -> None:
    version = draft()

    none, part = row_of(version, "FGD_LOOP"), row_of(version, "OUT_PLAN")

    assert none.result == "no number: months are missing"
    assert none.marks == (
        "Nothing was recorded in July 2026, August 2026, September 2026.",
    )
    assert part.marks == (
        "not final yet",
        "Nothing was recorded in August 2026.",
    )
    assert (part.result, part.records) == ("52.5\u00a0%", "2 of 3")


def test_targets_and_what_was_before_stand_beside_the_number() -> None:
    row = row_of(draft(), "SS_OPEN")

    assert (row.result, row.target, row.before) == (
        "87.5\u00a0%",
        "90\u00a0%",
        "50\u00a0%",
    )
    assert row.made_of == "of 192; 82\u00a0% to 91.5\u00a0%"


def test_a_target_set_after_the_numbers_were_taken_does_not_move_the_report() -> None:
    version = draft()
    Target.objects.create(
        country="np",
        indicator="SS_OPEN",
        period=QUARTER,
        value=0.1,
        rationale="easier",
        set_at=LATER,
        set_by="maya",
    )

    assert row_of(version, "SS_OPEN").target == "90\u00a0%"


def test_a_draft_takes_a_newer_number_only_when_she_asks_for_it() -> None:
    _, [officer] = team_of(OFFICER)
    a_quarter()
    version = a_draft(officer)
    snapshot("SS_OPEN", Ratio(numerator=96, denominator=192), number=2, at=LATER)

    before = row_of(version, "SS_OPEN").result
    take_newest_numbers(actor=officer, version=version, at=LATER)

    assert (before, row_of(version, "SS_OPEN").result) == ("87.5\u00a0%", "50\u00a0%")


def test_a_report_of_nothing_that_may_leave_is_not_begun() -> None:
    _, [officer] = team_of(OFFICER)
    snapshot("VIO_REP", Total(count=48))

    with pytest.raises(NothingToReport):
        a_draft(officer)


def test_a_number_protected_for_another_country_opens_nothing_here() -> None:
    _, [officer] = team_of(OFFICER)
    snapshot("VIO_REP", Total(count=48))
    release("VIO_REP", Total(count=48), country="bd")

    with pytest.raises(NothingToReport):
        a_draft(officer)
