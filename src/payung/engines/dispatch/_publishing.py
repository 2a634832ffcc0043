"""A roster with holes is not published quietly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from ._rosters import Duty, Roster, covered, gaps
from ._spans import Span, minutes_of, within


HORIZON = timedelta(days=28)


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """A stretch of promised time in which nobody has the duty."""

    duty: Duty
    span: Span


@dataclass(frozen=True, kw_only=True, slots=True)
class GapReport:
    """What was promised, what is missing, and the share that is covered per duty."""

    promised: Span
    gaps: tuple[Gap, ...]
    shares: tuple[tuple[Duty, float], ...]

    @property
    def is_whole(self) -> bool:
        """Return whether nothing is missing."""
        return not self.gaps


@dataclass(frozen=True, kw_only=True, slots=True)
class Fallback:
    """Who answers for the gaps, who signed for it, and why."""

    person: str
    signed_by: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """A roster that may be used, with its report and, for gaps, who answers them."""

    roster: Roster
    report: GapReport
    fallback: Fallback | None


class RosterHasGaps(ValueError):
    """The roster leaves promised time to nobody; `report` says which."""

    def __init__(self, report: GapReport) -> None:
        """Say how many gaps, and what can be done."""
        self.report = report
        super().__init__(
            f"{len(report.gaps)} stretches of time have nobody on call. Fill them, "
            "or name who answers then and sign for it."
        )


class HorizonTooShort(ValueError):
    """A roster is published for four weeks at least."""


class FallbackNotSigned(ValueError):
    """A fallback needs a person, a signature and a reason."""


def gap_report(roster: Roster, promised: Span, asked: tuple[Duty, ...]) -> GapReport:
    """Return what is missing; a roster without a single shift is one long gap."""
    found = [
        Gap(duty=duty, span=span)
        for duty in asked
        for span in gaps(roster, duty, promised)
    ]
    shares = tuple(
        (duty, minutes_of(within(covered(roster, duty), promised)) / promised.minutes)
        for duty in asked
    )
    return GapReport(promised=promised, gaps=tuple(found), shares=shares)


def publish(
    roster: Roster,
    *,
    promised: Span,
    asked: tuple[Duty, ...] = tuple(Duty),
    fallback: Fallback | None = None,
) -> Published:
    """Return the roster as published.

    Raise HorizonTooShort under 28 days, RosterHasGaps where time is left to nobody and
    nobody signed for it, FallbackNotSigned where the signature is not complete.
    """
    if promised.end - promised.start < HORIZON:
        raise HorizonTooShort("Plan at least 28 days ahead.")
    report = gap_report(roster, promised, asked)
    if fallback and not (fallback.person and fallback.signed_by and fallback.reason):
        raise FallbackNotSigned("Name who answers then, who signs for it, and why.")
    if not report.is_whole and fallback is None:
        raise RosterHasGaps(report)
    return Published(roster=roster, report=report, fallback=fallback)
