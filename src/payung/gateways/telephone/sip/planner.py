"""Ask the application for a call's plan without holding up any other call."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta

from payung.gateways.telephone.desk.courier import Courier
from payung.gateways.telephone.desk.journal import Journal
from payung.gateways.telephone.desk.last_plans import LastPlans
from payung.gateways.telephone.speaking import Application, News, PlanPaper

from .loop import Loop
from .taming import surprise


# As many as the pages answer at a time: more would only wait there, each for nothing.
ASKED_AT_ONCE = 4
SLOW = timedelta(seconds=1)
REST = timedelta(seconds=3)
"""Pages that did not answer in time are left alone so long; the last plan is used.

They go on working on every question, also when nobody waits for the answer any more:
asked at every call, they would never catch up.
"""


class Planner:
    """Asks in threads of its own; what it finds is handed to the loop.

    The call does not wait for it beyond its own limit: an answer that comes later
    changes nothing for it.
    """

    def __init__(
        self,
        *,
        application: Application,
        last_plans: LastPlans,
        journal: Journal,
        courier: Courier,
        loop: Loop,
        now: Callable[[], datetime],
    ) -> None:
        self._application = application
        self._last_plans = last_plans
        self._journal = journal
        self._courier = courier
        self._loop = loop
        self._now = now
        self._rests_until: datetime | None = None
        self._pool = ThreadPoolExecutor(ASKED_AT_ONCE, thread_name_prefix="plan")

    def last(self, line: str, call: str) -> PlanPaper | None:
        """Return the last plan of a line, made out to this call."""
        paper = self._last_plans.plan_for(line)
        if paper is None:
            return None
        return replace(paper, plan=replace(paper.plan, contact=call))

    def ask(self, arrived: News, then: Callable[[PlanPaper | None], None]) -> None:
        """Write the arrival down, ask, and hand over the plan, or None.

        Where pages were too slow a moment ago and there is a last plan: None at once.
        """
        # Held until it is asked: else the courier might tell of the call a second time.
        held = ExitStack()
        held.enter_context(self._courier.held(arrived.call))
        self._journal.write(arrived)
        self._pool.submit(self._asked, arrived, held, then)

    def stop(self) -> None:
        """Ask nobody any more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _asked(
        self,
        arrived: News,
        held: ExitStack,
        then: Callable[[PlanPaper | None], None],
    ) -> None:
        paper = None
        with held:
            if not self._is_resting(arrived):
                paper = self._answer(arrived)
        self._loop.soon(then, paper)

    def _answer(self, arrived: News) -> PlanPaper | None:
        asked_at = self._now()
        try:
            paper = self._application.route(arrived)
            self._journal.sent([arrived.id], at=self._now())
        except Exception:  # noqa: BLE001 - whatever it is, the caller waits
            surprise("asking for a plan")
            if self._now() - asked_at >= SLOW:
                self._rests_until = self._now() + REST
            return None
        return paper

    def _is_resting(self, arrived: News) -> bool:
        """Return whether to ask nothing: they are slow, or this call waited enough."""
        now, until = self._now(), self._rests_until
        if now - arrived.at >= SLOW:
            return True
        has_plan = self._last_plans.plan_for(arrived.line) is not None
        return has_plan and until is not None and now < until
