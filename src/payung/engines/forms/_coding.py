"""The coding table: which answer is coded, which is sealed, and in which group."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from enum import StrEnum

from ._answers import Answers, leaves, place, without_indexes
from ._fact_names import FACT_NAMES
from ._problems import NotPublishable, Problem


# A moment as forms write it: its day, then its hour and minute.
MOMENT = re.compile(r"^(\d{4}-\d\d-\d\d)T\d\d:\d\d")
COLUMNS = ["question", "keep", "becomes", "note"]


class Keep(StrEnum):
    """Where an answer goes."""

    CODED = "coded"
    IDENTITY = "identity"
    CONTACT = "contact"
    STORY = "story"
    DETAILS = "details"
    DROP = "drop"


SEALED = (Keep.IDENTITY, Keep.CONTACT, Keep.STORY, Keep.DETAILS)


@dataclass(frozen=True, kw_only=True, slots=True)
class CodingRow:
    """What becomes of one question's answer; `becomes` is the fact it fills, or empty."""

    question: str
    keep: Keep
    becomes: str
    note: str
    row: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Coding:
    """All rows of one table, by question: a name, or a path where names repeat."""

    rows: tuple[CodingRow, ...]
    by_question: dict[str, CodingRow] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found = {row.question: row for row in self.rows}
        object.__setattr__(self, "by_question", found)

    def row_for(self, path: str) -> CodingRow | None:
        """Return the row of a question's path below the root; indexes do not matter."""
        bare = without_indexes(path)
        found = self.by_question.get(bare)
        return found or self.by_question.get(bare.rpartition("/")[2])

    def keep(self, path: str) -> Keep | None:
        """Return where the answer at a path goes; None when the table does not say."""
        row = self.row_for(path)
        return row.keep if row else None

    def becoming(self, fact: str) -> str | None:
        """Return the question that fills a fact field, as the table writes it."""
        return next((row.question for row in self.rows if row.becomes == fact), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Split:
    """Answers parted: what is coded, and what is to be sealed, group by group."""

    coded: Answers
    sealed: dict[str, dict[str, str]]


def read_coding(text: str) -> Coding:
    """Return the coding table in a CSV text; raise NotPublishable naming row and column."""
    lines = csv.DictReader(io.StringIO(text), restval="")
    if [name.strip() for name in lines.fieldnames or []] != COLUMNS:
        sentence = (
            "The first line of the coding table is not: question,keep,becomes,note."
        )
        raise NotPublishable((_problem(1, "", sentence, "Write it so."),))
    rows: list[CodingRow] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=2):
        keep = line["keep"].strip()
        if keep not in set(Keep):
            offered = ", ".join(Keep)
            problems.append(
                _problem(
                    number,
                    "keep",
                    f"“{keep}” is not one of {offered}.",
                    "Choose one of them.",
                )
            )
            continue
        rows.append(
            CodingRow(
                question=line["question"].strip(),
                keep=Keep(keep),
                becomes=line["becomes"].strip(),
                note=line["note"].strip(),
                row=number,
            )
        )
    problems += [*_twice(rows), *_no_facts(rows)]
    if problems:
        raise NotPublishable(tuple(problems))
    return Coding(rows=tuple(rows))


def _twice(rows: list[CodingRow]) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for row in rows:
        if row.question in seen:
            sentence = f"The question {row.question} is written a second time."
            problems.append(
                _problem(row.row, "question", sentence, "Remove one of the lines.")
            )
        seen.add(row.question)
    return problems


def _no_facts(rows: list[CodingRow]) -> list[Problem]:
    return [
        _problem(
            row.row,
            "becomes",
            f"“{row.becomes}” is no fact that an answer can become.",
            "Leave the cell empty, or take a name from docs/reference/coding_table.md.",
        )
        for row in rows
        if row.becomes and row.becomes not in FACT_NAMES
    ]


def _problem(row: int, column: str, sentence: str, remedy: str) -> Problem:
    return Problem(
        sheet="coding", row=row, column=column, sentence=sentence, remedy=remedy
    )


def split(answers: Answers, coding: Coding) -> Split:
    """Return the answers parted as the coding table says; what it drops is in neither.

    An answer the table does not know is sealed with the details: nothing unknown lies open.
    A coded moment is in both: the report keeps its day only, and the team its minute.
    """
    coded: Answers = {}
    sealed: dict[str, dict[str, str]] = {group: {} for group in SEALED}
    for path, value in leaves(answers):
        keep = coding.keep(path) or Keep.DETAILS
        if keep is Keep.CODED:
            place(coded, path, value)
            if MOMENT.match(value):
                sealed[Keep.DETAILS][path] = value
        elif keep is not Keep.DROP:
            sealed[keep][path] = value
    return Split(coded=coded, sealed=sealed)


def unexpected_coded(answers: Answers, coding: Coding) -> tuple[str, ...]:
    """Return the paths in supposedly coded answers that the table does not call coded."""
    return tuple(
        path for path, _ in leaves(answers) if coding.keep(path) is not Keep.CODED
    )
