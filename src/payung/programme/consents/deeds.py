"""Write down what she says, one purpose at a time; taking a yes back shreds its key."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.cases.models import Case
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe

from . import kinds
from .ages import refuse_child
from .answers import Said, append
from .counting import COUNTED, follow_in_figures
from .models import Answer, Consent, How, Purpose
from .queries import last_answer
from .starting import take_over


class EndsBeforeItBegins(CannotBe):
    """A permission that is over before it was given."""


class NothingToTakeBack(CannotBe):
    """She has not said yes to this, or took it back already."""


@transaction.atomic
def give(
    *,
    actor: Actor,
    case: Case,
    purpose: Purpose,
    how: How,
    language: str,
    at: datetime,
    witness: str = "",
    expires_at: datetime | None = None,
) -> Consent:
    """Write down her yes; raise UnderEighteen or EndsBeforeItBegins.

    A yes after a yes keeps its key and what lies under it. A yes after anything else
    has a new key.
    """
    if expires_at is not None and expires_at <= at:
        raise EndsBeforeItBegins(
            _("This day has gone by already. Choose a later one, or none."),
            field="expires_at",
        )
    said = Said(
        purpose=purpose,
        answer=Answer.YES,
        how=how,
        language=language,
        witness=witness,
        expires_at=expires_at,
    )
    return _answer(actor, case, said, at)


@transaction.atomic
def refuse(
    *,
    actor: Actor,
    case: Case,
    purpose: Purpose,
    how: How,
    language: str,
    at: datetime,
    witness: str = "",
) -> Consent:
    """Write down her no. After a yes it shreds, as taking back does."""
    said = Said(
        purpose=purpose, answer=Answer.NO, how=how, language=language, witness=witness
    )
    return _answer(actor, case, said, at)


@transaction.atomic
def postpone(
    *,
    actor: Actor,
    case: Case,
    purpose: Purpose,
    how: How,
    language: str,
    at: datetime,
    witness: str = "",
) -> Consent:
    """Write down that she will say later. After a yes it shreds, as a no does."""
    said = Said(
        purpose=purpose,
        answer=Answer.LATER,
        how=how,
        language=language,
        witness=witness,
    )
    return _answer(actor, case, said, at)


@transaction.atomic
def withdraw(*, actor: Actor, case: Case, purpose: Purpose, at: datetime) -> Consent:
    """Take her yes back: its key and all it opens are gone; raise NothingToTakeBack.

    It is never refused to a child, and it needs open keys only where her yes stands in
    a note alone: one press is enough.
    """
    fresh = _locked(case)
    take_over(actor=actor, case=fresh, purpose=purpose, at=at)
    before = last_answer(fresh, purpose)
    if before is None or before.answer != Answer.YES:
        raise NothingToTakeBack(
            _("There is no yes to take back here. Look at the page again.")
        )
    said = Said(purpose=purpose, answer=Answer.WITHDRAWN)
    row = _append(actor, fresh, said, at)
    subject, about = fresh.reference, purpose.value
    record(kinds.WITHDRAWN, actor=actor, subject=subject, at=at, purpose=about)
    return row


def _answer(actor: Actor, case: Case, said: Said, at: datetime) -> Consent:
    refuse_child(case)
    fresh = _locked(case)
    take_over(actor=actor, case=fresh, purpose=said.purpose, at=at)
    row = _append(actor, fresh, said, at)
    record(
        kinds.ANSWERED,
        actor=actor,
        subject=fresh.reference,
        at=at,
        purpose=said.purpose.value,
        answer=said.answer.value,
        how=row.how,
    )
    return row


def _append(actor: Actor, case: Case, said: Said, at: datetime) -> Consent:
    row = append(actor=actor, case=case, said=said, at=at)
    if said.purpose in COUNTED:
        follow_in_figures(case, at=at)
    return row


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update().get(pk=case.pk)
