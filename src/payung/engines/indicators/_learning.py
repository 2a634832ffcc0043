"""What people learned, and what paralegals can do: KYR and PL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from ._counting import mean_between, mean_of, share_of
from ._intervals import bootstrap
from ._periods import Period
from ._sketch import Sketch, different_people
from ._values import (
    CountsDisagree,
    Left,
    LeftOut,
    Mean,
    NotComputable,
    Ratio,
    Total,
    left,
    nothing,
)


# Sixty to a hundred and twenty days after the course: “three months later”.
RETAIN_FROM, RETAIN_TO = 60, 120
# Whole numbers: 0.8 * 5 is not exactly 4 on every machine.
_ATTENDED, _OF = 4, 5
OBSERVED_WITHIN_DAYS = 365
# What is gained by whoever knew not all before, and all afterwards.
ALL = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Pairs:
    """So many people with this score before and after, on the same questions.

    `highest` is the full score of that version of the questions.
    """

    before: float
    after: float
    highest: float
    people: int = 1

    def __post_init__(self) -> None:
        """Refuse scores that the questions do not allow."""
        if not (0 <= self.before <= self.highest and 0 <= self.after <= self.highest):
            raise CountsDisagree(
                f"{self.before:g} before and {self.after:g} after do not fit a full "
                f"score of {self.highest:g}. Look which version of the test it was."
            )

    @property
    def gain(self) -> float | None:
        """Return what was gained of what could be gained; None where nothing could."""
        room = self.highest - self.before
        return (self.after - self.before) / room if room else None

    @property
    def deepest(self) -> float:
        """Return what it would have been to know nothing afterwards; 0 without room."""
        room = self.highest - self.before
        return -self.before / room if room else 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUp:
    """So many people tested again so many days after the course, with this score."""

    days_after: int
    score: float
    people: int = 1

    @property
    def counts(self) -> bool:
        """Return whether it was soon and late enough to speak of three months."""
        return RETAIN_FROM <= self.days_after <= RETAIN_TO


@dataclass(frozen=True, kw_only=True, slots=True)
class Paralegal:
    """A certificate and what was done in the period; observed at work or not.

    `deeds`: cases, counselling, outreach and duties in the period. `passed`: whether
    every critical item was met when last observed on `observed_on`.
    """

    certified_from: date
    certified_to: date
    resigned_on: date | None = None
    deeds: int = 0
    observed_on: date | None = None
    passed: bool = False

    def is_certified(self, period: Period) -> bool:
        """Return whether the certificate held on some day of the period."""
        begun = self.certified_from <= period.last_day
        return begun and self.certified_to >= period.first_day

    def has_stayed(self, period: Period) -> bool:
        """Return whether she had not resigned by the end of the period."""
        return self.resigned_on is None or self.resigned_on > period.last_day

    def is_active(self, period: Period) -> bool:
        """Return whether she counts as at work in the period."""
        return self.is_certified(period) and self.has_stayed(period) and self.deeds > 0


def completed_course(*, attended: int, held: int) -> bool:
    """Return whether somebody came to at least 80 % of the sessions that were held."""
    return held > 0 and attended * _OF >= held * _ATTENDED


def kyr_reach(sketches: Sequence[Sketch]) -> Total | NotComputable:
    """Return KYR_REACH: different people who completed, from the sites' sketches."""
    return different_people(sketches)


def kyr_gain(pairs: Iterable[Pairs]) -> Mean | NotComputable:
    """Return KYR_GAIN: the mean of what each pair gained of what it could gain.

    R. R. Hake, Interactive-engagement versus traditional methods, Am. J. Phys. 66
    (1998) 64-74, per person. Full scores before are left out and said: they had no
    room. Nobody gains more than all, so no end of the interval lies above it, and none
    below what the deepest of them could have lost.
    """
    pairs = tuple(pairs)
    gains, full = _gains(pairs)
    deepest = min((each.deepest for each in pairs), default=0.0)
    return mean_between(gains, (deepest, ALL), full)


def kyr_gain_by_drawing(
    pairs: Iterable[Pairs], *, chance: np.random.Generator
) -> Mean | NotComputable:
    """Return KYR_GAIN with a bootstrap interval: for large groups, lopsided gains."""
    gains, full = _gains(pairs)
    value = mean_of(gains, full)
    if isinstance(value, NotComputable):
        return value
    return replace(value, interval=bootstrap(gains, chance=chance))


def kyr_pass(scores: Mapping[float, int], *, pass_mark: float) -> Ratio | NotComputable:
    """Return KYR_PASS from {score after the course: how many completers have it}."""
    return _at_mark(scores, pass_mark)


def kyr_retain(
    follow_ups: Iterable[FollowUp], *, pass_mark: float
) -> Ratio | NotComputable:
    """Return KYR_RETAIN: those still at the pass mark 60 to 120 days later."""
    scores: Counter[float] = Counter()
    for each in follow_ups:
        if each.counts:
            scores[each.score] += each.people
    return _at_mark(scores, pass_mark)


def kyr_retain_reached(
    follow_ups: Iterable[FollowUp], *, sample: int
) -> Ratio | NotComputable:
    """Return, with KYR_RETAIN, how much of the sample was reached."""
    reached = sum(each.people for each in follow_ups if each.counts)
    return share_of(reached, sample)


def pl_active(*, active: int, certified: int) -> Ratio | NotComputable:
    """Return PL_ACTIVE from counts, or from `count_paralegals`."""
    return share_of(active, certified)


def count_paralegals(
    paralegals: Iterable[Paralegal], period: Period
) -> Ratio | NotComputable:
    """Return PL_ACTIVE: those at work, of the certified who have not resigned."""
    there = [
        each
        for each in paralegals
        if each.is_certified(period) and each.has_stayed(period)
    ]
    active = sum(each.is_active(period) for each in there)
    return pl_active(active=active, certified=len(there))


def pl_comp(paralegals: Iterable[Paralegal], period: Period) -> Ratio | NotComputable:
    """Return PL_COMP: active paralegals who passed when last observed within a year.

    Whoever was not observed is in the whole and not in the part; how many is said.
    """
    active = [each for each in paralegals if each.is_active(period)]
    seen = [each for each in active if _observed(each, period)]
    if not active:
        return nothing()
    passed = sum(each.passed for each in seen)
    unseen = left(Left.NOT_OBSERVED, len(active) - len(seen))
    return share_of(passed, len(active), unseen)


def _observed(paralegal: Paralegal, period: Period) -> bool:
    on = paralegal.observed_on
    if on is None or on > period.last_day:
        return False
    return (period.last_day - on).days < OBSERVED_WITHIN_DAYS


def _at_mark(scores: Mapping[float, int], mark: float) -> Ratio | NotComputable:
    reached = sum(people for score, people in scores.items() if score >= mark)
    return share_of(reached, sum(scores.values()))


def _gains(pairs: Iterable[Pairs]) -> tuple[dict[float, int], tuple[LeftOut, ...]]:
    gains: Counter[float] = Counter()
    full = 0
    for each in pairs:
        if each.gain is None:
            full += each.people
        else:
            gains[each.gain] += each.people
    return dict(gains), left(Left.FULL_SCORE_BEFORE, full)
