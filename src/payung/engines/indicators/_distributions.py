"""The few distributions that intervals need, in closed form: beta, gamma, Student's t.

Formulas: NIST Digital Library of Mathematical Functions, 8.9, 8.11 and 8.17.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import count
from math import exp, isclose, lgamma, log, log1p, sqrt
from statistics import NormalDist


_TINY = 1e-300
_STEPS = 20_000
_NORMAL = NormalDist()


class DoesNotSettle(ArithmeticError):
    """A series did not come to rest; the numbers are beyond what it is made for."""


def normal_quantile(share: float) -> float:
    """Return the value below which this share of the normal distribution lies."""
    return _NORMAL.inv_cdf(share)


def normal_below(value: float) -> float:
    """Return the share of the normal distribution below a value."""
    return _NORMAL.cdf(value)


def beta_below(value: float, a: float, b: float) -> float:
    """Return the share of a beta distribution below a value (DLMF 8.17.22)."""
    if value <= 0 or value >= 1:
        return float(value >= 1)
    if value > (a + 1) / (a + b + 2):
        # The fraction converges quickly on one side only.
        return 1 - beta_below(1 - value, b, a)
    front = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(value)
    front += b * log1p(-value)
    return exp(front) / a / _fraction(1, _beta_terms(value, a, b))


def beta_quantile(share: float, a: float, b: float) -> float:
    """Return the value below which this share of a beta distribution lies."""
    return _where(lambda value: beta_below(value, a, b), share, 0, 1)


def gamma_below(value: float, a: float) -> float:
    """Return the share of a gamma distribution (scale 1) below a value."""
    if value <= 0:
        return 0.0
    front = exp(a * log(value) - value - lgamma(a))
    if value < a + 1:
        return front * _series(value, a)
    return 1 - front / _fraction(value + 1 - a, _gamma_terms(value, a), value + 1 - a)


def gamma_quantile(share: float, a: float) -> float:
    """Return the value below which this share of a gamma distribution lies."""
    high = 2 * a + 20
    while gamma_below(high, a) < share:
        high *= 2
    return _where(lambda value: gamma_below(value, a), share, 0, high)


@lru_cache(maxsize=1024)
def student_quantile(share: float, freedom: float) -> float:
    """Return the value below which this share of Student's t lies."""
    if share < 0.5:
        return -student_quantile(1 - share, freedom)
    part = beta_quantile(2 * (1 - share), freedom / 2, 0.5)
    return sqrt(freedom * (1 - part) / part)


def chi_squared_above(value: float, freedom: int) -> float:
    """Return the share of a chi-squared distribution above a value."""
    return 1 - gamma_below(value / 2, freedom / 2)


def _where(
    below: Callable[[float], float], share: float, low: float, high: float
) -> float:
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < share else (low, middle)
        if isclose(low, high, rel_tol=1e-14):
            break
    return (low + high) / 2


def _series(value: float, a: float) -> float:
    term = total = 1 / a
    for step in range(1, _STEPS):
        term *= value / (a + step)
        total += term
        if term < total * 1e-16:
            return total
    raise DoesNotSettle(f"The gamma series of {a:g} at {value:g}.")


# A pair (numerator, denominator) for each step of a continued fraction.
_Terms = Iterator[tuple[float, float]]


def _beta_terms(value: float, a: float, b: float) -> _Terms:
    for step in count(0):
        if step:
            yield step * (b - step) * value / ((a + 2 * step - 1) * (a + 2 * step)), 1
        odd = (a + step) * (a + b + step) * value
        yield -odd / ((a + 2 * step) * (a + 2 * step + 1)), 1


def _gamma_terms(value: float, a: float) -> _Terms:
    for step in count(1):
        yield -step * (step - a), value + 2 * step + 1 - a


def _fraction(first: float, terms: _Terms, start: float | None = None) -> float:
    """Return a continued fraction by Lentz's method, as Thompson and Barnett have it."""
    whole = first if start is None else start
    c, d = whole, 0.0
    for step, (above, below) in enumerate(terms):
        d = 1 / (_not_zero(below + above * d))
        c = _not_zero(below + above / c)
        whole *= c * d
        if abs(c * d - 1) < 1e-15:
            return whole
        if step > _STEPS:
            break
    raise DoesNotSettle("The continued fraction.")


def _not_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
