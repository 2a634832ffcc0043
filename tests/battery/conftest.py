"""What a battery has counted is shown, whether it held or not."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def shown(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Show at the end of a test what it printed."""
    yield
    printed = capsys.readouterr().out
    with capsys.disabled():
        sys.stdout.write(printed)
        sys.stdout.flush()
