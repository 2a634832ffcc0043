"""Bring what the journal holds to the application, in order and at least once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread

from payung.gateways.telephone.speaking import Application, ApplicationGone, News

from .http_application import NewsRefused
from .journal import Journal


log = logging.getLogger(__name__)

IDLE = 30.0
TIDYING = timedelta(hours=1)


def growing(shortest: float, longest: float) -> Iterator[float]:
    """Return pauses that double from the shortest to the longest, then stay there."""
    pause = shortest
    while True:
        yield pause
        pause = min(pause * 2, longest)


class Courier:
    """A thread that delivers news; it waits longer after each failure, in seconds.

    News of one call go in order. News that the application refuses for good are put
    aside and hold nobody else up.
    """

    def __init__(
        self,
        journal: Journal,
        application: Application,
        *,
        now: Callable[[], datetime],
        # On the same machine asking costs little, and a contact waits in the news.
        wait: tuple[float, float] = (0.2, 5.0),
    ) -> None:
        self.journal = journal
        self.application = application
        self.now = now
        self.wait = wait
        self._held: set[str] = set()
        self._is_gone = False
        self._stopping = Event()
        self._tidied_at: datetime | None = None
        self._thread = Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        """Begin to deliver, what is left of the last run first.

        What was refused is tried once more: a new version may have mended it.
        """
        self.journal.try_refused_again()
        self._thread.start()

    def stop(self, timeout: float = 15.0) -> None:
        """End after what is being delivered now; the rest stays in the journal."""
        self._stopping.set()
        self.journal.written.set()
        self._thread.join(timeout)

    @property
    def is_running(self) -> bool:
        """Return whether the thread is alive."""
        return self._thread.is_alive()

    @contextmanager
    def held(self, call: str) -> Iterator[None]:
        """Deliver nothing of this call meanwhile: its arrival is told by `route`.

        In memory only, so that no crash can hold a call for ever.
        """
        self._held.add(call)
        try:
            yield
        finally:
            self._held.discard(call)
            self.journal.written.set()

    def _run(self) -> None:
        pauses = growing(*self.wait)
        while not self._stopping.is_set():
            # Cleared before asking: what is written meanwhile sets it again.
            self.journal.written.clear()
            try:
                moved = self._deliver()
            except ApplicationGone as gone:
                self._say_gone(gone)
            except Exception as error:  # noqa: BLE001 - nobody would start it again
                # The sentence of a strange error could quote what it stumbled over.
                log.error("The courier stumbled over %s.", type(error).__name__)
            else:
                pauses = growing(*self.wait)
                if not moved:
                    self.journal.written.wait(IDLE)
                continue
            self._stopping.wait(next(pauses))

    def _deliver(self) -> bool:
        """Bring the oldest news; return whether there were any."""
        self._tidy()
        batch = self.journal.unsent(apart=frozenset(self._held))
        if not batch:
            return False
        try:
            self._tell(batch)
        except NewsRefused:
            self._one_by_one(batch)
        return True

    def _one_by_one(self, batch: tuple[News, ...]) -> None:
        for news in batch:
            try:
                self._tell((news,))
            except NewsRefused:
                self.journal.refuse(news.id)

    def _tell(self, batch: tuple[News, ...]) -> None:
        self.application.tell(batch)
        if self._is_gone:
            log.warning("The application is back; news are delivered.")
        self._is_gone = False
        self.journal.sent([news.id for news in batch], at=self.now())

    def _say_gone(self, gone: ApplicationGone) -> None:
        """Log it once, and not every time until it is back."""
        if not self._is_gone:
            log.warning("News wait in the journal. %s", gone)
        self._is_gone = True

    def _tidy(self) -> None:
        at = self.now()
        if self._tidied_at is None or at - self._tidied_at >= TIDYING:
            self.journal.prune(at=at)
            self._tidied_at = at
