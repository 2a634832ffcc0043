"""Say that a lesson led to a decision in one's own country.

The words of a decision of a circle are sealed. So what is linked is the decision, where
one is chosen, and words that somebody types for all to read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.places.days import day_of

from . import access, kinds
from .models import Lesson, LessonLink
from .once import kept_before
from .refusals import OwnWork, WrongDay


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """A decision of one of her circles as it can be chosen: never its words."""

    decision: UUID
    on: date
    said: str


Offers = Callable[[Actor], tuple[Decided, ...]]
_OFFERS: list[Offers] = []


@dataclass(frozen=True, kw_only=True, slots=True)
class NewLink:
    """What was decided after a lesson, and when; `decision` where it was chosen."""

    key: UUID
    words: str
    decided_on: date
    decision: UUID | None = None


def offer_with(offers: Offers) -> None:
    """Keep who knows the decisions of an actor's circles: see web/decided_in_circles.py."""
    _OFFERS.append(offers)


def decided_by(actor: Actor) -> tuple[Decided, ...]:
    """Return the decisions of her circles, the latest first."""
    return tuple(one for offers in _OFFERS for one in offers(actor))


@transaction.atomic
def link_decision(
    *, actor: Actor, lesson: Lesson, new: NewLink, at: datetime
) -> LessonLink:
    """Keep a link; the same one sent again is the one kept before. Raise CannotBe."""
    access.check_works_here(actor)
    if lesson.country == actor.country:
        raise OwnWork(_("It is your own. Only what other countries decide counts."))
    before = kept_before(LessonLink, new.key, actor, lesson_id=lesson.pk)
    before = before or _same(lesson, new)
    if before is not None:
        return before
    _check_hers(actor, new)
    _check_day(actor, lesson, new.decided_on, at)
    link = LessonLink.objects.create(
        id=new.key,
        lesson=lesson,
        country=actor.country,
        decision=new.decision,
        decided_on=new.decided_on,
        words=new.words.strip(),
        made_at=at,
        made_by=actor.handle,
    )
    record(kinds.LINKED, actor=actor, subject=str(lesson.pk), at=at)
    return link


def _same(lesson: Lesson, new: NewLink) -> LessonLink | None:
    if new.decision is None:
        return None
    rows = LessonLink.objects.filter(lesson=lesson, withdrawn_at=None)
    return rows.filter(decision=new.decision).first()


def _check_hers(actor: Actor, new: NewLink) -> None:
    known = {one.decision for one in decided_by(actor)}
    if new.decision is not None and new.decision not in known:
        raise access.NotOnTheShelf


def _check_day(actor: Actor, lesson: Lesson, on: date, at: datetime) -> None:
    if on > day_of(actor.country, at):
        raise WrongDay(_("This day lies ahead."), field="decided_on")
    published = lesson.published_at
    if published is not None and on < day_of(lesson.country, published):
        raise WrongDay(
            _("This day lies before the lesson was published."), field="decided_on"
        )
