"""Write steps down: asked for, done, refused, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.engines.clocks import Event
from payung.engines.proceedings import (
    Body,
    Deed,
    Kept,
    New,
    Problem,
    StepKind,
    Track,
    Wrong,
    open_one,
    refuse,
    refuse_taking_back,
)
from payung.programme.cases.arrests import record_step, take_back_step
from payung.programme.cases.case_page import zone_of
from payung.programme.cases.models import Happened
from payung.programme.cases.timeline import add_line
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe

from . import kinds
from .actions import changed, locked
from .kept_steps import Told, arrest_of, told_steps
from .models import Proceeding, ProceedingStep
from .refusal_words import CannotFollow, check
from .tables import outcomes, table


class NoArrest(CannotBe):
    """A step of an arrest is written down and no arrest is."""


class NoSuchResult(CannotBe):
    """A step cannot end so."""


class NoSuchStep(CannotBe):
    """The step to take back is not there any more."""


LINES = {
    Deed.ASKED: Happened.ASKED_FOR,
    Deed.DONE: Happened.TRACK_STEP,
    Deed.REFUSED: Happened.REFUSED,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """What is written down of a step. `by` refused it; `note` is sealed."""

    code: str
    moment: datetime
    result: str = ""
    by: Body | None = None
    note: str = ""


def ask_step(
    *, actor: Actor, proceeding: Proceeding, told: Written, version: int, at: datetime
) -> Proceeding:
    """Write down that something was asked for; raise CannotBe."""
    return _write(actor, proceeding, Deed.ASKED, told, version, at)


def step_done(
    *, actor: Actor, proceeding: Proceeding, told: Written, version: int, at: datetime
) -> Proceeding:
    """Write down that something happened; raise CannotBe.

    What starts or stops a clock is written into the arrest, and nowhere else.
    """
    return _write(actor, proceeding, Deed.DONE, told, version, at)


def step_refused(
    *, actor: Actor, proceeding: Proceeding, told: Written, version: int, at: datetime
) -> Proceeding:
    """Write down that what was asked for was refused, and by whom; raise CannotBe."""
    return _write(actor, proceeding, Deed.REFUSED, told, version, at)


@transaction.atomic
def take_back(
    *,
    actor: Actor,
    proceeding: Proceeding,
    code: str,
    key: str,
    version: int,
    at: datetime,
) -> Proceeding:
    """Take back the last thing written down of a step; the row stays, marked.

    `key` names its row, or is "" for a step that only the arrest knows.
    """
    fresh = locked(proceeding, version)
    told = told_steps(fresh)
    one = next((t for t in told if (t.kept.code, t.kept.key) == (code, key)), None)
    if one is None or one.hearing is not None:
        raise NoSuchStep(_("This is not here any more. Look at the page again."))
    _refuse_back(fresh, told, one)
    if one.of_arrest:
        _take_back_of_arrest(actor, one, at)
    elif one.row is not None:
        _take_back_row(actor, one.row, at)
        case = fresh.case
        add_line(actor=actor, case=case, kind=Happened.TRACK_BACK, about=code, at=at)
    changed(fresh)
    subject = fresh.case.reference
    record(kinds.STEP_BACK, actor=actor, subject=subject, at=at, step=code)
    return fresh


@transaction.atomic
def _write(
    actor: Actor,
    proceeding: Proceeding,
    deed: Deed,
    told: Written,
    version: int,
    at: datetime,
) -> Proceeding:
    fresh = locked(proceeding, version)
    kind = _kind(fresh, told.code)
    there = told_steps(fresh)
    kept = tuple(one.kept for one in there)
    new = New(code=told.code, deed=deed, moment=told.moment)
    track = Track(fresh.track)
    problems = refuse(table(), track, kept, new, at=at, ended_at=fresh.closed_at)
    check(problems, zone=zone_of(fresh.case))
    _refuse_result(kind, told)
    if kind.event and deed is Deed.DONE:
        _write_into_arrest(actor, fresh, kind, told, at)
    else:
        _write_row(actor, fresh, open_one(kept, told.code), deed, told)
        _line(actor, fresh, deed, told, at)
    changed(fresh)
    subject = fresh.case.reference
    record(
        kinds.STEP, actor=actor, subject=subject, at=at, step=told.code, deed=deed.value
    )
    return fresh


def _kind(proceeding: Proceeding, code: str) -> StepKind:
    kind = table().kinds.get(code)
    wrong = Wrong.IS_A_HEARING if kind is not None else Wrong.OTHER_TRACK
    if kind is None or kind.hearing:
        problem = Problem(wrong=wrong, step=code)
        raise CannotFollow([problem], zone=zone_of(proceeding.case))
    return kind


def _refuse_result(kind: StepKind, told: Written) -> None:
    known = {one.code for one in outcomes().of(kind.result)}
    if told.result and told.result not in known:
        raise NoSuchResult(_("Choose one of the answers shown."), field="result")


def _write_into_arrest(
    actor: Actor, fresh: Proceeding, kind: StepKind, told: Written, at: datetime
) -> None:
    arrest = arrest_of(fresh)
    if arrest is None or kind.event == Event.ARREST:
        raise NoArrest(
            _("First write down that somebody was taken, on the page of this work.")
        )
    event, moment = Event(kind.event), told.moment
    record_step(actor=actor, arrest=arrest, event=event, happened_at=moment, at=at)
    fresh.arrest = arrest
    if told.note:
        rows = fresh.steps.filter(code=kind.code, taken_back_at=None, refused_at=None)
        row = rows.order_by("-asked_at").first()
        row = row or _new_row(actor, fresh, kind.code)
        _seal_note(actor, fresh, row, told.note)
        row.save()


def _write_row(
    actor: Actor, fresh: Proceeding, asked: Kept | None, deed: Deed, told: Written
) -> None:
    row = None
    if asked is not None and deed is not Deed.ASKED:
        row = fresh.steps.get(pk=UUID(asked.key))
    row = row or _new_row(actor, fresh, told.code)
    match deed:
        case Deed.ASKED:
            row.asked_at = told.moment
        case Deed.DONE:
            row.done_at = told.moment
        case Deed.REFUSED:
            row.refused_at = told.moment
            row.refused_by = told.by.value if told.by else ""
    row.result = told.result or row.result
    if told.note:
        _seal_note(actor, fresh, row, told.note)
    row.save()


def _new_row(actor: Actor, fresh: Proceeding, code: str) -> ProceedingStep:
    return ProceedingStep(
        id=uuid4(), proceeding=fresh, code=code, written_by=actor.handle
    )


def _seal_note(actor: Actor, fresh: Proceeding, row: ProceedingStep, note: str) -> None:
    secret = actor.unlocked.secret(fresh.case.record)
    if row.note is not None:
        before = sealed.open_field(secret, note_field(row.pk), row.note)
        note = f"{before}\n\n{note}"
    row.note = sealed.seal_field(secret, note_field(row.pk), note)


def _line(
    actor: Actor, fresh: Proceeding, deed: Deed, told: Written, at: datetime
) -> None:
    add_line(
        actor=actor,
        case=fresh.case,
        kind=LINES[deed],
        about=told.code,
        happened_at=told.moment,
        at=at,
    )


def _refuse_back(fresh: Proceeding, told: tuple[Told, ...], one: Told) -> None:
    kept = tuple(each.kept for each in told)
    problems = refuse_taking_back(
        table(), Track(fresh.track), kept, one.kept, stays=_stays(one)
    )
    check(problems, zone=zone_of(fresh.case))


def _stays(one: Told) -> Kept | None:
    """Return the question that is left where its answer is taken back."""
    if one.kept.is_open or one.kept.asked_at is None:
        return None
    return Kept(code=one.kept.code, asked_at=one.kept.asked_at)


def _take_back_of_arrest(actor: Actor, one: Told, at: datetime) -> None:
    if one.arrest_step is None:
        raise NoArrest(_("That she was taken is corrected on the page of this work."))
    take_back_step(actor=actor, step=one.arrest_step, at=at)


def _take_back_row(actor: Actor, row: ProceedingStep, at: datetime) -> None:
    row.taken_back_at, row.taken_back_by = at, actor.handle
    row.save(update_fields=["taken_back_at", "taken_back_by"])
    answered = row.done_at is not None or row.refused_at is not None
    if answered and row.asked_at is not None:
        ProceedingStep.objects.create(
            proceeding_id=row.proceeding_id,
            code=row.code,
            asked_at=row.asked_at,
            written_by=row.written_by,
        )


def note_field(step_id: UUID) -> str:
    """Return what the note of one step is sealed as."""
    return f"proceedings.step.{step_id}"
