"""A number and its divisions as tables that add up, to be protected in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from payung.engines.disclosure import Counts, Dimension
from payung.engines.indicators import (
    Coarse,
    Mean,
    NotComputable,
    Range,
    Ratio,
    Times,
    Total,
    Value,
    to_data,
)

from .queries.scope import Answer, Scope
from .queries.splits.axis import Axis, Of


# What is not of the part (or the rest) that an axis divides.
OTHERWISE = "otherwise"
# No category is called so.
TOGETHER = "*"
PART, REST, COUNTED = "part", "rest", "counted"
# What a protected rate is counted against: as telling as what was counted.
BASE = "base"
Cells = dict[tuple[str, ...], int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sensitive:
    """A number in the shape in which it can be protected: counts, and what goes with them.

    `figure` may be read only where every count of the table is shown.
    """

    kind: str
    cells: Cells
    figure: dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Split:
    """One axis as a table, and by category what goes with a count that is shown."""

    axis: Axis
    counts: Counts
    figures: Mapping[str, dict[str, Any]]
    values: Mapping[str, Value]


def sensitive(value: Value, *, is_sdc: bool = False) -> Sensitive | None:
    """Return a number as counts; None where there is none, or where it is a model's.

    `is_sdc`: what a rate is counted against is a cell to be protected, too.
    """
    if isinstance(value, NotComputable | Range | Coarse):
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
    return _ratio(value, is_sdc=is_sdc)


def whole_of(code: str, scope: Scope, told: Sensitive) -> Counts:
    """Return the table of the number itself."""
    return _table(code, scope, told.cells, (_of(told),))


def split_of(
    code: str,
    scope: Scope,
    told: Sensitive,
    axis: Axis,
    answer: Answer,
    *,
    is_sdc: bool,
) -> Split | None:
    """Return the table of one axis; None where it has none that may go with the whole.

    Where categories overlap, or do not add up to the whole, nothing leaves: beside the
    whole they would tell of what is not there. Of a share of class SDC neither part nor
    rest is divided: their counts would say what the share is made of.
    """
    values = {part[0][1]: value for part, value in answer.items() if _is_of(part, axis)}
    each = {
        category: one
        for category, one in _each(values, told, axis, is_sdc=is_sdc)
        if sum(one.cells.values())
    }
    bare = is_sdc and axis.of in {Of.PART, Of.REST} and told.kind in {"share", "rate"}
    if axis.of is Of.OVERLAP or bare or not each:
        return None
    values = {category: values[category] for category in each}
    figures = {category: one.figure for category, one in each.items()}
    if axis.of is Of.OTHER:
        cells: Cells = {(c,): sum(one.cells.values()) for c, one in each.items()}
        table = _table(f"{code}.{axis.name}", scope, cells, (_by(axis, each),))
        return Split(axis=axis, counts=table, figures=figures, values=values)
    cells = {
        (*place, category): n
        for category, one in each.items()
        for place, n in one.cells.items()
    }
    beside = _beside_whole(code, scope, told, axis, cells, list(figures))
    if beside is None:
        return None
    return Split(axis=axis, counts=beside, figures=figures, values=values)


def _beside_whole(
    code: str,
    scope: Scope,
    told: Sensitive,
    axis: Axis,
    cells: Cells,
    categories: list[str],
) -> Counts | None:
    sums = dict.fromkeys(told.cells, 0)
    for place, n in cells.items():
        sums[place[:1]] = sums.get(place[:1], 0) + n
    if len(told.cells) == 1:
        # There is nothing but the count, so the axis alone is the whole table.
        alone: Cells = {place[1:]: n for place, n in cells.items()}
        table = _table(code, scope, alone, (_by(axis, categories),))
        return table if sums == told.cells else None
    impossible: set[tuple[str, ...]] = set()
    if axis.of is not Of.WHOLE:
        mine, other = (PART, REST) if axis.of is Of.PART else (REST, PART)
        cells = {(mine, place[-1]): n for place, n in cells.items()}
        sums = {(mine,): sum(cells.values()), (other,): told.cells[other,]}
        cells[other, OTHERWISE] = told.cells[other,]
        impossible = {(mine, OTHERWISE), *((other, one) for one in categories)}
        categories.append(OTHERWISE)
    if sums != told.cells:
        return None
    return _table(
        code, scope, cells, (_of(told), _by(axis, categories)), frozenset(impossible)
    )


def _each(
    values: Mapping[str, Value], told: Sensitive, axis: Axis, *, is_sdc: bool
) -> Iterable[tuple[str, Sensitive]]:
    for category, value in sorted(values.items()):
        one = sensitive(value, is_sdc=is_sdc)
        if one is None:
            continue
        if axis.of is Of.WHOLE and one.kind != told.kind:
            # A share above one cannot be told as part and rest: none of this axis is.
            one = Sensitive(kind="other", cells={("unlike",): 1}, figure={})
        yield category, one


def _is_of(part: tuple[tuple[str, str], ...], axis: Axis) -> bool:
    return len(part) == 1 and part[0][0] == axis.name


def _of(told: Sensitive) -> Dimension:
    return Dimension.flat("of", [place[0] for place in told.cells])


def _by(axis: Axis, categories: Iterable[str]) -> Dimension:
    return Dimension.flat(axis.name, list(categories), total=TOGETHER)


def _table(
    what: str,
    scope: Scope,
    cells: Cells,
    dimensions: tuple[Dimension, ...],
    impossible: frozenset[tuple[str, ...]] = frozenset(),
) -> Counts:
    return Counts(
        what=what,
        period=str(scope.period),
        country=scope.country,
        dimensions=dimensions,
        cells=cells,
        impossible=impossible,
    )


def _ratio(value: Ratio, *, is_sdc: bool) -> Sensitive:
    part, whole = round(value.numerator), round(value.denominator)
    if value.per == 1 and part <= whole:
        return Sensitive(
            kind="share", cells={(PART,): part, (REST,): whole - part}, figure={}
        )
    if is_sdc:
        return Sensitive(
            kind="rate", cells={(COUNTED,): part, (BASE,): whole}, figure={}
        )
    return _alone("rate", part, {"denominator": value.denominator, "per": value.per})


def _alone(kind: str, n: int, figure: dict[str, Any]) -> Sensitive:
    return Sensitive(kind=kind, cells={(COUNTED,): n}, figure=figure)
