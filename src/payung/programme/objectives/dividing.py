"""The small tables in which a number is divided, as a reader may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from django.utils.translation import gettext as _

from payung.engines.disclosure import Audience
from payung.engines.indicators import (
    NotComputable,
    Period,
    Ratio,
    Sheet,
    Total,
    Unit,
    Value,
    from_data,
)
from payung.programme.findings.audiences import audience_of
from payung.programme.people.actors import Actor

from .models import IndicatorSnapshot, ReleasedFigure
from .queries.scope import WHOLE, Part, read_part
from .queries.splits.axis import Of
from .queries.splits.known import axes_of, not_recorded
from .releasing import parts_in, released_row, value_of_row
from .seeing import Seen, Sight, is_inside
from .split_words import axis_words, category_words
from .taking import latest_rows
from .wording import made_of, value_words


# Numbers were rounded where they were protected.
_HARDLY = 0.005


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitTable:
    """One axis: a head and its rows, and a sentence where the counts do not add up."""

    title: str
    rows: tuple[tuple[str, str, str], ...]
    note: str

    @property
    def is_plain(self) -> bool:
        """Return whether its numbers are counts, of which nothing more is said."""
        return not any(made for _name, _value, made in self.rows)


@dataclass(frozen=True, kw_only=True, slots=True)
class DividedPage:
    """What stands beside a number, its tables, and the axes that nothing here records."""

    beside: tuple[tuple[str, str, str], ...]
    tables: tuple[SplitTable, ...]
    not_recorded: tuple[str, ...]


def divided(actor: Actor, sheet: Sheet, period: Period, now: Seen) -> DividedPage:
    """Return the divisions of a number: own counts inside, protected ones outside."""
    values: Mapping[Part, Value] = (
        _own(actor.country, sheet.code, period)
        if is_inside(actor)
        else _released(actor, sheet, period, now)
    )
    by_axis: dict[str, dict[str, Value]] = {}
    for part, value in values.items():
        axis, category = part[0]
        by_axis.setdefault(axis, {})[category] = value
    axes = {axis.name: axis for axis in axes_of(sheet.code)}
    return DividedPage(
        beside=_rows("beside", by_axis.get("beside", {}), sheet, actor.country),
        tables=tuple(
            SplitTable(
                title=axis_words(name),
                rows=_rows(name, by_axis[name], sheet, actor.country),
                note=_note(axes[name].of if name in axes else Of.OVERLAP),
            )
            for name in (*axes, *sorted(by_axis.keys() - axes.keys()))
            if name in by_axis and name != "beside"
            if _says_something(by_axis[name])
        ),
        not_recorded=tuple(axis_words(name) for name in not_recorded(sheet.code)),
    )


def cells_out(
    country: str, code: str, period: Period, whole: Value
) -> Mapping[Part, Value]:
    """Return the divisions that may leave with a number that is `whole` in a report.

    None where the number was revised since: the difference would show what was added.
    """
    row = released_row(country, code, str(period), Audience.PARTNER)
    return {} if row is None else _of_same(row, whole)


def _own(country: str, code: str, period: Period) -> dict[Part, Value]:
    rows = latest_rows(country, period, [code])
    return {
        _part(row): from_data(row.value) for row in rows.values() if _part(row) != WHOLE
    }


def _released(
    actor: Actor, sheet: Sheet, period: Period, now: Seen
) -> Mapping[Part, Value]:
    audience = audience_of(actor)
    if now.value is None or now.sight not in {Sight.SHOWN, Sight.RELEASED}:
        return {}
    # Whoever holds keys but is in no team here is told what the public is.
    row = released_row(
        actor.country, sheet.code, str(period), audience or Audience.PUBLIC
    )
    return {} if row is None else _of_same(row, now.value)


def _of_same(row: ReleasedFigure, whole: Value) -> Mapping[Part, Value]:
    known = value_of_row(row)
    if known is None or not abs(_point(known) - _point(whole)) <= _HARDLY:
        return {}
    return parts_in(row)


def _point(value: Value) -> float:
    number = None if isinstance(value, NotComputable) else value.value
    # Infinitely far from every number, and from itself no number at all.
    return inf if number is None else float(number)


def _part(row: IndicatorSnapshot) -> Part:
    return read_part(row.part)


def _rows(
    axis: str, values: Mapping[str, Value], sheet: Sheet, country: str
) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (
            _beside(category)
            if axis == "beside"
            else category_words(axis, category, country),
            value_words(value, _unit(value, sheet, axis)),
            made_of(value, _unit(value, sheet, axis)),
        )
        for category, value in sorted(values.items())
        if not isinstance(value, NotComputable)
    )


def _unit(value: Value, sheet: Sheet, axis: str) -> Unit:
    """Return what a number is counted in: parts of a share are counted, not shared."""
    if isinstance(value, Total) and sheet.unit is not Unit.PEOPLE:
        return Unit.EVENTS
    if isinstance(value, Ratio) and value.per == 1 and axis == "beside":
        return Unit.SHARE
    return sheet.unit


def _says_something(values: Mapping[str, Value]) -> bool:
    return any(not isinstance(value, NotComputable) for value in values.values())


def _note(of: Of) -> str:
    return {
        Of.OVERLAP: _("One may stand in several of these; they do not add up."),
        Of.OTHER: _("These are counted by themselves, not as parts of the number."),
    }.get(of, "")


def _beside(name: str) -> str:
    return {
        "visitors": _("Different visitors, by card"),
        "heads": _("Everybody who completed, with a card or without"),
        "contacts": _("All contacts, also with those met twice"),
        "reached": _("Of those to be asked again, reached"),
        "gain": _("Knowledge gained"),
        "questions": _("Questions answered"),
        "medical": _("Medical help within 72 hours"),
        "days": _("Days from decision to report-back"),
        "sanction": _("With a sanction"),
        "elsewhere": _("Courts, ministries, health offices and others"),
        "early": _("Rang off within ten seconds"),
        "backup": _("Backup"),
        "within_60": _("There within the hour"),
        "told": _("Silences told in time"),
        "adapted": _("With something done otherwise that was written down"),
    }.get(name, name.replace("_", " "))
