"""Worked examples of the rules, worked out by hand: they run as tests and are printed."""

from __future__ import annotations

from ._example import Example
from ._examples_of_learning import LEARNING
from ._examples_of_police import POLICE
from ._examples_of_reports import REPORTS
from ._examples_of_sharing import SHARING
from ._examples_of_spaces import SPACES


def examples() -> tuple[Example, ...]:
    """Return every worked example, by objective."""
    return (*LEARNING, *SPACES, *REPORTS, *POLICE, *SHARING)
