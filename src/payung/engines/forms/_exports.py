"""CSV exports of ODK Central and Kobo -> Answers, repeats put back where they belong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ._answers import Answers, place
from ._export_tables import (
    INSTANCE_IDS,
    KEYS,
    PARENTS,
    YES,
    NotAnExport,
    Questions,
    Table,
    questions_of,
    read_table,
)
from ._form import Form
from ._problems import Problem


ENTRY = re.compile(r"\[(\d+)\]$")
MOST_ENTRIES = 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportRow:
    """One submission of an export: the line it stands on in the main file, and its answers."""

    instance_id: str
    line: int
    answers: Answers


@dataclass(frozen=True, kw_only=True, slots=True)
class Export:
    """All that could be read. A line that could not is in `problems`, and nowhere in `rows`.

    `unknown` names columns that are no question of the form, by file.
    """

    rows: tuple[ExportRow, ...]
    problems: tuple[Problem, ...]
    unknown: Mapping[str, tuple[str, ...]]


def read_csv_export(files: Mapping[str, bytes], form: Form) -> Export:
    """Return the submissions in the CSV files of one export, main file and repeats together.

    Raises NotAnExport when a file as a whole cannot be read or there is no main file.
    """
    questions = questions_of(form)
    tables = [read_table(name, content, questions) for name, content in files.items()]
    main = [table for table in tables if not table.repeat]
    if len(main) != 1:
        raise NotAnExport(
            Problem(
                sheet="",
                row=0,
                column="",
                sentence=f"There are {len(main)} files of submissions, and one is needed.",
                remedy="Give the main file, and the files of its repeats with it.",
            )
        )
    joining = _Joining(questions=questions)
    joining.submissions(main[0])
    # A repeat inside a repeat needs its parent's entries first.
    for table in sorted(
        (t for t in tables if t.repeat), key=lambda t: t.repeat.count("/")
    ):
        joining.entries(table)
    return Export(
        rows=tuple(
            ExportRow(instance_id=who, line=line, answers=answers)
            for line, who, answers in joining.found.values()
            if line not in joining.spoilt
        ),
        problems=tuple(joining.problems),
        unknown={table.file: table.unknown for table in tables if table.unknown},
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Where:
    """Where an entry's answers go: the submission's line, its answers, the path to the entry."""

    line: int
    answers: Answers
    path: str


@dataclass(kw_only=True, slots=True)
class _Joining:
    questions: Questions
    found: dict[int, tuple[int, str, Answers]] = field(default_factory=dict)
    places: dict[tuple[str, str], _Where] = field(default_factory=dict)
    counts: dict[tuple[int, str], int] = field(default_factory=dict)
    spoilt: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def submissions(self, table: Table) -> None:
        for number, line in table.lines:
            answers: Answers = {}
            if not self.fill(table, number, line, answers, ""):
                self.spoilt.add(number)
            if len(line) != len(table.heading):
                continue
            who = _instance_id(table, line)
            self.found[number] = (number, who, answers)
            here = _Where(line=number, answers=answers, path="")
            for key in {table.cell(line, name) for name in KEYS} | {who}:
                if key:
                    self.places[("", key)] = here

    def entries(self, table: Table) -> None:
        for number, line in table.lines:
            if len(line) != len(table.heading):
                self.trouble(table, number, "", _LENGTH)
                continue
            parent = self.parent(table, line)
            if parent is None:
                self.trouble(table, number, PARENTS[0], _ORPHAN)
                continue
            key = table.cell(line, *KEYS)
            path = self.entry_path(table, parent, key)
            if path is None:
                self.trouble(table, number, KEYS[0], _TOO_MANY)
                self.spoilt.add(parent.line)
                continue
            here = _Where(line=parent.line, answers=parent.answers, path=path)
            self.places[(table.repeat, key)] = here
            if not self.fill(table, number, line, parent.answers, path):
                self.spoilt.add(parent.line)

    def parent(self, table: Table, line: tuple[str, ...]) -> _Where | None:
        """Return the entry or submission that a line of a repeat belongs to."""
        key = table.cell(line, *PARENTS)
        outer = [
            r for r in self.questions.repeats if r and table.repeat.startswith(f"{r}/")
        ]
        above = max(outer, key=len, default="")
        return self.places.get((above, key))

    def entry_path(self, table: Table, parent: _Where, key: str) -> str | None:
        """Return `perp[2]`: the number in Central's key, or the next one."""
        outer = re.sub(r"\[\d+\]", "", parent.path)
        below = table.repeat.removeprefix(f"{outer}/") if outer else table.repeat
        path = f"{parent.path}/{below}" if parent.path else below
        self.counts[(parent.line, path)] = self.counts.get((parent.line, path), 0) + 1
        named = ENTRY.search(key)
        at = int(named[1]) if named else self.counts[(parent.line, path)]
        return f"{path}[{at}]" if 1 <= at <= MOST_ENTRIES else None

    def fill(
        self,
        table: Table,
        number: int,
        line: tuple[str, ...],
        answers: Answers,
        above: str,
    ) -> bool:
        """Put one line's cells in the answers; return whether all of it could be read."""
        if len(line) != len(table.heading):
            self.trouble(table, number, "", _LENGTH)
            return False
        before = len(self.problems)
        said = {path: line[at] for at, path in table.answers.items() if line[at]}
        ticked: dict[str, list[str]] = {}
        for at, (path, choice) in table.choices.items():
            if line[at].strip().lower() in YES:
                ticked.setdefault(path, []).append(choice)
        said.update(
            {p: " ".join(chosen) for p, chosen in ticked.items() if p not in said}
        )
        for path, text in said.items():
            self.check(table, number, path, text)
            below = path.removeprefix(f"{table.repeat}/") if table.repeat else path
            place(answers, f"{above}/{below}" if above else below, text)
        return len(self.problems) == before

    def check(self, table: Table, number: int, path: str, text: str) -> None:
        offered = self.questions.lists.get(path)
        if offered is None:
            return
        chosen = (
            text.split() if self.questions.types[path] == "select_multiple" else [text]
        )
        if not set(chosen) <= offered:
            self.trouble(table, number, path, _CHOICE)

    def trouble(
        self, table: Table, number: int, column: str, said: tuple[str, str]
    ) -> None:
        self.problems.append(
            Problem(
                sheet=table.file,
                row=number,
                column=column,
                sentence=said[0],
                remedy=said[1],
            )
        )


_LENGTH = (
    "The line has more or fewer cells than the heading.",
    "Mend the line, or export again.",
)
_ORPHAN = (
    "The submission this line belongs to is not in the main file.",
    "Export both together.",
)
_TOO_MANY = ("The key does not end in a number that can be used.", "Export again.")
_CHOICE = (
    "The answer is not one of the form's choices. It may be a label.",
    "Export again with values as in the form, or add the choice to the form.",
)


def _instance_id(table: Table, line: tuple[str, ...]) -> str:
    found = table.cell(line, *INSTANCE_IDS)
    return found if not found or ":" in found else f"uuid:{found}"
