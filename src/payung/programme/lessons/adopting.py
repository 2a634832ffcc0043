"""Take a practice up at a place, and look again after six and twelve months."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines.indicators import months_later
from payung.engines.replication import Verdict
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.places.days import day_of

from . import access, kinds
from .assessing import finding_now
from .codes import AfterMonths, Stopped
from .models import (
    Adoption,
    AdoptionReview,
    CoreComponent,
    ReplicationAssessment,
    SeenComponent,
)
from .once import kept_before
from .questions import sentence_of
from .refusals import NotReady, Withdrawn, WordsMissing, WrongDay


@dataclass(frozen=True, kw_only=True, slots=True)
class NewAdoption:
    """What is begun: the plan in words, who answers for it, and since when."""

    key: UUID
    plan: str
    owner: str
    started_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class NewReview:
    """What somebody saw; `present` are the core parts that were there."""

    key: UUID
    months: AfterMonths
    present: Collection[CoreComponent]
    adaptations: str
    runs: bool
    origin_staff: bool
    stopped: Stopped | None = None


@transaction.atomic
def begin_adoption(
    *,
    actor: Actor,
    assessment: ReplicationAssessment,
    new: NewAdoption,
    at: datetime,
) -> Adoption:
    """Keep that a place takes a practice up; raise NotReady, Withdrawn, WrongDay."""
    access.check_may_share(actor)
    before = kept_before(Adoption, new.key, actor, assessment_id=assessment.pk)
    if before is not None:
        return before
    _refuse_unready(assessment)
    if new.started_on > day_of(actor.country, at):
        raise WrongDay(
            _("This day lies ahead. Write it down when it has begun."),
            field="started_on",
        )
    row = Adoption.objects.create(
        id=new.key,
        assessment=assessment,
        practice=assessment.practice,
        country=actor.country,
        area=assessment.area,
        plan=new.plan.strip(),
        owner=new.owner,
        started_on=new.started_on,
        six_months_on=months_later(new.started_on, AfterMonths.SIX),
        twelve_months_on=months_later(new.started_on, AfterMonths.TWELVE),
        made_at=at,
        made_by=actor.handle,
    )
    record(kinds.BEGUN, actor=actor, subject=str(row.pk), at=at)
    return row


@transaction.atomic
def review_adoption(
    *, actor: Actor, adoption: Adoption, new: NewReview, at: datetime
) -> AdoptionReview:
    """Keep what was there; raise WrongDay before its day, WordsMissing without words."""
    access.check_works_here(actor)
    fresh = Adoption.objects.select_for_update().get(pk=adoption.pk)
    before = AdoptionReview.objects.filter(pk=new.key, adoption=fresh).first()
    if before is not None:
        return before
    core, today = list(fresh.practice.core.all()), day_of(fresh.country, at)
    _check(fresh, new, core, today)
    review = AdoptionReview.objects.create(
        id=new.key,
        adoption=fresh,
        months=new.months,
        on=today,
        adaptations=new.adaptations.strip(),
        runs=new.runs,
        origin_staff=new.origin_staff,
        stopped=new.stopped or "",
        made_at=at,
        made_by=actor.handle,
    )
    SeenComponent.objects.bulk_create(
        SeenComponent(review=review, component=one, present=one in new.present)
        for one in core
    )
    record(
        kinds.REVIEWED,
        actor=actor,
        subject=str(fresh.pk),
        at=at,
        months=int(new.months),
        present=sum(one in new.present for one in core),
    )
    return review


def day_of_review(adoption: Adoption, months: int) -> date:
    """Return the day from which one looks after so many months."""
    return (
        adoption.six_months_on
        if months == AfterMonths.SIX
        else adoption.twelve_months_on
    )


def _refuse_unready(assessment: ReplicationAssessment) -> None:
    if assessment.withdrawn_at is not None:
        raise Withdrawn(_("This was withdrawn. Begin it anew from the practice."))
    found = finding_now(assessment)
    if found is None:
        raise NotReady(_("Answer all questions first."))
    if found.verdict is Verdict.NOT_YET:
        raise NotReady(sentence_of(found))


def _check(
    adoption: Adoption, new: NewReview, core: list[CoreComponent], today: date
) -> None:
    if adoption.withdrawn_at is not None:
        raise Withdrawn(_("This was withdrawn. There is nothing to look at."))
    if adoption.reviews.filter(months=new.months, withdrawn_at=None).exists():
        raise WrongDay(
            _("Somebody has looked already. Withdraw that first if it is wrong."),
            field="months",
        )
    if today < day_of_review(adoption, new.months):
        raise WrongDay(
            _("It is too early for this. Look when so many months are over."),
            field="months",
        )
    if len(set(new.present)) < len(core) and not new.adaptations.strip():
        raise WordsMissing(
            _("A part is not there. Say what you do instead, and why."),
            field="adaptations",
        )
    if not new.runs and new.stopped is None:
        raise WordsMissing(_("Say why it stopped."), field="stopped")
