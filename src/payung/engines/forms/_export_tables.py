"""One table of a CSV export: its columns matched with the questions of a form."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from ._form import Form
from ._problems import Problem


YES = {"1", "true", "yes", "1.0"}
KEYS = ("KEY", "_index")
PARENTS = ("PARENT_KEY", "_parent_index")
INSTANCE_IDS = ("KEY", "meta/instanceID", "meta-instanceID", "instanceID", "_uuid")


class NotAnExport(ValueError):
    """The file is not a CSV export of this form; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


@dataclass(frozen=True, kw_only=True, slots=True)
class Questions:
    """The questions of a form as export columns see them."""

    owner: dict[str, str]
    types: dict[str, str]
    lists: dict[str, frozenset[str]]

    @property
    def repeats(self) -> tuple[str, ...]:
        """Return the repeats' paths, and empty text for the main table."""
        return tuple(dict.fromkeys(self.owner.values()))


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """One file: which repeat it holds (empty: the submissions), its lines, its columns."""

    file: str
    repeat: str
    heading: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]
    answers: dict[int, str]
    choices: dict[int, tuple[str, str]]
    unknown: tuple[str, ...]

    def cell(self, line: tuple[str, ...], *names: str) -> str:
        """Return the first filled cell among columns of these names."""
        for name in names:
            if name in self.heading and line[self.heading.index(name)]:
                return line[self.heading.index(name)]
        return ""


def questions_of(form: Form) -> Questions:
    """Return every question with the repeat it is in."""
    repeats = [form.below_root(n) for n in form.nodes() if n["kind"] == "repeat"]
    owner = {}
    lists = {}
    for path, node in form.questions().items():
        inside = [repeat for repeat in repeats if path.startswith(f"{repeat}/")]
        owner[path] = max(inside, key=len, default="")
        items = form.compiled["lists"].get(node.get("list", ""))
        if items and node["type"] in ("select_one", "select_multiple"):
            lists[path] = frozenset(item["value"] for item in items)
    types = {path: node["type"] for path, node in form.questions().items()}
    for repeat in repeats:
        owner.setdefault(f"{repeat}/", repeat)
    return Questions(owner=owner, types=types, lists=lists)


def read_table(file: str, content: bytes, questions: Questions) -> Table:
    """Return one file's lines with its columns matched; raise NotAnExport."""
    rows = _rows(file, content)
    heading = tuple(name.strip() for name in rows[0][1]) if rows else ()
    is_main = not any(name in heading for name in PARENTS)
    offered = [""] if is_main else [repeat for repeat in questions.repeats if repeat]
    matched = {repeat: _match(heading, repeat, questions) for repeat in offered}
    best = max(
        offered, key=lambda repeat: _fit(file, repeat, matched[repeat]), default=None
    )
    if best is None or not any(matched[best]):
        raise NotAnExport(
            Problem(
                sheet=file,
                row=1,
                column="",
                sentence="No heading is the name of a question of this form. They may be labels.",
                remedy="Export again with names and values as in the form (“XML values and headers”).",
            )
        )
    answers, choices = matched[best]
    unknown = [
        n for at, n in enumerate(heading) if at not in answers and at not in choices
    ]
    return Table(
        file=file,
        repeat=best,
        heading=heading,
        lines=tuple(rows[1:]),
        answers=answers,
        choices=choices,
        unknown=tuple(name for name in unknown if name and not _administrative(name)),
    )


Matched = tuple[dict[int, str], dict[int, tuple[str, str]]]


def _fit(file: str, repeat: str, matched: Matched) -> tuple[int, bool]:
    name = repeat.rpartition("/")[2]
    stem = file.rpartition("/")[2].removesuffix(".csv")
    return len(matched[0]) + len(matched[1]), bool(name) and stem.endswith(name)


def _match(heading: tuple[str, ...], repeat: str, questions: Questions) -> Matched:
    names = _names(repeat, questions)
    answers = {at: names[name] for at, name in enumerate(heading) if name in names}
    choices = {}
    for at, name in enumerate(heading):
        base, slash, choice = name.rpartition("/")
        path = names.get(base)
        if (
            at not in answers
            and slash
            and path
            and questions.types[path] == "select_multiple"
        ):
            choices[at] = (path, choice)
    return answers, choices


def _names(repeat: str, questions: Questions) -> dict[str, str]:
    """Return every heading a question of this table may stand under."""
    own = [
        p
        for p, owner in questions.owner.items()
        if owner == repeat and not p.endswith("/")
    ]
    bare = [path.rpartition("/")[2] for path in own]
    names = {}
    for path in own:
        below = path.removeprefix(f"{repeat}/") if repeat else path
        last = path.rpartition("/")[2]
        if bare.count(last) == 1:
            names[last] = path
        for written in (below, path):
            names[written] = path
            names[written.replace("/", "-")] = path
    return names


def _administrative(name: str) -> bool:
    """What the exporting server adds for itself: no answers, and nothing is lost with them."""
    return (
        name.startswith(("_", "SET-OF-"))
        or name in (*KEYS, *PARENTS, *INSTANCE_IDS)
        or name
        in {
            "SubmissionDate", "SubmitterID", "SubmitterName", "AttachmentsPresent",
            "AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits",
            "FormVersion", "formhub/uuid", "meta/rootUuid", "meta-instanceName",
            "meta/instanceName", "instanceName", "meta/deprecatedID",
        }
    )  # fmt: skip


def _rows(file: str, content: bytes) -> list[tuple[int, tuple[str, ...]]]:
    try:
        text = content.decode("utf-8-sig")
        first = text.partition("\n")[0]
        separator = max(",;\t", key=first.count)
        reader = csv.reader(
            io.StringIO(text, newline=""), delimiter=separator, strict=True
        )
        found = []
        began = 1
        for row in reader:
            if row:
                found.append((began, tuple(row)))
            began = reader.line_num + 1
        return found
    except (UnicodeDecodeError, csv.Error) as why:
        raise NotAnExport(
            Problem(
                sheet=file,
                row=0,
                column="",
                sentence="The file is not a CSV file in UTF-8.",
                remedy="Export it again as CSV; do not save it from a spreadsheet in between.",
            )
        ) from why
