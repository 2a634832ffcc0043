"""What she last said, purpose by purpose, and what is kept because of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from payung.programme.cases.models import Case

from .models import Answer, Consent, Purpose, PurposeKey


def last_answer(case: Case, purpose: Purpose) -> Consent | None:
    """Return her last answer about one purpose, or None where she was not asked."""
    answers = Consent.objects.filter(case=case, purpose=purpose)
    return answers.order_by("-number").first()


def holds(answer: Consent | None, *, at: datetime) -> bool:
    """Return whether an answer is a yes that has not come to its end."""
    if answer is None or answer.answer != Answer.YES:
        return False
    return answer.expires_at is None or at < answer.expires_at


def open_key(case: Case, purpose: Purpose) -> PurposeKey | None:
    """Return the key of her present yes, or None."""
    return PurposeKey.objects.filter(case=case, purpose=purpose, shut_at=None).first()


def records_of(case: Case) -> tuple[UUID, ...]:
    """Return the records whose keys are her open permissions of a case.

    Whoever gives the case to other people gives them these keys as well.
    """
    keys = PurposeKey.objects.filter(case=case, shut_at=None).order_by("made_at")
    return tuple(keys.values_list("record", flat=True))
