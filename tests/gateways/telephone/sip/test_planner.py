"""Pages that are slow are left alone for a moment; the last plan is as good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from queue import Queue
from typing import Any
from uuid import uuid4

import pytest

from payung.engines.sealed import RecordSecret
from payung.gateways.telephone import ApplicationGone, News, PlanPaper
from payung.gateways.telephone.desk.courier import Courier
from payung.gateways.telephone.desk.journal import Journal
from payung.gateways.telephone.desk.last_plans import LastPlans
from payung.gateways.telephone.fake import FakeApplication
from payung.gateways.telephone.sip.planner import Planner
from tests.gateways.telephone.samples import LINE, THEN, arrival, paper


KEY = RecordSecret(record="telephone", key=b"\x11" * 32)


@dataclass
class Clock:
    """A clock that goes on only where it is told to."""

    at: datetime = THEN

    def __call__(self) -> datetime:
        return self.at

    def goes_on(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class SlowPages(FakeApplication):
    """Pages that answer nobody within the 1.5 seconds that a caller waits."""

    def __init__(self, clock: Clock) -> None:
        super().__init__({LINE: paper()})
        self.clock = clock
        self.asked: list[str] = []

    def route(self, arrived: News) -> PlanPaper:
        self.asked.append(arrived.call)
        self.clock.goes_on(1.5)
        raise ApplicationGone("No answer on arrived in 1.5 s.")


class Desk:
    """A planner with its desk; `asks` returns what a call is given."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.pages = SlowPages(self.clock)
        self.journal = Journal(folder / "journal.sqlite3")
        self.plans = LastPlans(folder / "last_plans", KEY)
        self._given: Queue[PlanPaper | None] = Queue()
        self.planner = Planner(
            application=self.pages,
            last_plans=self.plans,
            journal=self.journal,
            courier=Courier(self.journal, self.pages, now=self.clock),
            loop=self,  # type: ignore[arg-type]
            now=self.clock,
        )

    def soon(self, do: Any, *args: Any) -> None:
        do(*args)

    def asks(self, call: str, *, waited: float = 0) -> PlanPaper | None:
        at = self.clock.at - timedelta(seconds=waited)
        news = replace(arrival(), id=uuid4(), call=call, at=at)
        self.planner.ask(news, self._given.put)
        return self._given.get(timeout=10)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.planner.stop()
    made.journal.close()


def test_pages_that_were_too_slow_are_not_asked_by_the_next_call(desk: Desk) -> None:
    desk.plans.refresh(desk.pages, at=THEN)

    desk.asks("first")
    desk.clock.goes_on(1)
    desk.asks("second")
    desk.clock.goes_on(3)
    desk.asks("third")

    assert desk.pages.asked == ["first", "third"]


def test_every_arrival_lies_in_the_journal_whether_it_was_asked_about_or_not(
    desk: Desk,
) -> None:
    desk.plans.refresh(desk.pages, at=THEN)

    for call in ("first", "second"):
        desk.asks(call)

    assert [news.call for news in desk.journal.unsent()] == ["first", "second"]


def test_without_a_last_plan_slow_pages_are_asked_all_the_same(desk: Desk) -> None:
    for call in ("first", "second"):
        desk.asks(call)

    assert desk.pages.asked == ["first", "second"]


def test_a_call_that_waited_for_its_turn_too_long_is_not_asked_about_any_more(
    desk: Desk,
) -> None:
    given = desk.asks("late", waited=2)

    assert given is None
    assert desk.pages.asked == []
