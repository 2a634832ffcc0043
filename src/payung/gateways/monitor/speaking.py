"""What is said to an outside monitor: that we are alive, and nothing else."""

from __future__ import annotations

from typing import Protocol


class NotHeard(ConnectionError):
    """The monitor did not hear us. If that goes on, it calls people by itself."""

    def __init__(self, why: str) -> None:
        """Keep a code of the reason, never the address: whoever has it can lie to it."""
        self.why = why
        super().__init__(why)


class Monitor(Protocol):
    """Somebody outside with a telephone of his own; his silence alarm is his."""

    def say_alive(self) -> None:
        """Say that we are alive; raise NotHeard."""
