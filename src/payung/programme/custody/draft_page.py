"""What the page of one draft says: the rule, the times, and what may be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from payung.engines.clocks import Clock, Event, Status
from payung.programme.cases.clock_rows import area_of
from payung.programme.cases.models import Case
from payung.programme.cases.queries import clock_label
from payung.programme.cases.words.steps import pause_label, step_label
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of
from payung.programme.reports.access import reports_of

from .board_words import limit_words
from .deciding import OPEN, drafts_of
from .models import DraftState, OverdueDraft
from .notes import note_of


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOut:
    """A stretch that was not counted; `ended_at` is None while it goes on."""

    title: str
    began_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftPage:
    """One draft in words. `note` is where it stands or would be written; may be "".

    `limit` is "24 h" or "25 days", `began` what the time runs from, `by_police` whether
    it limits custody of the police alone.
    """

    draft: OverdueDraft
    case: Case
    clock: str
    limit: str
    began: str
    by_police: bool
    zone: ZoneInfo
    state: str
    status: str
    suspended: bool
    left_out: tuple[LeftOut, ...]
    over_by: timedelta | None
    reason: str
    note: str
    note_is_hers: bool
    may_confirm: bool
    may_set_aside: bool
    may_take_out: bool


def draft_page(actor: Actor, draft: OverdueDraft) -> DraftPage:
    """Return what the page of a draft says to her."""
    case, state = draft.case, DraftState(draft.state)
    known = note_of(case)
    note = draft.note or (known.reference if known else "")
    return DraftPage(
        draft=draft,
        case=case,
        clock=clock_label(case.country, draft.clock),
        limit=limit_words(draft.limit, draft.unit),
        began=_began(draft),
        by_police=_by_police(draft),
        zone=pack_of(case.country).zone(area_of(draft.arrest) or None),
        state=str(state.label),
        status=_status(draft),
        suspended=draft.rule_status == Status.SUSPENDED,
        left_out=_left_out(draft),
        over_by=draft.until - draft.surely_at if draft.until else None,
        reason=str(draft.get_reason_display()),
        note=note,
        note_is_hers=reports_of(actor).filter(reference=note).exists(),
        may_confirm=state in OPEN,
        may_set_aside=state is DraftState.WAITING,
        may_take_out=state is DraftState.DOUBTFUL,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftLine:
    """A draft as the page of its case shows it, in one line."""

    draft: OverdueDraft
    clock: str
    state: str
    waits: bool


def draft_lines(case: Case) -> tuple[DraftLine, ...]:
    """Return the drafts of a case in words, those that wait for somebody in front."""
    waits = {DraftState.WAITING, DraftState.DOUBTFUL}
    return tuple(
        DraftLine(
            draft=one,
            clock=clock_label(case.country, one.clock),
            state=str(DraftState(one.state).label),
            waits=DraftState(one.state) in waits,
        )
        for one in drafts_of(case)
    )


def _clock(draft: OverdueDraft) -> Clock | None:
    clocks = pack_of(draft.case.country).clocks
    return next((one for one in clocks if one.id == draft.clock), None)


def _began(draft: OverdueDraft) -> str:
    """Return what began the time: that she was taken, or a step after it."""
    clock = _clock(draft)
    if clock is None or clock.starts_on is Event.ARREST:
        return _("Taken")
    return step_label(clock.starts_on)


def _by_police(draft: OverdueDraft) -> bool:
    """Return whether it limits custody of the police, which a prison ends."""
    clock = _clock(draft)
    return clock is not None and Event.REMANDED in clock.stops_on


def _status(draft: OverdueDraft) -> str:
    return {
        Status.SUSPENDED: _(
            "The safeguard is suspended. It does not bind the police now and is "
            "counted as evidence."
        ),
        Status.TO_VERIFY: _("Whether this is in force is not known for sure."),
    }.get(Status(draft.rule_status), "")


def _left_out(draft: OverdueDraft) -> tuple[LeftOut, ...]:
    return tuple(
        LeftOut(
            title=pause_label(kind),
            began_at=datetime.fromisoformat(began),
            ended_at=datetime.fromisoformat(ended) if ended else None,
        )
        for kind, began, ended in draft.left_out
    )
