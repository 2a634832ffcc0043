"""How much we do not see: three lists of incidents and how far they overlap: VIO_EST.

What is on one list only, beside what is on two and three, tells how much is on none.
Only a range is ever shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import exp, log, sqrt

import numpy as np

from ._distributions import chi_squared_above, normal_quantile
from ._intervals import widest
from ._poisson_regression import DoesNotFit, design_of, fit
from ._values import CountsDisagree, Interval, NotComputable, Range, Why


LISTS = 3
# Fewer incidents on two lists than this, and chance decides the estimate.
LEAST_SHARED = 10
# Models whose AIC is within this of the best are all believable: Burnham and Anderson,
# Model Selection and Multimodel Inference, 2nd ed. 2002, section 2.6.
BELIEVABLE = 4.0
LEAST_FIT = 0.05
# A range to more than twenty times what was recorded says only that we do not know.
WIDEST = 20

On = tuple[bool, bool, bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Overlap:
    """How many incidents are on which of the three lists: {(on A, on B, on C): n}."""

    counts: Mapping[On, int]

    def __post_init__(self) -> None:
        """Refuse counts of what is on no list, and counts below nothing."""
        if (False, False, False) in self.counts:
            raise CountsDisagree("What is on no list cannot have been counted.")
        if min(self.counts.values(), default=0) < 0:
            raise CountsDisagree("A list cannot hold fewer than no incidents.")

    @property
    def recorded(self) -> int:
        """Return how many different incidents there are."""
        return sum(self.counts.values())

    def on_exactly(self, lists: int) -> int:
        """Return how many are on exactly so many lists."""
        return sum(n for on, n in self.counts.items() if sum(on) == lists)


def chao(overlap: Overlap, *, level: float = 0.95) -> Interval:
    """Return the interval around Chao's lower bound, never below what was recorded.

    A. Chao, Estimating the population size for capture-recapture data with unequal
    catchability, Biometrics 43 (1987) 783-791; bias-corrected, for three occasions.
    """
    once, twice = overlap.on_exactly(1), overlap.on_exactly(2)
    share = (LISTS - 1) / LISTS
    unseen = chao_unseen(overlap)
    two = twice + 1
    ratio = once / two
    variance = two * (
        share / 2 * ratio**2 + share**2 * ratio**3 + share**2 / 4 * ratio**4
    )
    return _around(overlap.recorded, unseen, variance, level)


def chao_unseen(overlap: Overlap) -> float:
    """Return the least that was not seen: from what is on one list and on two."""
    once, twice = overlap.on_exactly(1), overlap.on_exactly(2)
    return (LISTS - 1) / LISTS * once * (once - 1) / (2 * (twice + 1))


@dataclass(frozen=True, kw_only=True, slots=True)
class Model:
    """One log-linear model: which lists go together, and what it says was not seen."""

    together: tuple[tuple[int, int], ...]
    unseen: float
    spread: float
    aic: float
    fits: bool


def models(overlap: Overlap) -> tuple[Model, ...]:
    """Return the log-linear models that can be fitted, from none to all dependences.

    S. E. Fienberg, The multiple recapture census for closed populations and incomplete
    2^k contingency tables, Biometrika 59 (1972) 591-603.
    """
    return tuple(_models(overlap))


def vio_est(overlap: Overlap, *, level: float = 0.95) -> Range | NotComputable:
    """Return VIO_EST: from the lowest to the highest that can be believed.

    Chao's bound and every model that fits and is nearly as good as the best give an
    interval; the range holds them all. No point: dependence between lists is a guess.
    """
    shared = overlap.on_exactly(2) + overlap.on_exactly(3)
    if not overlap.recorded:
        return NotComputable(why=Why.NO_RECORDS)
    if shared < LEAST_SHARED:
        needed = (str(shared), str(LEAST_SHARED))
        return NotComputable(why=Why.TOO_LITTLE_OVERLAP, detail=needed)
    found = believable(models(overlap))
    if not found:
        return NotComputable(why=Why.MODEL_DOES_NOT_FIT)
    each = [_around(overlap.recorded, m.unseen, m.spread, level) for m in found]
    whole = widest([chao(overlap, level=level), *each])
    if whole.high > WIDEST * overlap.recorded:
        return NotComputable(why=Why.TOO_WIDE, detail=(str(WIDEST),))
    return Range(interval=whole, recorded=overlap.recorded)


def believable(found: tuple[Model, ...]) -> tuple[Model, ...]:
    """Return the models that fit and are nearly as good as the best of them."""
    fitting = [model for model in found if model.fits]
    best = min((model.aic for model in fitting), default=0.0)
    return tuple(model for model in fitting if model.aic - best <= BELIEVABLE)


def vio_documented(estimate: Range | NotComputable) -> Range | NotComputable:
    """Return, with VIO_EST, the share of all incidents that was documented: a range."""
    if isinstance(estimate, NotComputable) or estimate.recorded is None:
        return estimate
    low, high = estimate.interval.low, estimate.interval.high
    share = Interval(
        low=estimate.recorded / high,
        high=estimate.recorded / low,
        level=estimate.interval.level,
    )
    return Range(interval=share, recorded=estimate.recorded)


def _models(overlap: Overlap) -> Iterator[Model]:
    pairs = tuple(combinations(range(LISTS), 2))
    for size in range(len(pairs) + 1):
        for together in combinations(pairs, size):
            try:
                yield _model(overlap, together)
            except DoesNotFit:
                continue


def _model(overlap: Overlap, together: tuple[tuple[int, int], ...]) -> Model:
    cells = [on for on in np.ndindex(2, 2, 2) if any(on)]
    effects = 1 + LISTS + len(together)
    # The first effect, on all alike, is what would be on no list.
    design = design_of([_applies(on, together) for on in cells], effects)
    counts = np.array(
        [overlap.counts.get((bool(a), bool(b), bool(c)), 0) for a, b, c in cells],
        dtype=float,
    )
    fitted = fit(design, counts)
    unseen = exp(float(fitted.effects[0]))
    chance = chi_squared_above(fitted.deviance, fitted.freedom) if fitted.freedom else 1
    return Model(
        together=together,
        unseen=unseen,
        # The unseen count scatters by itself, and its logarithm is known only so well.
        spread=unseen + unseen**2 * float(fitted.covariance[0, 0]),
        aic=fitted.deviance + 2 * effects,
        fits=chance >= LEAST_FIT,
    )


def _applies(on: tuple[int, ...], together: tuple[tuple[int, int], ...]) -> list[int]:
    lists = [1 + k for k in range(LISTS) if on[k]]
    pairs = [
        1 + LISTS + k
        for k, (one, other) in enumerate(together)
        if on[one] and on[other]
    ]
    return [0, *lists, *pairs]


def _around(recorded: int, unseen: float, variance: float, level: float) -> Interval:
    # On the logarithm of what was not seen: the low end never falls below what was.
    if unseen <= 0:
        return Interval(low=recorded, high=recorded, level=level)
    factor = exp(normal_quantile((1 + level) / 2) * sqrt(log(1 + variance / unseen**2)))
    return Interval(
        low=recorded + unseen / factor, high=recorded + unseen * factor, level=level
    )
