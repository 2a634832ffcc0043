"""What people decide about a draft: write it into a note, set it aside, take it out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.cases.models import Case, Happened
from payung.programme.cases.timeline import add_line
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe
from payung.programme.reports.documented import document_act, take_out_act
from payung.programme.reports.models import Report

from . import kinds
from .models import AsideReason, DraftState, OverdueDraft
from .notes import ACT, AS_IN, note_of, write_note


OPEN = (DraftState.WAITING, DraftState.ASIDE)


class DecidedAlready(CannotBe):
    """Somebody decided about this draft meanwhile, or it was withdrawn."""


class NoReasonWhy(CannotBe):
    """Setting aside needs a reason."""


@transaction.atomic
def confirm_draft(*, actor: Actor, draft: OverdueDraft, at: datetime) -> OverdueDraft:
    """Make a draft a documented act: in the note of the case, or in one written now.

    It is counted as `lib_overdue` wherever the person agreed to be counted. Raise
    DecidedAlready, or what notes.write_note raises.
    """
    fresh = _locked(draft, OPEN)
    note = note_of(fresh.case)
    if note is None:
        note = write_note(actor=actor, draft=fresh, at=at)
        fresh.act_is_ours = True
    else:
        fresh.act_is_ours = document_act(
            actor=actor, report=note, code=ACT, as_in=AS_IN, at=at
        )
    fresh.note, fresh.reason = note.reference, ""
    _decide(actor, fresh, DraftState.CONFIRMED, "confirmed", at)
    record(
        kinds.CONFIRMED,
        actor=actor,
        subject=fresh.case.reference,
        at=at,
        clock=fresh.clock,
        note=note.reference,
    )
    return fresh


@transaction.atomic
def set_aside(
    *, actor: Actor, draft: OverdueDraft, reason: AsideReason | None, at: datetime
) -> OverdueDraft:
    """Set a draft aside, with a reason; raise NoReasonWhy or DecidedAlready."""
    if reason is None:
        raise NoReasonWhy(_("Say why."), field="reason")
    fresh = _locked(draft, (DraftState.WAITING,))
    fresh.reason = reason
    _decide(actor, fresh, DraftState.ASIDE, "aside", at)
    subject, clock = fresh.case.reference, fresh.clock
    record(
        kinds.ASIDE,
        actor=actor,
        subject=subject,
        at=at,
        clock=clock,
        reason=reason.value,
    )
    return fresh


@transaction.atomic
def take_out(*, actor: Actor, draft: OverdueDraft, at: datetime) -> OverdueDraft:
    """Take out of the note what the times no longer say; raise DecidedAlready.

    Only the act that a draft wrote there: what somebody told in the note stays.
    """
    fresh = _locked(draft, (DraftState.DOUBTFUL,))
    report = Report.objects.filter(reference=fresh.note).first()
    if report is not None and fresh.act_is_ours:
        take_out_act(actor=actor, report=report, code=ACT, at=at)
    _decide(actor, fresh, DraftState.WITHDRAWN, "withdrawn", at)
    subject, clock = fresh.case.reference, fresh.clock
    became = DraftState.WITHDRAWN.value
    record(
        kinds.WITHDRAWN, actor=actor, subject=subject, at=at, clock=clock, became=became
    )
    return fresh


def drafts_of(case: Case) -> list[OverdueDraft]:
    """Return the drafts of a case, those that wait in front, then the newest."""
    rows = case.overdue_drafts.select_related("arrest__case")
    waits = {DraftState.WAITING: 0, DraftState.DOUBTFUL: 1}
    return sorted(
        rows,
        key=lambda one: (
            waits.get(DraftState(one.state), 2),
            -one.surely_at.timestamp(),
        ),
    )


def _locked(draft: OverdueDraft, states: tuple[DraftState, ...]) -> OverdueDraft:
    rows = OverdueDraft.objects.select_related("case__team", "arrest__case")
    fresh = rows.select_for_update(of=("self",)).get(pk=draft.pk)
    if fresh.state not in states:
        raise DecidedAlready(
            _("This was decided meanwhile: %(state)s. Look at the page again.")
            % {"state": DraftState(fresh.state).label}
        )
    return fresh


def _decide(
    actor: Actor, draft: OverdueDraft, state: DraftState, said: str, at: datetime
) -> None:
    draft.state = state
    draft.decided_at, draft.decided_by = at, actor.handle
    draft.save()
    about = f"{said}:{draft.clock}"[:60]
    add_line(actor=actor, case=draft.case, kind=Happened.OVERDUE, about=about, at=at)
