"""Read questions from a table: a wrong row is named, and the rest goes on."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from payung.programme.reports.importing.sheets import Grid, Line

from .material import drawings


MOST_OPTIONS = 6
FEWEST_OPTIONS = 2
MOST_LETTERS = 400
COLUMNS = ("code", "language", "question", "right", "option_1", "option_2")
YES = frozenset({"yes", "y", "1", "x", "true"})
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,29}")


@dataclass(frozen=True, kw_only=True, slots=True)
class RowMistake:
    """What is wrong in which row and column of which file, and what to do."""

    file: str
    row: int
    column: str
    what: str
    remedy: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One row: a question in one language with its answers."""

    code: str
    language: str
    question: str
    options: tuple[str, ...]
    right: frozenset[int]
    picture: str = ""
    pictures: tuple[str, ...] = ()
    reviewed: bool = False


class _Wrong(ValueError):
    """A cell that cannot be kept: column, what is wrong, what to do."""

    def __init__(self, column: str, what: str, remedy: str) -> None:
        super().__init__(column)
        self.column, self.what, self.remedy = column, what, remedy


def read_questions(
    name: str, grid: Grid, languages: Collection[str]
) -> tuple[list[Question], list[RowMistake]]:
    """Return the questions of a table and what is wrong with the other rows."""
    heads = [head.strip().lower().replace(" ", "_") for head in grid.headings]
    missing = [column for column in COLUMNS if column not in heads]
    if missing:
        what = _("The column “%(name)s” is missing.") % {"name": missing[0]}
        return [], [
            RowMistake(
                file=name, row=1, column=missing[0], what=what, remedy=_headings()
            )
        ]
    known = frozenset(drawings())
    kept: dict[tuple[str, str], Question] = {}
    shapes: dict[str, Question] = {}
    mistakes = []
    for line in grid.lines:
        try:
            one = _question(_cells(heads, line), languages, known)
            _fits(one, kept, shapes)
        except _Wrong as wrong:
            mistakes.append(_mistake(name, grid, heads, line, wrong))
            continue
        kept[one.code, one.language] = one
        shapes.setdefault(one.code, one)
    return list(kept.values()), mistakes


def _cells(heads: list[str], line: Line) -> dict[str, str]:
    for place, cell in enumerate(line.cells[: len(heads)]):
        if cell.formula:
            raise _Wrong(
                heads[place],
                _("Here is a formula."),
                _("Write the words or the number itself."),
            )
    texts = (cell.text.strip() for cell in line.cells)
    return dict(zip(heads, texts, strict=False))


def _question(
    cells: dict[str, str], languages: Collection[str], known: Collection[str]
) -> Question:
    code = cells["code"].lower()
    if not _CODE.fullmatch(code):
        raise _Wrong(
            "code",
            _("This is no short code."),
            _("Use up to thirty small letters, digits and “-”: stay-silent."),
        )
    language = cells["language"].lower()
    if language not in languages:
        raise _Wrong(
            "language",
            _("“%(name)s” is no language of this country.") % {"name": language[:10]},
            _("Use one of these: %(names)s.") % {"names": ", ".join(sorted(languages))},
        )
    if not 0 < len(cells["question"]) <= MOST_LETTERS:
        raise _Wrong("question", _length(), _write())
    options = _options(cells)
    return Question(
        code=code,
        language=language,
        question=cells["question"],
        options=options,
        right=_right(cells["right"], len(options)),
        picture=_drawing("picture", cells, known),
        pictures=tuple(
            _drawing(f"picture_{k}", cells, known) for k in range(1, len(options) + 1)
        ),
        reviewed=cells.get("reviewed", "").lower() in YES,
    )


def _options(cells: dict[str, str]) -> tuple[str, ...]:
    given = [cells.get(f"option_{k}", "") for k in range(1, MOST_OPTIONS + 1)]
    while given and not given[-1]:
        given.pop()
    for number, text in enumerate(given, start=1):
        if not 0 < len(text) <= MOST_LETTERS:
            raise _Wrong(f"option_{number}", _length(), _write())
    if len(given) < FEWEST_OPTIONS:
        raise _Wrong(
            f"option_{len(given) + 1}",
            _("There is nothing to choose between."),
            _("Give at least two answers."),
        )
    return tuple(given)


def _right(text: str, count: int) -> frozenset[int]:
    numbers = [part for part in re.split(r"[;,\s]+", text) if part]
    allowed = {str(k) for k in range(1, count + 1)}
    if not numbers or not set(numbers) <= allowed or len(set(numbers)) == count:
        raise _Wrong(
            "right",
            _("This does not say which answer is right."),
            _(
                "Write its number, 1 to %(count)s; several with “;” between them, "
                "but not all."
            )
            % {"count": count},
        )
    return frozenset(int(number) for number in numbers)


def _drawing(column: str, cells: dict[str, str], known: Collection[str]) -> str:
    name = cells.get(column, "").lower()
    if name and name not in known:
        raise _Wrong(
            column,
            _("There is no drawing of this name."),
            _("Use one of these: %(names)s.") % {"names": ", ".join(sorted(known))},
        )
    return name


def _fits(
    one: Question,
    kept: dict[tuple[str, str], Question],
    shapes: dict[str, Question],
) -> None:
    if (one.code, one.language) in kept:
        raise _Wrong(
            "code",
            _("This question is there already in this language."),
            _("Give it another code, or take the row out."),
        )
    first = shapes.get(one.code)
    if first is None:
        return
    if len(first.options) != len(one.options):
        raise _Wrong(
            f"option_{min(len(first.options), len(one.options)) + 1}",
            _("In another language this question has %(count)s answers.")
            % {"count": len(first.options)},
            _("Give as many in each language, in the same order."),
        )
    if first.right != one.right:
        raise _Wrong(
            "right",
            _("In another language another answer is right."),
            _("Put the answers in the same order in each language."),
        )


def _mistake(
    name: str, grid: Grid, heads: list[str], line: Line, wrong: _Wrong
) -> RowMistake:
    column = wrong.column
    if column in heads:
        column = f"{grid.letter(heads.index(column))} ({column})"
    return RowMistake(
        file=name,
        row=line.number,
        column=column,
        what=wrong.what,
        remedy=wrong.remedy,
    )


def _headings() -> str:
    return _("The first row needs these heads: %(names)s.") % {
        "names": ", ".join(COLUMNS)
    }


def _length() -> str:
    return _("This is empty, or longer than 400 signs.")


def _write() -> str:
    return _("Write it in one or two short sentences.")
