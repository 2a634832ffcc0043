"""A spreadsheet as rows of text: XLSX or CSV, formulas never worked out."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

import openpyxl
from django.utils.translation import gettext_noop
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from .dates import iso_of
from .files import MOST_BYTES, NotWhatItSays


MOST_ROWS = 200_000
MOST_COLUMNS = 400
# Cells right of the headings are no reason to refuse a sheet; a million of them is.
MOST_WIDTH = 4 * MOST_COLUMNS


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """One cell as text; `formula`: the text is a formula that nobody worked out."""

    text: str
    formula: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One row of a sheet; `number` counts as the spreadsheet does."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """The first sheet: headings, and every row that is not empty."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]

    def letter(self, column: int) -> str:
        """Return a column's name as the spreadsheet shows it: 0 is A."""
        return str(get_column_letter(column + 1))


def read_sheet(content: bytes) -> Grid:
    """Return the first sheet of an XLSX file, or a CSV file; raise NotWhatItSays."""
    lines = _workbook(content) if content.startswith(b"PK") else _text(content)
    filled = [line for line in _few(lines) if any(cell.text for cell in line.cells)]
    if not filled:
        raise NotWhatItSays(
            gettext_noop("The sheet is empty."),
            gettext_noop("Put the table on the first sheet, headings first."),
        )
    heading, *rest = filled
    headings = tuple(cell.text.strip() for cell in heading.cells)
    while headings and not headings[-1]:
        headings = headings[:-1]
    if len(headings) > MOST_COLUMNS:
        raise _too_large()
    width = len(headings)
    return Grid(
        headings=headings,
        lines=tuple(
            Line(number=line.number, cells=_padded(line.cells, width)) for line in rest
        ),
    )


def _few(lines: Iterator[Line]) -> Iterator[Line]:
    """Yield lines while they are not too many: small files can unpack to millions.

    Empty rows count as well, and rows are wide only to where headings may stand.
    """
    for count, line in enumerate(lines):
        if count > MOST_ROWS or len(line.cells) > MOST_WIDTH:
            raise _too_large()
        yield line


def _too_large() -> NotWhatItSays:
    return NotWhatItSays(
        gettext_noop("The sheet is larger than can be read at once."),
        gettext_noop("Give at most 200,000 rows and 400 columns at a time."),
    )


def _padded(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    # What stands right of the last heading is kept with the last column's neighbours.
    return (*cells, *(Cell(text="") for _ in range(width - len(cells))))


def _workbook(content: bytes) -> Iterator[Line]:
    try:
        _refuse_what_unpacks_to_too_much(content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        rows = book.worksheets[0].iter_rows()
        for number, row in enumerate(rows, start=1):
            yield Line(
                number=number,
                cells=tuple(_cell(cell.value, cell.data_type) for cell in row),
            )
    except NotWhatItSays:
        raise
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        IndexError,
        ValueError,
        SyntaxError,
    ) as why:
        raise NotWhatItSays(
            gettext_noop("The spreadsheet cannot be opened."),
            gettext_noop("Save it again as XLSX, or as CSV."),
        ) from why


def _refuse_what_unpacks_to_too_much(content: bytes) -> None:
    # zipfile gives out no more of a part than the archive says of its size.
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
            raise _too_large()


def _cell(value: object, kind: str) -> Cell:
    if value is None:
        return Cell(text="")
    if kind == "f" or (isinstance(value, str) and value.startswith("=")):
        return Cell(text=str(value), formula=True)
    if isinstance(value, datetime | date):
        return Cell(text=iso_of(value))
    if isinstance(value, time):
        return Cell(text=value.isoformat())
    if isinstance(value, bool):
        return Cell(text="yes" if value else "no")
    if isinstance(value, float) and value.is_integer():
        return Cell(text=str(int(value)))
    return Cell(text=str(value).strip())


def _text(content: bytes) -> Iterator[Line]:
    try:
        text = content.decode("utf-8-sig")
        first = text.partition("\n")[0]
        separator = max(",;\t", key=first.count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        began = 1
        for row in reader:
            cells = tuple(
                Cell(text=cell.strip(), formula=cell.startswith("=")) for cell in row
            )
            yield Line(number=began, cells=cells)
            began = reader.line_num + 1
    except (UnicodeDecodeError, csv.Error) as why:
        raise NotWhatItSays(
            gettext_noop("The file is no table in UTF-8."),
            gettext_noop("In the spreadsheet choose Save as: CSV UTF-8, or XLSX."),
        ) from why
