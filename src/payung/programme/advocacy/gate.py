"""Whether anything may be said about one station: only where a change could be seen.

Below eight arrests a month, or where a halving would more often be missed than seen,
a claim about one station is a claim about chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from payung.engines.indicators import (
    LEAST_AT_ONE_STATION,
    LEAST_POWER,
    power_at_one_station,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Gate:
    """How many arrests a month, over how many months, and how often a change is seen."""

    months: int
    arrests: int
    per_month: float
    power: float

    @property
    def enough(self) -> bool:
        """Return whether there are enough arrests a month."""
        return self.per_month >= LEAST_AT_ONE_STATION

    @property
    def opens(self) -> bool:
        """Return whether a claim about this one station may be made."""
        return self.enough and self.power >= LEAST_POWER


def gate_of(arrests_by_month: Sequence[int]) -> Gate:
    """Return the gate of a station for its arrests in each of the last months."""
    months, arrests = len(arrests_by_month), sum(arrests_by_month)
    per_month = arrests / months if months else 0.0
    power = power_at_one_station(per_month, months=months) if arrests else 0.0
    return Gate(months=months, arrests=arrests, per_month=per_month, power=power)
