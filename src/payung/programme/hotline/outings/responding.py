"""The one writer of a response: step, compare and set, log, offers, all or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from payung.engines import dispatch
from payung.engines.dispatch import (
    Effect,
    Escalate,
    Group,
    OfferMore,
    Page,
    Priority,
    Remind,
    Report,
    Stage,
    StopRinging,
    TellTaken,
    response_step,
)
from payung.programme.alerts.actions import drop, tell
from payung.programme.alerts.models import Saying, WayKind
from payung.programme.hotline import kinds
from payung.programme.hotline.access import NoSuchResponse
from payung.programme.hotline.duty import groups_now, leading, people_in
from payung.programme.hotline.effects import TEXTS
from payung.programme.hotline.happening import FREE_TRIES, By
from payung.programme.hotline.models import Response, ResponseEvent
from payung.programme.journal.actions import Acting, record

from .candidates import ranked


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """One report: what, when, by whom, and what else is kept of it."""

    report: Report
    at: datetime
    person: str
    also: Mapping[str, str]
    by: Acting


def report_happens(
    *,
    reference: str,
    report: Report,
    at: datetime,
    person: str = "",
    also: Mapping[str, str] | None = None,
    by: Acting | None = None,
) -> Response:
    """Let a report of a response happen and return it as it is then.

    `also` are columns outside the engine that change with it, `by` is who did it where
    that is not `person`. Raise NoSuchResponse, or NotInThisPair where it does not apply
    or is not hers; then nothing has changed.
    """
    actor = by or (By(handle=person) if person else kinds.BY_ITSELF)
    told = Told(report=report, at=at, person=person, also=also or {}, by=actor)
    with transaction.atomic():
        for _free in range(FREE_TRIES):
            row = _read(reference)
            if _happened(row, told):
                return row
        row = _read(reference, locked=True)
        _happened(row, told)
    return row


def response_of(row: Response) -> dispatch.Response:
    """Return a stored response as the engine takes it; moments stay in its log."""
    return dispatch.Response(
        reference=row.reference,
        priority=Priority(row.priority),
        due_at=row.due_at,
        stage=Stage(row.stage),
        pair=tuple(one for one in (row.first, row.second) if one),
        report_at=row.report_at,
        alarm=row.alarm,
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


def _happened(row: Response, told: Told) -> bool:
    """Return whether it is written down, or changed nothing; False if somebody won."""
    before, at = response_of(row), told.at
    after, effects = response_step(before, told.report, at=at, person=told.person)
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
        "report_at": after.report_at,
        "alarm": after.alarm,
        "version": after.version,
        **told.also,
    }
    mine = Response.objects.filter(pk=row.pk, version=before.version)
    if not mine.update(**columns):
        return False
    for name, value in columns.items():
        setattr(row, name, value)
    # A call for help that is told again is no check-in that the pair has missed.
    _log(row, told, was_due_at=None if before.alarm else before.due_at)
    if after.stage is not before.stage and after.stage is not Stage.NEEDED:
        # A full pair needs no more offers; a pair that is back needs nothing.
        drop(about=row.reference, at=at, sayings=_needless(after))
    carry_out_response(row, effects, at=at)
    if len(after.pair) > len(before.pair) == 1:
        # Now they know by which digits they say how it goes, without a page.
        _say(row, Saying.REPORT, after.pair, at, said_by="pair", kinds=TEXTS)
    return True


def _needless(after: dispatch.Response) -> Collection[Saying] | None:
    """Return what need not be told any more, None for all of it.

    While somebody is out she answers the same question with one digit after the other,
    and no report of the pair silences a call for help.
    """
    if after.due_at is None:
        return None
    needed = (Saying.REPORT, Saying.HELP)
    return [saying for saying in Saying if saying not in needed]


def _log(row: Response, told: Told, *, was_due_at: datetime | None) -> None:
    ResponseEvent(
        response=row,
        number=row.version,
        report=told.report.value,
        stage=row.stage,
        person=told.person,
        at=told.at,
        was_due_at=was_due_at,
    ).save(force_insert=True)
    record(
        kinds.REPORTED,
        actor=told.by,
        subject=row.reference,
        at=told.at,
        report=told.report.value,
        **told.also,
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
                _say(row, Saying.REPORT, (person,), at)
            case TellTaken(person=person):
                _say(row, Saying.TAKEN, (person,), at, said_by=person)
            case StopRinging():
                drop(about=row.reference, at=at, sayings=[Saying.HELP])
            case Escalate():
                groups = groups_now(row.contact.country, at)
                _say(row, Saying.HELP, people_in(groups, Group.COORDINATOR), at)
            case Page():
                # The regional team need not be able to open it: a voice is enough.
                _say(row, Saying.HELP, leading(row.contact.country, at), at)


def _say(
    row: Response,
    saying: Saying,
    people: Sequence[str],
    at: datetime,
    *,
    said_by: str = "",
    kinds: Collection[WayKind] | None = None,
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
        kinds=TEXTS if saying is Saying.TAKEN else kinds,
    )
