"""One call of somebody who called us: what the call machine says, written and done."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from payung.engines.dispatch import (
    Call,
    CallEvent,
    CallState,
    Effect,
    LegState,
    PlayPrompt,
    RingPhone,
    Signal,
    arriving,
    call_step,
)
from payung.gateways.telephone.arrivals import sealed_arrival
from payung.gateways.telephone.reporting import Draft, drafts_of
from payung.gateways.telephone.speaking import NewsKind, PlanPaper, Voicemail

from .book import Book
from .call_memory import CallMemory
from .callers import Caller
from .exchange import Exchange
from .loop import Timer
from .parties import Parties, Reports
from .phones import Heard
from .stack import Answered
from .taming import surprise
from .ways import NoWay


ROUTE_WAIT = timedelta(seconds=1.5)
LEAST_AFTER_CRASH = timedelta(seconds=5)
_HEARD = {
    Heard.ANSWERED: CallEvent.LEG_ANSWERED,
    Heard.PRESSED_ONE: CallEvent.LEG_PRESSED_ONE,
    Heard.GONE: CallEvent.LEG_GONE,
}
_LIVE = (LegState.RINGING, LegState.SCREENING)


class CallRun:
    """Carries one call out; every step is written down before it is done.

    After each step the whole call lies in memory outside of the process: from there
    `resume` goes on with it after a crash.
    """

    def __init__(
        self,
        exchange: Exchange,
        *,
        line: str,
        caller: Caller,
        memory: CallMemory | None = None,
    ) -> None:
        self._exchange = exchange
        self._who = caller
        self._line = line
        self.id = memory.call.id if memory else uuid4().hex
        seq = memory.seq if memory else 0
        self._book = Book(exchange.journal, line=line, call=self.id, seq=seq)
        reports = Reports(
            key=self._key,
            caller_gone=self._caller_gone,
            acknowledged=self._remember,
            phone=self._phone_did,
            recorded=self._recorded,
            still_waits=lambda: self._call.state is CallState.RINGING,
        )
        self._parties = Parties(exchange, reports, memory)
        if memory is None:
            self._parties.follow(exchange.planner.last(line, self.id))
        self._call = memory.call if memory else self._arriving()
        self._invite = memory.invite if memory else b""
        self._source = memory.source if memory else ("", 0)
        self._tries = memory.tries if memory else 0
        self._signals: deque[Signal] = deque()
        self._busy = False
        self._timer: Timer | None = None

    # ---- beginnings ----------------------------------------------------------------

    def begin(self, request: Any, transaction: Any) -> Answered:
        """Remember and write down who came; only then take the INVITE, and say 100."""
        self._invite, self._source = self._exchange.stack.message
        with self._exchange.stack.held():
            self._enter()
            self._ask()
            return self._take(request, transaction)

    def resume(self, memory: CallMemory) -> None:
        """Go on after a crash: with the caller, with every phone, where we were."""
        self._enter_again(memory)
        with self._exchange.stack.held():
            self._parties.revive_phones(memory)
            if memory.caller.dialog:
                self._parties.revive_caller(memory)
                self._go_on()
            else:
                # sippy sees her INVITE for the first time: her side takes our second
                # answer, with the same tag, for a repetition of the first.
                self._come_back(self._go_on)

    def interrupt(self, memory: CallMemory) -> None:
        """End it after a crash that lasted too long: let go whoever is still there."""
        with self._exchange.stack.held():
            self._parties.revive_phones(memory)
            if memory.caller.dialog:
                self._parties.revive_caller(memory)
            self.give_up(memory)

    def give_up(self, memory: CallMemory) -> None:
        """End it as it is: what could not be brought back is let go by nobody."""
        if memory.caller.dialog:
            self._feed(CallEvent.RESTARTED)
        else:
            self._come_back(lambda: self._feed(CallEvent.RESTARTED))

    def bury(self, memory: CallMemory) -> None:
        """Let go whoever is still connected with a call that is over."""
        self._parties.revive_phones(memory)
        if memory.caller.dialog:
            self._parties.revive_caller(memory)
            self._parties.end(self._goodbye, speaks=False)
        else:
            self._come_back(lambda: self._parties.end(self._goodbye, speaks=False))

    def cancel(self) -> None:
        """Stop ringing; whoever waits is asked for a message."""
        steps = self._call.plan.steps[: self._call.step + 1]
        self._call = replace(self._call, plan=replace(self._call.plan, steps=steps))
        for target in self._call.in_state(*_LIVE):
            self._parties.let_go(target)
            self._feed(CallEvent.LEG_GONE, target=target)

    def _enter(self) -> None:
        at = self._exchange.now()
        self._exchange.runs[self.id] = self
        self._exchange.numbers.keep(self.id, self._who.number, at=at)
        self._remember()

    def _enter_again(self, memory: CallMemory) -> None:
        """Count the try before it is made: what ends the process must not do so twice."""
        self._tries = memory.tries + 1
        again = replace(memory, tries=self._tries)
        self._exchange.memory.keep(self.id, again.write())
        self._exchange.runs[self.id] = self

    def _come_back(self, then: Callable[[], None]) -> None:
        """Take the caller's INVITE up once more, and then do this."""

        def comes(request: Any, transaction: Any) -> Answered:
            answered = self._take(request, transaction)
            then()
            return answered

        self._exchange.coming_back[self._invite] = comes
        self._exchange.stack.again(self._invite, self._source)

    def _ask(self) -> None:
        """Write the arrival down and ask for the plan."""
        paper = self._parties.paper
        arrived = sealed_arrival(
            self._who.number,
            record=uuid4(),
            seal_to=paper.seal_to if paper else None,
            machine=self._exchange.settings.machine,
        )
        news = self._book.arrival(arrived, at=self._exchange.now())
        self._exchange.planner.ask(news, self._planned)
        self._remember()

    def _due_after_crash(self) -> datetime | None:
        """Return when to look again: the time that nobody was there is not counted."""
        due_at, at = self._call.due_at, self._exchange.now()
        if due_at is None:
            return None
        if self._call.state is CallState.ROUTING:
            return at + ROUTE_WAIT
        if self._call.state is CallState.MESSAGE:
            return at + timedelta(seconds=self._call.plan.longest_message)
        return max(due_at, at + LEAST_AFTER_CRASH)

    def _take(self, request: Any, transaction: Any) -> Answered:
        answered = self._parties.take(request, transaction)
        if not self._parties.caller.speaks:
            self._exchange.loop.soon(self._feed, CallEvent.CALLER_GONE)
        self._wind()
        return answered

    def _go_on(self) -> None:
        self._call = replace(self._call, due_at=self._due_after_crash())
        if self._call.state is CallState.ROUTING:
            self._ask()
        self._parties.go_on(self._call)
        # Phones that were rung and are not in memory were about to be, or have gone.
        for target in self._call.in_state(*_LIVE):
            if target not in self._parties.remembered:
                self._exchange.loop.soon(self._phone_did, target, Heard.GONE)
        self._wind()
        self._remember()

    # ---- what is heard -------------------------------------------------------------

    def _planned(self, paper: PlanPaper | None) -> None:
        if self._call.state is not CallState.ROUTING:
            return
        self._parties.follow(paper)
        if self._parties.paper is not None and self._parties.paper.rejects:
            self._feed(CallEvent.MISSED_CALL)
            return
        event = CallEvent.NO_PLAN if paper is None else CallEvent.PLANNED
        self._feed(event, paper=paper)

    def _key(self, digit: str) -> None:
        self._feed(CallEvent.DIGIT, digit=digit)

    def _caller_gone(self) -> None:
        self._feed(CallEvent.CALLER_GONE)

    def _phone_did(self, target: str, heard: Heard) -> None:
        self._feed(_HEARD[heard], target=target)

    def _recorded(self, left: Voicemail | None) -> None:
        if left is None:
            self._feed(CallEvent.CALLER_GONE)
            return
        self._book.write_message(left, at=self._exchange.now())
        self._feed(CallEvent.MESSAGE_ENDED)

    def _due(self) -> None:
        if self._call.state is CallState.ROUTING:
            self._planned(None)
        elif (
            self._call.state is not CallState.MESSAGE
            or not self._parties.stop_recording()
        ):
            self._feed(CallEvent.DUE)

    # ---- one step ------------------------------------------------------------------

    def _feed(
        self,
        event: CallEvent,
        *,
        target: str = "",
        digit: str = "",
        paper: PlanPaper | None = None,
    ) -> None:
        """Take a report; one that comes while another is worked on waits its turn."""
        plan = paper.plan if paper else None
        at = self._exchange.now()
        signal = Signal(event=event, at=at, target=target, digit=digit, plan=plan)
        self._signals.append(signal)
        if self._busy:
            return
        self._busy = True
        try:
            while self._signals:
                with self._exchange.stack.held():
                    self._step(self._signals.popleft())
        finally:
            self._busy = False

    def _step(self, signal: Signal) -> None:
        before = self._call
        after, effects = call_step(before, signal)
        if after == before and not effects:
            return
        drafts = (*_gave_up(before, after), *drafts_of(before, after, signal, effects))
        self._book.write(drafts, at=signal.at)
        self._call = after
        for effect in effects:
            self._try(effect)
        if after.state is CallState.ENDED:
            self._finish(effects)
        else:
            self._wind()
            self._remember()

    def _try(self, effect: Effect) -> None:
        try:
            self._parties.carry_out(effect)
        except Exception as surprised:  # noqa: BLE001 - the caller must not pay for it
            if not isinstance(surprised, NoWay):
                surprise("in a call")
            if isinstance(effect, RingPhone):
                self._feed(CallEvent.LEG_GONE, target=effect.target)

    # ---- the end -------------------------------------------------------------------

    def _finish(self, effects: tuple[Effect, ...]) -> None:
        self._stop_timer()
        speaks = any(isinstance(e, PlayPrompt) and not e.target for e in effects)
        self._remember()
        self._exchange.runs.pop(self.id, None)
        self._parties.end(self._goodbye, speaks=speaks)

    def _goodbye(self) -> None:
        self._parties.hang_up()
        # Later: what is said to the others now leaves before the call is forgotten.
        self._exchange.loop.soon(self._exchange.memory.forget, self.id)

    # ---- memory and time -----------------------------------------------------------

    def _remember(self) -> None:
        try:
            self._exchange.memory.keep(self.id, self._memory().write())
        except OSError:
            surprise("remembering a call")

    def _memory(self) -> CallMemory:
        return CallMemory(
            line=self._line,
            seq=self._book.seq,
            number=self._who.number,
            invite=self._invite,
            source=self._source,
            tag=self._parties.caller.dialog.tag,
            call=self._call,
            paper=self._parties.paper,
            caller=self._parties.caller.remembered,
            phones=self._parties.remembered,
            tries=self._tries,
        )

    def _wind(self) -> None:
        self._stop_timer()
        if self._call.due_at is not None:
            wait = (self._call.due_at - self._exchange.now()).total_seconds()
            self._timer = self._exchange.loop.later(wait, self._due)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _arriving(self) -> Call:
        plan = self._parties.paper.plan if self._parties.paper else None
        return arriving(self.id, last_plan=plan, at=self._exchange.now())


def _gave_up(before: Call, after: Call) -> list[Draft]:
    """Return that these phones did not press 1, where that is why a message is taken.

    Where another accepted, or the caller is gone, the others refused nothing.
    """
    if after.state is not CallState.MESSAGE or before.state is CallState.MESSAGE:
        return []
    return [
        Draft(kind=NewsKind.REFUSED, target=target)
        for target in before.in_state(*_LIVE)
        if target in after.in_state(LegState.CANCELLED)
    ]
