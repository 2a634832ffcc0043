"""A plan comes in from a spreadsheet: wrong rows are named and the rest goes on."""

from __future__ import annotations

import io
from datetime import date
from functools import partial

import openpyxl
import pytest

from payung.programme.plans.bringing_in import NoSheet, bring_plan_in
from payung.programme.plans.models import PlanLine, PlanVersion
from payung.programme.plans.months import months_from
from payung.programme.plans.reading_months import MadeADay, NotMonths, read_months
from payung.programme.plans.sheet_rows import SheetLacks

from .conftest import FIRST, NOW, Office


HEADINGS = (
    "Objective",
    "Output",
    "What",
    "Months",
    "Kind",
    "Per month",
    "Who",
    "Indicators",
)
GOOD = (1, "Rooms are open", "Open the room", "all", "opening", 4, "sunita", "SS_OPEN")
ALSO = (3, "Offices promise", "Meet the office", "10, 12-1", "police", "", "", "")
# September 2026 to February 2027.
PLAN = months_from(FIRST, 6)


def book(*rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> bytes:
    """Return an XLSX file."""
    made = openpyxl.Workbook()
    sheet = made.create_sheet(index=0)
    for row in (headings, *rows):
        sheet.append(list(row))
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def test_rows_become_lines(office: Office, draft: PlanVersion) -> None:
    brought = bring_plan_in(
        actor=office.maya,
        version=draft,
        name="p.xlsx",
        content=book(GOOD, ALSO),
        at=NOW,
    )

    assert (brought.new, brought.same, brought.wrong) == (2, 0, ())
    [rooms, offices] = draft.lines.order_by("number")
    assert (str(rooms.output), rooms.what) == ("1.1", "Open the room")
    assert rooms.owner is not None
    assert (rooms.owner.handle, rooms.per_month) == ("sunita", 4)
    assert rooms.indicators == ["SS_OPEN"]
    assert offices.months == ["2026-10-01", "2026-12-01", "2027-01-01"]


def test_the_same_file_twice_adds_nothing(office: Office, draft: PlanVersion) -> None:
    bring = partial(
        bring_plan_in, actor=office.maya, version=draft, name="p.xlsx", at=NOW
    )
    bring(content=book(GOOD, ALSO))

    again = bring(content=book(GOOD, ALSO))

    assert (again.new, again.same) == (0, 2)
    assert PlanLine.objects.count() == 2


def test_every_wrong_row_is_named_and_the_rest_goes_on(
    office: Office, draft: PlanVersion
) -> None:
    rows = (
        GOOD,
        (9, "A", "An objective nobody has", "all", "opening", 1, "", ""),
        (1, "A", "", "all", "opening", 1, "", ""),
        (1, "A", "In no month of the plan", "5", "opening", 1, "", ""),
        (1, "A", "A day", date(2026, 10, 1), "opening", 1, "", ""),
        (1, "A", "Something unheard of", "all", "dancing", 1, "", ""),
        (1, "A", "Too often", "all", "opening", 99, "", ""),
        (1, "A", "No such number", "all", "opening", 1, "", "KYR_WISH"),
        (1, "A", "=1+1", "all", "opening", 1, "", ""),
        (1, "A", "Nobody of that name", "all", "opening", 1, "stranger", ""),
        ALSO,
    )

    brought = bring_plan_in(
        actor=office.maya, version=draft, name="p.xlsx", content=book(*rows), at=NOW
    )

    assert brought.new == 2
    assert [(one.row, one.column) for one in brought.wrong] == [
        (3, "A (Objective)"),
        (4, "C (What is done)"),
        (5, "D (Months)"),
        (6, "D (Months)"),
        (7, "E (What sort of thing)"),
        (8, "F (How many each month)"),
        (9, "H (Indicators)"),
        (10, "C (What is done)"),
        (11, "G (Who does it)"),
    ]
    assert {one.file for one in brought.wrong} == {"p.xlsx"}
    assert "as text" in brought.wrong[3].remedy
    assert "KYR_WISH" in brought.wrong[6].sentence
    assert all(one.sentence for one in brought.wrong)


def test_a_csv_file_is_read_as_well(office: Office, draft: PlanVersion) -> None:
    text = "objective,output,what,months,kind\n2,Written down,Write,Sep-Nov,other\n"

    brought = bring_plan_in(
        actor=office.maya, version=draft, name="p.csv", content=text.encode(), at=NOW
    )

    assert brought.new == 1
    assert PlanLine.objects.get().months == ["2026-09-01", "2026-10-01", "2026-11-01"]


def test_a_sheet_without_a_heading_that_is_needed_says_which(
    office: Office, draft: PlanVersion
) -> None:
    with pytest.raises(SheetLacks) as refused:
        bring_plan_in(
            actor=office.maya,
            version=draft,
            name="p.xlsx",
            content=book(("x",), headings=("What",)),
            at=NOW,
        )

    assert "objective, output, months, kind" in refused.value.sentence


def test_what_is_no_spreadsheet_is_said(office: Office, draft: PlanVersion) -> None:
    with pytest.raises(NoSheet):
        bring_plan_in(
            actor=office.maya,
            version=draft,
            name="p.xlsx",
            content=b"PK\x03\x04 torn",
            at=NOW,
        )


@pytest.mark.parametrize(
    ("text", "months"),
    [
        pytest.param("all", [9, 10, 11, 12, 1, 2], id="all"),
        pytest.param("Sep, dec", [9, 12], id="names"),
        pytest.param("11-1", [11, 12, 1], id="over the new year"),
        pytest.param("2027-02; 10", [10, 2], id="with a year, and without"),
        pytest.param("October and January", [10, 1], id="whole names"),
    ],
)
def test_months_are_read_as_people_write_them(text: str, months: list[int]) -> None:
    assert [month.month for month in read_months(text, PLAN)] == months


@pytest.mark.parametrize("text", ["", "13", "soon", "2025-10", "5", "9-", "-"])
def test_what_names_no_month_of_the_plan_is_refused(text: str) -> None:
    with pytest.raises(NotMonths):
        read_months(text, PLAN)


def test_a_day_that_a_spreadsheet_made_is_not_guessed_at() -> None:
    with pytest.raises(MadeADay):
        read_months("2026-10-01", PLAN)
