"""Write down what they promised, read it back to them, and look whether it was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .codes import Evidence, HowVerified, PromiseKind, Verdict, VerifiedBy
from .models import AdvocacyMeeting, Post, Promise, PromiseReview
from .refusals import NoDay, NotOfThisMeeting, NotYet
from .rule import last_day


WORDS = "advocacy.promise.words"
REFERENCE = "advocacy.promise.reference"
REVIEW = "advocacy.review"


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
    """What somebody found; `kept_on` where it was kept."""

    verdict: Verdict
    evidence: Evidence
    verified_by: VerifiedBy
    kept_on: date | None = None
    words: str = ""


@transaction.atomic
def take_promise(
    *, actor: Actor, meeting: AdvocacyMeeting, new: NewPromise, at: datetime
) -> Promise:
    """Keep a promise; the same one sent again is the one kept before. Raise CannotBe."""
    if new.key is not None:
        before = Promise.objects.filter(key=new.key).first()
        if before is not None:
            return _same(before, meeting)
    if new.post.unit_id != meeting.unit_id:
        raise NotOfThisMeeting(
            _("Choose a post of the office that you met."), field="post"
        )
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
    changed = Promise.objects.filter(pk=promise.pk, read_back=False)
    if changed.update(read_back=True):
        record(kinds.READ_BACK, actor=actor, subject=str(promise), at=at)


@transaction.atomic
def review_promise(
    *, actor: Actor, promise: Promise, new: NewReview, at: datetime, today: date
) -> PromiseReview:
    """Keep what was found today; raise CannotBe.

    The day of the look is today's and nobody can type another: what comes more than
    thirty days after the due day changes nothing any more, but is kept.
    """
    _check(new, today)
    review = PromiseReview(
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
