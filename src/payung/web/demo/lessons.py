"""An invented year of learning from one another, in all countries of the demonstration.

What one country shares is used in others, so the first country that is filled fills the
shelf of all. Those of the others who are not there yet act by their handles alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from payung.engines.indicators import Length, period_on
from payung.programme.lessons.codes import Line, Why
from payung.programme.lessons.linking import NewLink, link_decision
from payung.programme.lessons.models import Lesson, Tool, ToolRating, ToolUse
from payung.programme.lessons.numbers import Evidence
from payung.programme.lessons.practices import NewPractice, describe_practice
from payung.programme.lessons.tools import (
    NewRating,
    NewTool,
    NewUse,
    rate_tool,
    share_tool,
    use_tool,
)
from payung.programme.lessons.withdrawing import withdraw
from payung.programme.lessons.writing import (
    NewLesson,
    check_lesson,
    publish_lesson,
    send_back,
    write_lesson,
)
from payung.programme.people.actors import Actor
from payung.programme.people.founding import Founded
from payung.programme.places.packs import pack_of
from payung.web.demo.cast import COUNTRIES, Country
from payung.web.demo.ends import end_of
from payung.web.demo.lessons_copied import copy_practices
from payung.web.demo.lessons_words import (
    DECIDED,
    DRAFT,
    LESSONS,
    PRACTICES,
    REASONS,
    TOOLS,
    USED_FOR,
    Thing,
    Told,
)
from payung.web.demo.lessons_year import Year, key


# In which month of the year each lesson is published, and each tool shared.
PUBLISHED = (0, 3, 9)
SHARED = (0, 2, 1, 8)
# In which month others use the first two tools; they rate them a fortnight later.
USED = (3, 8)
A_FORTNIGHT = timedelta(days=14)
Row = TypeVar("Row")


@dataclass(frozen=True, kw_only=True, slots=True)
class Crew:
    """Those of one country who act: who writes, who checks, who answers for it."""

    code: str
    leads: Actor
    writes: Actor
    checks: Actor


def demo_year(
    *,
    office: Founded,
    rng: random.Random,
    start: date,
    months: int,
    scale: float,
    until: datetime | None = None,
) -> None:
    """Fill the shelf of all countries, once; later countries find theirs there.

    `rng` and `scale` change nothing: the shelf of all is small, and the same whichever
    country is first. What lies after `until` is not there.
    """
    del rng, scale
    first, zone = start.replace(day=1), pack_of(office.actor.country).zone()
    chance = random.Random("shelf")  # noqa: S311 - invented data
    year = Year(first=first, until=end_of(first, months, zone, until))
    if not Lesson.objects.exists():
        crews = [_crew(country, office) for country in COUNTRIES]
        for crew in crews:
            _lessons(crew, year)
            _shares(crew, year)
        for crew in crews:
            _learns(crew, crews, year, chance)
            copy_practices(
                crew.leads, crew.writes, _next(crew, crews).code, year, chance
            )
    _claim(office)


def _lessons(crew: Crew, year: Year) -> None:
    told = _some(LESSONS, crew, len(PUBLISHED) + 1)
    for month, one in zip(PUBLISHED, told, strict=False):
        at = year.moment(month)
        if at is not None:
            _published(crew, one, at)
    now = year.until
    write_lesson(actor=crew.leads, new=_new(crew, DRAFT, now), at=now)
    _checked(crew, told[-1], now)
    back = write_lesson(
        actor=crew.writes, new=_new(crew, DRAFT, now, "sent back"), at=now
    )
    words = "Say what it cost in hours, too."
    send_back(actor=crew.checks, lesson=back, words=words, at=now)
    twice = write_lesson(actor=crew.writes, new=_new(crew, DRAFT, now, "twice"), at=now)
    withdraw(actor=crew.leads, what="lesson", row=twice, why=Why.TWICE, at=now)


def _published(crew: Crew, told: Told, at: datetime) -> None:
    lesson = _checked(crew, told, at)
    publish_lesson(actor=crew.leads, lesson=lesson, at=at)


def _checked(crew: Crew, told: Told, at: datetime) -> Lesson:
    lesson = write_lesson(actor=crew.writes, new=_new(crew, told, at), at=at)
    return check_lesson(actor=crew.checks, lesson=lesson, confirmed=list(Line), at=at)


def _new(crew: Crew, told: Told, at: datetime, which: str = "") -> NewLesson:
    before = period_on(at.date(), Length.QUARTER).shifted(-1)
    return NewLesson(
        key=key(crew.code, told.title, which),
        about_one=False,
        aim=told.aim,
        language="en",
        title=told.title,
        problem=told.problem,
        change=told.change,
        cost=told.cost,
        risks=told.risks,
        not_to_copy=told.not_to_copy,
        evidence=(Evidence(indicator=told.number, period=str(before)),),
    )


def _shares(crew: Crew, year: Year) -> None:
    for month, thing in zip(SHARED, _tools(crew), strict=True):
        at = year.moment(month, day=3)
        if at is not None:
            new = NewTool(
                key=key(crew.code, thing.title),
                kind=thing.kind,
                title=thing.title,
                version="1.0",
                about=thing.about,
                licence=thing.licence,
                languages=tuple(dict.fromkeys((pack_of(crew.code).languages[0], "en"))),
                where=thing.where,
            )
            share_tool(actor=crew.leads, new=new, at=at)
    lessons = Lesson.objects.filter(country=crew.code, state="published")
    for way in _some(PRACTICES, crew, 2):
        at = year.moment(0, day=1, hour=8) or year.until
        practice = NewPractice(
            key=key(crew.code, way.title),
            title=way.title,
            about=way.about,
            core=way.core,
            lesson=lessons.order_by("published_at").first(),
        )
        describe_practice(actor=crew.leads, new=practice, at=at)


def _learns(crew: Crew, crews: list[Crew], year: Year, rng: random.Random) -> None:
    """Let a country use and rate the tools of the others, and decide after a lesson."""
    for other in _others(crew, crews):
        for month, thing in zip(USED, _tools(other), strict=False):
            at = year.moment(month, day=rng.randrange(1, 12))
            tool = Tool.objects.filter(pk=key(other.code, thing.title)).first()
            if at is not None and tool is not None:
                _uses(crew, tool, at, year, rng)
    after = _next(crew, crews)
    lesson = Lesson.objects.filter(country=after.code, state="published")
    first, at = lesson.order_by("published_at").first(), year.moment(4, day=20)
    if first is not None and at is not None:
        link = NewLink(
            key=key(crew.code, "decided", first.pk),
            words=rng.choice(DECIDED),
            decided_on=at.date(),
        )
        link_decision(actor=crew.writes, lesson=first, new=link, at=at)


def _uses(crew: Crew, tool: Tool, at: datetime, year: Year, rng: random.Random) -> None:
    used_for, evidence = rng.choice(USED_FOR)
    [team] = crew.writes.own_teams
    use = NewUse(
        key=key(crew.code, "uses", tool.pk),
        team=team,
        used_on=at.date(),
        used_for=used_for,
        evidence=evidence,
    )
    kept = use_tool(actor=crew.writes, tool=tool, new=use, at=at)
    if at + A_FORTNIGHT <= year.until:
        rating = NewRating(
            key=key(crew.code, "rates", tool.pk),
            use=kept,
            stars=rng.choice((3, 4, 4, 5, 5)),
            reason=rng.choice(REASONS),
        )
        rate_tool(actor=crew.writes, new=rating, at=at + A_FORTNIGHT)


def _claim(office: Founded) -> None:
    """Give what a country did before its team was there to its team."""
    mine = {"country": office.actor.country}
    for model in (ToolUse, ToolRating):
        model.objects.filter(**mine).update(team=office.team.pk)


def _crew(country: Country, office: Founded) -> Crew:
    own = office.actor.country == country.code
    team = office.team.pk if own else key(country.code, "team")
    leads, writes, checks = (
        Actor(
            person_id=0,
            handle=part.handle,
            country=country.code,
            language="en",
            roles=frozenset(part.roles),
            teams=frozenset({team}),
        )
        for part in country.people[:3]
    )
    return Crew(code=country.code, leads=leads, writes=writes, checks=checks)


def _tools(crew: Crew) -> tuple[Thing, ...]:
    return _some(TOOLS, crew, len(SHARED))


def _some(all_of_them: Sequence[Row], crew: Crew, many: int) -> tuple[Row, ...]:
    """Return so many, others for each country."""
    codes = [country.code for country in COUNTRIES]
    first = codes.index(crew.code) * 2
    return tuple(all_of_them[(first + n) % len(all_of_them)] for n in range(many))


def _others(crew: Crew, crews: list[Crew]) -> Iterator[Crew]:
    return (one for one in crews if one.code != crew.code)


def _next(crew: Crew, crews: list[Crew]) -> Crew:
    return crews[(crews.index(crew) + 1) % len(crews)]
