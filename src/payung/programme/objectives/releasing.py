"""Protect the numbers of a final quarter for readers outside: once, and then as it is.

Only quarters leave: with months beside them a hidden month would be a difference. What
is revised later stays inside, for the same reason.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from payung.engines.disclosure import (
    Audience,
    CannotProtect,
    Counts,
    Dimension,
    Release,
    protect_together,
    reopen,
)
from payung.engines.indicators import (
    Length,
    Mean,
    NotComputable,
    Period,
    Range,
    Ratio,
    ReleaseClass,
    Status,
    Times,
    Total,
    Value,
    to_data,
)
from payung.programme.findings.audiences import outside, rules_for
from payung.programme.journal.actions import Acting, record
from payung.programme.places.packs import pack_of

from .kinds import RELEASED
from .locks import status_of
from .models import ReleasedFigure
from .queries.scope import WHOLE, Scope
from .reference_sheets import all_sheets
from .taking import compute


class NotReleasedYet(ValueError):
    """Only quarters that are final leave the country."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sensitive:
    """A number in the shape in which it can be protected: counts, and what goes with them.

    `figure` may be read only where every count of the table is shown.
    """

    kind: str
    cells: dict[tuple[str, ...], int]
    figure: dict[str, Any]


@transaction.atomic
def release(
    *,
    actor: Acting,
    country: str,
    period: Period,
    at: datetime,
    codes: Collection[str] | None = None,
) -> tuple[ReleasedFigure, ...]:
    """Protect every number of class SDC for each audience; return what was added.

    `codes` names some of them; or else all. Raise NotReleasedYet.
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
        if sheet.release is ReleaseClass.SDC and (codes is None or sheet.code in codes)
        for row in _protected(sheet.code, scope, actor.handle)
    ]
    subject = f"{country} {period}"
    record(RELEASED, actor=actor, subject=subject, at=at, made=len(made))
    return tuple(made)


def released(
    country: str, indicator: str, period: str, audience: Audience
) -> Value | None:
    """Return a number as it was protected for an audience; None where it is kept back."""
    row = ReleasedFigure.objects.filter(
        country=country, indicator=indicator, period=period, audience=audience
    ).first()
    return None if row is None else value_in(row.kind, row.figure, _open(row))


def value_in(kind: str, figure: dict[str, Any], shown: Release) -> Value | None:
    """Return the number that a release tells; None where any part of it is hidden."""
    if shown.hidden:
        return None
    cells = {place[0]: n for place, n in shown.shown.items()}
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


def sensitive(value: Value) -> Sensitive | None:
    """Return a number as counts; None where there is none, or where it is a model's."""
    if isinstance(value, NotComputable | Range):
        return None
    if isinstance(value, Total):
        return _alone("total", round(value.count), {})
    if isinstance(value, Mean):
        return _alone("mean", value.n, {"mean": round(value.value, 2)})
    if isinstance(value, Times):
        data = to_data(value)
        return _alone(
            "times", value.n, {name: data[name] for name in ("p50", "p90", "p95")}
        )
    return _ratio(value)


def _ratio(value: Ratio) -> Sensitive:
    part, whole = round(value.numerator), round(value.denominator)
    if value.per == 1 and part <= whole:
        cells: dict[tuple[str, ...], int] = {
            ("part",): part,
            ("rest",): whole - part,
        }
        return Sensitive(kind="share", cells=cells, figure={})
    return _alone("rate", part, {"denominator": value.denominator, "per": value.per})


def _alone(kind: str, n: int, figure: dict[str, Any]) -> Sensitive:
    return Sensitive(kind=kind, cells={("counted",): n}, figure=figure)


def _protected(code: str, scope: Scope, handle: str) -> Sequence[ReleasedFigure]:
    told = sensitive(compute(code, scope).answer[WHOLE])
    if told is None:
        return ()
    place = {"country": scope.country, "indicator": code, "period": str(scope.period)}
    rows = list(ReleasedFigure.objects.filter(**place))
    out = {row.audience: _open(row) for row in rows}
    made = []
    for audience in outside(pack_of(scope.country)):
        if audience in out:
            continue
        shown = _protect(code, scope, told, audience, tuple(out.values()))
        if shown is not None:
            out[audience] = shown
            made.append(
                ReleasedFigure.objects.create(
                    **place,
                    audience=audience,
                    kind=told.kind,
                    # What goes with a hidden count is as telling as the count.
                    figure={} if shown.hidden else told.figure,
                    body=shown.to_json(),
                    digest=shown.digest,
                    made_at=scope.at,
                    made_by=handle,
                )
            )
    return made


def _protect(
    code: str,
    scope: Scope,
    told: Sensitive,
    audience: Audience,
    earlier: tuple[Release, ...],
) -> Release | None:
    counts = Counts(
        what=code,
        period=str(scope.period),
        country=scope.country,
        dimensions=(Dimension.flat("of", [place[0] for place in told.cells]),),
        cells=told.cells,
    )
    rules = rules_for(pack_of(scope.country), audience)
    try:
        (made,) = protect_together([counts], rules, earlier=earlier)
    except CannotProtect:
        return None
    return made


def _open(row: ReleasedFigure) -> Release:
    return reopen(row.body, row.digest)
