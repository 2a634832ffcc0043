"""What a reader may see of a number: by its class, her role and her country."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from payung.engines.indicators import (
    Completeness,
    NotComputable,
    Period,
    ReleaseClass,
    Sheet,
    Snapshot,
    Standing,
    Status,
    Value,
    from_data,
    parse_period,
    standing_of,
)
from payung.programme.findings.audiences import audience_of
from payung.programme.people.actors import Actor
from payung.programme.people.roles import KEYHOLDERS, Role

from .coarsening import tells_its_base, told_outside
from .models import IndicatorSnapshot, Target
from .queries.scope import read_part
from .releasing import released


class Sight(StrEnum):
    """Why a reader sees a number, or why not."""

    SHOWN = "shown"
    RELEASED = "released"
    KEPT_BACK = "kept_back"
    NOT_FOR_HER = "not_for_her"
    NOT_TAKEN = "not_taken"


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A number of one period as a reader sees it; `value` is None where she does not."""

    sheet: Sheet
    period: Period
    sight: Sight
    value: Value | None = None
    complete: Completeness | None = None
    is_final: bool = False
    target: float | None = None
    row: IndicatorSnapshot | None = None

    @property
    def standing(self) -> Standing:
        """Return how it stands to its target, as far as anybody can say."""
        if self.value is None or self.target is None:
            return Standing.CANNOT_SAY
        return standing_of(self.sheet, self.value, self.target)

    @property
    def has_number(self) -> bool:
        """Return whether there is a number to show."""
        return self.value is not None and not isinstance(self.value, NotComputable)


def is_inside(actor: Actor) -> bool:
    """Return whether she works in a team of the country: she sees its own counts."""
    return actor.has(*KEYHOLDERS) and bool(actor.own_teams)


def may_see(actor: Actor, sheet: Sheet) -> bool:
    """Return whether numbers of this class are for her as they are."""
    if is_inside(actor) or sheet.release is ReleaseClass.PUBLIC:
        return True
    return sheet.release is ReleaseClass.PARTNER and actor.has(Role.REGIONAL)


def see(
    actor: Actor, sheets: Iterable[Sheet], periods: Iterable[Period]
) -> dict[tuple[str, str], Seen]:
    """Return what she sees of indicators and periods, by code and period."""
    wanted, spans = list(sheets), list(periods)
    rows = _rows(actor.country, wanted, spans)
    aims = _targets(actor.country, wanted, spans)
    found = {}
    for sheet in wanted:
        for period in spans:
            key = (sheet.code, str(period))
            found[key] = _seen(actor, sheet, period, rows.get(key), aims.get(key))
    return found


def as_snapshot(row: IndicatorSnapshot) -> Snapshot:
    """Return a stored row as the engine compares it."""
    return Snapshot(
        code=row.indicator,
        country=row.country,
        period=parse_period(row.period),
        value=from_data(row.value),
        completeness=complete_of(row),
        code_hash=row.code_hash,
        taken_at=row.taken_at,
        status=Status(row.status),
        part=read_part(row.part),
    )


def complete_of(row: IndicatorSnapshot) -> Completeness:
    """Return how complete the records behind a row were."""
    return Completeness(
        expected=row.expected,
        reported=row.reported,
        missing=tuple(parse_period(month) for month in row.missing),
    )


def _seen(
    actor: Actor,
    sheet: Sheet,
    period: Period,
    row: IndicatorSnapshot | None,
    target: float | None,
) -> Seen:
    if may_see(actor, sheet):
        if row is None:
            return Seen(
                sheet=sheet, period=period, sight=Sight.NOT_TAKEN, target=target
            )
        return Seen(
            sheet=sheet,
            period=period,
            sight=Sight.SHOWN,
            value=_as_told(actor, sheet, from_data(row.value)),
            complete=complete_of(row) if _sees_all(actor, sheet) else None,
            is_final=row.status == Status.FINAL,
            target=target,
            row=row,
        )
    if sheet.release is not ReleaseClass.SDC or actor.has(*KEYHOLDERS):
        return Seen(sheet=sheet, period=period, sight=Sight.NOT_FOR_HER)
    return _from_release(actor, sheet, period, target)


def _as_told(actor: Actor, sheet: Sheet, value: Value) -> Value:
    return value if is_inside(actor) else told_outside(sheet, value)


def _sees_all(actor: Actor, sheet: Sheet) -> bool:
    return is_inside(actor) or tells_its_base(sheet)


def _from_release(
    actor: Actor, sheet: Sheet, period: Period, target: float | None
) -> Seen:
    audience = audience_of(actor)
    value = None
    if audience is not None:
        value = released(actor.country, sheet.code, str(period), audience)
    return Seen(
        sheet=sheet,
        period=period,
        sight=Sight.KEPT_BACK if value is None else Sight.RELEASED,
        value=value,
        is_final=value is not None,
        # Beside what is kept back even what was aimed at would be a hint.
        target=None if value is None else target,
    )


def _rows(
    country: str, sheets: list[Sheet], periods: list[Period]
) -> dict[tuple[str, str], IndicatorSnapshot]:
    rows = IndicatorSnapshot.objects.filter(
        country=country,
        part="",
        indicator__in=[sheet.code for sheet in sheets],
        period__in=[str(period) for period in periods],
    )
    return {(row.indicator, row.period): row for row in rows.order_by("number")}


def _targets(
    country: str, sheets: list[Sheet], periods: list[Period]
) -> dict[tuple[str, str], float]:
    rows = Target.objects.filter(
        country=country,
        indicator__in=[sheet.code for sheet in sheets],
        period__in=[str(period) for period in periods],
    )
    return {(row.indicator, row.period): row.value for row in rows.order_by("pk")}
