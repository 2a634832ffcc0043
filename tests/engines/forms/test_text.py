"""The form as text and as spreadsheet: whichever way it goes, nothing is lost."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.forms import (
    Sheet,
    Source,
    UnreadableForm,
    question_rows,
    read_text,
    read_xlsx,
    write_text,
    write_xlsx,
)


def far_away() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "survey"
    book.active.cell(row=1_000_000, column=16_000, value="x")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    width = draw(st.integers(0, 4))
    line = st.lists(st.text(), min_size=width, max_size=width).map(tuple)
    return Sheet(
        name=draw(st.text(min_size=1)),
        columns=draw(line),
        rows=tuple(draw(st.lists(line, max_size=5))) if width else (),
    )


SOURCES = st.lists(sheets(), min_size=1, max_size=3).map(
    lambda s: Source(sheets=tuple(s))
)


@given(SOURCES)
def test_any_form_comes_back_from_its_text_exactly(source: Source) -> None:
    text = write_text(source)

    again = read_text(text)

    assert again == source


@given(SOURCES)
def test_every_row_is_one_line_of_the_text(source: Source) -> None:
    rows = sum(len(sheet.rows) for sheet in source.sheets)

    bars = [line for line in write_text(source).split("\n") if line.startswith("|")]

    with_columns = sum(1 for sheet in source.sheets if sheet.columns)
    assert len(bars) == rows + 2 * with_columns


def test_a_line_shows_a_bar_and_a_new_line_as_signs() -> None:
    sheet = Sheet(name="survey", columns=("label",), rows=(("a|b\n c\\",),))

    text = write_text(Source(sheets=(sheet,)))

    assert text.split("\n")[4] == r"| a\|b\n c\\ |"


def test_a_table_that_an_editor_has_aligned_is_still_read() -> None:
    text = "# survey\n\n| type  | name |\n| ----- | ---- |\n| text  | a    |\n"

    source = read_text(text)

    assert source.sheet("survey").rows == (("text", "a"),)


@pytest.mark.parametrize(
    ("text", "row", "sentence"),
    [
        pytest.param("", 1, "The text holds no sheet.", id="an empty text"),
        pytest.param(
            "# survey\nhello", 2, "This line belongs to no table.", id="a loose line"
        ),
        pytest.param(
            "# survey\n|a|b|\n|---|---|\n|1|\n",
            4,
            "The line has 1 cells, and its table has 2 columns.",
            id="a cell is missing",
        ),
        pytest.param(
            "# s\n|a|\n|1|\n", 3, "Under a heading stands no rule.", id="no rule"
        ),
        pytest.param(
            "# s\n|a\n", 2, "The line does not end with a bar.", id="no last bar"
        ),
        pytest.param(
            "# s\n|a\\q|\n", 2, "“\\q” stands for nothing.", id="an unknown sign"
        ),
    ],
)
def test_a_text_that_is_no_form_says_on_which_line(
    text: str, row: int, sentence: str
) -> None:
    with pytest.raises(UnreadableForm) as caught:
        read_text(text)

    problem = caught.value.problems[0]
    assert (problem.row, problem.sentence) == (row, sentence)


def test_a_text_that_begins_with_an_equals_sign_is_never_a_formula() -> None:
    sheet = Sheet(name="survey", columns=("type", "label"), rows=(("note", "=1+1"),))

    content = write_xlsx(Source(sheets=(sheet,)))

    cell = openpyxl.load_workbook(io.BytesIO(content))["survey"]["B2"]
    assert (cell.data_type, cell.value) == ("s", "=1+1")


def test_the_same_form_gives_the_same_bytes() -> None:
    source = Source(
        sheets=(Sheet(name="survey", columns=("type",), rows=(("note",),)),)
    )

    first, second = write_xlsx(source), write_xlsx(source)

    assert first == second


def test_a_spreadsheet_keeps_sheets_and_columns_that_forms_do_not_use() -> None:
    source = Source(
        sheets=(
            Sheet(
                name="survey", columns=("type", "remark"), rows=(("note", "ask Rina"),)
            ),
            Sheet(name="who wrote it", columns=("round",), rows=(("2",),)),
        )
    )

    again = read_xlsx(write_xlsx(source))

    assert again == source


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(
            b"%PDF-1.7", "The file is not a spreadsheet that can be opened.", id="a PDF"
        ),
        pytest.param(
            far_away(),
            "The sheet is too large for a form: something stands far down or far right.",
            id="a cell far away",
        ),
        pytest.param(
            b"\xd0\xcf\x11\xe0broken",
            "The file is not an .xls spreadsheet that can be opened.",
            id="a torn old file",
        ),
        pytest.param(
            write_xlsx(
                Source(
                    sheets=(Sheet(name="a", columns=()), Sheet(name="b", columns=()))
                )
            ),
            "There is no sheet called survey.",
            id="no survey",
        ),
        pytest.param(
            write_xlsx(
                Source(sheets=(Sheet(name="survey", columns=("type", "type")),))
            ),
            "Two columns are called type.",
            id="a column twice",
        ),
    ],
)
def test_a_file_that_is_no_form_says_so(content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableForm) as caught:
        read_xlsx(content)

    assert caught.value.problems[0].sentence == sentence


def test_questions_know_the_row_their_writer_sees() -> None:
    text = (
        "# survey\n|type|name|\n|---|---|\n|begin group|a|\n||||\n".replace(
            "||||", "|||"
        )
        + "|text|b|\n|end group||\n|text|c|\n"
    )

    rows = question_rows(read_text(text))

    assert rows == {"a": 2, "a/b": 4, "c": 6}
