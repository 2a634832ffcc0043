"""XLSForm -> XForm by pyxform, and its complaints in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from ._problems import NotPublishable, Problem
from ._source import Sheet, Source, question_rows


CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")
ROW = re.compile(r"\[row : (\d+)\]")
SHEET = re.compile(r"On the '([a-z_]+)' sheet")
COLUMN = re.compile(r"the '([^']+)' value")
THE_NAME = re.compile(r"value '([^']+)' is|find the name '([^']+)'")
NAMED = re.compile(r"['\"“$]\{?([A-Za-z_][\w.-]*)\}?['\"”]?")

# A piece of pyxform's message: what to say instead, what to do. First match counts.
PLAIN: tuple[tuple[str, str, str], ...] = (
    (
        "Choice names must be unique",
        "This choice has the same name as another one of its list.",
        "Give each its own name, or set allow_choice_duplicates to yes in the settings.",
    ),
    (
        "reserved for form metadata",
        "A line is called meta, and that name is taken by the form itself.",
        "Give the line another name, also where other lines refer to it.",
    ),
    (
        "Choices should have a label",
        "A choice has no label.",
        "Write what people should read.",
    ),
    (
        "must be unique within",
        "Two lines of the same group have this name.",
        "Give one of them another name.",
    ),
    (
        "Unknown question type",
        "The type of this question is not known.",
        "Choose a type such as text, integer, date, select_one LIST or note.",
    ),
    (
        "List name not in choices sheet",
        "The question chooses from a list that is not on the choices sheet.",
        "Write the list on the choices sheet, or mend its name.",
    ),
    (
        "There has been a problem trying to replace",
        "A line refers to a question that does not exist.",
        "Look for the name in ${ } and mend it.",
    ),
    (
        "Could not find the name",
        "A line refers to a question that does not exist.",
        "Look for the name in ${ } and mend it.",
    ),
    (
        "no name",
        "A line has no name.",
        "Give it a short name of letters, digits and underscores.",
    ),
    (
        "Missing calculation",
        "A line of type calculate calculates nothing.",
        "Fill in the column calculation.",
    ),
    (
        "Unmatched",
        "A group or repeat has a beginning or an end without the other.",
        "Every begin group needs its end group, every begin repeat its end repeat.",
    ),
    (
        "Names must begin with",
        "A name is written in a way that cannot be used.",
        "Names begin with a letter and hold letters, digits, - and _ only.",
    ),
    (
        "Question with no type",
        "A line has no type.",
        "Write a type such as text, integer, date, select_one LIST or note.",
    ),
    (
        "Parameters must be in the form",
        "The parameters are not written as pairs.",
        "Write them so: start=1 end=5 step=1",
    ),
    (
        "There should be a choices sheet",
        "A question chooses from a list, and there is no choices sheet.",
        "Add a sheet called choices with the columns list_name, name and label.",
    ),
    (
        "Choice names with spaces",
        "A choice that can be ticked with others has a space in its name.",
        "Write its name without spaces; the label may have them.",
    ),
    (
        "Audits must always be named",
        "A log of every touch needs the name audit.",
        "Leave the line out: our page keeps no such log.",
    ),
    (
        "is not a valid",
        "A name or value is written in a way that cannot be used.",
        "Names begin with a letter and hold letters, digits and underscores only.",
    ),
    (
        "Learn more: https://xlsform.org/en/#setting-up-your-worksheets",
        "A column that is needed is missing, or its heading is misspelt.",
        "The survey sheet needs the columns type, name and label.",
    ),
)


def to_xform(source: Source) -> bytes:
    """Return the XForm pyxform makes of the source; raise NotPublishable."""
    unwritable = tuple(_unwritable(source))
    if unwritable:
        raise NotPublishable(unwritable)
    try:
        made = convert(xlsform=_workbook(source), warnings=[])
    except PyXFormError as why:
        raise NotPublishable(_problems(str(why), source)) from why
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as why:
        # pyxform stumbles over some sheets instead of saying what is wrong with them.
        problem = Problem(
            sheet="survey",
            row=0,
            column="",
            sentence="The form cannot be converted, and the converter does not say why.",
            remedy="Take out the lines added last, and try again.",
        )
        raise NotPublishable((problem,)) from why
    return str(made.xform).encode()


def _unwritable(source: Source) -> Iterator[Problem]:
    """Yield what pyxform would write down though no XML reader takes it."""
    for sheet in source.sheets:
        for number, row in enumerate(sheet.rows, start=2):
            for column, cell in zip(sheet.columns, row, strict=True):
                if CONTROL.search(cell):
                    yield Problem(
                        sheet=sheet.name,
                        row=number,
                        column=column,
                        sentence="The cell holds a sign that cannot be seen or sent.",
                        remedy="Type the cell's text again.",
                    )
    names = source.sheet("survey").column("name")
    for number, name in enumerate(names, start=2):
        if ":" in name:
            yield Problem(
                sheet="survey",
                row=number,
                column="name",
                sentence=f"The name {name} has a colon in it.",
                remedy="Write _ instead, also where other lines refer to it.",
            )


def _workbook(source: Source) -> dict[str, Any]:
    book: dict[str, Any] = {"sheet_names": [sheet.name for sheet in source.sheets]}
    for sheet in source.sheets:
        name = sheet.name.lower()
        if name in SHEETS:
            book[name] = _lines(sheet)
            book[f"{name}_header"] = (
                [dict.fromkeys(sheet.columns)] if sheet.columns else []
            )
    return book


def _lines(sheet: Sheet) -> list[dict[str, str]]:
    """Return the rows as pyxform wants them; empty rows stay, so that rows keep their numbers."""
    return [
        {
            name: cell
            for name, cell in zip(sheet.columns, row, strict=True)
            if cell.strip()
        }
        for row in sheet.rows
    ]


def _problems(message: str, source: Source) -> tuple[Problem, ...]:
    """Return one problem for each line of pyxform's message that stands for one."""
    lines = [line for line in message.splitlines() if line.strip()]
    rows = [line for line in lines if ROW.search(line)]
    found = [_problem(line, source) for line in (rows or [" ".join(lines)])]
    return tuple(dict.fromkeys(found))


def _problem(message: str, source: Source) -> Problem:
    row, sheet, column = (
        ROW.search(message),
        SHEET.search(message),
        COLUMN.search(message),
    )
    page = sheet.group(1) if sheet else "survey"
    if not sheet and "choices" in message and "sheet" in message and not row:
        page = "choices"
    sentence, remedy = _plain(message)
    return Problem(
        sheet=page,
        row=int(row.group(1)) if row else _guess_row(message, source),
        column=column.group(1) if column else "",
        sentence=sentence,
        remedy=remedy,
    )


def _plain(message: str) -> tuple[str, str]:
    text = " ".join(ROW.sub("", message).split())
    for piece, sentence, remedy in PLAIN:
        if piece.lower() in message.lower():
            found = THE_NAME.search(message)
            named = f" It is: {found[1] or found[2]}." if found else ""
            return sentence + named, remedy
    return f"The converter says: {text}", "Mend what it names, and try again."


def _guess_row(message: str, source: Source) -> int:
    """Return the row of a question the message names, where it gives no row itself."""
    rows = {path.rpartition("/")[2]: row for path, row in question_rows(source).items()}
    for name in NAMED.findall(message):
        if name in rows:
            return rows[name]
    return 0
