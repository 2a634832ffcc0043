"""Write a lesson, change it, have it checked by somebody else, and publish it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines import indicators
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import access, kinds
from .codes import Aim, Line, State
from .models import CheckedLine, Lesson, LessonEvidence
from .numbers import Evidence, check
from .once import kept_before
from .refusals import (
    NotAnyMore,
    NotConfirmed,
    OnesOwnStory,
    OwnWork,
    PartMissing,
    WordsMissing,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class NewLesson:
    """A lesson as it is written; `about_one` is what the form asks every time."""

    key: UUID
    about_one: bool
    aim: Aim
    language: str
    title: str
    problem: str
    change: str
    cost: str
    risks: str
    not_to_copy: str = ""
    evidence: tuple[Evidence, ...] = ()


WORDS = ("language", "title", "problem", "change", "cost", "risks", "not_to_copy")


@transaction.atomic
def write_lesson(*, actor: Actor, new: NewLesson, at: datetime) -> Lesson:
    """Keep a draft; the same one sent again is the one kept before. Raise CannotBe."""
    access.check_works_here(actor)
    _refuse_story(new)
    before = kept_before(Lesson, new.key, actor)
    if before is not None:
        return before
    lesson = Lesson(id=new.key, country=actor.country, made_at=at, made_by=actor.handle)
    _fill(lesson, new)
    lesson.save(force_insert=True)
    _rest_on(lesson, new.evidence)
    record(kinds.WRITTEN, actor=actor, subject=str(lesson.pk), at=at)
    return lesson


@transaction.atomic
def change_lesson(
    *, actor: Actor, lesson: Lesson, new: NewLesson, at: datetime
) -> Lesson:
    """Write a lesson anew that others cannot read yet; it is to be checked again.

    Whoever changes it is its author from then on: the checker is somebody else again.
    """
    access.check_works_here(actor)
    _refuse_story(new)
    fresh = _open(lesson, State.DRAFT, State.CHECKED)
    _fill(fresh, new)
    fresh.state, fresh.made_by = State.DRAFT, actor.handle
    fresh.sent_back = ""
    fresh.checked_at, fresh.checked_by = None, ""
    fresh.save()
    fresh.confirmed.all().delete()
    fresh.evidence.all().delete()
    _rest_on(fresh, new.evidence)
    record(kinds.CHANGED, actor=actor, subject=str(fresh.pk), at=at)
    return fresh


@transaction.atomic
def check_lesson(
    *, actor: Actor, lesson: Lesson, confirmed: Collection[Line], at: datetime
) -> Lesson:
    """Confirm each line of the list; raise OwnWork, PartMissing, NotConfirmed."""
    access.check_may_check(actor)
    fresh = _open(lesson, State.DRAFT)
    _refuse_own(actor, fresh)
    _refuse_parts_missing(fresh)
    for line in Line:
        if line not in confirmed:
            raise NotConfirmed(
                _(
                    "While one line is not so, nobody else may read it. Send it back "
                    "and say what is to be changed."
                ),
                field=line.value,
            )
    CheckedLine.objects.bulk_create(
        CheckedLine(lesson=fresh, line=line, at=at, by=actor.handle) for line in Line
    )
    fresh.state, fresh.sent_back = State.CHECKED, ""
    fresh.checked_at, fresh.checked_by = at, actor.handle
    fresh.save()
    record(kinds.CHECKED, actor=actor, subject=str(fresh.pk), at=at)
    return fresh


@transaction.atomic
def send_back(*, actor: Actor, lesson: Lesson, words: str, at: datetime) -> Lesson:
    """Send a lesson back to who wrote it, with what is to be changed."""
    access.check_may_check(actor)
    fresh = _open(lesson, State.DRAFT)
    _refuse_own(actor, fresh)
    if not words.strip():
        raise WordsMissing(_("Say what is to be changed."), field="words")
    fresh.sent_back = words.strip()
    fresh.save()
    record(kinds.SENT_BACK, actor=actor, subject=str(fresh.pk), at=at)
    return fresh


@transaction.atomic
def publish_lesson(*, actor: Actor, lesson: Lesson, at: datetime) -> Lesson:
    """Let all countries read a lesson that was checked; once more changes nothing."""
    access.check_may_share(actor)
    if Lesson.objects.filter(pk=lesson.pk, state=State.PUBLISHED).exists():
        return lesson
    fresh = _open(lesson, State.CHECKED)
    fresh.state = State.PUBLISHED
    fresh.published_at, fresh.published_by = at, actor.handle
    fresh.save()
    record(kinds.PUBLISHED, actor=actor, subject=str(fresh.pk), at=at)
    return fresh


def parts_of(lesson: Lesson) -> frozenset[str]:
    """Return which parts of the template a lesson has, by the names of the rule."""
    said = {
        "context": bool(lesson.problem),
        "change": bool(lesson.change),
        "evidence": len(lesson.evidence.all()) > 0,
        "cost": bool(lesson.cost),
        "risk": bool(lesson.risks),
    }
    return frozenset(name for name, is_there in said.items() if is_there)


def _open(lesson: Lesson, *states: State) -> Lesson:
    fresh = Lesson.objects.select_for_update().get(pk=lesson.pk)
    if fresh.state not in states:
        raise NotAnyMore(
            _("Somebody was here before you. Open the lesson again to see how it is.")
        )
    return fresh


def _refuse_story(new: NewLesson) -> None:
    if new.about_one:
        raise OnesOwnStory(
            _(
                "What happened to one person does not belong here, where many read "
                "it. Write a note instead: it is locked for her alone."
            ),
            field="about_one",
        )


def _refuse_own(actor: Actor, lesson: Lesson) -> None:
    if lesson.made_by == actor.handle:
        raise OwnWork(_("You wrote it. Somebody else has to look at it."))


def _refuse_parts_missing(lesson: Lesson) -> None:
    if not indicators.lesson_counts(written=parts_of(lesson), cleared=True):
        raise PartMissing(
            _(
                "Something is missing that others need: what was, what changed, the "
                "numbers that show it, what it costs, the risks. Send it back."
            )
        )


def _fill(lesson: Lesson, new: NewLesson) -> None:
    lesson.aim = new.aim
    for name in WORDS:
        setattr(lesson, name, getattr(new, name).strip())


def _rest_on(lesson: Lesson, evidence: tuple[Evidence, ...]) -> None:
    check(evidence)
    LessonEvidence.objects.bulk_create(
        LessonEvidence(lesson=lesson, indicator=one.indicator, period=one.period)
        for one in dict.fromkeys(evidence)
    )
