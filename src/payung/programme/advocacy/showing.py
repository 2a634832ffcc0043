"""Open one sealed text of advocacy at a time; it is written down who did."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .access import NotThere
from .meetings import RISKS
from .models import AdvocacyMeeting, PostHolder, Promise, PromiseReview
from .posts import NAME
from .promising import REFERENCE, REVIEW, WORDS


def risks_of(*, actor: Actor, meeting: AdvocacyMeeting, at: datetime) -> str:
    """Return the risks that were written down; raise Refused."""
    about = (str(meeting), "risks")
    return _opened(actor, meeting.record, RISKS, meeting.risks, about, at)


def words_of(*, actor: Actor, promise: Promise, part: str, at: datetime) -> str:
    """Return the words of a promise or their reference; raise NotThere, Refused."""
    names = {"words": WORDS, "reference": REFERENCE}
    if part not in names:
        raise NotThere
    name, found = f"{names[part]}.{promise.pk}", getattr(promise, part)
    about = (str(promise), part)
    return _opened(actor, promise.meeting.record, name, found, about, at)


def found_in(*, actor: Actor, review: PromiseReview, at: datetime) -> str:
    """Return what somebody wrote when she looked; raise Refused."""
    record_of, name = review.promise.meeting.record, f"{REVIEW}.{review.pk}"
    about = (str(review.promise), "review")
    return _opened(actor, record_of, name, review.words, about, at)


def name_of(*, actor: Actor, holder: PostHolder, at: datetime) -> str:
    """Return the name of a holder; raise NotThere, Refused."""
    if holder.record is None:
        raise NotThere
    name = f"{NAME}.{holder.pk}"
    about = (str(holder), "name")
    return _opened(actor, holder.record, name, holder.name, about, at)


@transaction.atomic
def _opened(
    actor: Actor,
    record_of: UUID,
    name: str,
    envelope: sealed.Envelope | None,
    about: tuple[str, str],
    at: datetime,
) -> str:
    secret = actor.unlocked.secret(record_of)
    text = sealed.open_field(secret, name, envelope) if envelope else ""
    subject, part = about
    record(kinds.SHOWN, actor=actor, subject=subject, at=at, part=part)
    return text
