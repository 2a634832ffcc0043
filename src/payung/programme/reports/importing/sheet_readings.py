"""Rows of a spreadsheet -> answers, as a person's plan says; every other cell is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext_noop

from payung.engines.clocks.calendars import latin_digits
from payung.engines.forms import Answers, place
from payung.programme.reports.published import Published

from .bringing import Given
from .dates import DateAnswers, NeedsAnswer, NotADay, read_day
from .digests import keyed_digest, named_after
from .mapping import ColumnPlan, code_for, is_choice, parts_of_cell
from .readings import Reading, Trouble
from .sheets import Cell, Grid, Line


# Cells that answer no question lie with the sealed details, under this name.
OTHER = "other_columns"
WHOLE = re.compile(r"^-?\d{1,15}$")
DECIMAL = re.compile(r"^-?\d{1,15}(\.\d{1,15})?$")
TIME = re.compile(r"^(\d{1,2}):(\d\d)(:\d\d)?$")


class CannotUse(ValueError):
    """A cell cannot be used as it is; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble
        super().__init__(trouble.sentence)


@dataclass(frozen=True, kw_only=True, slots=True)
class Using:
    """What reading a cell needs to know."""

    form: Published
    plan: ColumnPlan
    today: date


def sheet_readings(
    grid: Grid, plan: ColumnPlan, form: Published, *, today: date
) -> Iterator[Reading]:
    """Yield one row for each line of the sheet."""
    using = Using(form=form, plan=plan, today=today)
    counted: dict[str, int] = {}
    for number, line in enumerate(grid.lines, start=1):
        reading = Reading(number=number, line=line.number, file="", form=form)
        instance = _instance(grid, line, using, counted)
        try:
            given = Given(instance=instance, answers=answers_of(grid, line, using))
        except CannotUse as why:
            yield replace(reading, trouble=why.trouble)
        else:
            yield replace(reading, given=given)


def answers_of(grid: Grid, line: Line, using: Using) -> Answers:
    """Return a line's answers; raise CannotUse naming the column."""
    answers: Answers = {}
    for at, cell in enumerate(line.cells):
        if not cell.text:
            continue
        heading = grid.headings[at] if at < len(grid.headings) else ""
        path = using.plan.columns.get(heading, "")
        kept = cell.text
        if path:
            used = _used(grid, at, cell, path, using)
            if used:
                place(answers, path, used)
                kept = ""
        if kept:
            place(answers, f"{OTHER}/{_safe(heading) or grid.letter(at)}", kept)
    return answers


def _used(grid: Grid, at: int, cell: Cell, path: str, using: Using) -> str:
    letter = grid.letter(at)
    if cell.formula:
        raise CannotUse(replace(_FORMULA, column=letter))
    if is_choice(using.form, path):
        return _chosen(letter, cell.text, path, using)
    kind = using.form.nodes[re.sub(r"\[\d+\]", "", path)]["type"]
    if kind in {"date", "dateTime"}:
        return _day(letter, cell.text, path, using)
    text = latin_digits(cell.text)
    if kind == "integer" and not WHOLE.match(text):
        raise CannotUse(replace(_NUMBER, column=letter))
    if kind in {"decimal", "range"} and not DECIMAL.match(text):
        raise CannotUse(replace(_NUMBER, column=letter))
    if kind == "time":
        return _time(letter, text)
    return text if kind in {"integer", "decimal", "range"} else cell.text


def _chosen(letter: str, text: str, path: str, using: Using) -> str:
    codes = [
        code_for(using.form, path, using.plan, part)
        for part in parts_of_cell(using.form, path, text)
    ]
    if None in codes:
        raise CannotUse(replace(_CHOICE, column=letter))
    return " ".join(dict.fromkeys(code for code in codes if code))


def _day(letter: str, text: str, path: str, using: Using) -> str:
    told = using.plan.dates.get(path, DateAnswers())
    try:
        day = read_day(text, told, today=using.today)
    except NeedsAnswer:
        raise CannotUse(replace(_TWO_WAYS, column=letter)) from None
    except NotADay:
        raise CannotUse(replace(_NO_DAY, column=letter)) from None
    return day.isoformat()


def _time(letter: str, text: str) -> str:
    match = TIME.match(text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise CannotUse(replace(_TIME, column=letter))
    return f"{int(match[1]):02}:{match[2]}:00"


def _instance(grid: Grid, line: Line, using: Using, counted: dict[str, int]) -> str:
    """Return the row's name: from its key column, or else from all that stands in it."""
    form_id = using.form.form.id
    if using.plan.key in grid.headings:
        key = line.cells[grid.headings.index(using.plan.key)].text
        if key:
            return named_after("key", form_id, key)
    whole = keyed_digest("row", *(cell.text for cell in line.cells))
    counted[whole] = counted.get(whole, 0) + 1
    return named_after("row", form_id, whole, str(counted[whole]))


def _safe(heading: str) -> str:
    # Paths part at these signs; the heading is only a name for the cell here.
    return re.sub(r"[/\[\]]", " ", heading)


_FORMULA = Trouble(
    sentence=gettext_noop(
        "The cell holds a formula, and formulas are never worked out here."
    ),
    remedy=gettext_noop(
        "Copy the column and paste it as values, then give the file again."
    ),
)
_NUMBER = Trouble(
    sentence=gettext_noop("The cell is no number."),
    remedy=gettext_noop(
        "Write it in figures, with a point for parts and nothing between thousands."
    ),
)
_CHOICE = Trouble(
    sentence=gettext_noop("What stands there is none of the question's choices."),
    remedy=gettext_noop(
        "Say which choice is meant, or leave it out, on the page of the columns."
    ),
)
_TWO_WAYS = Trouble(
    sentence=gettext_noop("The day can be read in more than one way."),
    remedy=gettext_noop(
        "Say how the days of this column are written, on the page of the columns."
    ),
)
_NO_DAY = Trouble(
    sentence=gettext_noop("No day can be read there."),
    remedy=gettext_noop("Write day, month and year, such as 2026-11-25."),
)
_TIME = Trouble(
    sentence=gettext_noop("No time of day can be read there."),
    remedy=gettext_noop("Write it as 14:30."),
)
