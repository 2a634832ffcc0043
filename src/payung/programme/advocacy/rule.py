"""When a promise counts as kept: a rule over reviews, and no button.

A review counts only until thirty days after the due day. The last that counts stands;
without one that says "kept", with evidence, a promise is not kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from payung.engines import indicators
from payung.engines.indicators import Kept

from .codes import Evidence, Verdict


GRACE = timedelta(days=30)


@dataclass(frozen=True, kw_only=True, slots=True)
class Looked:
    """One look: the day, what was found, since when it is kept, what shows it."""

    on: date
    verdict: str
    evidence: str
    kept_on: date | None = None


def last_day(due_on: date) -> date:
    """Return the last day on which evidence can be verified."""
    return due_on + GRACE


def became_of(due_on: date, looks: Iterable[Looked], *, on: date) -> Kept:
    """Return what became of a promise by the end of a day; `looks` in their order."""
    end = min(on, last_day(due_on))
    counting = [look for look in looks if look.on <= end]
    kept = bool(counting) and _shows_kept(counting[-1])
    promise = indicators.Promise(
        due_on=due_on,
        kept_on=counting[-1].kept_on if kept else None,
        verified_on=counting[-1].on if kept else None,
    )
    return indicators.kept_of(promise, on=on)


def _shows_kept(look: Looked) -> bool:
    return look.verdict == Verdict.KEPT and look.evidence != Evidence.NONE
