"""Lessons, tools and practices, divided: LESSON_*, TOOL_*, REP_*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

from payung.engines import indicators
from payung.engines.indicators import Value
from payung.programme.lessons.codes import AfterMonths
from payung.programme.lessons.models import ToolRating
from payung.programme.objectives.queries import lessons, shelf_rows
from payung.programme.objectives.queries.scope import Scope

from .axis import Axis, Divided, Of, said, totals


Row = TypeVar("Row", shelf_rows.Looked, shelf_rows.Taken)


def published_by_objective(scope: Scope) -> Divided:
    """Return LESSON_PUB by the objective that a lesson serves."""
    return totals(one.aim for one in shelf_rows.published_in(scope))


def acted_by_receiver(scope: Scope) -> Divided:
    """Return the lessons of LESSON_ACTED by where something was decided after them."""
    old, acted = shelf_rows.old_lessons(scope), shelf_rows.acted_on(scope)
    return totals(country for one in old for country in acted.get(one.pk, ()))


def used_by_receiver(scope: Scope) -> Divided:
    """Return the tools of TOOL_USED by where they were used in time."""
    old, used = shelf_rows.old_tools(scope), shelf_rows.used_in(scope)
    return totals(country for one in old for country in used.get(one.pk, ()))


def useful_by(axis: str) -> Axis:
    """Return TOOL_USEFUL by who rated, or by kind of tool; each hidden below three."""
    of: Callable[[ToolRating], str] = {
        "receiver": lambda one: one.country,
        "tool_type": lambda one: one.tool.kind,
    }[axis]

    def ask(scope: Scope) -> Divided:
        stars: dict[str, Counter[float]] = {}
        for one in shelf_rows.ratings_in(scope):
            stars.setdefault(said(of(one)), Counter())[float(one.stars)] += 1
        return {code: indicators.tool_useful(stars[code]) for code in sorted(stars)}

    # A mean of three beside the mean of four would tell the fourth.
    return Axis(name=axis, ask=ask, of=Of.OVERLAP)


def assessed_by_practice(scope: Scope) -> Divided:
    """Return REP_ASSESS by practice."""
    done = Counter(one.practice for one in shelf_rows.looked_in(scope))
    planned = Counter(one.practice.title for one in shelf_rows.planned_in(scope))
    return {
        said(practice): indicators.rep_assess(
            completed=done[practice], planned=planned[practice]
        )
        for practice in sorted(done | planned)
    }


def ready_by_practice(scope: Scope) -> Divided:
    """Return REP_READY by practice."""
    return _by_practice(
        shelf_rows.looked_in(scope),
        lambda found: indicators.rep_ready([one.assessment for one in found]),
    )


def ready_by_danger(scope: Scope) -> Divided:
    """Return the assessments with a danger left open, by its kind; one may have several."""
    return totals(
        kind for one in shelf_rows.looked_in(scope) for kind in one.open_kinds
    )


def begun_by_practice(scope: Scope) -> Divided:
    """Return REP_ADOPT by practice."""
    begun = Counter(one.practice.title for one in shelf_rows.begun_in(scope))
    ready = Counter(
        one.practice for one in shelf_rows.looked_in(scope) if one.assessment.is_ready
    )
    return {
        said(practice): indicators.rep_adopt(
            begun=begun[practice], ready=ready[practice]
        )
        for practice in sorted(begun | ready)
    }


def kept_by_practice(scope: Scope) -> Divided:
    """Return REP_FIDEL by practice."""
    return _by_practice(
        shelf_rows.taken_up(scope, AfterMonths.SIX), lessons.fidelity_of
    )


def sustained_by_practice(scope: Scope) -> Divided:
    """Return REP_SUST by practice."""
    return _by_practice(
        shelf_rows.taken_up(scope, AfterMonths.TWELVE), lessons.sustained_of
    )


def _by_practice(rows: Iterable[Row], rule: Callable[[list[Row]], Value]) -> Divided:
    found: dict[str, list[Row]] = {}
    for one in rows:
        found.setdefault(said(one.practice), []).append(one)
    return {practice: rule(found[practice]) for practice in sorted(found)}
