"""What a change to a roster takes away, and the sentence that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from payung.engines.dispatch import Duty, Roster, Span, covered, gaps, without
from payung.programme.people.refusals import CannotBe
from payung.programme.places.packs import pack_of

from .models import DutyKind, RosterPeriod
from .panel.standing_in import who_could
from .roster_rows import planned, promised_in


BACKUP_OF = {Duty.HOTLINE: Duty.BACKUP, Duty.ATTORNEY: Duty.ATTORNEY_BACKUP}


@dataclass(frozen=True, kw_only=True, slots=True)
class Hole:
    """A stretch in which a duty has nobody."""

    duty: DutyKind
    span: Span


class WouldLeaveHole(CannotBe):
    """The change would leave time to nobody; `holes` says which."""

    def __init__(
        self, holes: tuple[Hole, ...], *, country: str, also: str = ""
    ) -> None:
        self.holes = holes
        said = _(
            "Nobody would be on call from %(start)s to %(end)s (%(duty)s). Ask "
            "somebody to take that time, then try again."
        ) % told(holes[0], country)
        super().__init__(f"{said} {also}" if also else said)


def told(hole: Hole, country: str) -> dict[str, str]:
    """Return the gaps of a sentence about a hole, in the country's own time."""
    zone = pack_of(country).zone()
    return {
        "start": f"{hole.span.start.astimezone(zone):%Y-%m-%d %H:%M}",
        "end": f"{hole.span.end.astimezone(zone):%Y-%m-%d %H:%M}",
        "duty": str(hole.duty.label),
    }


def refuse_holes(period: RosterPeriod, before: Roster, *, at: datetime) -> None:
    """Raise WouldLeaveHole where a published roster now covers less than before.

    Call it after the rows were changed, inside the transaction. What is past is past.
    """
    if period.published_at is None:
        return
    holes = opened(before, planned(period), at)
    if holes:
        lawyers = holes[0].duty is DutyKind.ATTORNEY
        also = who_could(period, holes[0].span, at=at) if lawyers else ""
        raise WouldLeaveHole(holes, country=period.country, also=also)


def opened(before: Roster, after: Roster, at: datetime) -> tuple[Hole, ...]:
    """Return what was covered and is no longer, from this moment on."""
    return tuple(
        Hole(duty=DutyKind(duty.value), span=rest)
        for duty in Duty
        for span in without(covered(before, duty), covered(after, duty))
        if (rest := _from(span, at)) is not None
    )


def holes_of(period: RosterPeriod, *, at: datetime) -> tuple[Hole, ...]:
    """Return what a period promises from this moment on and leaves to nobody."""
    rest = _from(promised_in(period), at)
    if rest is None:
        return ()
    roster = planned(period, within=rest)
    return tuple(
        Hole(duty=DutyKind(duty.value), span=span)
        for duty in Duty
        for span in gaps(roster, duty, rest)
    )


def bare_in(period: RosterPeriod, *, at: datetime) -> tuple[Hole, ...]:
    """Return what is left to whoever comes last: neither the duty nor its backup."""
    rest = _from(promised_in(period), at)
    if rest is None:
        return ()
    roster = planned(period, within=rest)
    return tuple(
        Hole(duty=DutyKind(duty.value), span=span)
        for duty in Duty
        for span in without(gaps(roster, duty, rest), _of_backup(roster, duty))
    )


def _of_backup(roster: Roster, duty: Duty) -> tuple[Span, ...]:
    return covered(roster, BACKUP_OF[duty]) if duty in BACKUP_OF else ()


def _from(span: Span, at: datetime) -> Span | None:
    if span.end <= at:
        return None
    return Span(start=max(span.start, at), end=span.end)
