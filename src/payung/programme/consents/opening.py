"""The one door to what she allowed: it is open, or it says what to do."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.cases.models import Case
from payung.programme.cases.words.purposes import purpose_label
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe

from .ages import child_sentence, is_child
from .models import Answer, Consent, Purpose
from .permits import Permit, issue
from .queries import holds, last_answer, open_key
from .starting import in_note, take_over


class NotOpened(CannotBe):
    """She has not said yes to this, took it back, or it came to its end."""


def is_open(case: Case, purpose: Purpose, *, at: datetime) -> bool:
    """Return whether she allows this at a moment; needs no keys, for pages."""
    if is_child(case):
        return False
    told = in_note(case, purpose)
    if told is not None:
        return told.answer is Answer.YES
    return holds(last_answer(case, purpose), at=at)


def why_no_files(case: Case, at: datetime) -> str:
    """Return why no photograph, paper or recording may be kept; nothing otherwise.

    Where she was not asked yet, a file can be kept: it may be needed before she can be
    asked. A no, a yes taken back and a yes that is over count.
    """
    told = in_note(case, Purpose.EVIDENCE)
    last = last_answer(case, Purpose.EVIDENCE)
    said = told.answer if told else last and last.answer
    unasked = said in {None, Answer.LATER}
    if unasked or is_child(case) or is_open(case, Purpose.EVIDENCE, at=at):
        return ""
    return _("Nothing was kept.") + " " + _not_opened(case, Purpose.EVIDENCE)


@transaction.atomic
def opened(*, actor: Actor, case: Case, purpose: Purpose, at: datetime) -> Permit:
    """Return the Permit for a purpose; raise NotOpened, or Refused without its key."""
    if is_child(case):
        raise NotOpened(child_sentence())
    if not is_open(case, purpose, at=at):
        raise NotOpened(_not_opened(case, purpose))
    if in_note(case, purpose) is not None:
        _taken_over(actor, case, purpose, at)
    key = open_key(case, purpose)
    if key is None:
        # Taken back by another while this was being asked.
        raise NotOpened(_not_opened(case, purpose))
    return issue(
        actor=actor,
        case=case,
        purpose=purpose,
        secret=actor.unlocked.secret(key.record),
        at=at,
    )


def _taken_over(actor: Actor, case: Case, purpose: Purpose, at: datetime) -> None:
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    take_over(actor=actor, case=fresh, purpose=purpose, at=at)


def _not_opened(case: Case, purpose: Purpose) -> str:
    said = {"purpose": purpose_label(case.country, purpose.value)}
    return _reason(last_answer(case, purpose)) % said


def _reason(last: Consent | None) -> str:
    if last is None or last.answer == Answer.LATER:
        return _(
            "“%(purpose)s”: she has not said yes to this. Ask her, and write down her "
            "answer on the page of permissions."
        )
    if last.answer == Answer.NO:
        return _(
            "“%(purpose)s”: she said no to this. Leave it, or ask her whether she has "
            "changed her mind, and write it down on the page of permissions."
        )
    if last.answer == Answer.WITHDRAWN:
        return _(
            "“%(purpose)s”: she took this back. What was kept for it is gone. If she "
            "says yes again, write it down on the page of permissions."
        )
    return _(
        "“%(purpose)s”: her yes has come to its end. Ask her again, and write down her "
        "answer on the page of permissions."
    )
