"""Which column answers which question: proposed by likeness, confirmed by a person."""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from payung.programme.reports.published import Published

from .dates import DateAnswers
from .sheets import Grid


LIKE_ENOUGH = 0.72
TYPES = {
    "text", "integer", "decimal", "date", "time", "dateTime", "select_one",
    "select_multiple", "range", "hidden", "calculate",
}  # fmt: skip
SEVERAL = re.compile(r"\s*[;,|\n]\s*")
LEAVE_OUT = "-"


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnPlan:
    """How a file is read: heading -> question, its words -> codes, its days, its key.

    `values` has for each question what people wrote -> the code, or "-" to leave the
    answer empty; what was written is then still kept, sealed.
    """

    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dates: Mapping[str, DateAnswers] = field(default_factory=dict)
    key: str = ""

    def written(self) -> str:
        """Return the plan as text, to be sealed."""
        return json.dumps(asdict(self), ensure_ascii=False)


def read_plan(text: str) -> ColumnPlan:
    """Return a plan from its text; raise ValueError where it is none."""
    said = json.loads(text)
    try:
        dates = {path: DateAnswers(**told) for path, told in said["dates"].items()}
        return ColumnPlan(
            columns=dict(said["columns"]),
            values={path: dict(codes) for path, codes in said["values"].items()},
            dates=dates,
            key=str(said["key"]),
        )
    except (KeyError, TypeError, AttributeError) as why:
        raise ValueError("this is no plan of columns") from why


def questions_for(form: Published, language: str) -> dict[str, str]:
    """Return path -> label of every question that a column can answer.

    A question of an entry that repeats is offered for the first entry: `perp[1]/ptype`.
    """
    repeats = [
        form.form.below_root(node)
        for node in form.form.nodes()
        if node["kind"] == "repeat"
    ]
    offered = {}
    for path, node in form.form.questions().items():
        if node.get("type") in TYPES:
            here = path
            for repeat in sorted(repeats, key=len, reverse=True):
                if path.startswith(f"{repeat}/"):
                    here = f"{repeat}[1]/{here.removeprefix(f'{repeat}/')}"
                    break
            offered[here] = form.label(node, language) or path
    return offered


def proposed(grid: Grid, form: Published) -> dict[str, str]:
    """Return heading -> path, or empty where nothing is like it; each path once."""
    questions: dict[str, set[str]] = {}
    for language in form.form.languages or ("en",):
        for path, label in questions_for(form, language).items():
            name = path.rpartition("/")[2]
            spoken = {_plain(label), _plain(name), _plain(path)}
            questions.setdefault(path, set()).update(spoken - {""})
    pairs = sorted(
        (
            (_likeness(heading, names), heading, path)
            for heading in dict.fromkeys(grid.headings)
            for path, names in questions.items()
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    found: dict[str, str] = {}
    for likeness, heading, path in pairs:
        if likeness < LIKE_ENOUGH:
            break
        if heading not in found and path not in found.values():
            found[heading] = path
    return {heading: found.get(heading, "") for heading in grid.headings if heading}


def codes_of(form: Published, path: str) -> dict[str, str]:
    """Return every way of writing a question's choices, plainly, -> its code."""
    node = form.nodes[re.sub(r"\[\d+\]", "", path)]
    name = node.get("list", "")
    found: dict[str, str] = {}
    for language in form.form.languages or ("en",):
        for code, label in form.choices(name, language).items():
            found.setdefault(_plain(label), code)
    for code in form.choices(name, "en"):
        found[_plain(code)] = code
    found.pop("", None)
    return found


def is_choice(form: Published, path: str) -> bool:
    """Return whether a question is answered by choosing."""
    return bool(form.nodes[re.sub(r"\[\d+\]", "", path)]["type"].startswith("select_"))


def undecided(grid: Grid, plan: ColumnPlan, form: Published) -> dict[str, Counter[str]]:
    """Return for each question what people wrote that is none of its choices."""
    open_: dict[str, Counter[str]] = {}
    for at, heading in enumerate(grid.headings):
        path = plan.columns.get(heading, "")
        if not path or not is_choice(form, path):
            continue
        known = {*codes_of(form, path), *map(_plain, plan.values.get(path, {}))}
        for line in grid.lines:
            for part in parts_of_cell(form, path, line.cells[at].text):
                if _plain(part) and _plain(part) not in known:
                    open_.setdefault(path, Counter())[part] += 1
    return open_


def parts_of_cell(form: Published, path: str, text: str) -> list[str]:
    """Return what was chosen in a cell: one thing, or several with commas between."""
    node = form.nodes[re.sub(r"\[\d+\]", "", path)]
    if node["type"] != "select_multiple" or _plain(text) in codes_of(form, path):
        return [text]
    if all(word in form.form.offered(dict(node)) for word in text.split()):
        return text.split()
    return [part for part in SEVERAL.split(text) if part]


def code_for(form: Published, path: str, plan: ColumnPlan, part: str) -> str | None:
    """Return the code of what was written, empty to leave it out, None if undecided."""
    told = {_plain(text): code for text, code in plan.values.get(path, {}).items()}
    code = told.get(_plain(part)) or codes_of(form, path).get(_plain(part))
    return "" if code == LEAVE_OUT else code


def _plain(text: Any) -> str:
    return re.sub(r"[\W_]+", " ", str(text).casefold()).strip()


def _likeness(heading: str, names: set[str]) -> float:
    plain = _plain(heading)
    if plain in names:
        return 1.0
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(plain)
    best = 0.0
    for name in names:
        matcher.set_seq1(name)
        if matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best
