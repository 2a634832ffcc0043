"""Figures of the hotline, from when contacts were opened, answered, reached and closed.

The definitions are those of the programme's list of indicators, whose codes are named.
Whoever calls these functions chooses period, country, hour band and priority. Drills
are left out everywhere except in the figure about drills.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf

from ._contact import Channel, Kind
from ._ladder import Priority


EARLY = timedelta(seconds=10)
_SOON, _LATER = timedelta(minutes=15), timedelta(hours=4)
RECOVER_WITHIN = {
    Priority.A: _SOON,
    Priority.B: _SOON,
    Priority.C: _LATER,
    Priority.D: _LATER,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """A part of a whole; both as counts, or both in minutes."""

    numerator: float
    denominator: float

    @property
    def value(self) -> float | None:
        """Return the share from 0 to 1, or None where there was nothing."""
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """How long half, nine of ten and 19 of 20 took at most; None where nobody is.

    Infinity where so many were never reached.
    """

    p50: float | None
    p90: float | None
    p95: float | None
    n: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactTimes:
    """What happened to one contact, and when (aware, UTC).

    `answered_at`: somebody of ours took the call while the caller was on the line.
    `reached_at`: the first human voice, then or by a call-back. `rang_off_at`: the
    caller rang off before that. `owner` is who had it when it was closed.
    """

    opened_at: datetime
    channel: Channel
    priority: Priority
    answered_at: datetime | None = None
    reached_at: datetime | None = None
    rang_off_at: datetime | None = None
    call_back_allowed: bool = True
    closed_at: datetime | None = None
    disposition: str = ""
    kind: Kind = Kind.NOT_SAID
    owner: str = ""
    next_step: str = ""

    @property
    def rang_off_early(self) -> bool:
        """Return whether the caller gave nobody the time to answer."""
        gone = self.rang_off_at
        unanswered = self.answered_at is None and gone is not None
        return unanswered and gone is not None and gone - self.opened_at < EARLY


def share_of(which: Iterable[bool]) -> Share:
    """Return how many of these are so."""
    each = list(which)
    return Share(numerator=sum(each), denominator=len(each))


def spread_of(values: Iterable[float]) -> Spread:
    """Return the spread of these values, each percentile being one of them.

    Between a number and infinity there is nothing to interpolate.
    """
    ordered = sorted(values)
    p50, p90, p95 = (_rank(ordered, percent) for percent in (50, 90, 95))
    return Spread(p50=p50, p90=p90, p95=p95, n=len(ordered))


def _rank(ordered: Sequence[float], percent: int) -> float | None:
    # Whole numbers: 0.95 * 20 would be 19.000000000000004 on some machines.
    return ordered[-(-percent * len(ordered) // 100) - 1] if ordered else None


def span_in(unit: timedelta, start: datetime | None, end: datetime | None) -> float:
    """Return how many units lie between; infinity where it never came to that."""
    return inf if start is None or end is None else (end - start) / unit


def offered(contacts: Iterable[ContactTimes]) -> int:
    """Return H_OFFERED: how many contacts came in, on whatever way."""
    return len(_real(contacts))


def answer_rate(contacts: Iterable[ContactTimes]) -> Share:
    """Return H_ANSWER: the calls somebody answered live, of those that gave us time.

    Missed calls cannot be answered live, and of calls to a paralegal's own phone only
    the answered ones are ever entered: neither says anything about answering.
    """
    calls = [each for each in _calls(contacts) if not each.rang_off_early]
    return share_of(call.answered_at is not None for call in calls)


def early_rate(contacts: Iterable[ContactTimes]) -> Share:
    """Return, apart from H_ANSWER, the calls that rang off within ten seconds."""
    return share_of(call.rang_off_early for call in _calls(contacts))


def recovered(contacts: Iterable[ContactTimes], *, at: datetime) -> Share:
    """Return H_RECOVER: missed or abandoned contacts that were called back in time.

    The time runs from the first sign of the contact: the longer somebody waited in
    vain, the sooner she is owed a call. What can still be in time at `at` is left out.
    """
    missed = [
        each
        for each in _real(contacts)
        if each.answered_at is None
        and each.channel in (Channel.CALL, Channel.MISSED_CALL)
        and each.call_back_allowed
    ]
    return share_of(_in_time(e) for e in missed if _in_time(e) or _too_late(e, at))


def time_to_human(contacts: Iterable[ContactTimes]) -> Spread:
    """Return H_TTH: seconds from the first sign to a human voice.

    Of all contacts that may be called back; those never reached are infinity. A call
    to a paralegal's own phone did not wait for the hotline and is left out.
    """
    second = timedelta(seconds=1)
    return spread_of(
        span_in(second, each.opened_at, each.reached_at)
        for each in _real(contacts)
        if each.call_back_allowed and each.channel is not Channel.OWN_PHONE
    )


def closed_fully(contacts: Iterable[ContactTimes]) -> Share:
    """Return H_DISPO: closed contacts with a disposition, an owner and a next step."""
    closed = [each for each in _real(contacts) if each.closed_at is not None]
    return share_of(bool(c.disposition and c.owner and c.next_step) for c in closed)


def _real(contacts: Iterable[ContactTimes]) -> list[ContactTimes]:
    return [each for each in contacts if each.kind is not Kind.DRILL]


def _calls(contacts: Iterable[ContactTimes]) -> list[ContactTimes]:
    return [each for each in _real(contacts) if each.channel is Channel.CALL]


def _in_time(contact: ContactTimes) -> bool:
    limit = RECOVER_WITHIN[contact.priority]
    reached = contact.reached_at
    return reached is not None and reached - contact.opened_at <= limit


def _too_late(contact: ContactTimes, at: datetime) -> bool:
    return at - contact.opened_at > RECOVER_WITHIN[contact.priority]
