"""What journeys share: a line to the server that can be cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.cut_line import Line, line_to


@pytest.fixture
def line(live_server: Any) -> Iterator[Line]:
    """Give a line to the server under test."""
    with line_to(live_server.url) as line:
        yield line
