"""Time that passes only when nothing else is left to do: a night in a millisecond."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Generator
from datetime import datetime, timedelta


START = datetime.fromisoformat("2026-11-27T20:00:00+00:00")
Course = Generator["float | Flag", None, None]


class Flag:
    """Something a course waits for."""

    def __init__(self) -> None:
        self.up = False


class VirtualTime:
    """Courses that sleep for seconds, or wait for a flag."""

    def __init__(self) -> None:
        self.clock = 0.0
        self._heap: list[tuple[float, int, Course]] = []
        self._waiting: list[tuple[Flag, Course]] = []
        self._count = itertools.count(1)

    @property
    def now(self) -> datetime:
        return START + timedelta(seconds=self.clock)

    def spawn(self, course: Course, *, after: float = 0) -> None:
        heapq.heappush(self._heap, (self.clock + after, next(self._count), course))

    def run(self, seconds: float = 1000) -> None:
        """Let time pass until nothing happens any more, or so many seconds."""
        until = self.clock + seconds
        while self._heap and self._heap[0][0] <= until:
            self.clock, _, course = heapq.heappop(self._heap)
            self._resume(course)
        if not self._heap:
            return
        self.clock = until

    def _resume(self, course: Course) -> None:
        try:
            asked = next(course)
        except StopIteration:
            return
        if isinstance(asked, Flag):
            self._waiting.append((asked, course))
            self._wake()
        else:
            self.spawn(course, after=asked)

    def _raise(self, flag: Flag) -> None:
        flag.up = True
        self._wake()

    def _wake(self) -> None:
        ready = [each for each in self._waiting if each[0].up]
        self._waiting = [each for each in self._waiting if not each[0].up]
        for _, course in ready:
            self.spawn(course)
