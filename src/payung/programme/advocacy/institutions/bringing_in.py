"""Bring institutions in from a spreadsheet: wrong rows are named, the rest goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe
from payung.programme.places.models import Unit
from payung.programme.places.packs import pack_of
from payung.programme.reports.importing.files import NotWhatItSays
from payung.programme.reports.importing.sheets import Grid, Line, read_sheet

from . import kinds
from .access import check_keeper
from .refusals import NoSheet
from .register import as_compared, code_after, next_code, refuse_loop, write
from .sheet_rows import (
    SheetRow,
    WrongCell,
    columns_of,
    ground_of,
    headings,
    row_of,
    unknown,
)


# Read while somebody waits for the page.
MOST_ROWS = 5000


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
    """How many are new, changed, or were so before, and what was left out."""

    new: int
    changed: int
    same: int
    wrong: tuple[WrongRow, ...]


@dataclass(kw_only=True, slots=True)
class _Register:
    """The register while rows are put into it: found by code, and by name."""

    country: str
    by_code: dict[str, Unit] = field(default_factory=dict)
    by_name: dict[str, set[str]] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    last_codes: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, country: str) -> _Register:
        register = cls(country=country)
        for unit in Unit.objects.select_for_update().filter(country=country):
            register.note(unit)
        return register

    def note(self, unit: Unit) -> None:
        self.by_code[unit.code] = unit
        self.parents[unit.code] = unit.parent_code
        for name in unit.names.values():
            self.by_name.setdefault(as_compared(name), set()).add(unit.code)

    def same_as(self, row: SheetRow) -> Unit | None:
        """Return the institution a row is of: by its code, or by name, kind and area."""
        if row.code:
            return self.by_code.get(row.code)
        for code in self._named(row.said.names.values()):
            unit = self.by_code[code]
            if (unit.kind, unit.area) == (row.said.kind, row.said.area):
                return unit
        return None

    def new_code(self, kind: str) -> str:
        """Return the next free code of a kind; the register is asked once for each."""
        last = self.last_codes.get(kind)
        code = code_after(last) if last else next_code(self.country, kind)
        while code in self.by_code:
            code = code_after(code)
        self.last_codes[kind] = code
        return code

    def parent_of(self, row: SheetRow) -> str | None:
        """Return the code above a row; None where nothing here is called so (yet)."""
        if not row.parent or row.parent in self.by_code:
            return row.parent
        found = self._named([row.parent])
        if len(found) > 1:
            remedy = _("Write the code of the one that is meant: %(codes)s.")
            raise WrongCell(
                "parent",
                _("Several institutions are called “%(text)s”.")
                % {"text": row.parent[:40]},
                remedy % {"codes": ", ".join(found)},
            )
        return found[0] if found else None

    def _named(self, names: Iterable[str]) -> list[str]:
        plain = (as_compared(name) for name in names)
        return sorted({code for one in plain for code in self.by_name.get(one, ())})


@transaction.atomic
def bring_in(*, actor: Actor, name: str, content: bytes, at: datetime) -> Brought:
    """Put the rows of a sheet into the register; the same file again changes nothing.

    Raise NoSheet or SheetLacks where no row can be read at all.
    """
    check_keeper(actor)
    grid = _grid(content)
    ground = ground_of(pack_of(actor.country), get_language() or "en")
    columns = columns_of(grid, ground)
    wrong: list[tuple[Line, WrongCell]] = []
    rows: list[tuple[Line, SheetRow]] = []
    for line in grid.lines:
        try:
            rows.append((line, row_of(line, columns, ground)))
        except WrongCell as problem:
            wrong.append((line, problem))
    counts = dict.fromkeys(("new", "changed", "same"), 0)
    for line, done in _keep_all(_Register.read(actor.country), rows):
        if isinstance(done, WrongCell):
            wrong.append((line, done))
        else:
            counts[done] += 1
    record(
        kinds.BROUGHT,
        actor=actor,
        subject=actor.country,
        at=at,
        wrong=len(wrong),
        **counts,
    )
    said = headings(ground)
    told = [_wrong(name, grid, columns, said, *one) for one in wrong]
    return Brought(**counts, wrong=tuple(sorted(told, key=lambda one: one.row)))


def _keep_all(
    register: _Register, rows: list[tuple[Line, SheetRow]]
) -> Iterator[tuple[Line, str | WrongCell]]:
    """Keep every row after the one it stands below, wherever that is in the sheet."""
    seen: dict[str, int] = {}
    waiting = rows
    while waiting:
        later: list[tuple[Line, SheetRow]] = []
        for line, row in waiting:
            try:
                parent = register.parent_of(row)
                if parent is None:
                    later.append((line, row))
                else:
                    yield line, _keep(register, row, parent, line.number, seen)
            except WrongCell as problem:
                yield line, problem
        if len(later) == len(waiting):
            yield from ((line, _no_parent(row)) for line, row in later)
            return
        waiting = later


def _keep(
    register: _Register, row: SheetRow, parent: str, number: int, seen: dict[str, int]
) -> str:
    unit = register.same_as(row)
    if unit is not None and unit.code in seen:
        raise WrongCell(
            "code" if row.code else "name",
            _("Row %(row)s is of the same institution.") % {"row": seen[unit.code]},
            _("Leave one of them out, or say in the name how they differ."),
        )
    if unit is not None and unit.closed_on is not None:
        raise WrongCell(
            "code" if row.code else "name",
            _("%(code)s was closed.") % {"code": unit.code},
            _("Open it again on its page first, or leave the row out."),
        )
    what = _write(register, unit, row, parent)
    seen[what[1]] = number
    return what[0]


def _write(
    register: _Register, unit: Unit | None, row: SheetRow, parent: str
) -> tuple[str, str]:
    said = replace(row.said, parent=parent)
    if unit is None:
        code = row.code or register.new_code(said.kind)
        unit = Unit(country=register.country, code=code)
        write(unit, said)
        unit.save(force_insert=True)
        register.note(unit)
        return "new", unit.code
    try:
        refuse_loop(register.parents, unit.code, parent)
    except CannotBe as refusal:
        raise WrongCell("parent", refusal.sentence, "") from None
    if not write(unit, said):
        return "same", unit.code
    unit.save()
    register.note(unit)
    return "changed", unit.code


def _no_parent(row: SheetRow) -> WrongCell:
    remedy = _("Write the code or the name of one in the register or in this sheet.")
    return WrongCell("parent", unknown(row.parent), remedy)


def _grid(content: bytes) -> Grid:
    try:
        grid = read_sheet(content)
    except NotWhatItSays as why:
        said = f"{_(why.sentence)} {_(why.remedy)}"
        raise NoSheet(said, field="file") from None
    if len(grid.lines) > MOST_ROWS:
        said = _("The sheet has more than %(count)s rows. Split it into several files.")
        raise NoSheet(said % {"count": MOST_ROWS}, field="file")
    return grid


def _wrong(
    name: str,
    grid: Grid,
    columns: dict[str, int],
    said: dict[str, str],
    line: Line,
    problem: WrongCell,
) -> WrongRow:
    column = problem.column
    if column not in said:
        column = next(one for one in columns if one.startswith("name_"))
    at = columns.get(column)
    return WrongRow(
        file=name,
        row=line.number,
        column=f"{grid.letter(at)} ({said[column]})"
        if at is not None
        else said[column],
        sentence=problem.sentence,
        remedy=problem.remedy,
    )
