"""The one answer to everything that does not open, and values that show nothing."""

from __future__ import annotations

from typing import NoReturn


class Refused(Exception):
    """It does not open. Why is never said: every difference would teach an attacker."""

    def __init__(self) -> None:
        super().__init__("This could not be opened.")


class Secret:
    """A value that never shows itself in a log, a traceback, a cache or a task queue."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the kind of secret, nothing of it."""
        return f"<{type(self).__name__}>"

    def __reduce__(self) -> NoReturn:
        """Raise TypeError: pickling would write the secret down somewhere."""
        raise TypeError(f"{type(self).__name__} is never written down")
