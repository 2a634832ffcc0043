"""Write down what they promised, read it back to them, and look whether it was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.programme.activities.models import State
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import Role
from payung.programme.places.days import day_of

from . import kinds
from .codes import (
    Evidence,
    HowVerified,
    PromiseKind,
    Verdict,
    VerifiedBy,
    WhyWithdrawn,
)
from .models import AdvocacyMeeting, Post, Promise, PromiseReview
from .refusals import NoDay, NotAnyMore, NotOfThisMeeting, NotYet, Withdrawn
from .rule import last_day


WORDS = "advocacy.promise.words"
REFERENCE = "advocacy.promise.reference"
REVIEW = "advocacy.review"


# Nothing is promised in a meeting that was moved to another day or called off.
OVER = (State.POSTPONED, State.CANCELLED)


class MeetingOver(CannotBe):
    """Somebody called the meeting off, or moved it, before the promise arrived."""


class DueBefore(CannotBe):
    """A promise for a day before the meeting in which it was made."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewPromise:
    """What was promised; `key` makes one that is sent twice harmless."""

    post: Post
    kind: PromiseKind
    due_on: date
    verify: HowVerified = HowVerified.ASK_COMMUNITY
    read_back: bool = False
    words: str = ""
    reference: str = ""
    key: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NewReview:
    """What somebody found; `kept_on` where it was kept.

    `key` makes one that is sent twice harmless.
    """

    verdict: Verdict
    evidence: Evidence
    verified_by: VerifiedBy
    kept_on: date | None = None
    words: str = ""
    key: UUID | None = None


@transaction.atomic
def take_promise(
    *, actor: Actor, meeting: AdvocacyMeeting, new: NewPromise, at: datetime
) -> Promise:
    """Keep a promise; the same one sent again is the one kept before. Raise CannotBe."""
    if new.key is not None:
        before = Promise.objects.filter(key=new.key).first()
        if before is not None:
            return _same(before, meeting)
    _check_meeting(meeting, new)
    promise = Promise(
        key=new.key,
        meeting=meeting,
        post=new.post,
        kind=new.kind,
        due_on=new.due_on,
        settles_on=last_day(new.due_on),
        verify=new.verify,
        read_back=new.read_back,
        made_at=at,
        made_by=actor.handle,
    )
    _seal_words(actor, promise, new)
    promise.save(force_insert=True)
    kind = new.kind.value
    record(kinds.PROMISED, actor=actor, subject=str(promise), at=at, what=kind)
    return promise


@transaction.atomic
def say_read_back(*, actor: Actor, promise: Promise, at: datetime) -> None:
    """Say that it was read back to them; once more changes nothing."""
    changed = Promise.objects.filter(pk=promise.pk, read_back=False, withdrawn_at=None)
    if changed.update(read_back=True):
        record(kinds.READ_BACK, actor=actor, subject=str(promise), at=at)


@transaction.atomic
def review_promise(
    *, actor: Actor, promise: Promise, new: NewReview, at: datetime, today: date
) -> PromiseReview:
    """Keep what was found today; raise CannotBe.

    The day of the look is today's and nobody can type another: what comes more than
    thirty days after the due day changes nothing any more, but is kept. The same one
    sent again is the one kept before.
    """
    fresh = Promise.objects.select_for_update().get(pk=promise.pk)
    before = fresh.reviews.filter(pk=new.key).first() if new.key else None
    if before is not None:
        return before
    _refuse_withdrawn(fresh)
    _check(new, today)
    review = PromiseReview(
        id=new.key or uuid4(),
        promise=promise,
        on=today,
        at=at,
        verdict=new.verdict,
        kept_on=new.kept_on,
        evidence=new.evidence,
        verified_by=new.verified_by,
        made_by=actor.handle,
    )
    if new.words:
        secret = actor.unlocked.secret(promise.meeting.record)
        review.words = sealed.seal_field(secret, f"{REVIEW}.{review.pk}", new.words)
    review.save(force_insert=True)
    subject, verdict = str(promise), new.verdict.value
    record(kinds.REVIEWED, actor=actor, subject=subject, at=at, verdict=verdict)
    return review


@transaction.atomic
def withdraw_promise(
    *, actor: Actor, promise: Promise, why: WhyWithdrawn, at: datetime
) -> Promise:
    """Say that it was written down wrong; raise CannotBe.

    It stays in the ledger and counts nowhere. Its team does so before its day, from
    then on only a coordinator of the team. Words that name somebody go for ever.
    """
    fresh = Promise.objects.select_for_update().get(pk=promise.pk)
    _refuse_withdrawn(fresh)
    check_may_withdraw(actor, promise, at=at)
    fresh.withdrawn_at, fresh.withdrawn_by, fresh.why = at, actor.handle, why
    if why is WhyWithdrawn.NAMES:
        fresh.words = fresh.reference = None
        fresh.reviews.update(words=None)
    fresh.save()
    subject = str(promise)
    record(kinds.WITHDRAWN, actor=actor, subject=subject, at=at, why=why.value)
    return fresh


def check_may_withdraw(actor: Actor, promise: Promise, *, at: datetime) -> None:
    """Raise NotAnyMore from the day of the promise on, but for a coordinator."""
    today = day_of(promise.meeting.unit.country, at)
    if today >= promise.due_on and not actor.has(Role.COORDINATOR):
        raise NotAnyMore(
            _("Its day has come. Ask the coordinator of your team to withdraw it.")
        )


def _refuse_withdrawn(promise: Promise) -> None:
    if promise.withdrawn_at is not None:
        raise Withdrawn(
            _("This promise was withdrawn. Take down what was promised anew.")
        )


def _check_meeting(meeting: AdvocacyMeeting, new: NewPromise) -> None:
    if meeting.activity.state in OVER:
        raise MeetingOver(
            _(
                "Somebody wrote down that this meeting was called off or moved to "
                "another day. Choose the meeting in which it was promised."
            )
        )
    if new.post.unit_id != meeting.unit_id:
        raise NotOfThisMeeting(
            _("Choose a post of the office that you met."), field="post"
        )
    if new.due_on < day_of(meeting.unit.country, meeting.activity.planned_start):
        raise DueBefore(
            _("This day lies before the meeting. Look at the day once more."),
            field="day",
        )


def _same(before: Promise, meeting: AdvocacyMeeting) -> Promise:
    if before.meeting_id != meeting.pk:
        raise NotOfThisMeeting(
            _("This was sent for another meeting already. Open the page again.")
        )
    return before


def _seal_words(actor: Actor, promise: Promise, new: NewPromise) -> None:
    if not (new.words or new.reference):
        return
    secret = actor.unlocked.secret(promise.meeting.record)
    if new.words:
        name = f"{WORDS}.{promise.pk}"
        promise.words = sealed.seal_field(secret, name, new.words)
    if new.reference:
        name = f"{REFERENCE}.{promise.pk}"
        promise.reference = sealed.seal_field(secret, name, new.reference)


def _check(new: NewReview, today: date) -> None:
    if new.verdict is not Verdict.KEPT:
        return
    if new.kept_on is None:
        raise NoDay(_("Write the day on which it was kept."), field="kept_on")
    if new.kept_on > today:
        raise NotYet(_("This day lies ahead."), field="kept_on")
    if new.evidence is Evidence.NONE:
        raise NoDay(
            _("“Kept” needs something that shows it. Choose what you have."),
            field="evidence",
        )
