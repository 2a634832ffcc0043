"""The one writer of a response: step, compare and set, log, offers, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from payung.engines import dispatch
from payung.engines.dispatch import (
    Effect,
    Escalate,
    Group,
    OfferMore,
    Priority,
    Remind,
    Report,
    Stage,
    TellTaken,
    response_step,
)
from payung.programme.alerts.actions import drop, tell
from payung.programme.alerts.models import Saying
from payung.programme.hotline import kinds
from payung.programme.hotline.access import NoSuchResponse
from payung.programme.hotline.duty import groups_now, people_in
from payung.programme.hotline.effects import TEXTS
from payung.programme.hotline.happening import FREE_TRIES, By
from payung.programme.hotline.models import Response, ResponseEvent
from payung.programme.journal.actions import record

from .candidates import ranked


def report_happens(
    *, reference: str, report: Report, at: datetime, person: str = ""
) -> Response:
    """Let a report of a response happen and return it as it is then.

    Raise NoSuchResponse, or NotInThisPair where it does not apply or is not hers; then
    nothing has changed.
    """
    with transaction.atomic():
        for _free in range(FREE_TRIES):
            row = _read(reference)
            if _happened(row, report, at, person):
                return row
        row = _read(reference, locked=True)
        _happened(row, report, at, person)
    return row


def response_of(row: Response) -> dispatch.Response:
    """Return a stored response as the engine takes it; moments stay in its log."""
    return dispatch.Response(
        reference=row.reference,
        priority=Priority(row.priority),
        due_at=row.due_at,
        stage=Stage(row.stage),
        pair=tuple(one for one in (row.first, row.second) if one),
        version=row.version,
    )


def _read(reference: str, *, locked: bool = False) -> Response:
    rows = Response.objects.filter(reference=reference).select_related("contact")
    if locked:
        rows = rows.select_for_update(of=("self",))
    row = rows.first()
    if row is None:
        raise NoSuchResponse(reference)
    return row


def _happened(row: Response, report: Report, at: datetime, person: str) -> bool:
    """Return whether it is written down, or changed nothing; False if somebody won."""
    before = response_of(row)
    after, effects = response_step(before, report, at=at, person=person)
    if after == before:
        # Nothing has changed, but whoever came third is told.
        carry_out_response(row, effects, at=at)
        return True
    first, second = (*after.pair, "", "")[:2]
    columns = {
        "stage": after.stage,
        "first": first,
        "second": second,
        "due_at": after.due_at,
        "version": after.version,
    }
    mine = Response.objects.filter(pk=row.pk, version=before.version)
    if not mine.update(**columns):
        return False
    for name, value in columns.items():
        setattr(row, name, value)
    _log(row, report, at=at, person=person, was_due_at=before.due_at)
    if after.stage is not before.stage and after.stage is not Stage.NEEDED:
        # A full pair needs no more offers; a pair that is back needs nothing.
        drop(about=row.reference, at=at)
    carry_out_response(row, effects, at=at)
    return True


def _log(
    row: Response,
    report: Report,
    *,
    at: datetime,
    person: str,
    was_due_at: datetime | None,
) -> None:
    ResponseEvent(
        response=row,
        number=row.version,
        report=report.value,
        stage=row.stage,
        person=person,
        at=at,
        was_due_at=was_due_at,
    ).save(force_insert=True)
    record(
        kinds.REPORTED,
        actor=By(handle=person) if person else kinds.BY_ITSELF,
        subject=row.reference,
        at=at,
        report=report.value,
    )


def carry_out_response(
    row: Response, effects: Sequence[Effect], *, at: datetime
) -> None:
    """Write what has to be told into the outbox; call it inside the transaction."""
    for effect in effects:
        match effect:
            case OfferMore(how_many=how_many):
                _say(row, Saying.GO, ranked(row, at=at)[:how_many], at)
            case Remind(person=person):
                _say(row, Saying.REMIND, (person,), at)
            case TellTaken(person=person):
                _say(row, Saying.TAKEN, (person,), at, said_by=person)
            case Escalate():
                groups = groups_now(row.contact.country, at)
                _say(row, Saying.HELP, people_in(groups, Group.COORDINATOR), at)


def _say(
    row: Response,
    saying: Saying,
    people: Sequence[str],
    at: datetime,
    *,
    said_by: str = "",
) -> None:
    if not people:
        return
    tell(
        country=row.contact.country,
        handles=people,
        saying=saying,
        about=row.reference,
        key=f"{row.reference}:{row.version}:{saying.value}{said_by}",
        at=at,
        kinds=TEXTS if saying is Saying.TAKEN else None,
    )
