from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gateways.telephone.sip.line import MORE_NUMBERS, Line


@pytest.fixture(scope="session")
def first_line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    """One process for all tests that neither stop it nor want other settings."""
    with Line(tmp_path_factory.mktemp("line")) as line:
        yield line


@pytest.fixture(scope="session")
def numbers() -> Iterator[str]:
    """A number of its own for each test."""
    return iter(MORE_NUMBERS)


@pytest.fixture
def line(first_line: Line, numbers: Iterator[str], tmp_path: Path) -> Iterator[Line]:
    """A line of its own at the process that all share."""
    another = first_line.another(tmp_path, next(numbers))
    yield another
    another.hang_up()
