"""Fill a roster so that no shift is empty and the load is fair, or prove nobody can.

`fill(shifts, people)` answers with `Certified` or with `Refused`, in two phases of the
constraint solver CP-SAT: the fewest empty shifts first, then the smallest spread. It is
the same answer on every machine: one thread, one seed, and a limit counted in the
solver's own steps instead of seconds.
"""

from __future__ import annotations

from ._answers import Assignment, Certified, Empty, Load, Obstacle, Refused
from ._fill import EFFORT, Effort, fill
from ._instance import (
    NaiveMoment,
    NamedTwice,
    Person,
    RunsBackwards,
    Shift,
    Stretch,
    UnknownPerson,
)
from ._rules import Why
from ._sums import Sum, sum_of


__all__ = [
    "EFFORT",
    "Assignment",
    "Certified",
    "Effort",
    "Empty",
    "Load",
    "NaiveMoment",
    "NamedTwice",
    "Obstacle",
    "Person",
    "Refused",
    "RunsBackwards",
    "Shift",
    "Stretch",
    "Sum",
    "UnknownPerson",
    "Why",
    "fill",
    "sum_of",
]
