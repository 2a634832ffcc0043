"""What reports of violations are like, and what came of them: VIO, but the estimate."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ._counting import share_of
from ._limits import Known, Verdict, exactly, share_in_time, within
from ._values import NotComputable, Ratio, Total


REVIEW_WITHIN = timedelta(days=14)
TIMELY_WITHIN = timedelta(hours=72)
USES = frozenset({"help", "statistics", "advocacy", "court", "public"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """A report as it came in, and when a second person had read it."""

    received_at: datetime
    has_all_fields: bool
    has_consent: bool
    reviewed_at: datetime | None = None


def vio_rep(*, documented: int) -> Total:
    """Return VIO_REP: reports closed as documented. A count of reports, not of violence."""
    return Total(count=documented)


def complete_verdict(report: Received, *, at: datetime) -> Verdict:
    """Return whether a report was complete, consented and reviewed within 14 days.

    A younger one waits, even if all is done: the quick ones would come in first.
    """
    if at - report.received_at < REVIEW_WITHIN:
        return Verdict.WAITING
    reviewed = report.reviewed_at
    seen = reviewed is not None and reviewed - report.received_at <= REVIEW_WITHIN
    whole = report.has_all_fields and report.has_consent and seen
    return Verdict.IN if whole else Verdict.OUT


def vio_complete(verdicts: Mapping[Verdict, int]) -> Ratio | NotComputable:
    """Return VIO_COMPLETE: of the reports received at least 14 days ago."""
    return share_in_time(verdicts)


def timely_verdict(*, happened: Known | None, recorded_at: datetime) -> Verdict:
    """Return whether a report was written down within 72 hours, by the hour.

    Where only the day is known, `happened` runs from its first to its last moment.
    """
    if happened is None:
        return Verdict.UNKNOWN
    recorded = exactly(recorded_at)
    return within(happened, recorded, TIMELY_WITHIN, at=recorded_at)


def vio_timely(verdicts: Mapping[Verdict, int]) -> Ratio | NotComputable:
    """Return VIO_TIMELY: reports surely within 72 hours, of those that can be told."""
    return share_in_time(verdicts)


def has_consent(answered: Collection[str]) -> bool:
    """Return whether there is an answer, yes or no, for every use."""
    return set(answered) >= USES


def vio_consent(*, with_consent: int, reports: int) -> Ratio | NotComputable:
    """Return VIO_CONSENT: reports with an answer on file for every use."""
    return share_of(with_consent, reports)


def vio_served(*, served: int, reporting: int) -> Ratio | NotComputable:
    """Return VIO_SERVED: people with at least one service, of those reporting violence."""
    return share_of(served, reporting)


def vio_medical(*, referred: int, known_in_time: int) -> Ratio | NotComputable:
    """Return, with VIO_SERVED, medical referral within 72 h of sexual violence.

    Of what was known within 72 hours: later knowledge leaves nothing to be in time for.
    """
    return share_of(referred, known_in_time)


def vio_action(*, acted: int, consented: int) -> Ratio | NotComputable:
    """Return VIO_ACTION: cases with an action filed, of those with consent to act."""
    return share_of(acted, consented)


def vio_prev(*, either: int, asked: int) -> Ratio | NotComputable:
    """Return VIO_PREV: people asked who lived through either in the last twelve months."""
    return share_of(either, asked)
