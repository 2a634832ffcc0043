"""What the invented countries copied from one another, and what became of it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from payung.engines.indicators import months_later
from payung.engines.replication import HIGHEST, Question
from payung.programme.lessons.adopting import (
    NewAdoption,
    NewReview,
    begin_adoption,
    review_adoption,
)
from payung.programme.lessons.assessing import (
    Answered,
    NewAssessment,
    answer,
    areas_of,
    name_dangers,
    plan_assessment,
)
from payung.programme.lessons.codes import AfterMonths, Danger
from payung.programme.lessons.models import (
    Adoption,
    Practice,
    ReplicationAssessment,
)
from payung.programme.people.actors import Actor
from payung.web.demo.lessons_words import PLAN
from payung.web.demo.lessons_year import Year, key


A_FORTNIGHT = timedelta(days=14)
LACKS = "We have to ask for it first."


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """One look at a practice: in which month, how low its lowest answer, and dangers.

    `answered` of the ten steps are done; `takes_up` where it is begun soon after.
    """

    month: int
    lowest: int
    which: int = 0
    area: int = 0
    answered: int = len(Question) + 1
    dangers: tuple[tuple[Danger, str], ...] = ()
    takes_up: bool = False


LOOKS = (
    Look(month=0, lowest=3, takes_up=True),
    Look(month=5, lowest=2, which=1, area=1, takes_up=True),
    Look(month=9, lowest=3, area=2, dangers=((Danger.CROWD, ""),)),
    Look(
        month=9,
        lowest=2,
        area=3,
        dangers=((Danger.SEEN, "The door is now on the yard."),),
        takes_up=True,
    ),
    Look(month=11, lowest=2, which=1, area=4, answered=4),
)


def copy_practices(
    leads: Actor, writes: Actor, origin: str, year: Year, rng: random.Random
) -> None:
    """Let a country look at the practices of another one, take some up, look again."""
    practices = list(Practice.objects.filter(country=origin).order_by("title"))
    for number, look in enumerate(LOOKS):
        begun = year.moment(look.month, day=1, hour=12)
        if begun is None:
            continue
        row = _looked(writes, practices[look.which], look, begun, rng)
        if look.takes_up:
            _take_up(leads, writes, row, begun, year, keeps=number == 0)


def _looked(
    actor: Actor, practice: Practice, look: Look, at: datetime, rng: random.Random
) -> ReplicationAssessment:
    areas = areas_of(actor.country)
    new = NewAssessment(
        key=key(actor.country, "looks", practice.pk, look.month, look.area),
        practice=practice,
        area=areas[look.area % len(areas)],
        due_on=at.date() + A_FORTNIGHT,
    )
    row = plan_assessment(actor=actor, new=new, at=at)
    weakest = rng.choice(list(Question)[:4])
    for question in list(Question)[: look.answered]:
        score = look.lowest if question is weakest else rng.choice((3, HIGHEST))
        given = Answered(
            question=question, score=score, because=LACKS if score < 3 else ""
        )
        row = answer(actor=actor, assessment=row, given=given, at=at)
    if look.answered > len(Question):
        dangers = dict(look.dangers)
        row = name_dangers(actor=actor, assessment=row, dangers=dangers, at=at)
    return row


def _take_up(
    leads: Actor,
    writes: Actor,
    row: ReplicationAssessment,
    at: datetime,
    year: Year,
    *,
    keeps: bool,
) -> None:
    """Begin on the same day; whoever keeps it looks after six and twelve months."""
    new = NewAdoption(
        key=key(leads.country, "takes up", row.pk),
        plan=PLAN,
        owner=writes.handle,
        started_on=at.date(),
    )
    adoption = begin_adoption(actor=leads, assessment=row, new=new, at=at)
    if keeps:
        _look_again(writes, adoption, AfterMonths.SIX, year)
        _look_again(writes, adoption, AfterMonths.TWELVE, year)


def _look_again(
    actor: Actor, adoption: Adoption, after: AfterMonths, year: Year
) -> None:
    due: date = months_later(adoption.started_on, after)
    noon = datetime.combine(due, year.until.timetz()).replace(hour=12, minute=0)
    at = min(noon, year.until)
    if at.date() < due:
        return
    core = list(adoption.practice.core.order_by("number"))
    there = core if after is AfterMonths.TWELVE else core[:-1]
    review = NewReview(
        key=key("after", adoption.pk, after.value),
        months=after,
        present=there,
        adaptations="" if there == core else "The cards come later: nobody draws here.",
        runs=True,
        origin_staff=False,
    )
    review_adoption(actor=actor, adoption=adoption, new=review, at=at)
