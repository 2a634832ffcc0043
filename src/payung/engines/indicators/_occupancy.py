"""How many people may be behind a sketch of which so many registers were reached.

Every card falls on one register, wherever the key sends it, and two may fall on the same.
How many registers n cards reach has a known distribution (W. Feller, An Introduction to
Probability Theory and Its Applications I, 3rd ed. 1968, II.11 and IX.3: occupancy, and the
waiting time of who collects coupons). It is inverted here as C. J. Clopper and
E. S. Pearson, Biometrika 26 (1934) 404-413, invert the binomial: every n stays under which
so few, and so many, would not be rare.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil, exp, fsum, log1p, sqrt

import numpy as np
from numpy.typing import NDArray

from ._distributions import normal_quantile


# Up to here the distribution is added up; beyond, so many cards have met others that it
# is a normal one, and the first term of the sum comes near to what a float can hold.
ADDED_UP = 1000


@lru_cache(maxsize=4096)
def people_behind(
    reached: int, *, registers: int, level: float = 0.95
) -> tuple[int, int]:
    """Return the fewest and the most people that may have reached so many registers.

    Nobody reaches two, so there are never fewer people than registers. One more than were
    seen is never ruled out: two cards that fall on one register under a key do so for as
    long as it is used, and not in one month of twenty.
    """
    if not reached:
        return 0, 0
    tail = (1 - level) / 2
    fewest = _cards_until(reached, registers, tail)
    most = _cards_until(reached + 1, registers, 1 - tail) - 1
    return max(fewest, reached), max(most, reached + 1)


def _cards_until(reached: int, registers: int, share: float) -> int:
    """Return within how many cards, with this chance, so many registers are reached.

    Each register after the first waits for a card that falls on none of those before it.
    """
    taken = np.arange(reached) / registers
    if reached > ADDED_UP:
        wasted = float(np.sum(taken / (1 - taken)))
        spread = sqrt(float(np.sum(taken / (1 - taken) ** 2)))
        return reached + max(0, ceil(wasted + normal_quantile(share) * spread))
    return reached + _wasted(taken, share)


def _wasted(taken: NDArray[np.float64], share: float) -> int:
    """Return how many cards at most, with this chance, fall on registers reached before.

    The sum of waiting times that are geometric each: its terms follow from one another
    by the powers of what is taken, and none of them is subtracted.
    """
    chances = [exp(fsum(log1p(-each) for each in taken.tolist()))]
    powers: list[float] = []
    below, power = chances[0], np.ones_like(taken)
    while below < share:
        power = power * taken
        powers.append(float(np.sum(power)))
        n = len(chances)
        chances.append(float(np.dot(powers, chances[::-1])) / n)
        below += chances[-1]
    return len(chances) - 1
