"""What stands on the shelf, and what is said of it: where it was used, how it was rated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from babel import Locale
from django.db.models import Count, Model, Q, QuerySet
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from payung.engines.indicators import NotComputable, tool_useful
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of
from payung.programme.places.queries import area_names

from . import access
from .assessing import finding_now
from .codes import State
from .due import DueLook, late_count, looks_of
from .models import (
    Adoption,
    Lesson,
    LessonLink,
    Practice,
    ReplicationAssessment,
    Tool,
    ToolRating,
    ToolUse,
)
from .questions import verdict_words


Row = TypeVar("Row", bound=Model)
STANDING = Q(withdrawn_at=None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What is looked for on the shelf: "" is all of it."""

    aim: str = ""
    country: str = ""
    kind: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolLine:
    """One tool of the shelf with what is said of it."""

    tool: Tool
    country: str
    used_in: tuple[str, ...]
    rated: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LessonLine:
    """One lesson of the shelf, and the countries that decided something after it."""

    lesson: Lesson
    country: str
    acted_in: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PracticeLine:
    """One practice of the shelf, and the countries that took it up."""

    practice: Practice
    country: str
    runs_in: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LookLine:
    """One look at a practice: for which place; "" while it came to nothing yet."""

    look: ReplicationAssessment
    place: str
    verdict: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AdoptionLine:
    """One thing that was taken up, and the looks that are due at it."""

    adoption: Adoption
    origin: str
    place: str
    stopped: bool
    due: list[DueLook]


def country_name(code: str) -> str:
    """Return the name of a country in the language of the page.

    A pack names its country in its own languages; the others know it, too.
    """
    language, name = get_language() or "en", pack_of(code).name
    known = Locale.parse(language, sep="-").territories.get(code.upper())
    return name.get(language) or known or name.get("en") or code


def lesson_lines(actor: Actor, wanted: Wanted) -> list[LessonLine]:
    """Return the published lessons that are wanted, the newest first."""
    rows = Lesson.objects.filter(state=State.PUBLISHED)
    rows = _of(rows, aim=wanted.aim, country=wanted.country)
    found = list(rows.order_by("-published_at"))
    links = LessonLink.objects.filter(STANDING, lesson__in=found)
    acted = _countries(links.values_list("lesson_id", "country"))
    return [
        LessonLine(
            lesson=row,
            country=country_name(row.country),
            acted_in=acted.get(row.pk, ()),
        )
        for row in found
    ]


def tool_lines(actor: Actor, wanted: Wanted) -> list[ToolLine]:
    """Return the tools that are wanted, the newest first."""
    rows = _of(Tool.objects.filter(STANDING), kind=wanted.kind, country=wanted.country)
    found = list(rows.order_by("-shared_at"))
    uses = ToolUse.objects.filter(STANDING, tool__in=found)
    used = _countries(uses.values_list("tool_id", "country"))
    ratings = ToolRating.objects.filter(STANDING, tool__in=found)
    rated: dict[object, dict[float, int]] = {}
    for tool, stars in ratings.values_list("tool_id", "stars"):
        counts = rated.setdefault(tool, {})
        counts[stars] = counts.get(stars, 0) + 1
    return [
        ToolLine(
            tool=row,
            country=country_name(row.country),
            used_in=used.get(row.pk, ()),
            rated=rated_words(rated.get(row.pk, {})),
        )
        for row in found
    ]


def tool_line(tool: Tool) -> ToolLine:
    """Return what is said of one tool."""
    uses = tool.uses.filter(STANDING)
    used = _countries(uses.values_list("tool_id", "country"))
    return ToolLine(
        tool=tool,
        country=country_name(tool.country),
        used_in=used.get(tool.pk, ()),
        rated=rated_words(stars_of(tool)),
    )


def stars_of(tool: Tool) -> dict[float, int]:
    """Return {stars: how many} of the ratings that stand."""
    rows = tool.ratings.filter(STANDING).order_by().values_list("stars")
    return {float(stars): n for stars, n in rows.annotate(n=Count("pk"))}


def rated_words(stars: dict[float, int]) -> str:
    """Return "rated 4.3 (n=5)", or how many are missing until it may be shown."""
    useful, n = tool_useful(stars), sum(stars.values())
    if isinstance(useful, NotComputable):
        if not n:
            return ""
        return ngettext(
            "%(n)s rating: shown from three on",
            "%(n)s ratings: shown from three on",
            n,
        ) % {"n": n}
    return _("rated %(mean)s (n=%(n)s)") % {"mean": f"{useful.value:.1f}", "n": n}


def reasons_of(tool: Tool) -> QuerySet[ToolRating]:
    """Return why a tool was rated as it is; nothing while fewer than three rated it."""
    rows = tool.ratings.filter(STANDING)
    if isinstance(tool_useful(stars_of(tool)), NotComputable):
        return rows.none()
    return rows.select_related("use").order_by("-rated_at")


def practice_lines(actor: Actor, wanted: Wanted) -> list[PracticeLine]:
    """Return the practices that are wanted, the newest first."""
    rows = _of(Practice.objects.filter(STANDING), country=wanted.country)
    rows = _of(rows, lesson__aim=wanted.aim)
    found = list(rows.order_by("-described_at"))
    taken = Adoption.objects.filter(STANDING, practice__in=found)
    runs = _countries(taken.values_list("practice_id", "country"))
    return [
        PracticeLine(
            practice=row,
            country=country_name(row.country),
            runs_in=runs.get(row.pk, ()),
        )
        for row in found
    ]


def runs_in(practice: Practice) -> tuple[str, ...]:
    """Return the countries that took a practice up."""
    taken = practice.adoptions.filter(STANDING)
    return _countries(taken.values_list("practice_id", "country")).get(practice.pk, ())


def place_name(country: str, area: str) -> str:
    """Return what a place is called; the country where none is meant."""
    if not area:
        return country_name(country)
    return area_names(country, get_language() or "en").get(area, area)


def look_line(look: ReplicationAssessment) -> LookLine:
    """Return one look at a practice: for which place, and what it came to."""
    finding = finding_now(look)
    return LookLine(
        look=look,
        place=place_name(look.country, look.area),
        verdict=verdict_words(finding.verdict) if finding else "",
    )


def adoption_line(adoption: Adoption, *, on: date) -> AdoptionLine:
    """Return one thing taken up: from where, for which place, and whether it runs."""
    reviews = [one for one in adoption.reviews.all() if one.withdrawn_at is None]
    last = max(reviews, key=lambda one: one.months, default=None)
    return AdoptionLine(
        adoption=adoption,
        origin=country_name(adoption.practice.country),
        place=place_name(adoption.country, adoption.area),
        stopped=last is not None and not last.runs,
        due=looks_of(adoption, on=on),
    )


def waiting_count(actor: Actor, *, on: date) -> int:
    """Return how much waits for her: to check, to publish, or past its day."""
    waits = to_check(actor).count() + to_publish(actor).count()
    return waits + late_count(actor, on=on, most=100)


def to_check(actor: Actor) -> QuerySet[Lesson]:
    """Return the drafts that wait for her to look at them."""
    if not (access.works_here(actor) and actor.has(*access.CHECKERS)):
        return Lesson.objects.none()
    rows = Lesson.objects.filter(country=actor.country, state=State.DRAFT)
    return rows.filter(sent_back="").exclude(made_by=actor.handle).order_by("made_at")


def to_publish(actor: Actor) -> QuerySet[Lesson]:
    """Return the checked lessons that wait for her to publish them."""
    if not access.may_share(actor):
        return Lesson.objects.none()
    rows = Lesson.objects.filter(country=actor.country, state=State.CHECKED)
    return rows.order_by("checked_at")


def in_hand(actor: Actor) -> QuerySet[Lesson]:
    """Return what her country is still writing; nothing for those who only read."""
    if not access.works_here(actor):
        return Lesson.objects.none()
    states = (State.DRAFT, State.CHECKED)
    rows = Lesson.objects.filter(country=actor.country, state__in=states)
    return rows.order_by("-made_at")


def _of(rows: QuerySet[Row], **wanted: str) -> QuerySet[Row]:
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def _countries(pairs: Iterable[tuple[object, str]]) -> dict[object, tuple[str, ...]]:
    found: dict[object, set[str]] = {}
    for row, country in pairs:
        found.setdefault(row, set()).add(country)
    return {
        row: tuple(sorted(map(country_name, codes))) for row, codes in found.items()
    }
