"""Find what is due and let it happen: no timer lives anywhere but in the rows.

A sweeper that dies between any two steps loses nothing: the next one finds the same
rows. Two at once do no harm: what is not due any more is an echo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from payung.engines.dispatch import (
    Event,
    Happening,
    NotInThisPair,
    NotNow,
    NotTheOwner,
    Report,
)
from payung.programme.hotline.coming_in.messages_in import ONE_CONTACT
from payung.programme.hotline.nights.watching import beat
from payung.programme.hotline.outings.responding import report_happens

from .access import NoSuchContact, NoSuchResponse
from .handing_over import end_shifts
from .happening import happen
from .leaving import hand_on_of_the_absent
from .models import Contact, Response


AT_ONCE = 50
SWEEPER = "sweeper"
REFUSED = (NotNow, NotTheOwner, NotInThisPair, NoSuchContact, NoSuchResponse)
Deed = Callable[[], int]


def sweep(*, at: datetime, most: int = AT_ONCE) -> int:
    """Let what is due happen, the longest overdue first; return how much it was.

    Every contact and response is a transaction of its own, and a shift that has ended
    hands on what its person still owned. What goes wrong with one keeps no other from
    its turn: it is raised, as a group, once all had theirs.
    """
    done = 0
    problems: list[Exception] = []
    for deed in _deeds(at, most):
        try:
            done += deed()
        except REFUSED:
            # Somebody was quicker: it is not due any more.
            continue
        except Exception as problem:  # noqa: BLE001 - raised when all had their turn
            problems.append(problem)
    if problems:
        raise ExceptionGroup("Some of what is due could not be done.", problems)
    beat(SWEEPER, at=at)
    return done


def _deeds(at: datetime, most: int) -> Iterator[Deed]:
    # Before what is due, which is asked for only then: what was somebody's who is gone
    # is not waited for, and what waits for the end of a shift is offered on.
    yield lambda: hand_on_of_the_absent(at=at)
    yield lambda: end_shifts(at=at)
    for pk in _due(Contact.objects.all(), at, most):
        yield lambda pk=pk: _contact_due(pk, at)  # type: ignore[misc]
    for pk in _due(Response.objects.all(), at, most):
        yield lambda pk=pk: _response_due(pk, at)  # type: ignore[misc]
    yield lambda: forget_tokens(at=at)


def forget_tokens(*, at: datetime) -> int:
    """Forget by what callers of yesterday would be known again; return how many.

    A token of ten digits is guessed in no time by whoever has the machine's key.
    """
    old = Contact.objects.filter(token__isnull=False, opened_at__lte=at - ONE_CONTACT)
    return old.update(token=None)


def _due(rows: QuerySet[Any], at: datetime, most: int) -> list[Any]:
    due = rows.filter(due_at__lte=at).order_by("due_at")
    return list(due.values_list("pk", flat=True)[:most])


@transaction.atomic
def _contact_due(pk: UUID, at: datetime) -> int:
    if not _mine(Contact.objects.filter(pk=pk, due_at__lte=at)):
        return 0
    reference = Contact.objects.values_list("reference", flat=True).get(pk=pk)
    happen(reference=reference, happening=Happening(event=Event.DUE, at=at))
    return 1


@transaction.atomic
def _response_due(pk: str, at: datetime) -> int:
    if not _mine(Response.objects.filter(pk=pk, due_at__lte=at)):
        return 0
    report_happens(reference=pk, report=Report.DUE, at=at)
    return 1


def _mine(rows: QuerySet[Any]) -> bool:
    """Return whether it is still due, and no other sweeper has it in hand."""
    skips = connection.features.has_select_for_update_skip_locked
    taken = rows.select_for_update(skip_locked=True) if skips else rows
    return taken.values_list("pk", flat=True).first() is not None
