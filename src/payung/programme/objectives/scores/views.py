"""The pages on which the partners' score of a year is read and written."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.engines.indicators import Unit
from payung.programme.objectives.actions import SETTERS
from payung.programme.objectives.forms import ScoresForm
from payung.programme.objectives.models import ScoredArea, ScoreSheet
from payung.programme.objectives.reference_sheets import sheet_of
from payung.programme.objectives.seeing import is_inside, may_see
from payung.programme.objectives.wording import number_words
from payung.programme.people.access import NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep
from payung.programme.people.doors import check_role, signed_in

from .keeping import NewScores, Scored, keep_scores, newest_scores, years_to_score


CODE = "BDB_SCORE"


class NotThere(NotHers):
    """These scores are not for this actor, or the year cannot be scored."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaLine:
    """One area of a sheet; `was` is the score before, where it was another one."""

    area: str
    score: str
    reason: str
    evidence: str
    was: str


@signed_in
def scores(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the scores of a year, and all that were given for it before."""
    if not may_see(actor, sheet_of(CODE)):
        raise NotThere(CODE)
    years = years_to_score(actor.country, at=timezone.now())
    wanted = request.GET.get("year", "")
    year = int(wanted) if wanted.isdecimal() and int(wanted) in years else years[0]
    page = {
        "year": year,
        "years": years,
        "sheets": _sheets(actor.country, year),
        "may_write": actor.has(*SETTERS) and is_inside(actor),
    }
    return render(request, "objectives/scores.html", page)


@signed_in
def write(request: HttpRequest, actor: Actor, year: int) -> HttpResponse:
    """Ask for the five areas of a year and keep them beside what was there."""
    check_role(actor, *SETTERS)
    at = timezone.now()
    if year not in years_to_score(actor.country, at=at):
        raise NotThere(str(year))
    last = newest_scores(actor.country, year)
    form = ScoresForm(
        request.POST or None, is_revision=last is not None, initial=_given(last)
    )
    about = Ask(
        title=_("The score of %(year)s") % {"year": year},
        back=f"{reverse('area-scores')}?year={year}",
        back_word=_("The score of the year"),
        said=_("0: nothing there. 5: there for all who need it. Agree on it together."),
        page="objectives/scores_write.html",
        more={"areas": _areas(form)},
    )

    def keep() -> str:
        keep_scores(actor=actor, new=_new(form, year), at=at)
        messages.success(request, _("The scores are kept."))
        return about.back

    return ask_and_keep(request, form, about, keep)


def _areas(form: ScoresForm) -> list[tuple[str, list[object]]]:
    parts = ("score", "reason", "evidence")
    return [
        (str(area.label), [form[f"{area.value}_{part}"] for part in parts])
        for area in ScoredArea
    ]


def _new(form: ScoresForm, year: int) -> NewScores:
    given = form.cleaned_data
    return NewScores(
        key=given["key"],
        year=year,
        because=given.get("because", ""),
        areas={
            area: Scored(
                score=given[f"{area.value}_score"],
                reason=given[f"{area.value}_reason"],
                evidence=given[f"{area.value}_evidence"],
            )
            for area in ScoredArea
        },
    )


def _given(last: ScoreSheet | None) -> dict[str, object]:
    """Return what is in the form at first: what was scored before."""
    if last is None:
        return {}
    found: dict[str, object] = {}
    for one in last.scores.all():
        found[f"{one.area}_score"] = f"{one.score:g}"
        found[f"{one.area}_reason"] = one.reason
        found[f"{one.area}_evidence"] = one.evidence
    return found


def _sheets(country: str, year: int) -> list[dict[str, object]]:
    rows = ScoreSheet.objects.filter(country=country, year=year)
    found: list[dict[str, object]] = []
    before: dict[str, float] = {}
    for row in rows.order_by("number").prefetch_related("scores"):
        by_area = {one.area: one for one in row.scores.all()}
        found.append(
            {
                "made_at": row.made_at,
                "made_by": row.made_by,
                "because": row.because,
                "areas": [
                    AreaLine(
                        area=str(area.label),
                        score=_score(by_area[area.value].score),
                        reason=by_area[area.value].reason,
                        evidence=by_area[area.value].evidence,
                        was=_was(before, area, by_area[area.value].score),
                    )
                    for area in ScoredArea
                    if area.value in by_area
                ],
            }
        )
        before = {code: one.score for code, one in by_area.items()}
    return found[::-1]


def _was(before: dict[str, float], area: ScoredArea, score: float) -> str:
    known = before.get(area.value)
    return "" if known is None or known == score else _score(known)


def _score(score: float) -> str:
    return number_words(score, Unit.SCORE)
