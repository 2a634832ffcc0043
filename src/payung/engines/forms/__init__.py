"""XLSForm -> Form; submission <-> Answers; which answer is sealed, which is a coded fact."""

from __future__ import annotations

from ._answers import (
    Answers,
    NotAnswers,
    NotAPath,
    answer,
    checked,
    leaves,
    place,
    without_indexes,
)
from ._coding import (
    Coding,
    CodingRow,
    Keep,
    Split,
    read_coding,
    split,
    unexpected_coded,
)
from ._fact_names import FACT_NAMES
from ._problems import NotPublishable, Problem, UnreadableForm
from ._source import Sheet, Source, question_rows
from ._spreadsheet import read_xlsx, write_xlsx
from ._text import read_text, write_text
from ._xpath import NotAnExpression, parse


__all__ = [
    "FACT_NAMES",
    "Answers",
    "Coding",
    "CodingRow",
    "Keep",
    "NotAPath",
    "NotAnExpression",
    "NotAnswers",
    "NotPublishable",
    "Problem",
    "Sheet",
    "Source",
    "Split",
    "UnreadableForm",
    "answer",
    "checked",
    "leaves",
    "parse",
    "place",
    "question_rows",
    "read_coding",
    "read_text",
    "read_xlsx",
    "split",
    "unexpected_coded",
    "without_indexes",
    "write_text",
    "write_xlsx",
]
