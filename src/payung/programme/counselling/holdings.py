"""What of counselling hangs on the key of a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import models

from payung.programme.cases.models import Case
from payung.programme.people.holdings import Field

from .models import Decision, Goal, Need, Option, Referral, RiskReview, Session
from .sealing import field_name


def more_of(case: Case) -> tuple[Field, ...]:
    """Return every sealed text of counselling in a case."""
    return tuple(
        Field(row=row, column=column, name=field_name(what, row.pk))
        for what, column, rows in _all(case)
        for row in rows
    )


def _all(case: Case) -> Iterator[tuple[str, str, Iterable[models.Model]]]:
    yield "need", "text", Need.objects.filter(case=case)
    yield "option", "text", Option.objects.filter(case=case)
    yield "decision", "text", Decision.objects.filter(option__case=case)
    yield "referral", "text", Referral.objects.filter(need__case=case)
    yield "session", "text", Session.objects.filter(case=case)
    yield "risk", "text", RiskReview.objects.filter(case=case)
    # One list for both columns: a row that is saved twice would lose the first.
    rows = list(Goal.objects.filter(case=case))
    yield "goal", "text", rows
    yield "why", "why", rows
