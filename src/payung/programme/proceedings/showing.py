"""Open one sealed text of a proceeding at a time; it is written down who did."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from payung.programme.cases.showing import opened_part
from payung.programme.people.actors import Actor

from . import kinds
from .actions import number_field
from .hearing_deeds import words_field
from .models import Hearing, Proceeding, ProceedingStep
from .step_deeds import note_field


@transaction.atomic
def show_number(*, actor: Actor, proceeding: Proceeding, at: datetime) -> str:
    """Return the number of the court's file, or "" where none is kept; raise Refused."""
    name = number_field(proceeding.pk)
    return opened_part(
        actor, proceeding.case, name, proceeding.number, "number", at, kinds.SHOWN
    )


@transaction.atomic
def show_note(*, actor: Actor, step: ProceedingStep, at: datetime) -> str:
    """Return what was written beside a step."""
    case = step.proceeding.case
    return opened_part(
        actor, case, note_field(step.pk), step.note, "step", at, kinds.SHOWN
    )


@transaction.atomic
def show_words(*, actor: Actor, hearing: Hearing, at: datetime) -> str:
    """Return what was written beside a date."""
    case = hearing.proceeding.case
    return opened_part(
        actor, case, words_field(hearing.pk), hearing.words, "date", at, kinds.SHOWN
    )
