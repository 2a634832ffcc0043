"""Arrests known to us, and whether they went by the law: ARREST_N, _RATE, DET."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ._counting import events_of, per_each
from ._limits import Known, Verdict, by_deadline, share_in_time
from ._values import NotComputable, Ratio, Total


def arrest_n(*, events: int) -> Total:
    """Return ARREST_N: events known to us, with the exact interval of a count."""
    return events_of(events)


def arrest_rate(*, arrests: int, met: float) -> Ratio | NotComputable:
    """Return ARREST_RATE: arrests per 100 different people met in the same places."""
    return per_each(arrests, met, per=100)


def lawful_verdict(*, deadline: Known, ended: Known | None, at: datetime) -> Verdict:
    """Return whether a detention ended, before a judge or in release, within the limit.

    `deadline` is what the country's clock says for the earliest and for the latest
    moment at which she can have been taken; the engine of clocks knows what pauses it.
    """
    return by_deadline(ended, deadline, at=at)


def det_lawful(verdicts: Mapping[Verdict, int]) -> Ratio | NotComputable:
    """Return DET_LAWFUL: detentions surely within the limit, of those that can be told."""
    return share_in_time(verdicts)


def contact_verdict(*, contact: Known | None, ended: Known | None) -> Verdict:
    """Return whether a paralegal or attorney was in contact before the detention ended.

    Contact while she is still held is in time already.
    """
    if ended is None:
        return Verdict.WAITING if contact is None else Verdict.IN
    if contact is None or contact.earliest > ended.latest:
        return Verdict.OUT
    return Verdict.IN if contact.latest <= ended.earliest else Verdict.UNKNOWN


def det_rep(verdicts: Mapping[Verdict, int]) -> Ratio | NotComputable:
    """Return DET_REP: detentions with contact in time."""
    return share_in_time(verdicts)
