"""A monitor in memory, for tests: it counts, and can be out of reach."""

from __future__ import annotations

from .speaking import NotHeard


class FakeMonitor:
    """Remembers how often it heard us."""

    def __init__(self) -> None:
        self.heard = 0
        self.reachable = True

    def say_alive(self) -> None:
        """Count; raise NotHeard."""
        if not self.reachable:
            raise NotHeard("not_reached")
        self.heard += 1
