"""An XLSForm as its writer sees it: sheets of rows of text, nothing interpreted."""

from __future__ import annotations

from dataclasses import dataclass


Row = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """One sheet: its heading and its rows, each as long as the heading.

    Row *n* of `rows` is row *n + 2* of the spreadsheet. Empty rows in between are kept,
    because every message about a form names its rows.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...] = ()

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns) or not row:
                raise ValueError("every row needs one cell for each column")

    def column(self, name: str) -> tuple[str, ...]:
        """Return one column's cells; all empty when the sheet has no such column."""
        if name not in self.columns:
            return ("",) * len(self.rows)
        at = self.columns.index(name)
        return tuple(row[at] for row in self.rows)


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A whole XLSForm: survey, choices, settings and any further sheet, in order."""

    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet:
        """Return the sheet of that name in any case; an empty one when there is none."""
        for sheet in self.sheets:
            if sheet.name.strip().lower() == name:
                return sheet
        return Sheet(name=name, columns=())


def question_rows(source: Source) -> dict[str, int]:
    """Return the spreadsheet row of every named line of the survey, by path below the root."""
    survey = source.sheet("survey")
    rows: dict[str, int] = {}
    inside: list[str] = []
    lines = zip(survey.column("type"), survey.column("name"), strict=True)
    for number, (kind, name) in enumerate(lines, start=2):
        word = kind.strip().lower().replace("_", " ")
        if word.startswith("end "):
            del inside[-1:]
        elif name.strip():
            rows["/".join([*inside, name.strip()])] = number
        if word.startswith("begin "):
            inside.append(name.strip())
    return rows
