"""End every loan whose time is over, though nobody with keys is there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.programme.cases.models import Case, Loan
from payung.programme.journal.actions import ByItself

from .loans import close_loan


AT_ONCE = 50


def sweep(*, at: datetime, most: int = AT_ONCE) -> int:
    """End the loans that are over, the longest overdue first; return how many.

    Each is a transaction of its own, and one that goes wrong keeps no other from its
    turn: what went wrong is raised, as a group, once all had theirs.
    """
    due = Loan.objects.filter(ended_at=None, until__lte=at).order_by("until", "pk")
    done, problems = 0, []
    for loan_id in list(due.values_list("pk", flat=True)[:most]):
        try:
            done += _end(loan_id, at)
        except Exception as problem:  # noqa: BLE001 - raised when all had their turn
            problems.append(problem)
    if problems:
        raise ExceptionGroup("Some loans could not be ended.", problems)
    return done


@transaction.atomic
def _end(loan_id: UUID, at: datetime) -> int:
    found = Loan.objects.get(pk=loan_id)
    # The case first, as in every other deed, so that nobody waits in a circle.
    Case.objects.select_for_update().get(pk=found.case_id)
    loan = Loan.objects.select_for_update(of=("self",)).get(pk=loan_id)
    if loan.ended_at is not None or loan.until > at:
        # Somebody was quicker: it ended already, or is lent for longer now.
        return 0
    close_loan(by=ByItself(handle="worker"), ended_by="", loan=loan, at=at)
    return 1
