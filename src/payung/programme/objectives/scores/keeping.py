"""Keep what the partners think of the five areas in a year; and tell what was revised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines.indicators import Length, period_at
from payung.programme.journal.actions import record
from payung.programme.objectives import kinds
from payung.programme.objectives.actions import SETTERS
from payung.programme.objectives.models import AreaScore, ScoredArea, ScoreSheet
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role
from payung.programme.people.refusals import CannotBe
from payung.programme.places.packs import pack_of


YEARS_BACK = 4
HIGHEST = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Scored:
    """One area: 0 to 5, why so much, and the address of what shows it."""

    score: float
    reason: str
    evidence: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewScores:
    """The five areas of a year, and why they are others than before."""

    key: UUID
    year: int
    areas: Mapping[ScoredArea, Scored]
    because: str = ""


@transaction.atomic
def keep_scores(*, actor: Actor, new: NewScores, at: datetime) -> ScoreSheet:
    """Keep the scores of a year beside those before; the same form gives the same again.

    Raise CannotBe where an area is missing, the year is to come, or nobody says why the
    scores are others now.
    """
    check_role(actor, *SETTERS)
    before = ScoreSheet.objects.filter(key=new.key, country=actor.country).first()
    if before is not None:
        return before
    last = newest_scores(actor.country, new.year)
    _refuse(actor, new, is_revision=last is not None, at=at)
    sheet = ScoreSheet.objects.create(
        key=new.key,
        country=actor.country,
        year=new.year,
        number=last.number + 1 if last else 1,
        because=new.because,
        made_at=at,
        made_by=actor.handle,
    )
    AreaScore.objects.bulk_create(
        AreaScore(
            sheet=sheet,
            area=area,
            score=one.score,
            reason=one.reason,
            evidence=one.evidence,
        )
        for area, one in new.areas.items()
    )
    record(kinds.SCORES, actor=actor, subject=str(new.year), at=at)
    return sheet


def newest_scores(
    country: str, year: int, *, at: datetime | None = None
) -> ScoreSheet | None:
    """Return the scores of a year that count, as they were known at a moment."""
    rows = ScoreSheet.objects.filter(country=country, year=year)
    if at is not None:
        rows = rows.filter(made_at__lte=at)
    return rows.order_by("-number").first()


def years_to_score(country: str, *, at: datetime) -> list[int]:
    """Return the years that may be scored, this one first."""
    now = period_at(at, Length.YEAR, pack_of(country).zone()).year
    return [now - back for back in range(YEARS_BACK)]


def _refuse(actor: Actor, new: NewScores, *, is_revision: bool, at: datetime) -> None:
    if new.year > years_to_score(actor.country, at=at)[0]:
        raise CannotBe(_("This year has not begun. Choose one that has."), field="year")
    if set(new.areas) != set(ScoredArea):
        raise CannotBe(_("Score each of the five areas."))
    for area, one in new.areas.items():
        if not 0 <= one.score <= HIGHEST:
            raise CannotBe(_("Write a score from 0 to 5."), field=f"{area.value}_score")
    if is_revision and not new.because.strip():
        raise CannotBe(
            _("This year was scored before. Say why the scores are others now."),
            field="because",
        )
