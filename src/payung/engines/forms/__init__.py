"""XLSForm -> Form; submission <-> Answers; which answer is sealed, which is a coded fact."""

from __future__ import annotations

from ._problems import NotPublishable, Problem, UnreadableForm
from ._source import Sheet, Source, question_rows
from ._spreadsheet import read_xlsx, write_xlsx
from ._text import read_text, write_text
from ._xpath import NotAnExpression, parse


__all__ = [
    "NotAnExpression",
    "NotPublishable",
    "Problem",
    "Sheet",
    "Source",
    "UnreadableForm",
    "parse",
    "question_rows",
    "read_text",
    "read_xlsx",
    "write_text",
    "write_xlsx",
]
