"""How many people one worker looks after, and how many workers one supervisor has.

The ranges are those of WHO and others, Implementing comprehensive HIV/STI programmes
with sex workers (2013): 35 to 65 people for a worker, 5 to 20 workers for a supervisor.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


PEOPLE_A_WORKER = (35, 65)
WORKERS_A_SUPERVISOR = (5, 20)


class Fit(StrEnum):
    """How a ratio lies to its range."""

    NOBODY = "nobody"
    FEW = "few"
    FITS = "fits"
    MANY = "many"


@dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """So many `each` of whom one has to look after; None where there is no one."""

    each: float | None
    fit: Fit
    least: int
    most: int


def people_a_worker(people: int, workers: int) -> Load:
    """Return how many people there are for one worker."""
    return _load(people, workers, PEOPLE_A_WORKER)


def workers_a_supervisor(workers: int, supervisors: int) -> Load:
    """Return how many workers there are for one supervisor."""
    return _load(workers, supervisors, WORKERS_A_SUPERVISOR)


def _load(many: int, ones: int, between: tuple[int, int]) -> Load:
    least, most = between
    if not ones:
        return Load(each=None, fit=Fit.NOBODY, least=least, most=most)
    each = many / ones
    fit = Fit.FEW if each < least else Fit.MANY if each > most else Fit.FITS
    return Load(each=each, fit=fit, least=least, most=most)
