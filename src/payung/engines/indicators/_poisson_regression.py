"""Counts explained by what applies to them: Poisson regression on yes-or-no effects.

P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd ed. 1989, ch. 2.5 and 6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


Numbers = NDArray[np.floating[Any]]
Places = NDArray[np.integer[Any]]

_ROUNDS = 60
_STILL = 1e-9
_BEYOND = 25.0  # e**25: no count of ours; the effect runs away to infinity
_APART = 1e-10


class DoesNotFit(ArithmeticError):
    """The counts do not say what the model asks of them."""


@dataclass(frozen=True, slots=True)
class Design:
    """Which effects apply to which count: their numbers, one row per count.

    Only those that apply are written down, since of five hundred stations one count
    has one: a table of noughts and ones would be a hundred times as large. Rows are
    filled up with the number `effects`, which stands for nothing.
    """

    applies: Places
    effects: int

    def sums(self, effects: Numbers) -> Numbers:
        """Return for each count the sum of the effects that apply to it."""
        summed: Numbers = np.append(effects, 0.0)[self.applies].sum(axis=1)
        return summed

    def gathered(self, numbers: Numbers) -> Numbers:
        """Return for each effect the sum of the numbers to which it applies."""
        many = np.repeat(numbers, self.applies.shape[1])
        summed: Numbers = np.bincount(
            self.applies.ravel(), many, minlength=self.effects + 1
        ).astype(float)
        return summed[: self.effects]

    def crossed(self, weights: Numbers) -> Numbers:
        """Return for each two effects the sum of the weights to which both apply."""
        size = self.effects + 1
        summed = np.zeros(size * size)
        for first in self.applies.T:
            for second in self.applies.T:
                both = first * size + second
                summed += np.bincount(both, weights, minlength=size * size)
        return summed.reshape(size, size)[:-1, :-1]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fit:
    """Effects on the logarithm of the count, and how well they explain the counts.

    `covariance` takes the counts as Poisson; `freedom` is counts less effects.
    """

    effects: Numbers
    covariance: Numbers
    deviance: float
    pearson: float
    freedom: int

    @property
    def dispersion(self) -> float:
        """Return how much more the counts scatter than Poisson counts; at least 1."""
        return max(1.0, self.pearson / self.freedom) if self.freedom > 0 else 1.0


def design_of(rows: Sequence[Sequence[int]], effects: int) -> Design:
    """Return the design in which these effects, by number, apply to each count."""
    longest = max(len(row) for row in rows)
    filled = [[*row, *[effects] * (longest - len(row))] for row in rows]
    return Design(np.array(filled), effects)


def fit(design: Design, counts: Numbers, offset: Numbers | None = None) -> Fit:
    """Return the effects on counts, by reweighted least squares; raise DoesNotFit.

    `offset` is the logarithm of the exposure of each count.
    """
    base = np.zeros(len(counts)) if offset is None else offset
    # Begin at the counts themselves; half an arrest keeps the logarithm of none finite.
    effects = _solved(design, counts + 0.5, np.log(counts + 0.5) - base)
    for _ in range(_ROUNDS):
        line = np.clip(design.sums(effects) + base, -_BEYOND, _BEYOND)
        mean = np.exp(line)
        before = effects
        effects = _solved(design, mean, line - base + (counts - mean) / mean)
        if np.abs(effects).max() > _BEYOND:
            raise DoesNotFit("An effect runs away: some combination never occurred.")
        if np.abs(effects - before).max() < _STILL:
            return _fitted(design, counts, base, effects)
    raise DoesNotFit("The effects did not come to rest.")


def _solved(design: Design, weights: Numbers, wanted: Numbers) -> Numbers:
    right = design.gathered(weights * wanted)
    return _solve(design.crossed(weights), right)


def _solve(crossed: Numbers, right: Numbers) -> Numbers:
    # What is left of an effect once the others have explained it; nothing, and it is
    # one of them by another name.
    try:
        own = np.diag(np.linalg.cholesky(crossed)) ** 2
    except np.linalg.LinAlgError:
        raise DoesNotFit("Two effects cannot be told apart.") from None
    if (own < _APART * np.diag(crossed)).any():
        raise DoesNotFit("Two effects cannot be told apart.")
    return np.linalg.solve(crossed, right)


def _fitted(design: Design, counts: Numbers, base: Numbers, effects: Numbers) -> Fit:
    mean = np.exp(design.sums(effects) + base)
    ratio = np.where(counts > 0, counts, 1) / mean
    terms = np.where(counts > 0, counts * np.log(ratio), 0) - (counts - mean)
    return Fit(
        effects=effects,
        covariance=_solve(design.crossed(mean), np.eye(len(effects))),
        deviance=float(2 * terms.sum()),
        pearson=float((((counts - mean) ** 2) / mean).sum()),
        freedom=len(counts) - len(effects),
    )
