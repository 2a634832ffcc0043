"""Tables open in a spreadsheet, and no text in them can run there."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from payung.engines.exchange import (
    COLUMNS,
    Figure,
    NothingToHand,
    Scale,
    csv_table,
    neutral,
    xlsx_table,
)
from tests.engines.exchange.invented import COUNT, NONE, SHARE, THEN


def rows_of(*figures: Figure) -> list[dict[str, str]]:
    text = csv_table(figures, language="ne").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("=1+1", id="equals"),
        pytest.param("+1", id="plus"),
        pytest.param("-1", id="minus"),
        pytest.param("@SUM(A1)", id="at"),
        pytest.param("\t=1", id="tab"),
        pytest.param("\r=1", id="carriage return"),
        pytest.param("\n=1", id="new line"),
        pytest.param("＝1", id="wide equals"),
    ],
)
def test_a_cell_that_would_begin_a_formula_begins_with_an_apostrophe(text: str) -> None:
    made = rows_of(replace(SHARE, notes=(text,)))

    assert neutral(text) == f"'{text}"
    assert made[0]["notes"] == f"'{text}"


def test_a_loss_stays_a_number_that_can_be_added_up() -> None:
    loss = replace(COUNT, cells=(), value=-3.25)

    assert rows_of(loss)[0]["value"] == "-3.25"


def test_a_share_stands_in_per_cent_and_a_missing_number_is_an_empty_cell() -> None:
    share, none = rows_of(SHARE, NONE)

    assert (share["value"], share["low"], share["unit"]) == ("87.5", "80.0", "%")
    assert share["label"] == "ठाउँ खुला रहेका दिन"
    assert share["missing_months"] == "2026-08"
    assert none["value"] == ""


def test_each_part_has_a_row_of_its_own_below_the_whole() -> None:
    made = rows_of(COUNT)

    assert [(row["part"], row["value"]) for row in made] == [
        ("", "124.0"),
        ("gender=f", "70.0"),
        ("area=np-03, gender=f", "31.0"),
    ]


def test_a_workbook_keeps_a_formula_as_text_and_names_nobody() -> None:
    odd = replace(SHARE, notes=('=HYPERLINK("http://example.org")',))

    made = xlsx_table([odd], language="en", at=THEN)

    sheet = load_workbook(io.BytesIO(made))["figures"]
    cell = sheet.cell(row=2, column=COLUMNS.index("notes") + 1)
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://example.org")', "s")
    assert sheet.cell(row=2, column=COLUMNS.index("value") + 1).value == 87.5
    inside = zipfile.ZipFile(io.BytesIO(made))
    assert b"<f>" not in inside.read("xl/worksheets/sheet1.xml")
    assert b"<dc:creator></dc:creator>" in inside.read("docProps/core.xml")
    assert b"2026-11-02T00:00:00Z" in inside.read("docProps/core.xml")


def test_the_same_figures_give_the_same_table_and_the_same_workbook() -> None:
    tables = {csv_table([SHARE, COUNT], language="en") for _ in range(2)}
    books = {xlsx_table([SHARE, COUNT], language="en", at=THEN) for _ in range(2)}

    assert len(tables) == len(books) == 1


def test_no_trailing_noughts_and_no_minus_nought_are_written() -> None:
    count = replace(COUNT, scale=Scale.NUMBER)

    assert [count.written(one) for one in (3.0, 2.5, -0.00001)] == ["3", "2.5", "0"]


def test_no_figures_make_no_table() -> None:
    with pytest.raises(NothingToHand):
        csv_table([], language="en")
    with pytest.raises(NothingToHand):
        xlsx_table([], language="en", at=THEN)
