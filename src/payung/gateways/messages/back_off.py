"""How long to leave a thing alone that cannot be reached."""

from __future__ import annotations

import time


FIRST, LONGEST = 1.0, 60.0  # seconds


class BackOff:
    """Twice as long after every try that failed, from the start after one that worked."""

    def __init__(self) -> None:
        """Allow the first try at once."""
        self._pause, self._not_before = FIRST, 0.0

    def may_try(self) -> bool:
        """Return whether the pause is over."""
        return time.monotonic() >= self._not_before

    def failed(self) -> None:
        """Begin a pause, longer than the last."""
        self._not_before = time.monotonic() + self._pause
        self._pause = min(2 * self._pause, LONGEST)

    def worked(self) -> None:
        """Forget the pauses."""
        self._pause, self._not_before = FIRST, 0.0
