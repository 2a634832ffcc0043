"""Bring a plan in from a spreadsheet: wrong rows are named, and the rest goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.refusals import CannotBe
from payung.programme.reports.importing.files import NotWhatItSays
from payung.programme.reports.importing.sheets import Grid, Line, read_sheet

from . import access, kinds
from .drafting import locked_draft, name_of, put_line
from .models import PlanVersion
from .months import months_from
from .sheet_rows import COLUMNS, Ground, WrongCell, columns_of, line_of


class NoSheet(CannotBe):
    """A file that is no spreadsheet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WrongRow:
    """What is to be mended: where it stands in the spreadsheet, and how."""

    file: str
    row: int
    column: str
    sentence: str
    remedy: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Brought:
    """How many lines are new, how many were there before, and what was left out."""

    new: int
    same: int
    wrong: tuple[WrongRow, ...]


@transaction.atomic
def bring_plan_in(
    *, actor: Actor, version: PlanVersion, name: str, content: bytes, at: datetime
) -> Brought:
    """Add the rows of a spreadsheet to a draft; the same file again adds nothing.

    Raise NoSheet or SheetLacks where no row can be read at all.
    """
    fresh = locked_draft(actor, version)
    grid = _grid(content)
    columns, ground = columns_of(grid), _ground(actor, fresh)
    new = same = 0
    wrong: list[WrongRow] = []
    for row in grid.lines:
        try:
            is_new = _put(fresh, row, columns, ground)
        except WrongCell as problem:
            wrong.append(_wrong(name, grid, row, columns, problem))
        else:
            new, same = new + is_new, same + (not is_new)
    record(
        kinds.IMPORTED,
        actor=actor,
        subject=name_of(fresh),
        at=at,
        new=new,
        same=same,
        wrong=len(wrong),
    )
    return Brought(new=new, same=same, wrong=tuple(wrong))


def _grid(content: bytes) -> Grid:
    try:
        return read_sheet(content)
    except NotWhatItSays as why:
        said = f"{_(why.sentence)} {_(why.remedy)}"
        raise NoSheet(said, field="file") from None


def _ground(actor: Actor, version: PlanVersion) -> Ground:
    people = Person.objects.filter(country=actor.country, is_active=True)
    return Ground(
        months=months_from(version.first_month, version.months),
        teams=tuple(access.teams_of(actor)),
        people={person.handle.casefold(): person for person in people},
    )


def _put(
    version: PlanVersion, row: Line, columns: dict[str, int], ground: Ground
) -> bool:
    new = line_of(row, columns, ground)
    try:
        return put_line(version, new, root=uuid4())[1]
    except CannotBe as refusal:
        column = refusal.field if refusal.field in COLUMNS else "what"
        raise WrongCell(column, refusal.sentence, "") from None


def _wrong(
    name: str, grid: Grid, row: Line, columns: dict[str, int], problem: WrongCell
) -> WrongRow:
    at = columns.get(problem.column)
    said = str(COLUMNS[problem.column])
    return WrongRow(
        file=name,
        row=row.number,
        column=f"{grid.letter(at)} ({said})" if at is not None else said,
        sentence=problem.sentence,
        remedy=problem.remedy,
    )
