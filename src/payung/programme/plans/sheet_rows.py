"""A row of a spreadsheet as a line of a plan, or what is to be mended in which column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.programme.activities.models import Kind
from payung.programme.people.models import Person, Team
from payung.programme.people.refusals import CannotBe
from payung.programme.reports.importing.sheets import Grid, Line

from .drafting import NewLine
from .models import Doer, ObjectiveCode
from .reading_months import MadeADay, NotMonths, read_months


class SheetLacks(CannotBe):
    """A sheet without a column that every plan needs."""


class WrongCell(ValueError):
    """A cell that cannot be read: its column, what is wrong, what to do."""

    def __init__(self, column: str, sentence: str, remedy: str) -> None:
        super().__init__(column)
        self.column = column
        self.sentence = sentence
        self.remedy = remedy


COLUMNS = {
    "objective": gettext_lazy("Objective"),
    "output": gettext_lazy("What comes of it"),
    "what": gettext_lazy("What is done"),
    "who": gettext_lazy("Who does it"),
    "months": gettext_lazy("Months"),
    "per month": gettext_lazy("How many each month"),
    "kind": gettext_lazy("What sort of thing"),
    "room": gettext_lazy("Room"),
    "budget": gettext_lazy("Budget line"),
    "indicators": gettext_lazy("Indicators"),
    "assumption": gettext_lazy("What it depends on"),
    "team": gettext_lazy("Team"),
}
NEEDED = ("objective", "output", "what", "months", "kind")
LONGEST = {
    "output": 200,
    "what": 200,
    "room": 40,
    "budget": 20,
    "assumption": 300,
}
MOST_A_MONTH = 31
Choice = TypeVar("Choice", bound=TextChoices)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """What a row can name: the months of the plan, teams, people by handle."""

    months: tuple[date, ...]
    teams: tuple[Team, ...]
    people: Mapping[str, Person]


def columns_of(grid: Grid) -> dict[str, int]:
    """Return where each column stands, by its name here; raise SheetLacks."""
    known = {name: name for name in COLUMNS}
    known |= {str(label).casefold(): name for name, label in COLUMNS.items()}
    found: dict[str, int] = {}
    for at, heading in enumerate(grid.headings):
        name = known.get(heading.strip().casefold().replace("_", " "))
        if name is not None:
            found.setdefault(name, at)
    missing = [name for name in NEEDED if name not in found]
    if missing:
        raise SheetLacks(
            _("The first row lacks these headings: %(names)s. Add them and try again.")
            % {"names": ", ".join(missing)},
            field="file",
        )
    return found


def line_of(row: Line, columns: Mapping[str, int], ground: Ground) -> NewLine:
    """Return the line that a row says; raise WrongCell for the first that is wrong."""
    text = {name: _text(row, at, name) for name, at in columns.items()}
    for name in NEEDED:
        if not text[name]:
            raise WrongCell(name, _("The cell is empty."), _("Fill it in."))
    doer, owner = _who(text.get("who", ""), ground)
    return NewLine(
        objective=_objective(text["objective"]),
        output=text["output"],
        what=text["what"],
        team=_team(text.get("team", ""), ground),
        doer=doer,
        owner=owner,
        months=_months(text["months"], ground),
        per_month=_per_month(text.get("per month", "")),
        kind=_one_of(Kind, text["kind"], "kind"),
        site=text.get("room", ""),
        budget=text.get("budget", ""),
        indicators=tuple(text.get("indicators", "").replace(";", ",").split(",")),
        assumption=text.get("assumption", ""),
    )


def _text(row: Line, at: int, name: str) -> str:
    cell = row.cells[at]
    if cell.formula:
        raise WrongCell(
            name,
            _("The cell holds a formula, and formulas are not worked out here."),
            _("Put the value itself into the cell."),
        )
    text = " ".join(cell.text.split())
    most = LONGEST.get(name)
    if most is not None and len(text) > most:
        raise WrongCell(
            name,
            _("The text is too long."),
            _("Use at most %(count)s signs.") % {"count": most},
        )
    return text


def _objective(text: str) -> ObjectiveCode:
    if text[:1] in ObjectiveCode.values and not text[1:2].isdecimal():
        return ObjectiveCode(text[:1])
    raise WrongCell("objective", _unknown(text), _("Write a number from 1 to 5."))


def _months(text: str, ground: Ground) -> tuple[date, ...]:
    try:
        return read_months(text, ground.months)
    except MadeADay as problem:
        raise WrongCell(
            "months",
            _("The spreadsheet made a day of it: “%(part)s”.")
            % {"part": problem.part[:20]},
            _("Format the column as text and write the months again."),
        ) from None
    except NotMonths as problem:
        raise WrongCell(
            "months",
            _unknown(problem.part),
            _("Write months of the plan, as in “Jan-Mar, 6” or “2026-03”, or “all”."),
        ) from None


def _per_month(text: str) -> int:
    if not text:
        return 1
    if text.isdecimal() and 1 <= int(text) <= MOST_A_MONTH:
        return int(text)
    raise WrongCell("per month", _unknown(text), _("Write a number from 1 to 31."))


def _who(text: str, ground: Ground) -> tuple[Doer, Person | None]:
    if not text:
        return Doer.PARALEGALS, None
    if text.casefold() in ground.people:
        return Doer.PARALEGALS, ground.people[text.casefold()]
    return _one_of(Doer, text, "who"), None


def _team(text: str, ground: Ground) -> Team:
    named = [team for team in ground.teams if team.name.casefold() == text.casefold()]
    if named:
        return named[0]
    if not text and len(ground.teams) == 1:
        return ground.teams[0]
    names = ", ".join(team.name for team in ground.teams)
    remedy = _("Write one of these: %(names)s.") % {"names": names}
    raise WrongCell("team", _unknown(text), remedy)


def _one_of(choices: type[Choice], text: str, column: str) -> Choice:
    for one in choices:
        if text.casefold() in {one.value, str(one.label).casefold()}:
            return one
    raise WrongCell(column, _unknown(text), _listed(choices))


def _listed(choices: Iterable[TextChoices]) -> str:
    names = ", ".join(f"{one.label}" for one in choices)
    return _("Write one of these: %(names)s.") % {"names": names}


def _unknown(text: str) -> str:
    return _("“%(text)s” is not known here.") % {"text": text[:40]}
