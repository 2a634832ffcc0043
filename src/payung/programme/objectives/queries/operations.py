"""Line, roster and going out: H_*, R_*, D_*, DRILL, as the proof of the nights has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from payung.engines import dispatch
from payung.engines.dispatch import Span
from payung.engines.indicators import (
    NotComputable,
    Total,
    Value,
    Why,
    ratio_of,
    times_from,
)
from payung.programme.hotline.nights.figure import Figure
from payung.programme.hotline.nights.figures import unowned
from payung.programme.hotline.nights.figures_of_duty import duty_figures
from payung.programme.hotline.nights.figures_of_outings import outing_figures

from .line_times import timed_contacts
from .scope import WHOLE, Answer, Scope, beside


# What stands beside a number, and under which name.
BESIDE: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "H_ANSWER": {"early": "H_EARLY"},
        "R_COVER": {"backup": "R_COVER_BACKUP"},
        "D_SCENE": {"within_60": "D_SCENE_60"},
        "D_SAFE": {"told": "D_SAFE_TOLD"},
    }
)
Read = Callable[[Scope, Span], Sequence[Figure]]


def line(code: str) -> Callable[[Scope], Answer]:
    """Return the query of one figure of the line."""
    return _query(code, _owned if code == "H_OWNED" else _of_line)


def duty(code: str) -> Callable[[Scope], Answer]:
    """Return the query of one figure of the roster."""
    return _query(code, _of_duty)


def outing(code: str) -> Callable[[Scope], Answer]:
    """Return the query of one figure of those who go out, or of tests."""
    return _query(code, _of_outings)


def value_of(figure: Figure) -> Value:
    """Return a figure of dispatch as a value; minutes of minutes have no interval."""
    if figure.share is not None:
        return ratio_of(figure.share.numerator, figure.share.denominator)
    if figure.spread is not None:
        spread = figure.spread
        return times_from((spread.p50, spread.p90, spread.p95), spread.n)
    if figure.count is None:
        return NotComputable(why=Why.NO_RECORDS)
    return Total(count=figure.count)


def _of_line(scope: Scope, span: Span) -> Sequence[Figure]:
    del span
    times = [one.times for one in timed_contacts(scope)]
    return (
        Figure(code="H_OFFERED", count=dispatch.offered(times)),
        Figure(code="H_ANSWER", share=dispatch.answer_rate(times)),
        Figure(code="H_EARLY", share=dispatch.early_rate(times)),
        Figure(code="H_RECOVER", share=dispatch.recovered(times, at=scope.at)),
        Figure(code="H_TTH", spread=dispatch.time_to_human(times)),
        Figure(code="H_DISPO", share=dispatch.closed_fully(times)),
    )


def _owned(scope: Scope, span: Span) -> Sequence[Figure]:
    # It is the proof that the machine did as it must, so every line is replayed.
    return (Figure(code="H_OWNED", share=unowned(scope.country, span)),)


def _of_duty(scope: Scope, span: Span) -> Sequence[Figure]:
    return duty_figures(scope.country, span)


def _of_outings(scope: Scope, span: Span) -> Sequence[Figure]:
    return outing_figures(scope.country, span)


def _query(code: str, read: Read) -> Callable[[Scope], Answer]:
    def ask(scope: Scope) -> Answer:
        until = min(scope.end, scope.at)
        if until <= scope.start:
            return {WHOLE: NotComputable(why=Why.NOT_DUE_YET)}
        span = Span(start=scope.start, end=until)
        if read not in scope.memo:
            scope.memo[read] = {one.code: value_of(one) for one in read(scope, span)}
        found = scope.memo[read]
        more = BESIDE.get(code, {})
        return {
            WHOLE: found[code],
            **{beside(name): found[other] for name, other in more.items()},
        }

    ask.__qualname__ = f"operations.{code}"
    return ask
