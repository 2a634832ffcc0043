"""Can we copy this? Plan to look at a practice for a place, and answer nine questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines.replication import (
    HIGHEST,
    Answers,
    Finding,
    Question,
    finding_of,
    unanswered,
)
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of

from . import access, kinds
from .codes import Danger
from .models import (
    Practice,
    PracticeAnswer,
    ReplicationAssessment,
    SafetyBlocker,
)
from .once import kept_before
from .refusals import NotAnyMore, Withdrawn, WordsMissing, WrongDay


# Districts and the like; nothing here says where a single place is.
FINEST = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class NewAssessment:
    """Which practice is looked at, for which place ("" the country), and by when."""

    key: UUID
    practice: Practice
    area: str
    due_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """One answer: 0 to 4, and why in a few words."""

    question: Question
    score: int
    because: str = ""


def areas_of(country: str) -> tuple[str, ...]:
    """Return the codes of the places that can be looked at: districts and larger."""
    return tuple(area.code for area in pack_of(country).areas if area.level <= FINEST)


@transaction.atomic
def plan_assessment(
    *, actor: Actor, new: NewAssessment, at: datetime
) -> ReplicationAssessment:
    """Plan to look at a practice; the same form sent again is the plan there."""
    access.check_works_here(actor)
    before = kept_before(
        ReplicationAssessment, new.key, actor, practice_id=new.practice.pk
    )
    if before is not None:
        return before
    if new.practice.withdrawn_at is not None:
        raise Withdrawn(_("This was withdrawn. Choose another one on the shelf."))
    if new.area and new.area not in areas_of(actor.country):
        raise WrongDay(
            _("This place is not on the list. Choose it from the list."), field="area"
        )
    row = ReplicationAssessment.objects.create(
        id=new.key,
        practice=new.practice,
        country=actor.country,
        area=new.area,
        due_on=new.due_on,
        planned_at=at,
        planned_by=actor.handle,
    )
    record(kinds.PLANNED, actor=actor, subject=str(row.pk), at=at)
    return row


@transaction.atomic
def answer(
    *, actor: Actor, assessment: ReplicationAssessment, given: Answered, at: datetime
) -> ReplicationAssessment:
    """Keep one answer; another one takes its place until all are given.

    Without words a low answer helps nobody: raise WordsMissing.
    """
    access.check_works_here(actor)
    fresh = open_one(assessment)
    if given.score < HIGHEST - 1 and not given.because.strip():
        raise WordsMissing(
            _("Say in a few words what is missing: others plan by it."),
            field="because",
        )
    PracticeAnswer.objects.update_or_create(
        assessment=fresh,
        question=given.question,
        defaults={
            "score": given.score,
            "because": given.because.strip(),
            "at": at,
            "by": actor.handle,
        },
    )
    record(
        kinds.ANSWERED,
        actor=actor,
        subject=str(fresh.pk),
        at=at,
        question=given.question.value,
    )
    return _completed(actor, fresh, at)


@transaction.atomic
def name_dangers(
    *,
    actor: Actor,
    assessment: ReplicationAssessment,
    dangers: Mapping[Danger, str],
    at: datetime,
) -> ReplicationAssessment:
    """Keep which dangers there are; words say how one is solved, "" that it is open."""
    access.check_works_here(actor)
    fresh = open_one(assessment)
    fresh.blockers.all().delete()
    SafetyBlocker.objects.bulk_create(
        SafetyBlocker(
            assessment=fresh,
            kind=kind,
            found_at=at,
            solved_at=at if how else None,
            solved_by=actor.handle if how else "",
            how=how,
        )
        for kind, how in dangers.items()
    )
    fresh.dangers_at = at
    fresh.save(update_fields=["dangers_at"])
    record(
        kinds.ANSWERED, actor=actor, subject=str(fresh.pk), at=at, question="dangers"
    )
    return _completed(actor, fresh, at)


@transaction.atomic
def solve_danger(
    *, actor: Actor, blocker: SafetyBlocker, how: str, at: datetime
) -> SafetyBlocker:
    """Say that a danger is solved, and how; once more changes nothing."""
    access.check_works_here(actor)
    fresh = SafetyBlocker.objects.select_for_update().get(pk=blocker.pk)
    if fresh.solved_at is not None:
        return fresh
    if not how.strip():
        raise WordsMissing(_("Say how it was solved."), field="how")
    fresh.solved_at, fresh.solved_by, fresh.how = at, actor.handle, how.strip()
    fresh.save()
    subject = str(fresh.assessment_id)
    record(kinds.SOLVED, actor=actor, subject=subject, at=at, danger=fresh.kind)
    return fresh


def answers_of(assessment: ReplicationAssessment) -> Answers:
    """Return the answers that are given so far."""
    return {Question(row.question): row.score for row in assessment.answers.all()}


def finding_now(assessment: ReplicationAssessment) -> Finding | None:
    """Return what the answers come to with the dangers open now; None while some miss."""
    if assessment.dangers_at is None:
        return None
    still = sum(one.solved_at is None for one in assessment.blockers.all())
    return finding_of(answers_of(assessment), open_dangers=still)


def open_one(assessment: ReplicationAssessment) -> ReplicationAssessment:
    """Return an assessment that can be answered; raise Withdrawn or NotAnyMore."""
    fresh = ReplicationAssessment.objects.select_for_update().get(pk=assessment.pk)
    if fresh.withdrawn_at is not None:
        raise Withdrawn(_("This was withdrawn. Begin it anew from the practice."))
    if fresh.completed_at is not None:
        raise NotAnyMore(
            _(
                "All questions were answered. What has changed since is a look of its "
                "own: begin it anew from the practice."
            )
        )
    return fresh


def _completed(
    actor: Actor, fresh: ReplicationAssessment, at: datetime
) -> ReplicationAssessment:
    """Store what it comes to as soon as nothing is missing."""
    answers = answers_of(fresh)
    if fresh.dangers_at is None or unanswered(answers):
        return fresh
    found = finding_of(answers, open_dangers=0)
    assert found is not None  # noqa: S101 (for mypy)
    fresh.completed_at, fresh.completed_by = at, actor.handle
    fresh.verdict = found.verdict
    fresh.save()
    record(
        kinds.ASSESSED,
        actor=actor,
        subject=str(fresh.pk),
        at=at,
        verdict=found.verdict.value,
        lowest=found.lowest,
    )
    return fresh
