"""Protect the numbers of a final quarter for readers outside: once, and then as it is.

What is of class SDC is protected and then made coarse; nothing finer is kept to be read.

Only quarters leave: with months beside them a hidden month would be a difference. What
is revised later stays inside, for the same reason.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from payung.engines.disclosure import (
    Audience,
    CannotProtect,
    Counts,
    Release,
    Rules,
    Zeros,
    protect_together,
    reopen,
)
from payung.engines.indicators import (
    Length,
    Mean,
    Period,
    Ratio,
    ReleaseClass,
    Sheet,
    Status,
    Times,
    Total,
    Unit,
    Value,
    from_data,
    to_data,
)
from payung.programme.findings.audiences import level_for, outside, rules_for
from payung.programme.journal.actions import Acting, record
from payung.programme.places.packs import pack_of

from .coarsening import ROUNDED_TO, YEARLY, coarse_of
from .due_days import status_of
from .kinds import RELEASED
from .models import ReleasedFigure, ReleasedSplit
from .queries.scope import WHOLE, Answer, Part, Scope, part_of
from .queries.splits.axis import Axis, Of
from .queries.splits.known import axes_of
from .reference_sheets import all_sheets, sheet_of
from .split_tables import (
    COUNTED,
    PART,
    REST,
    Sensitive,
    Split,
    sensitive,
    split_of,
    whole_of,
)
from .taking import compute


LAST_MONTH = 12
COARSE = "coarse"


class NotReleasedYet(ValueError):
    """Only quarters that are final leave the country."""


def release(
    *,
    actor: Acting,
    country: str,
    period: Period,
    at: datetime,
    codes: Collection[str] | None = None,
) -> tuple[ReleasedFigure, ...]:
    """Protect numbers and their divisions for each audience; return what was added.

    A number of class SDC leaves in no other way, and one that looks back a year leaves
    with the last quarter only. Of the other classes the divisions do, and only where
    every count of the whole may be shown: the whole is known anyway.
    `codes` names some of them; or else all. Raise NotReleasedYet.

    Each number is kept by itself: protecting takes seconds, in which nobody who writes
    may wait. Cut short, it is called again and adds what is left.
    """
    final = status_of(country, period, at=at) is Status.FINAL
    if period.length is not Length.QUARTER or not final:
        raise NotReleasedYet(
            f"{period} is no quarter that is final. Choose one, such as 2026-Q3, after "
            "its last day to enter what came late."
        )
    scope = Scope(country=country, period=period, at=at, outside=True)
    made = [
        row
        for sheet in all_sheets()
        if codes is None or sheet.code in codes
        if _is_sdc(sheet) or axes_of(sheet.code)
        if sheet.code not in YEARLY or period.months[-1].number == LAST_MONTH
        for row in _protected(sheet, scope, actor.handle)
    ]
    subject = f"{country} {period}"
    record(RELEASED, actor=actor, subject=subject, at=at, made=len(made))
    return tuple(made)


def released(
    country: str, indicator: str, period: str, audience: Audience
) -> Value | None:
    """Return a number as it was protected for an audience; None where it is kept back."""
    row = released_row(country, indicator, period, audience)
    return None if row is None else value_of_row(row)


def released_row(
    country: str, indicator: str, period: str, audience: Audience
) -> ReleasedFigure | None:
    """Return what was released of a number for an audience, hidden or not."""
    rows = ReleasedFigure.objects.filter(
        country=country, indicator=indicator, period=period, audience=audience
    )
    return rows.prefetch_related("splits").first()


def value_of_row(row: ReleasedFigure) -> Value | None:
    """Return the number that a row tells; None where it is kept back.

    Raise ReleaseAltered. What is of class SDC and was not made coarse tells nothing.
    """
    shown = _open(row)
    if row.kind == COARSE:
        return from_data(row.figure) if row.figure else None
    if shown.hidden or _is_sdc(sheet_of(row.indicator)):
        return None
    cells = {place[0]: n for place, n in shown.shown.items()}
    return _value(row.kind, row.figure, cells)


def _value(kind: str, figure: dict[str, Any], cells: dict[str, int]) -> Value | None:
    if kind == "share":
        whole = cells["part"] + cells["rest"]
        return Ratio(numerator=cells["part"], denominator=whole) if whole else None
    if kind == "rate":
        return Ratio(numerator=cells["counted"], **figure)
    if kind == "mean":
        n = cells["counted"]
        return Mean(total=figure["mean"] * n, n=n)
    if kind == "times":
        return Times(n=cells["counted"], **figure)
    return Total(count=cells["counted"])


def parts_in(row: ReleasedFigure) -> dict[Part, Value]:
    """Return the divisions of a released figure that may be read, each with its number."""
    found: dict[Part, Value] = {}
    if row.kind != COARSE and _is_sdc(sheet_of(row.indicator)):
        return found
    for split in row.splits.all():
        shown = reopen(split.body, split.digest)
        if row.kind == COARSE:
            found |= {
                part_of(split.axis, category): from_data(figure)
                for category, figure in split.figures.items()
                if figure
            }
            continue
        for category in shown.dimensions[-1].leaves():
            value = _part_in(row.kind, split, shown, category)
            if value is not None:
                found[part_of(split.axis, category)] = value
    return found


def _part_in(
    kind: str, split: ReleasedSplit, shown: Release, category: str
) -> Value | None:
    if category not in split.figures:
        return None
    if kind != "share" or split.of == Of.OTHER:
        n = shown.shown.get((category,))
        if n is None or split.of != Of.WHOLE:
            return None if n is None else Total(count=n)
        return _value(kind, split.figures[category], {COUNTED: n})
    ours = {"part": [PART], "rest": [REST]}.get(split.of, [PART, REST])
    if any((of, category) not in shown.shown for of in ours):
        return None
    cells = {of: shown.shown[of, category] for of in ours}
    if split.of != Of.WHOLE:
        return Total(count=sum(cells.values()))
    return _value(kind, split.figures[category], cells)


def _protected(sheet: Sheet, scope: Scope, handle: str) -> Sequence[ReleasedFigure]:
    answer = compute(sheet.code, scope).answer
    told = sensitive(answer[WHOLE], is_sdc=_is_sdc(sheet))
    if told is None:
        return ()
    place = {
        "country": scope.country,
        "indicator": sheet.code,
        "period": str(scope.period),
    }
    rows = list(ReleasedFigure.objects.filter(**place).prefetch_related("splits"))
    tables = _Tables(
        whole=whole_of(sheet.code, scope, told),
        splits=_splits(sheet, scope, told, answer, rows),
    )
    out = {row.audience: _all_of(row) for row in rows}
    made: list[tuple[ReleasedFigure, list[ReleasedSplit]]] = []
    for audience in _audiences(sheet, scope.country):
        if audience in out:
            continue
        rules = _rules(sheet, scope.country, audience)
        earlier = tuple(one for each in out.values() for one in each)
        shown = _protect(tables, rules, earlier)
        if shown is None or not _may_leave(sheet, shown[0]):
            continue
        out[audience] = shown
        tables = _Tables(whole=tables.whole, splits=tables.splits[: len(shown) - 1])
        figure = _figure(sheet, told, answer[WHOLE], shown[0])
        row = ReleasedFigure(
            **place,
            audience=audience,
            kind=COARSE if _is_sdc(sheet) else told.kind,
            figure=figure,
            body=shown[0].to_json(),
            digest=shown[0].digest,
            made_at=scope.at,
            made_by=handle,
        )
        divided = [
            _divided(row, sheet, split, each)
            for split, each in zip(tables.splits, shown[1:], strict=True)
        ]
        made.append((row, divided))
    return _kept(made)


@transaction.atomic
def _kept(
    made: Sequence[tuple[ReleasedFigure, list[ReleasedSplit]]],
) -> list[ReleasedFigure]:
    """Keep a number for all its audiences with its divisions, or nothing of it."""
    for row, divided in made:
        row.save(force_insert=True)
        for split in divided:
            split.whole = row
            split.save(force_insert=True)
    return [row for row, _divided in made]


def _figure(
    sheet: Sheet, told: Sensitive, value: Value, shown: Release
) -> dict[str, Any]:
    if _is_sdc(sheet):
        return _coarse(value, sheet.unit, shown, is_shown=not shown.hidden)
    # What goes with a hidden count is as telling as the count.
    return {} if shown.hidden else told.figure


def _coarse(
    value: Value, unit: Unit, shown: Release, *, is_shown: bool
) -> dict[str, Any]:
    smallest = shown.rules.smallest
    said = coarse_of(value, unit, smallest=smallest, is_shown=is_shown)
    return {} if said is None else to_data(said)


def _is_sdc(sheet: Sheet) -> bool:
    return sheet.release is ReleaseClass.SDC


def _rules(sheet: Sheet, country: str, audience: Audience) -> Rules:
    """Return the pack's rules; for class SDC rounded, and none or all is unsafe, too."""
    rules = rules_for(pack_of(country), audience)
    if not _is_sdc(sheet):
        return rules
    return replace(rules, rounding=ROUNDED_TO, zeros=Zeros.UNSAFE)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Tables:
    whole: Counts
    splits: tuple[Split, ...]


def _splits(
    sheet: Sheet,
    scope: Scope,
    told: Sensitive,
    answer: Answer,
    rows: Sequence[ReleasedFigure],
) -> tuple[Split, ...]:
    """Return the divisions that may leave: those an earlier audience has, if there is one."""
    known = {split.axis for row in rows for split in row.splits.all()}
    code = sheet.code
    found = (
        split_of(code, scope, told, axis, answer, is_sdc=_is_sdc(sheet))
        for axis in axes_of(code)
        if _may_say_where(code, axis, scope.country)
        if axis.name in known or not rows
    )
    return tuple(split for split in found if split is not None)


def _may_say_where(code: str, axis: Axis, country: str) -> bool:
    """Return whether all who are outside may be told of this level of area.

    One level leaves, never two: the larger areas are sums of the smaller ones.
    """
    levels = {"admin1": 1, "admin2": 2}
    if axis.name not in levels:
        return True
    pack = pack_of(country)
    least = min((level_for(pack, one) for one in outside(pack)), default=0)
    offered = [levels[one.name] for one in axes_of(code) if one.name in levels]
    fit = [level for level in offered if level <= least]
    return bool(fit) and levels[axis.name] == max(fit)


def _audiences(sheet: Sheet, country: str) -> list[Audience]:
    found = outside(pack_of(country))
    if sheet.release is ReleaseClass.PARTNER:
        return [one for one in found if one is Audience.PARTNER]
    return found


def _may_leave(sheet: Sheet, whole: Release) -> bool:
    return _is_sdc(sheet) or not whole.hidden


def _protect(
    tables: _Tables, rules: Rules, earlier: tuple[Release, ...]
) -> tuple[Release, ...] | None:
    """Return the whole and as many divisions, from the first on, as can go together."""
    fewest = len(tables.splits) if earlier else 0
    for many in range(len(tables.splits), fewest - 1, -1):
        wanted = [tables.whole, *(one.counts for one in tables.splits[:many])]
        try:
            return protect_together(wanted, rules, earlier=earlier)
        except CannotProtect:
            continue
    return None


def _divided(
    row: ReleasedFigure, sheet: Sheet, split: Split, shown: Release
) -> ReleasedSplit:
    return ReleasedSplit(
        axis=split.axis.name,
        of=split.axis.of,
        figures={
            category: _figure_of(row, sheet, split, category, shown)
            for category in split.figures
        },
        body=shown.to_json(),
        digest=shown.digest,
    )


def _figure_of(
    row: ReleasedFigure, sheet: Sheet, split: Split, category: str, shown: Release
) -> dict[str, Any]:
    is_hidden = any(place[-1] == category for place in shown.hidden)
    if is_hidden or (row.kind == COARSE and not row.figure):
        return {}
    if row.kind != COARSE:
        return split.figures[category]
    return _coarse(split.values[category], sheet.unit, shown, is_shown=True)


def _all_of(row: ReleasedFigure) -> tuple[Release, ...]:
    splits = (reopen(one.body, one.digest) for one in row.splits.all())
    return (_open(row), *splits)


def _open(row: ReleasedFigure) -> Release:
    return reopen(row.body, row.digest)
