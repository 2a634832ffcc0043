"""What a country's lessons and tools led to elsewhere, and what it took up itself.

LESSON_*, TOOL_*: of the lessons and tools of this country, by what others made of them.
REP_*: of the places of this country, by what it did with practices.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from payung.engines import indicators
from payung.engines.indicators import Completeness, Total
from payung.programme.lessons.codes import AfterMonths
from payung.programme.lessons.models import (
    Adoption,
    Lesson,
    ReplicationAssessment,
    Tool,
)

from .scope import WHOLE, Answer, Scope, beside
from .shelf_rows import (
    Taken,
    acted_on,
    begun_in,
    looked_in,
    old_lessons,
    old_tools,
    planned_in,
    published_in,
    ratings_in,
    taken_up,
    used_in,
)
from .sources import Rows, Source


class Kept(Source):
    """What is written down whenever it happens: no month is waited for."""

    def complete(self, scope: Scope) -> Completeness:
        """Return that nothing is waited for."""
        return Completeness(expected=0, reported=0)


def kept(name: str, rows: Rows, moment: str, *, is_day: bool = False) -> Kept:
    """Return rows of a country as a source that waits for no month."""
    return Kept(name=name, rows=rows, moment=moment, site="country", is_day=is_day)


LESSONS = kept("lessons", lambda c: Lesson.objects.filter(country=c), "made_at")
TOOLS = kept("tools", lambda c: Tool.objects.filter(country=c), "shared_at")
LOOKS = kept(
    "looks", lambda c: ReplicationAssessment.objects.filter(country=c), "planned_at"
)
TAKEN_UP = kept(
    "taken_up",
    lambda c: Adoption.objects.filter(country=c),
    "started_on",
    is_day=True,
)


def lesson_pub(scope: Scope) -> Answer:
    """Return the lessons published in the period that have all parts and were checked."""
    return {WHOLE: indicators.lesson_pub(published=len(published_in(scope)))}


def lesson_acted(scope: Scope) -> Answer:
    """Return the lessons half a year old on which a decision in another country rests."""
    old, acted = old_lessons(scope), acted_on(scope)
    return {
        WHOLE: indicators.lesson_acted(
            acted_on=sum(one.pk in acted for one in old), published=len(old)
        )
    }


def tool_useful(scope: Scope) -> Answer:
    """Return the mean of the ratings given in the period by teams of other countries."""
    stars = Counter(float(one.stars) for one in ratings_in(scope))
    return {WHOLE: indicators.tool_useful(stars)}


def tool_used(scope: Scope) -> Answer:
    """Return the tools half a year old that another country used in time."""
    old, used = old_tools(scope), used_in(scope)
    return {
        WHOLE: indicators.tool_used(
            used=sum(one.pk in used for one in old), shared=len(old)
        )
    }


def rep_assess(scope: Scope) -> Answer:
    """Return the assessments completed in the period over those planned for it."""
    return {
        WHOLE: indicators.rep_assess(
            completed=len(looked_in(scope)), planned=planned_in(scope).count()
        )
    }


def rep_ready(scope: Scope) -> Answer:
    """Return the assessments completed in the period that were ready and safe."""
    return {WHOLE: indicators.rep_ready([one.assessment for one in looked_in(scope)])}


def rep_adopt(scope: Scope) -> Answer:
    """Return the adoptions begun in the period over the ready assessments of it."""
    ready = sum(one.assessment.is_ready for one in looked_in(scope))
    return {WHOLE: indicators.rep_adopt(begun=begun_in(scope).count(), ready=ready)}


def rep_fidel(scope: Scope) -> Answer:
    """Return the core parts there after six months; beside it changes written down."""
    found = taken_up(scope, AfterMonths.SIX)
    adapted = sum(
        one.review is not None and bool(one.review.adaptations) for one in found
    )
    return {
        WHOLE: fidelity_of(found),
        beside("adapted"): Total(count=adapted),
    }


def rep_sust(scope: Scope) -> Answer:
    """Return the adoptions a year old that ran without people of the other country."""
    return {WHOLE: sustained_of(taken_up(scope, AfterMonths.TWELVE))}


def fidelity_of(found: Iterable[Taken]) -> indicators.Value:
    """Return REP_FIDEL of some adoptions."""
    each = list(found)
    return indicators.rep_fidel(
        present=sum(one.present for one in each),
        defined=sum(one.defined for one in each),
        not_looked_at=sum(one.review is None for one in each),
    )


def sustained_of(found: Iterable[Taken]) -> indicators.Value:
    """Return REP_SUST of some adoptions."""
    each = list(found)
    return indicators.rep_sust(
        sustained=sum(one.is_sustained for one in each),
        old_enough=len(each),
        not_looked_at=sum(one.review is None for one in each),
    )
