"""What hangs on the keys of advocacy: of a meeting, and of the name of a holder."""

from __future__ import annotations

from uuid import UUID

from payung.programme.people.holdings import Field, Holding

from .meetings import RISKS
from .models import AdvocacyMeeting, PostHolder, Promise, PromiseReview
from .posts import NAME
from .promising import REFERENCE, REVIEW, WORDS


def holding_of(record: UUID) -> Holding | None:
    """Return what hangs on this record's key, or None where it is not advocacy's."""
    holder = PostHolder.objects.filter(record=record).first()
    if holder is not None:
        name = f"{NAME}.{holder.pk}"
        return Holding(fields=(Field(row=holder, column="name", name=name),))
    meeting = AdvocacyMeeting.objects.filter(record=record).first()
    if meeting is None:
        return None
    risks = Field(row=meeting, column="risks", name=RISKS)
    return Holding(fields=(risks, *_of_promises(meeting), *_of_reviews(meeting)))


def _of_promises(meeting: AdvocacyMeeting) -> tuple[Field, ...]:
    return tuple(
        Field(row=one, column=column, name=f"{name}.{one.pk}")
        for one in Promise.objects.filter(meeting=meeting)
        for column, name in (("words", WORDS), ("reference", REFERENCE))
    )


def _of_reviews(meeting: AdvocacyMeeting) -> tuple[Field, ...]:
    return tuple(
        Field(row=one, column="words", name=f"{REVIEW}.{one.pk}")
        for one in PromiseReview.objects.filter(promise__meeting=meeting)
    )
