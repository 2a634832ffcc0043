"""A telephone and an application in memory, under the same rules as the real ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from threading import Condition
from uuid import UUID

from .desk.http_application import NewsRefused
from .speaking import (
    ApplicationGone,
    Called,
    Caps,
    Health,
    News,
    NewsKind,
    Order,
    PlanPaper,
    TelephoneGone,
)


CAPS = Caps(
    parallel=10,
    step_wait=True,
    confirm=True,
    voicemail="sealed",
    hides_caller=True,
    originate=True,
    survives_app_loss=True,
    survives_crash=True,
)
WELL = Health(ready=True, trunk="registered", unsent=0, calls=0)


class FakeTelephone:
    """Remembers orders instead of ringing; `gone` makes it deaf."""

    def __init__(self, *, caps: Caps = CAPS) -> None:
        self._caps = caps
        self.gone = False
        self.orders: list[Order] = []
        self.cancelled: list[str] = []
        self.health_now = WELL
        self.record = Called(arrived=())

    @property
    def caps(self) -> Caps:
        """Return what this telephone can do."""
        return self._caps

    def start(self, order: Order) -> None:
        """Remember an order once; raise TelephoneGone."""
        self._demand_here()
        if all(order.id != known.id for known in self.orders):
            self.orders.append(order)

    def cancel(self, id: str) -> None:  # noqa: A002 - the word the orders use
        """Remember what was to be stopped; raise TelephoneGone."""
        self._demand_here()
        self.cancelled.append(id)

    def health(self) -> Health:
        """Return `health_now`; raise TelephoneGone."""
        self._demand_here()
        return self.health_now

    def called(self, start: datetime, end: datetime) -> Called:
        """Return `record`, whatever the time; raise TelephoneGone."""
        self._demand_here()
        return self.record

    def _demand_here(self) -> None:
        if self.gone:
            raise TelephoneGone("The fake telephone is gone.")


class FakeApplication:
    """Gives the plans it was given and remembers news once; for any thread.

    `papers` by line; a call of another line finds nobody who answers. `gone` makes it
    deaf; `refuses` are ids of news that it will never keep. The plan of an arrival has
    the contact "of-" and the call. `batches` are the kinds of news told at a time, and
    `tries` counts every question, answered or not.
    """

    def __init__(self, papers: Mapping[str, PlanPaper] | None = None) -> None:
        self.papers = dict(papers or {})
        self.gone = False
        self.refuses: set[UUID] = set()
        self.routed: list[News] = []
        self.told: list[News] = []
        self.batches: list[tuple[NewsKind, ...]] = []
        self.tries = 0
        self._changed = Condition()

    def route(self, arrived: News) -> PlanPaper:
        """Remember the arrival and return the plan of its line."""
        self._demand_here()
        self._remember([arrived])
        with self._changed:
            self.routed.append(arrived)
        paper = self.papers.get(arrived.line)
        if paper is None:
            raise ApplicationGone("The fake application does not know this line.")
        return replace(paper, plan=replace(paper.plan, contact=f"of-{arrived.call}"))

    def tell(self, news: Sequence[News]) -> None:
        """Remember news, each id once; raise ApplicationGone or NewsRefused."""
        self._demand_here()
        if any(each.id in self.refuses for each in news):
            raise NewsRefused("The fake application refuses some of these news.")
        self.batches.append(tuple(each.kind for each in news))
        self._remember(news)

    def plans(self) -> Mapping[str, PlanPaper]:
        """Return the plans of all lines."""
        self._demand_here()
        return dict(self.papers)

    def news_of(self, call: str) -> tuple[News, ...]:
        """Return what was told of one call, in the order in which it came."""
        with self._changed:
            return tuple(news for news in self.told if news.call == call)

    def wait_for(
        self, wanted: Callable[[Sequence[News]], bool], *, timeout: float = 10.0
    ) -> None:
        """Return as soon as all that was told is as wanted; raise TimeoutError."""
        with self._changed:
            if not self._changed.wait_for(lambda: wanted(self.told), timeout):
                kinds = [news.kind.value for news in self.told]
                raise TimeoutError(f"Not told in {timeout} s; told so far: {kinds}.")

    def wait_told(
        self, kind: NewsKind, *, call: str = "", timeout: float = 10.0
    ) -> News:
        """Return the first news of a kind (and a call) once it came, or TimeoutError."""

        def first(told: Sequence[News]) -> News | None:
            fits = (n for n in told if n.kind is kind and call in ("", n.call))
            return next(fits, None)

        self.wait_for(lambda told: first(told) is not None, timeout=timeout)
        found = first(self.told)
        if found is None:
            raise LookupError("What was told has been taken away meanwhile.")
        return found

    def _remember(self, news: Sequence[News]) -> None:
        with self._changed:
            known = {each.id for each in self.told}
            for each in news:
                if each.id not in known:
                    known.add(each.id)
                    self.told.append(each)
            self._changed.notify_all()

    def _demand_here(self) -> None:
        self.tries += 1
        if self.gone:
            raise ApplicationGone("The fake application is gone.")
