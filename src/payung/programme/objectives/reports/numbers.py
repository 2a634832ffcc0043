"""The numbers that may stand in a report, each as its outside reader may see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from payung.engines.disclosure import Audience
from payung.engines.indicators import (
    Change,
    Completeness,
    NotComputable,
    Period,
    ReleaseClass,
    Sheet,
    Snapshot,
    Value,
    Why,
    parse_period,
    what_changed,
)
from payung.programme.objectives.coarsening import tells_its_base, told_outside
from payung.programme.objectives.models import (
    Baseline,
    IndicatorSnapshot,
    ReleasedFigure,
    Target,
)
from payung.programme.objectives.reference_sheets import all_sheets, sheet_of
from payung.programme.objectives.releasing import value_of_row
from payung.programme.objectives.report_models import ReportLine
from payung.programme.objectives.seeing import as_snapshot
from payung.programme.objectives.taking import latest_rows


# Whoever reads a report is a partner of the programme, and no more.
READER = Audience.PARTNER
# What stands where a protected number is kept back.
HIDDEN = NotComputable(why=Why.TOO_FEW)
# A month in which nobody reported is a count, too.
_NOT_SAID = Completeness(expected=0, reported=0)


class NotIn(StrEnum):
    """Why an indicator that the donor asks for does not stand in the report."""

    NO_SNAPSHOT = "no_snapshot"
    NOT_RELEASED = "not_released"


@dataclass(frozen=True, kw_only=True, slots=True)
class Before:
    """What a number was before, and of which period that is."""

    value: float
    period: Period


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """One number as it is shown. `snapshot` holds the value that the reader may see.

    `hidden`: it was protected, and even the whole is kept back.
    """

    sheet: Sheet
    snapshot: Snapshot
    snapshot_id: int
    hidden: bool
    target: float | None
    before: Before | None
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """What a report can take over: snapshots with their releases, and what is left out."""

    rows: tuple[tuple[IndicatorSnapshot, ReleasedFigure | None], ...]
    left_out: Mapping[str, NotIn]


def choice_of(country: str, period: Period, wanted: Iterable[str]) -> Choice:
    """Return the newest numbers of a period that may leave, in the order wanted.

    What may leave protected only comes in with its release, or stays out; and as it was
    then: that it was counted again since would say that something came in.
    """
    newest = latest_rows(country, period)
    released = _released(country, period)
    then = _counted_then(country, period, released)
    codes = list(wanted) or [sheet.code for sheet in all_sheets()]
    rows, left_out = [], {}
    for code in codes:
        row = newest.get((code, ""))
        protected = sheet_of(code).release is ReleaseClass.SDC
        if row is None:
            left_out[code] = NotIn.NO_SNAPSHOT
        elif protected and code not in released:
            left_out[code] = NotIn.NOT_RELEASED
        else:
            kept = (then.get(code, row), released[code]) if protected else (row, None)
            rows.append(kept)
    return Choice(rows=tuple(rows), left_out=left_out)


def shown_of(
    lines: Iterable[ReportLine], country: str, *, at: datetime
) -> tuple[Shown, ...]:
    """Return the numbers of a version, with the targets that were set by then.

    Beside a number that is kept back nothing stands: words, what was aimed at and what
    was before were written by somebody who knows it.
    """
    lines = list(lines)
    codes = [line.indicator for line in lines]
    targets, before = _targets(country, codes, at), _baselines(country, codes, at)
    return tuple(
        _shown(
            line,
            target=targets.get((line.indicator, line.snapshot.period)),
            before=before.get(line.indicator),
        )
        for line in lines
    )


def changes_between(
    before: Iterable[Shown], now: Iterable[Shown]
) -> tuple[Change, ...]:
    """Return what a reader of both versions can see to have changed.

    Of what is of class SDC only the released numbers are compared: records that are more
    complete than they were, behind a number that stayed, are a new note.
    """
    now = list(now)
    new = {one.snapshot.place: one for one in now if not one.hidden}
    return what_changed(
        [_beside(one, new.get(one.snapshot.place)) for one in before if not one.hidden],
        [one.snapshot for one in new.values()],
    )


def is_protected(sheet: Sheet) -> bool:
    """Return whether a number leaves in no other way than protected."""
    return sheet.release is ReleaseClass.SDC


def _beside(before: Shown, now: Shown | None) -> Snapshot:
    if now is None or not is_protected(before.sheet):
        return before.snapshot
    return replace(before.snapshot, completeness=now.snapshot.completeness)


def _shown(line: ReportLine, *, target: float | None, before: Before | None) -> Shown:
    sheet, taken = sheet_of(line.indicator), as_snapshot(line.snapshot)
    value: Value | None = told_outside(sheet, taken.value)
    if line.released is not None:
        value = value_of_row(line.released)
    elif is_protected(sheet):
        # It was of another class when the version was made.
        value = None
    hidden = value is None
    if not tells_its_base(sheet):
        taken = replace(taken, completeness=_NOT_SAID)
    return Shown(
        sheet=sheet,
        # What is hidden is shown as no number; the true one must not come this far.
        snapshot=replace(taken, value=HIDDEN, completeness=_NOT_SAID)
        if value is None
        else replace(taken, value=value),
        snapshot_id=line.snapshot_id,
        hidden=hidden,
        target=None if hidden else target,
        before=None if hidden else before,
        words="" if hidden else line.words,
    )


def _counted_then(
    country: str, period: Period, released: Mapping[str, ReleasedFigure]
) -> dict[str, IndicatorSnapshot]:
    """Return the rows that were the newest when their numbers were protected."""
    rows = IndicatorSnapshot.objects.filter(
        country=country, period=str(period), part="", indicator__in=sorted(released)
    )
    return {
        row.indicator: row
        for row in rows.order_by("number")
        if row.taken_at <= released[row.indicator].made_at
    }


def _released(country: str, period: Period) -> dict[str, ReleasedFigure]:
    rows = ReleasedFigure.objects.filter(
        country=country, period=str(period), audience=READER
    )
    return {row.indicator: row for row in rows}


def _targets(
    country: str, codes: list[str], at: datetime
) -> dict[tuple[str, str], float]:
    rows = Target.objects.filter(
        country=country, indicator__in=codes, set_at__lte=at
    ).order_by("set_at", "id")
    return {(row.indicator, row.period): row.value for row in rows}


def _baselines(country: str, codes: list[str], at: datetime) -> dict[str, Before]:
    rows = Baseline.objects.filter(
        country=country, indicator__in=codes, set_at__lte=at
    ).order_by("set_at", "id")
    return {
        row.indicator: Before(value=row.value, period=parse_period(row.period))
        for row in rows
    }
