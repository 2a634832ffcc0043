"""Figures as a table that opens in a spreadsheet, where no text can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import xlsxwriter

from ._figure import Cell, Figure, NothingToHand, Scale


COLUMNS = (
    "code",
    "label",
    "part",
    "unit",
    "period",
    "first_day",
    "last_day",
    "value",
    "low",
    "high",
    "n",
    "baseline",
    "target",
    "reported",
    "expected",
    "missing_months",
    "status",
    "release_class",
    "computed_at",
    "code_hash",
    "notes",
)
# What a spreadsheet takes for the beginning of a formula, wide forms too.
_BEGINS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_SHEET_WIDTH = 18

Entry = str | float | None


def csv_table(figures: Sequence[Figure], *, language: str) -> bytes:
    """Return a CSV in UTF-8 with a mark that spreadsheets know; raise NothingToHand."""
    out = io.StringIO()
    # Lines end in CRLF: RFC 4180, and what old spreadsheets read.
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(figures, language):
        writer.writerow([neutral(one) if isinstance(one, str) else one for one in row])
    return out.getvalue().encode("utf-8-sig")


def neutral(text: str) -> str:
    """Return a text that no spreadsheet runs: with an apostrophe before it if need be.

    A number is written as a number, so a loss of 3 stays -3.
    """
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text


def xlsx_table(figures: Sequence[Figure], *, language: str, at: datetime) -> bytes:
    """Return a workbook of one sheet, by nobody; raise NothingToHand."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(
        kept,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    day = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    book.set_properties({"created": day.replace(tzinfo=None), "author": ""})
    sheet = book.add_worksheet("figures")
    head = book.add_format({"bold": True})
    sheet.write_row(0, 0, COLUMNS, head)
    for number, row in enumerate(_rows(figures, language), start=1):
        for column, one in enumerate(row):
            if isinstance(one, str):
                sheet.write_string(number, column, one)
            elif one is not None:
                sheet.write_number(number, column, one)
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, len(COLUMNS) - 1, _SHEET_WIDTH)
    book.close()
    return kept.getvalue()


def _rows(figures: Sequence[Figure], language: str) -> Iterator[list[Entry]]:
    if not figures:
        raise NothingToHand("There is no figure to write.")
    for figure in figures:
        yield _row(figure, language, "", figure.value)
        for cell in figure.cells:
            yield _row(figure, language, _part(cell), cell.value)


def _row(figure: Figure, language: str, part: str, value: float | None) -> list[Entry]:
    whole = not part
    complete = figure.completeness
    before = figure.baseline
    return [
        figure.code,
        figure.label.get(language) or figure.label["en"],
        part,
        "%" if figure.scale is Scale.SHARE else figure.unit,
        figure.period.code,
        figure.period.first_day.isoformat(),
        figure.period.last_day.isoformat(),
        _number(figure, value),
        _number(figure, figure.low if whole else None),
        _number(figure, figure.high if whole else None),
        figure.n if whole else None,
        _number(figure, before.value if before and whole else None),
        _number(figure, figure.target if whole else None),
        complete.reported,
        complete.expected,
        " ".join(complete.missing),
        str(figure.status),
        figure.release_class,
        figure.computed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        figure.code_hash,
        " ".join(figure.notes),
    ]


def _number(figure: Figure, value: float | None) -> float | None:
    return None if value is None else float(figure.written(value))


def _part(cell: Cell) -> str:
    return ", ".join(f"{axis}={category}" for axis, category in cell.part)
