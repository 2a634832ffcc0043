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
from ._export_tables import NotAnExport
from ._exports import Export, ExportRow, read_csv_export
from ._fact_names import FACT_NAMES
from ._facts import UnreadableAnswer, facts_from, kept_to_the_day
from ._form import Form
from ._incident import (
    Act,
    Detention,
    Fact,
    Incident,
    IncidentFacts,
    Involvement,
    Person,
    Profile,
    Referral,
    Response,
    countable,
)
from ._problems import NotPublishable, Problem, UnreadableForm
from ._publish import publish
from ._source import Sheet, Source, question_rows
from ._spreadsheet import read_xlsx, write_xlsx
from ._submissions import (
    ForAnotherForm,
    Heading,
    NotASubmission,
    Submission,
    parse_submission,
    submission_heading,
    write_submission,
)
from ._text import read_text, write_text
from ._values import not_as_asked
from ._xpath import NotAnExpression, parse


__all__ = [
    "FACT_NAMES",
    "Act",
    "ActCode",
    "Answers",
    "Coding",
    "CodingRow",
    "Crosswalks",
    "Detention",
    "Export",
    "ExportRow",
    "Fact",
    "ForAnotherForm",
    "Form",
    "Heading",
    "Incident",
    "IncidentFacts",
    "Involvement",
    "Keep",
    "NotAPath",
    "NotASubmission",
    "NotAnExport",
    "NotAnExpression",
    "NotAnswers",
    "NotPublishable",
    "PerpetratorCode",
    "Person",
    "PlaceCode",
    "Problem",
    "Profile",
    "Referral",
    "Response",
    "Sheet",
    "Source",
    "Split",
    "Submission",
    "UnreadableAnswer",
    "UnreadableForm",
    "answer",
    "checked",
    "countable",
    "facts_from",
    "gbvims_core_type",
    "kept_to_the_day",
    "leaves",
    "not_as_asked",
    "parse",
    "parse_submission",
    "place",
    "publish",
    "question_rows",
    "read_coding",
    "read_crosswalks",
    "read_csv_export",
    "read_text",
    "read_xlsx",
    "split",
    "submission_heading",
    "unexpected_coded",
    "without_indexes",
    "write_submission",
    "write_text",
    "write_xlsx",
]
