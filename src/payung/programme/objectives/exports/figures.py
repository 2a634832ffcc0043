"""Numbers as reports show them, turned into figures that can be handed on."""

from __future__ import annotations

from collections.abc import Iterable
from math import isinf

from payung.engines.exchange import (
    PLACE,
    Baseline,
    Cell,
    Figure,
    Kind,
    Reported,
    Scale,
    Span,
    State,
)
from payung.engines.indicators import (
    Bound,
    Coarse,
    Direction,
    Interval,
    Level,
    NotComputable,
    Period,
    Times,
    Unit,
    Value,
)
from payung.programme.objectives.dividing import cells_out
from payung.programme.objectives.queries.scope import Part
from payung.programme.objectives.reports.numbers import Shown
from payung.programme.objectives.reports.page import marks_of
from payung.programme.objectives.reports.wording import Saying
from payung.programme.objectives.taking import n_of


_KINDS = {
    Level.OUTPUT: Kind.OUTPUT,
    Level.OUTCOME: Kind.OUTCOME,
    Level.IMPACT: Kind.IMPACT,
}


def figures_of(shown: Iterable[Shown], say: Saying) -> tuple[Figure, ...]:
    """Return the figures of a report, in its order. What is hidden has no value."""
    return tuple(figure_of(one, say) for one in shown)


def figure_of(one: Shown, say: Saying) -> Figure:
    """Return one number as a figure."""
    sheet, snapshot = one.sheet, one.snapshot
    low, high = _ends(snapshot.value)
    complete = snapshot.completeness
    return Figure(
        code=sheet.code,
        label=sheet.name,
        definition=sheet.definition,
        kind=_KINDS.get(sheet.level, Kind.OTHER),
        unit=str(sheet.unit),
        scale=Scale.SHARE if sheet.unit is Unit.SHARE else Scale.NUMBER,
        ascending=sheet.direction is not Direction.DOWN,
        period=span_of(snapshot.period),
        value=_finite(snapshot.value),
        low=low,
        high=high,
        n=None if one.hidden else n_of(snapshot.value),
        baseline=None
        if one.before is None
        else Baseline(value=one.before.value, span=span_of(one.before.period)),
        target=one.target,
        cells=_cells(one),
        completeness=Reported(
            reported=complete.reported,
            expected=complete.expected,
            missing=tuple(str(month) for month in complete.missing),
        ),
        status=State(str(snapshot.status)),
        code_hash=snapshot.code_hash,
        computed_at=snapshot.taken_at,
        release_class=str(sheet.release),
        notes=_notes(one, say),
    )


def _cells(one: Shown) -> tuple[Cell, ...]:
    """Return the divisions that were protected together with the whole, and no others."""
    if one.hidden:
        return ()
    snapshot = one.snapshot
    parts = cells_out(snapshot.country, snapshot.code, snapshot.period, snapshot.value)
    # A limit would stand there as if it were the number: a part has no sentence beside it.
    found = (
        (part, _finite(value))
        for part, value in sorted(parts.items())
        if not (isinstance(value, Coarse) and value.bound is not Bound.NONE)
    )
    return tuple(
        Cell(part=_named(part), value=value)
        for part, value in found
        if value is not None
    )


def _named(part: Part) -> Part:
    # Areas are places to others, whatever their level.
    return tuple(
        (PLACE if axis in {"admin1", "admin2"} else axis, category)
        for axis, category in part
    )


def span_of(period: Period) -> Span:
    """Return a period as it is handed on."""
    return Span(code=str(period), first_day=period.first_day, last_day=period.last_day)


def _finite(value: Value) -> float | None:
    number = None if isinstance(value, NotComputable) else value.value
    return None if number is None or isinf(number) else float(number)


def _ends(value: Value) -> tuple[float | None, float | None]:
    around: Interval | None = None
    if not isinstance(value, NotComputable | Times):
        around = value.interval
    if around is None:
        return None, None
    low, high = (None if isinf(end) else end for end in (around.low, around.high))
    return low, high


def _notes(one: Shown, say: Saying) -> tuple[str, ...]:
    """Return whole sentences on what a reader must know before using the number."""
    said = list(marks_of(one, say))
    if one.hidden:
        said.insert(0, say("hidden"))
    elif isinstance(one.snapshot.value, NotComputable):
        said.insert(0, say.no_number(one.snapshot.value))
    elif isinstance(one.snapshot.value, Coarse):
        said[:0] = _coarse(one.snapshot.value, one.sheet.unit, say)
    elif isinstance(one.snapshot.value, Times) and isinf(one.snapshot.value.p50):
        said.insert(0, say("never"))
    return tuple(_sentence(words) for words in said)


def _coarse(value: Coarse, unit: Unit, say: Saying) -> list[str]:
    limit = [] if value.bound is Bound.NONE else [say.value(value, unit)]
    # Of some nothing is said but the number: coarsening.told_outside.
    return [*limit, *filter(None, [say.made_of(value, unit)])]


def _sentence(words: str) -> str:
    ends = words.endswith((".", "।", "။"))
    return words[:1].upper() + words[1:] + ("" if ends else ".")
