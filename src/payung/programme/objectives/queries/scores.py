"""What the partners think of the programme, once a year: BDB_SCORE."""

from __future__ import annotations

from payung.engines import indicators
from payung.engines.indicators import (
    Completeness,
    Length,
    NotComputable,
    Why,
)
from payung.programme.objectives.score_models import AreaScore, ScoreSheet

from .scope import WHOLE, Answer, Scope
from .sources import Source


class Scored(Source):
    """The scores of a year: it has one sheet or none, so that no month is missing."""

    def has_begun(self, scope: Scope) -> bool:
        """Return whether any year up to this one was scored by now."""
        rows = ScoreSheet.objects.filter(
            country=scope.country, year__lte=scope.period.year, made_at__lte=scope.at
        )
        return rows.exists()

    def complete(self, scope: Scope) -> Completeness:
        """Return whether the year has its scores."""
        if scope.period.length is not Length.YEAR:
            return Completeness(expected=0, reported=0)
        return Completeness(expected=1, reported=int(_sheet(scope) is not None))

    def watermark(self, scope: Scope) -> str:
        """Return which sheet counts."""
        sheet = _sheet(scope)
        return f"{self.name}:{sheet.number if sheet else 'nothing'}"


def bdb_score(scope: Scope) -> Answer:
    """Return the mean of the areas with evidence; no part of a year has one."""
    scores = {one.area: one for one in scores_of(scope)}
    if not scores:
        return {WHOLE: NotComputable(why=Why.NO_RECORDS)}
    return {
        WHOLE: indicators.bdb_score(
            {area: one.score for area, one in scores.items()},
            with_evidence={area for area, one in scores.items() if one.evidence},
        )
    }


def scores_of(scope: Scope) -> list[AreaScore]:
    """Return the scores of the year that count; none for a part of a year."""
    sheet = _sheet(scope)
    return list(sheet.scores.order_by("pk")) if sheet else []


def _sheet(scope: Scope) -> ScoreSheet | None:
    if scope.period.length is not Length.YEAR:
        return None
    rows = ScoreSheet.objects.filter(
        country=scope.country, year=scope.period.year, made_at__lte=scope.at
    )
    return rows.order_by("-number").first()


SCORES = Scored(
    name="scores",
    rows=lambda country: ScoreSheet.objects.filter(country=country),
    moment="made_at",
    site="country",
)
