"""Wait for what becomes true in another thread, and no longer."""

from __future__ import annotations

import time
from collections.abc import Callable


def wait_until(true: Callable[[], bool], *, timeout: float = 20.0) -> None:
    """Return as soon as it is true; fail where it does not become so in time."""
    end = time.monotonic() + timeout
    while not true():
        if time.monotonic() > end:
            raise AssertionError(f"Not true after {timeout} s.")
        time.sleep(0.005)
