"""XLSForm as Markdown: a table per sheet, a line per question, so that a change can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ._problems import Problem, UnreadableForm
from ._source import Row, Sheet, Source


NO_COLUMNS = "(no columns)"
# What a cell may not hold as it is: what would end the cell or the line, or be trimmed or not seen.
UNSAFE = re.compile(r"[\\|\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]|^ | $")
ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))", re.DOTALL)
LETTERS = {"\n": r"\n", "\r": r"\r", "\t": r"\t", "\\": r"\\", "|": r"\|", " ": r"\s"}
BACK = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\", "|": "|", "s": " "}
CELL_END = re.compile(r"(?<!\\)(?:\\\\)*\|")


def write_text(source: Source) -> str:
    """Return the form as text; `read_text` gives the very same form back."""
    return "\n".join(_sheet_text(sheet) for sheet in source.sheets)


def read_text(text: str) -> Source:
    """Return the form in a text that `write_text` made, or a person edited.

    Lines outside the tables are not allowed: they would be lost. Raises UnreadableForm
    with the line in `row`.
    """
    tables: list[_Table] = []
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.rstrip("\r")
        if line.startswith("# "):
            tables.append(_Table(name=_back(line[2:], number)))
        elif line.startswith("|") and tables:
            tables[-1].add(line, number)
        elif line.strip() and line != NO_COLUMNS:
            raise _unreadable(
                number, "This line belongs to no table.", "Move it into a cell."
            )
    if not tables:
        raise _unreadable(
            1, "The text holds no sheet.", "Begin each sheet with: # its name"
        )
    return Source(
        sheets=tuple(
            Sheet(name=table.name, columns=table.columns or (), rows=tuple(table.rows))
            for table in tables
        )
    )


@dataclass(kw_only=True, slots=True)
class _Table:
    name: str
    columns: Row | None = None
    ruled: bool = False
    rows: list[Row] = field(default_factory=list)

    def add(self, line: str, number: int) -> None:
        """Take one line: the heading, then the rule of dashes, then rows."""
        cells = _cells(line, number)
        if self.columns is None:
            self.columns = cells
        elif not self.ruled:
            if not all(cell.strip("-") == "" and cell for cell in cells):
                raise _unreadable(
                    number, "Under a heading stands no rule.", "Add: |---|---|"
                )
            self.ruled = True
        elif len(cells) != len(self.columns):
            raise _unreadable(
                number,
                f"The line has {len(cells)} cells, and its table has {len(self.columns)} columns.",
                "Check the bars; a bar inside a text is written \\|.",
            )
        else:
            self.rows.append(cells)


def _sheet_text(sheet: Sheet) -> str:
    lines = [f"# {_safe(sheet.name)}", ""]
    if not sheet.columns:
        return "\n".join([*lines, NO_COLUMNS, ""])
    lines.append(_line(sheet.columns))
    lines.append("|" + "---|" * len(sheet.columns))
    lines += [_line(row) for row in sheet.rows]
    return "\n".join([*lines, ""])


def _line(cells: Row) -> str:
    return "|" + "|".join(f" {_safe(cell)} " if cell else " " for cell in cells) + "|"


def _safe(cell: str) -> str:
    return UNSAFE.sub(lambda found: _escape(found.group()), cell)


def _escape(sign: str) -> str:
    return LETTERS.get(sign) or f"\\u{{{ord(sign):x}}}"


def _cells(line: str, number: int) -> Row:
    cells, start = [], 1
    for end in CELL_END.finditer(line, 1):
        cells.append(_back(line[start : end.end() - 1].strip(" "), number))
        start = end.end()
    if line[start:].strip() or start == 1:
        raise _unreadable(
            number, "The line does not end with a bar.", "Put | at its end."
        )
    return tuple(cells)


def _back(cell: str, number: int) -> str:
    def sign(found: re.Match[str]) -> str:
        if found[1]:
            code = int(found[1], 16)
            if code < 0x110000:
                return chr(code)
        elif found[2] in BACK:
            return BACK[found[2]]
        raise _unreadable(
            number,
            f"“{found[0]}” stands for nothing.",
            "Write a backslash twice if you mean a backslash.",
        )

    return ESCAPED.sub(sign, cell)


def _unreadable(line: int, sentence: str, remedy: str) -> UnreadableForm:
    problem = Problem(
        sheet="text", row=line, column="", sentence=sentence, remedy=remedy
    )
    return UnreadableForm((problem,))
