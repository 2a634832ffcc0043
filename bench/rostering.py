"""A roster of four attorneys and 84 shifts: certified, or refused with the reason.

CPU time of a whole answer, on one thread, with both phases and, where it is refused, how many people
would be enough. Beside it the first phase alone, without fairness or reasons.

python -m bench rostering
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from statistics import median
from time import process_time

from bench.rows import Figure
from payung.engines.rostering import Certified, Person, Refused, Shift, fill
from payung.engines.rostering._instance import instance_of
from payung.engines.rostering._model import fewest_empty
from tests.engines.rostering.conftest import four_weeks, panel


LIMIT, ALONE = 2000, 0.2


def figures() -> Iterator[Figure]:
    """Yield the answers, and the slowest of ten patterns of who cannot when."""
    shifts = four_weeks()
    fill(shifts[:3], panel(1))  # the solver itself is loaded
    yield from _beside("4 attorneys, 84 shifts: certified", shifts, panel(4), Certified)
    often = panel(4, unavailable=0.3, seed=4)
    yield from _beside("4 who often cannot, 84 shifts: refused", shifts, often, Refused)
    _print_patterns()
    patterns = [panel(4, unavailable=0.3, seed=seed) for seed in range(10)]
    slowest = max(_took(shifts, people) for people in patterns)
    yield Figure(
        name="the slowest of ten patterns of 4", ours=slowest, unit="ms", bar=LIMIT
    )


def _print_patterns() -> None:
    """Print how many shifts are empty in each of ten patterns: finding 4, by ourselves."""
    for count in (3, 4, 5, 6):
        for unavailable in (0.15, 0.3, 0.5):
            answers = [
                fill(four_weeks(), panel(count, unavailable=unavailable, seed=seed))
                for seed in range(10)
            ]
            empty = [
                len(one.empty) if isinstance(one, Refused) else 0 for one in answers
            ]
            said = f"  {count} who cannot {unavailable:.0%} of the time: {empty} empty"
            print(said, file=sys.stderr, flush=True)


def _beside(
    name: str,
    shifts: list[Shift],
    people: list[Person],
    wanted: type[Certified] | type[Refused],
) -> Iterator[Figure]:
    assert isinstance(fill(shifts, people), wanted)
    ours = median(_took(shifts, people) for _ in range(3))
    yield Figure(name=name, ours=ours, unit="ms", bar=LIMIT)
    yield Figure(
        name="the same, beside its first phase",
        ours=ours,
        unit="ms",
        floor=median(_first_phase(shifts, people) for _ in range(3)),
        floor_name="fewest empty shifts only",
        bar=5,
    )


def _took(shifts: list[Shift], people: list[Person]) -> float:
    before = process_time()
    fill(shifts, people)
    return (process_time() - before) * 1000


def _first_phase(shifts: list[Shift], people: list[Person]) -> float:
    before = process_time()
    fewest_empty(instance_of(shifts, people, None), ALONE)
    return (process_time() - before) * 1000
