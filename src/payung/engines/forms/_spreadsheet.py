"""XLSForm as a spreadsheet: what editors send in, and what they get back."""

from __future__ import annotations

import io
import re
import warnings
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import openpyxl
import xlrd  # type: ignore[import-untyped]
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet
from xlrd.xldate import XLDateError  # type: ignore[import-untyped]

from ._problems import Problem, UnreadableForm
from ._source import Row, Sheet, Source


LARGEST_FILE = 20_000_000
LARGEST_UNPACKED = 200_000_000
MOST_CELLS = 5_000_000
SPACES = re.compile(" +")


def read_xlsx(file: bytes | Path) -> Source:
    """Return the form in an .xlsx or .xls file; raise UnreadableForm if it holds none.

    Cells become text as `pyxform` makes them text: whole numbers without a point, no
    spaces around, non-breaking spaces as spaces. Columns without a heading are left out.
    """
    content = file if isinstance(file, bytes) else file.read_bytes()
    if len(content) > LARGEST_FILE:
        raise _unreadable(
            "The file is larger than 20 MB.", "Send only the form's sheets."
        )
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _named(_read_old(content))
    return _named(_read_new(content))


def write_xlsx(source: Source) -> bytes:
    """Return the form as an .xlsx file in which every cell is text, never a formula."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        # The file must not say when it was made: the same form gives the same bytes.
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001
        bold = book.add_format({"bold": True})
        for sheet in source.sheets:
            page = book.add_worksheet(sheet.name)
            for at, name in enumerate(sheet.columns):
                page.write_string(0, at, name, bold)
            for number, row in enumerate(sheet.rows, start=1):
                for at, cell in enumerate(row):
                    if cell:
                        page.write_string(number, at, cell)
            page.freeze_panes(1, 0)
    return out.getvalue()


def _unreadable(sentence: str, remedy: str, *, sheet: str = "") -> UnreadableForm:
    problem = Problem(sheet=sheet, row=0, column="", sentence=sentence, remedy=remedy)
    return UnreadableForm((problem,))


def _read_new(content: bytes) -> list[tuple[str, list[list[str]]]]:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise _unreadable(
                "The file unpacks to more than 200 MB.", "Send a smaller one."
            )
        with warnings.catch_warnings():
            # Missing styles and unknown document properties do not matter to a form.
            warnings.simplefilter("ignore")
            # Not read-only: that mode trusts the size a sheet claims, and some claim wrongly.
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except UnreadableForm:
        raise
    except (BadZipFile, KeyError, OSError, TypeError, ValueError) as why:
        raise _unreadable(
            "The file is not a spreadsheet that can be opened.",
            "Save it as .xlsx and try again.",
        ) from why
    for page in book.worksheets:
        _check_size(page.title, page.max_row * page.max_column)
    return [(page.title, _cells(page)) for page in book.worksheets]


def _cells(page: Worksheet) -> list[list[str]]:
    return [[_text(cell) for cell in row] for row in page.iter_rows(values_only=True)]


def _check_size(sheet: str, cells: int) -> None:
    """One cell far down and far right makes billions of empty ones before it."""
    if cells > MOST_CELLS:
        raise _unreadable(
            "The sheet is too large for a form: something stands far down or far right.",
            "Copy the rows in use to a new file.",
            sheet=sheet,
        )


def _read_old(content: bytes) -> list[tuple[str, list[list[str]]]]:
    try:
        book = xlrd.open_workbook(file_contents=content, logfile=io.StringIO())
        for page in book.sheets():
            _check_size(page.name, page.nrows * page.ncols)
        return [
            (
                page.name,
                [
                    [_old_text(cell, book.datemode) for cell in row]
                    for row in page.get_rows()
                ],
            )
            for page in book.sheets()
        ]
    except UnreadableForm:
        raise
    except (xlrd.XLRDError, XLDateError, AttributeError, TypeError, ValueError) as why:
        raise _unreadable(
            "The file is not an .xls spreadsheet that can be opened.",
            "Save it as .xlsx and try again.",
        ) from why


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\u00a0", " ").strip()


def _old_text(cell: Any, datemode: int) -> str:
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return ""
    if cell.ctype == xlrd.XL_CELL_DATE:
        moment = xlrd.xldate_as_datetime(cell.value, datemode)
        return str(moment.time() if cell.value < 1 else moment)
    return _text(cell.value)


def _named(pages: list[tuple[str, list[list[str]]]]) -> Source:
    if len(pages) == 1 and pages[0][0].strip().lower() != "survey":
        # As pyxform does: a file of one sheet is its survey, whatever the sheet is called.
        pages = [("survey", pages[0][1])]
    if not any(name.strip().lower() == "survey" for name, _ in pages):
        raise _unreadable(
            "There is no sheet called survey.",
            "Name the sheet that holds the questions: survey.",
        )
    return Source(sheets=tuple(_sheet(name, cells) for name, cells in pages))


def _sheet(name: str, cells: list[list[str]]) -> Sheet:
    heading = [SPACES.sub(" ", cell) for cell in (cells[0] if cells else [])]
    used = [at for at, column in enumerate(heading) if column]
    columns = tuple(heading[at] for at in used)
    if len(set(columns)) < len(columns):
        twice = next(column for column in columns if columns.count(column) > 1)
        raise UnreadableForm(
            (
                Problem(
                    sheet=name,
                    row=1,
                    column=twice,
                    sentence=f"Two columns are called {twice}.",
                    remedy="Rename one of them, or remove it.",
                ),
            )
        )
    if not columns:
        return Sheet(name=name, columns=())
    rows: list[Row] = [
        tuple(line[at] if at < len(line) else "" for at in used) for line in cells[1:]
    ]
    while rows and not any(rows[-1]):
        rows.pop()
    return Sheet(name=name, columns=columns, rows=tuple(rows))
