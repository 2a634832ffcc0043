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
from ._crosswalks import (
    ActCode,
    Crosswalks,
    PerpetratorCode,
    PlaceCode,
    gbvims_core_type,
    read_crosswalks,
)
from ._fact_names import FACT_NAMES
from ._form import Form
from ._problems import NotPublishable, Problem, UnreadableForm
from ._publish import publish
from ._source import Sheet, Source, question_rows
from ._spreadsheet import read_xlsx, write_xlsx
from ._text import read_text, write_text
from ._values import not_as_asked
from ._xpath import NotAnExpression, parse


__all__ = [
    "FACT_NAMES",
    "ActCode",
    "Answers",
    "Coding",
    "CodingRow",
    "Crosswalks",
    "Form",
    "Keep",
    "NotAPath",
    "NotAnExpression",
    "NotAnswers",
    "NotPublishable",
    "PerpetratorCode",
    "PlaceCode",
    "Problem",
    "Sheet",
    "Source",
    "Split",
    "UnreadableForm",
    "answer",
    "checked",
    "gbvims_core_type",
    "leaves",
    "not_as_asked",
    "parse",
    "place",
    "publish",
    "question_rows",
    "read_coding",
    "read_crosswalks",
    "read_text",
    "read_xlsx",
    "split",
    "unexpected_coded",
    "without_indexes",
    "write_text",
    "write_xlsx",
]
