"""Sessions with her, and how great the danger is each time somebody looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.cases.models import Case, Happened
from payung.programme.cases.timeline import add_line
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe

from . import kinds
from .codes import LOOK_AGAIN_DAYS, DueKind, Risk, SessionKind
from .dues import set_due, settle
from .entering import enter
from .models import RiskReview, Session
from .sealing import seal


LONGEST_MINUTES = 600


class NotYet(CannotBe):
    """A session that has not taken place."""


class HowLong(CannotBe):
    """A session of no minutes, or of more than a day's work."""


class TooFarOff(CannotBe):
    """The danger is to be looked at again later than it may wait."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewSession:
    """A session as it was held; `text` is sealed."""

    held_at: datetime
    kind: SessionKind
    minutes: int
    text: str = ""

    def __repr__(self) -> str:
        """Return nothing of what was said."""
        return "<NewSession>"


@transaction.atomic
def record_session(
    *, actor: Actor, case: Case, new: NewSession, at: datetime
) -> Session:
    """Write down a session; raise NotYet or HowLong."""
    fresh = enter(actor=actor, case=case, at=at)
    _refuse_impossible(new, at)
    row = Session(
        id=uuid4(),
        case=fresh,
        held_at=new.held_at,
        kind=new.kind,
        minutes=new.minutes,
        at=at,
        by=actor.handle,
    )
    row.text = seal(actor, fresh, "session", row.pk, new.text)
    row.save(force_insert=True)
    then, line = new.held_at, Happened.SESSION
    add_line(actor=actor, case=fresh, kind=line, happened_at=then, at=at)
    _written(actor, fresh, "session", new.kind.value, at)
    return row


@transaction.atomic
def review_risk(
    *,
    actor: Actor,
    case: Case,
    level: Risk,
    at: datetime,
    next_at: datetime | None = None,
    text: str = "",
) -> RiskReview:
    """Write down how great the danger is and when it is looked at again.

    Without `next_at` it is as late as this level allows; raise TooFarOff beyond that.
    """
    fresh = enter(actor=actor, case=case, at=at)
    latest = at + timedelta(days=LOOK_AGAIN_DAYS[level])
    _refuse_too_far(next_at, level, at=at, latest=latest)
    row = RiskReview(
        id=uuid4(),
        case=fresh,
        level=level,
        next_at=next_at or latest,
        at=at,
        by=actor.handle,
    )
    row.text = seal(actor, fresh, "risk", row.pk, text)
    row.save(force_insert=True)
    for kind in (DueKind.SAFETY, DueKind.RISK):
        settle(actor=actor, case=fresh, kind=kind, at=at)
    set_due(fresh, DueKind.RISK, row.next_at)
    add_line(actor=actor, case=fresh, kind=Happened.REVIEWED, at=at)
    _written(actor, fresh, "risk", level.value, at)
    return row


def _refuse_impossible(new: NewSession, at: datetime) -> None:
    if new.held_at > at:
        raise NotYet(
            _("This is still to come. Write it down when it has taken place."),
            field="held_at",
        )
    if not 1 <= new.minutes <= LONGEST_MINUTES:
        raise HowLong(
            _("Write the minutes it took, from 1 to %(most)s.")
            % {"most": LONGEST_MINUTES},
            field="minutes",
        )


def _refuse_too_far(
    next_at: datetime | None, level: Risk, *, at: datetime, latest: datetime
) -> None:
    if next_at is None:
        return
    if next_at <= at:
        raise TooFarOff(
            _("This has gone by already. Choose a day to come."), field="next_at"
        )
    # A day is typed, not a minute: the evening of the last day is still that day.
    if next_at > latest + timedelta(days=1):
        raise TooFarOff(
            _(
                "“%(level)s” is looked at again within %(days)s days. Choose an earlier day."
            )
            % {"level": level.label, "days": LOOK_AGAIN_DAYS[level]},
            field="next_at",
        )


def _written(actor: Actor, case: Case, what: str, code: str, at: datetime) -> None:
    subject = case.reference
    record(kinds.WRITTEN, actor=actor, subject=subject, at=at, what=what, code=code)
