"""The small line, for tests that need all of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from payung.programme.alerts.machine import forget
from tests.programme.hotline.small_line import SmallLine, make_line


@pytest.fixture
def small(db: None, django_capture_on_commit_callbacks: object) -> Iterator[SmallLine]:
    """Give the line with its machine awake; forget the key afterwards."""
    made = make_line()
    yield made
    forget("np")
