"""The rows behind LESSON_*, TOOL_* and REP_*, as they were known at a moment.

What is judged after some months is judged as it stands at the end of the period, of all
that were old enough then. What somebody withdrew later counts until then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from payung.engines import indicators
from payung.engines.indicators import Assessment, Rating
from payung.programme.lessons.codes import AfterMonths
from payung.programme.lessons.models import (
    Adoption,
    AdoptionReview,
    Lesson,
    LessonLink,
    ReplicationAssessment,
    SafetyBlocker,
    Tool,
    ToolRating,
    ToolUse,
)
from payung.programme.lessons.writing import parts_of

from .scope import Scope


HALF_A_YEAR = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Looked:
    """One completed assessment: of which practice, how rated, and its open dangers."""

    practice: str
    assessment: Assessment
    open_kinds: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """One adoption that is old enough: its core parts, and what somebody saw of it."""

    practice: str
    defined: int
    review: AdoptionReview | None

    @property
    def present(self) -> int:
        """Return how many core parts were there; none where nobody looked."""
        if self.review is None:
            return 0
        return sum(part.present for part in self.review.seen.all())

    @property
    def is_sustained(self) -> bool:
        """Return whether it ran without people of the country it came from."""
        return (
            self.review is not None
            and self.review.runs
            and not self.review.origin_staff
        )


def published_in(scope: Scope) -> list[Lesson]:
    """Return the lessons of LESSON_PUB."""
    rows = _lessons(scope).filter(**scope.moments("published_at"))
    return [
        one
        for one in rows.prefetch_related("evidence")
        if indicators.lesson_counts(
            written=parts_of(one), cleared=one.checked_at is not None
        )
    ]


def old_lessons(scope: Scope) -> list[Lesson]:
    """Return the lessons published half a year before the end of the period."""
    rows = _lessons(scope).filter(published_at__isnull=False)
    return [one for one in rows if _is_old(one.published_at, scope)]


def acted_on(scope: Scope) -> dict[object, set[str]]:
    """Return, of each lesson, in which other countries a decision rests on it."""
    rows = LessonLink.objects.filter(
        _standing(scope),
        lesson__country=scope.country,
        decided_on__lte=_last_day(scope),
        made_at__lte=scope.at,
    ).exclude(country=scope.country)
    return _sets(rows.values_list("lesson_id", "country"))


def ratings_in(scope: Scope) -> list[ToolRating]:
    """Return the ratings of TOOL_USEFUL."""
    rows = ToolRating.objects.filter(
        _standing(scope),
        _standing(scope, "tool__"),
        tool__country=scope.country,
        rated_at__lte=scope.at,
        **scope.moments("rated_at"),
    )
    return list(rows.exclude(country=scope.country).select_related("tool"))


def old_tools(scope: Scope) -> list[Tool]:
    """Return the tools shared half a year before the end of the period."""
    rows = Tool.objects.filter(_standing(scope), country=scope.country)
    return [one for one in rows if _is_old(one.shared_at, scope)]


def used_in(scope: Scope) -> dict[object, set[str]]:
    """Return, of each tool, which other countries used it within half a year."""
    rows = ToolUse.objects.filter(
        _standing(scope), tool__country=scope.country, made_at__lte=scope.at
    ).exclude(Q(country=scope.country) | Q(evidence=""))
    return _sets(
        (one.tool_id, one.country)
        for one in rows.select_related("tool")
        if indicators.used_in_time(
            shared_on=_day(one.tool.shared_at, scope), used_on=one.used_on
        )
    )


def planned_in(scope: Scope) -> QuerySet[ReplicationAssessment]:
    """Return the assessments that were planned for the period."""
    return _looks(scope).filter(**scope.days("due_on"), planned_at__lte=scope.at)


def looked_in(scope: Scope) -> list[Looked]:
    """Return the assessments completed in the period, with the dangers open at its end."""
    rows = _looks(scope).filter(
        completed_at__lte=scope.at, **scope.moments("completed_at")
    )
    return [_looked(one, scope) for one in rows]


def begun_in(scope: Scope) -> QuerySet[Adoption]:
    """Return the adoptions with plan, owner and a start in the period."""
    rows = Adoption.objects.filter(
        _standing(scope),
        country=scope.country,
        made_at__lte=scope.at,
        **scope.days("started_on"),
    )
    return rows.exclude(Q(plan="") | Q(owner=""))


def taken_up(scope: Scope, after: AfterMonths) -> list[Taken]:
    """Return the adoptions that are so old by the end of the period."""
    day = "six_months_on" if after is AfterMonths.SIX else "twelve_months_on"
    looks = AdoptionReview.objects.filter(
        _standing(scope), months=after, made_at__lte=scope.at, on__lte=_last_day(scope)
    )
    rows = Adoption.objects.filter(
        _standing(scope),
        country=scope.country,
        made_at__lte=scope.at,
        **{f"{day}__lte": _last_day(scope)},
    ).select_related("practice")
    looked = Prefetch("reviews", looks.prefetch_related("seen"), to_attr="looked")
    return [
        Taken(
            practice=one.practice.title,
            defined=one.practice.core.count(),
            review=next(iter(one.looked), None),
        )
        for one in rows.prefetch_related(looked)
    ]


def _lessons(scope: Scope) -> QuerySet[Lesson]:
    return Lesson.objects.filter(
        _standing(scope), country=scope.country, published_at__lte=scope.at
    )


def _looks(scope: Scope) -> QuerySet[ReplicationAssessment]:
    rows = ReplicationAssessment.objects.filter(_standing(scope), country=scope.country)
    return rows.select_related("practice").prefetch_related("blockers")


def _looked(row: ReplicationAssessment, scope: Scope) -> Looked:
    still = sorted(
        one.kind
        for one in row.blockers.all()
        if _is_open(one, min(scope.at, scope.end))
    )
    return Looked(
        practice=row.practice.title,
        assessment=Assessment(rating=Rating(row.verdict), open_blockers=len(still)),
        open_kinds=tuple(still),
    )


def _is_open(blocker: SafetyBlocker, at: datetime) -> bool:
    return blocker.solved_at is None or blocker.solved_at > at


def _standing(scope: Scope, of: str = "") -> Q:
    """Return what was not withdrawn by the moment that is asked about."""
    never = Q(**{f"{of}withdrawn_at": None})
    return never | Q(**{f"{of}withdrawn_at__gt": scope.at})


def _is_old(moment: datetime | None, scope: Scope) -> bool:
    assert moment is not None  # noqa: S101 (for mypy)
    return indicators.is_old_enough(
        begun_on=_day(moment, scope), months=HALF_A_YEAR, on=_last_day(scope)
    )


def _day(moment: datetime, scope: Scope) -> date:
    return moment.astimezone(scope.zone).date()


def _last_day(scope: Scope) -> date:
    """Return the last day of the period, or today while it runs."""
    return min(scope.today, scope.period.last_day)


def _sets(pairs: Iterable[tuple[object, str]]) -> dict[object, set[str]]:
    found: dict[object, set[str]] = {}
    for row, country in pairs:
        found.setdefault(row, set()).add(country)
    return found
