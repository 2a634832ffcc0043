"""The one thread in which all signalling happens, and how others hand things to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from .taming import surprise


T = TypeVar("T")


class Timer:
    """Something that will be done later, unless it is cancelled."""

    def __init__(self, listener: Any) -> None:
        self._listener = listener

    def cancel(self) -> None:
        """Do not do it; cancelling twice changes nothing."""
        if self._listener is not None:
            self._listener.cancel()
            self._listener = None


class Loop:
    """sippy's dispatcher. It belongs to the thread that made it, which must run it."""

    def __init__(self) -> None:
        from sippy.Core.EventDispatcher import ED2

        self._dispatcher = ED2

    def run(self) -> None:
        """Run until `stop`."""
        self._dispatcher.loop()

    def stop(self) -> None:
        """Leave `run`; from the loop's own thread."""
        self._dispatcher.breakLoop()

    def on_signal(self, number: int, do: Callable[[], None]) -> None:
        """Do something when the operating system sends this signal."""
        self._dispatcher.regSignal(number, do)

    def soon(self, do: Callable[..., None], *args: Any) -> None:
        """Do it in the loop's thread; from any thread."""
        self._dispatcher.callFromThread(_guarded, do, args)

    def ask(self, do: Callable[..., T], *args: Any) -> T:
        """Do it in the loop's thread and return what it returns; from another one."""
        found: T = self._dispatcher.callFromThreadSync(do, *args)
        return found

    def later(self, seconds: float, do: Callable[[], None]) -> Timer:
        """Do it after a while, in the loop's thread."""
        from sippy.Time.Timeout import Timeout

        return Timer(Timeout(_guarded, max(0.0, seconds), 1, do, ()))


def _guarded(do: Callable[..., None], args: tuple[Any, ...]) -> None:
    try:
        do(*args)
    except Exception:  # noqa: BLE001 - one call's surprise must not end all the others
        surprise("in the loop")
