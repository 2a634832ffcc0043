"""The lists of steps and outcomes in use: read once, checked."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from payung.engines.proceedings import Outcomes, Table, read_outcomes, read_table


def table() -> Table:
    """Return the table of steps."""
    return _steps(settings.COUNTRIES / "codes" / "steps.csv")


def outcomes() -> Outcomes:
    """Return the outcomes of steps and tracks."""
    return _outcomes(settings.COUNTRIES / "codes" / "outcomes.csv")


@lru_cache(maxsize=4)
def _steps(file: Path) -> Table:
    return read_table(file)


@lru_cache(maxsize=4)
def _outcomes(file: Path) -> Outcomes:
    return read_outcomes(file)
