"""What hangs on the key of a case here: numbers of files, notes of steps, of dates."""

from __future__ import annotations

from payung.programme.cases.models import Case
from payung.programme.people.holdings import Field

from .actions import number_field
from .hearing_deeds import words_field
from .models import Hearing, ProceedingStep
from .step_deeds import note_field


def more_of(case: Case) -> tuple[Field, ...]:
    """Return every sealed field of this app under the key of the case."""
    steps = ProceedingStep.objects.filter(proceeding__case=case)
    dates = Hearing.objects.filter(proceeding__case=case)
    return (
        *(
            Field(row=one, column="number", name=number_field(one.pk))
            for one in case.proceedings.all()
        ),
        *(Field(row=one, column="note", name=note_field(one.pk)) for one in steps),
        *(Field(row=one, column="words", name=words_field(one.pk)) for one in dates),
    )
