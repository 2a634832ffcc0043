"""Rights used, by right; and the score of the year, by area."""

from __future__ import annotations

from payung.engines.indicators import Mean
from payung.programme.learning.using import agency_by_right
from payung.programme.objectives.queries.knowledge import within_of
from payung.programme.objectives.queries.scope import Scope
from payung.programme.objectives.queries.scores import scores_of

from .axis import Divided


def agency_by_item(scope: Scope) -> Divided:
    """Return AGENCY of each right; somebody may have used several."""
    return dict(agency_by_right(within_of(scope), outside=scope.outside))


def score_by_area(scope: Scope) -> Divided:
    """Return the score of each area that has evidence."""
    return {
        one.area: Mean(total=one.score, n=1) for one in scores_of(scope) if one.evidence
    }
