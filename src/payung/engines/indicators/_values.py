"""What an indicator can be: a share, a total, a mean, times, a range, or why there is none.

A number never comes without what it was made of, and never stands for "we do not know".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why there is no number."""

    NO_RECORDS = "no_records"
    MONTHS_MISSING = "months_missing"
    NOT_DUE_YET = "not_due_yet"
    TIMES_NOT_KNOWN = "times_not_known"
    TOO_FEW = "too_few"
    NO_ESTIMATE = "no_estimate"
    BELOW_POWER = "below_power"
    SINGLE_STATION = "single_station"
    NOTHING_TO_COMPARE = "nothing_to_compare"
    TOO_LITTLE_OVERLAP = "too_little_overlap"
    TOO_WIDE = "too_wide"
    MODEL_DOES_NOT_FIT = "model_does_not_fit"


class Left(StrEnum):
    """Why some are neither in the part nor in the whole."""

    WAITING = "waiting"
    UNKNOWN = "unknown"
    FULL_SCORE_BEFORE = "full_score_before"
    NOT_OBSERVED = "not_observed"
    NOT_WRITTEN_DOWN = "not_written_down"
    PARTLY_OPEN = "partly_open"
    NO_ENCOUNTER = "no_encounter"
    WITHOUT_EVIDENCE = "without_evidence"


class Bound(StrEnum):
    """Whether a value is only said to lie below or above a limit."""

    NONE = ""
    BELOW = "below"
    ABOVE = "above"


class CountsDisagree(ValueError):
    """Two counts that cannot both be right; the sentence says which."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    """From `low` to `high`; `level` is how often such intervals hold the truth."""

    low: float
    high: float
    level: float = 0.95

    def __post_init__(self) -> None:
        """Refuse an interval that runs backwards."""
        if not self.low <= self.high:
            raise CountsDisagree(f"{self.low:g} to {self.high:g} runs backwards.")


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOut:
    """How many were left out of the number, and why; or stand in it and are said."""

    why: Left
    n: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Ratio:
    """A part of a whole, or one count per another; `per` is 100 for “per hundred”."""

    numerator: float
    denominator: float
    per: float = 1
    interval: Interval | None = None
    left_out: tuple[LeftOut, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a whole of nothing, and counts below nothing."""
        if self.numerator < 0 or self.denominator <= 0:
            raise CountsDisagree(
                f"{self.numerator:g} over {self.denominator:g} is no ratio. "
                "Where there is nothing to divide by, say why there is no number."
            )

    @property
    def value(self) -> float:
        """Return the ratio, times `per`."""
        return self.per * self.numerator / self.denominator


@dataclass(frozen=True, kw_only=True, slots=True)
class Total:
    """A count, or an estimate of one with its interval."""

    count: float
    interval: Interval | None = None
    left_out: tuple[LeftOut, ...] = ()

    @property
    def value(self) -> float:
        """Return the count."""
        return self.count


@dataclass(frozen=True, kw_only=True, slots=True)
class Mean:
    """A sum over `n`; one alone has no interval."""

    total: float
    n: int
    interval: Interval | None = None
    left_out: tuple[LeftOut, ...] = ()

    @property
    def value(self) -> float:
        """Return the mean."""
        return self.total / self.n


@dataclass(frozen=True, kw_only=True, slots=True)
class Times:
    """How long half, nine of ten, 19 of 20 took at most; never is infinity."""

    p50: float
    p90: float
    p95: float
    n: int
    never: int = 0

    @property
    def value(self) -> float:
        """Return the time within which half were done."""
        return self.p50


@dataclass(frozen=True, kw_only=True, slots=True)
class Range:
    """What a model can say; `point` is None where only the range may be shown."""

    interval: Interval
    point: float | None = None
    recorded: int | None = None

    @property
    def value(self) -> float | None:
        """Return the single best value, if there may be one."""
        return self.point


@dataclass(frozen=True, kw_only=True, slots=True)
class Coarse:
    """A protected number as others may read it: made coarse, and never what it is made of.

    It rests on `at_least` to `at_most` people or events; None where that is not said, or
    open above. `rounded_to`: a count, to the nearest so many. With a `bound` the value
    is only a limit. `p90` and `p95` stand where enough were timed.
    """

    value: float
    at_least: int | None = None
    at_most: int | None = None
    rounded_to: int | None = None
    bound: Bound = Bound.NONE
    p90: float | None = None
    p95: float | None = None

    @property
    def interval(self) -> Interval | None:
        """Return between what a share lies of which only a limit is said."""
        if self.bound is Bound.NONE:
            return None
        low, high = (
            (0.0, self.value) if self.bound is Bound.BELOW else (self.value, 1.0)
        )
        return Interval(low=low, high=high, level=1.0)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Return nothing: what was left out is told to nobody outside."""
        return ()


@dataclass(frozen=True, kw_only=True, slots=True)
class NotComputable:
    """There is no number; `detail` names the months, or what fell short."""

    why: Why
    detail: tuple[str, ...] = ()


Value = Ratio | Total | Mean | Times | Range | Coarse | NotComputable


def left(why: Left, n: int) -> tuple[LeftOut, ...]:
    """Return what was left out, or nothing where it is none."""
    return (LeftOut(why=why, n=n),) if n else ()


def nothing(left_out: tuple[LeftOut, ...] = ()) -> NotComputable:
    """Return why there is no number: nothing was there, or nothing is decided yet."""
    kinds = {each.why for each in left_out}
    if Left.WAITING in kinds:
        return NotComputable(why=Why.NOT_DUE_YET)
    if Left.UNKNOWN in kinds:
        return NotComputable(why=Why.TIMES_NOT_KNOWN)
    return NotComputable(why=Why.NO_RECORDS)
