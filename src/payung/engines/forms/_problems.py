"""What is wrong with a form, said so that its writer can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing to mend: where it is, what is so, and what to do about it.

    `row` counts as a spreadsheet does (the heading is row 1); 0 means the whole sheet.
    """

    sheet: str
    row: int
    column: str
    sentence: str
    remedy: str

    def __str__(self) -> str:
        where = f"sheet {self.sheet}" if self.sheet else "the form"
        if self.row:
            where += f", row {self.row}"
        if self.column:
            where += f", column {self.column}"
        return f"{where}: {self.sentence} {self.remedy}".strip()


class NotPublishable(ValueError):
    """The form cannot be published; `problems` says why, one by one."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class UnreadableForm(NotPublishable):
    """The file is not a spreadsheet or text that holds a form."""
