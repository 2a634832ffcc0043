"""The last good plan of each line, sealed on the disk, for when the application is gone.

A plan holds the telephone numbers of our own people. The key comes at start and lies in
memory only: whoever takes the machine away takes nothing readable.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

from payung.engines.sealed import (
    Envelope,
    RecordSecret,
    Refused,
    open_field,
    seal_field,
)
from payung.gateways.telephone.speaking import (
    Application,
    ApplicationGone,
    PlanPaper,
)

from ._news_paper import moment_value
from ._plan_paper import plan_of, plan_value
from ._sheet import NotPaper, Sheet, parsed, printed


log = logging.getLogger(__name__)

FIELD = "telephone.last_plans"
OLD = timedelta(hours=24)
SOON = 2.0
FORGOTTEN = timedelta(days=7)
"""A line that the application has not named for so long is a line no more."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class KeptPlan:
    """A plan and the moment when the application gave it."""

    paper: PlanPaper
    kept_at: datetime


class LastPlans:
    """The plans in memory and, sealed under `key`, in a file. For any thread.

    A file that does not open (another key, a torn file) is no plan at all: the next
    `refresh` writes it anew.
    """

    def __init__(self, path: Path, key: RecordSecret) -> None:
        self.path = path
        self._key = key
        # Replaced as a whole and never changed, so that readers need no lock.
        self._kept: Mapping[str, KeptPlan] = self._read()

    def plan(self, line: str) -> PlanPaper | None:
        """Return the last plan of a line, however old; `age` says how old."""
        kept = self._kept.get(line)
        return None if kept is None else kept.paper

    def plan_for(self, called: str) -> PlanPaper | None:
        """Return what to do with a call to this: a line's code, or what is dialled.

        As the application has it: a call is not lost for a wrong name. Where no line is
        called so, it is the first line's.
        """
        kept = self._kept
        if called in kept:
            return kept[called].paper
        dialled = (each for each in kept.values() if each.paper.shows == called)
        first = max(kept.values(), key=lambda each: each.kept_at, default=None)
        found = next(dialled, first)
        return None if found is None else found.paper

    def age(self, line: str, *, at: datetime) -> timedelta | None:
        """Return how long ago the application gave the plan; None without a plan."""
        kept = self._kept.get(line)
        return None if kept is None else at - kept.kept_at

    def is_old(self, line: str, *, at: datetime) -> bool:
        """Return whether a plan is over 24 hours old: use it all the same, and say so."""
        age = self.age(line, at=at)
        return age is not None and age > OLD

    def refresh(self, application: Application, *, at: datetime) -> None:
        """Get the plans of all lines; raise ApplicationGone and keep what is here.

        A line that is not among them keeps its last plan for a week.
        """
        fresh = {
            line: KeptPlan(paper=paper, kept_at=at)
            for line, paper in application.plans().items()
        }
        still = {
            line: kept
            for line, kept in self._kept.items()
            if at - kept.kept_at < FORGOTTEN
        }
        self._kept = {**still, **fresh}
        self._write()

    def _write(self) -> None:
        plain = printed({"plans": [_kept_value(kept) for kept in self._kept.values()]})
        sealed = seal_field(self._key, FIELD, plain)
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside = self.path.with_name(f"{self.path.name}.{uuid4().hex}.part")
        try:
            handle = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(sealed.data)
                file.flush()
                os.fsync(handle)
            aside.replace(self.path)
        finally:
            aside.unlink(missing_ok=True)

    def _read(self) -> Mapping[str, KeptPlan]:
        try:
            sealed = Envelope.read(self.path.read_bytes())
            sheet = Sheet(
                parsed(open_field(self._key, FIELD, sealed)), "file", ("plans",)
            )
            kept = [_kept(value) for value in sheet.sheets("plans")]
        except FileNotFoundError:
            return {}
        except (Refused, NotPaper):
            log.error("The last plans do not open; they are asked for anew.")
            return {}
        return {each.paper.line: each for each in kept}


def _kept_value(kept: KeptPlan) -> dict[str, object]:
    return {"kept_at": moment_value(kept.kept_at), "plan": plan_value(kept.paper)}


def _kept(value: object) -> KeptPlan:
    sheet = Sheet(value, "file.plans", ("kept_at", "plan"))
    paper = plan_of(sheet.value("plan"), "file.plans.plan")
    return KeptPlan(paper=paper, kept_at=sheet.moment("kept_at"))


class PlanRefresher:
    """A thread that refreshes the last plans every so many seconds."""

    def __init__(
        self,
        plans: LastPlans,
        application: Application,
        *,
        now: Callable[[], datetime],
        every: float = 30.0,
    ) -> None:
        self.plans = plans
        self.application = application
        self.now = now
        self.every = every
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="plans", daemon=True)

    def start(self) -> None:
        """Refresh at once, then again and again."""
        self._thread.start()

    def stop(self, timeout: float = 15.0) -> None:
        """End after what is being asked now."""
        self._stopping.set()
        self._thread.join(timeout)

    @property
    def is_running(self) -> bool:
        """Return whether the thread is alive."""
        return self._thread.is_alive()

    def _run(self) -> None:
        is_gone = False
        while not self._stopping.is_set():
            try:
                self.plans.refresh(self.application, at=self.now())
                is_gone = False
            except ApplicationGone as gone:
                # Once, and not every time until it is back.
                if not is_gone:
                    log.warning("The last plans are kept. %s", gone)
                is_gone = True
            except Exception as error:  # noqa: BLE001 - nobody would start it again
                # The sentence of a strange error could quote a plan.
                log.error("Refreshing the plans failed (%s).", type(error).__name__)
            # A telephone that began before the application has no plan at all yet.
            self._stopping.wait(min(self.every, SOON) if is_gone else self.every)
