"""What people did with their rights: redress, rights used, complaints answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from ._counting import share_of
from ._limits import Verdict, exactly, share_in_time, within
from ._values import Left, NotComputable, Ratio, left


ANSWER_WITHIN = timedelta(days=30)


def redress(*, took_a_step: int, had_a_violation: int) -> Ratio | NotComputable:
    """Return REDRESS: people with at least one step, of those with a violation.

    Both are people, each once, whatever number of steps or violations.
    """
    return share_of(took_a_step, had_a_violation)


def agency(
    *, used_a_right: int, had_an_encounter: int, asked: int
) -> Ratio | NotComputable:
    """Return AGENCY: people who used a right, of those who had an encounter."""
    unmet = left(Left.NO_ENCOUNTER, asked - had_an_encounter)
    return share_of(used_a_right, had_an_encounter, unmet)


def complaint_verdict(
    *, filed_at: datetime, answered_at: datetime | None, at: datetime
) -> Verdict:
    """Return whether a complaint was answered in writing within 30 days.

    Filed less than 30 days ago it waits, even if the answer is there: otherwise quick
    answers would count before slow silence can.
    """
    if at - filed_at < ANSWER_WITHIN:
        return Verdict.WAITING
    answered = None if answered_at is None else exactly(answered_at)
    return within(exactly(filed_at), answered, ANSWER_WITHIN, at=at)


def complaint(verdicts: Mapping[Verdict, int]) -> Ratio | NotComputable:
    """Return COMPLAINT: answered within 30 days, of those filed at least 30 days ago."""
    return share_in_time(verdicts)


def complaint_sanction(*, sanctioned: int, filed: int) -> Ratio | NotComputable:
    """Return, with COMPLAINT, those that led to any sanction."""
    return share_of(sanctioned, filed)
