"""A call that is being carried out: the machine behind a lock, its news in the journal."""

from __future__ import annotations

from threading import RLock

from payung.engines.dispatch import (
    Call,
    CallEvent,
    CallState,
    LegState,
    Prompt,
    Signal,
    call_step,
)
from payung.gateways.telephone.reporting import drafts_of
from payung.gateways.telephone.speaking import PlanPaper

from .rung import Teller


_LIVE = (LegState.RINGING, LegState.SCREENING)


class LiveCall:
    """A call that is being carried out; every method may be called by any thread."""

    def __init__(
        self, handle: str, call: Call, paper: PlanPaper, teller: Teller
    ) -> None:
        self.handle, self.paper = handle, paper
        self._call, self._teller = call, teller
        self._called_off = False
        self._lock = RLock()

    @property
    def called_off(self) -> bool:
        """Return whether somebody stopped the ringing from outside."""
        return self._called_off

    def call_off(self) -> None:
        """Take it that nobody is to be rung any more; a call-back is owed."""
        with self._lock:
            self._called_off = True
            self.report(CallEvent.CALLER_GONE)

    @property
    def call(self) -> Call:
        """Return the call as it stands."""
        return self._call

    def report(self, event: CallEvent, target: str = "", digit: str = "") -> None:
        """Give the machine one report of now."""
        at = self._teller.now()
        plan = self.paper.plan if event is CallEvent.PLANNED else None
        self._take(Signal(event=event, at=at, target=target, digit=digit, plan=plan))

    def wait_over(self) -> None:
        """Say that a wait is over: whoever rang kept the time, to the second or so."""
        with self._lock:
            at = max(self._teller.now(), self._call.due_at or self._teller.now())
            self._take(Signal(event=CallEvent.DUE, at=at))

    def phones(self) -> tuple[int, ...]:
        """Return the places of the phones that are to ring now."""
        with self._lock:
            legs = enumerate(self._call.legs)
            return tuple(place for place, leg in legs if leg.state in _LIVE)

    def wait(self) -> int:
        """Return for how many seconds the step's phones ring."""
        return self._call.plan.steps[self._call.step].wait

    def address(self, place: int) -> str:
        """Return where the phone is reached; empty where it is not to be rung."""
        with self._lock:
            target = self._target(place)
            live = target in self._call.in_state(*_LIVE)
            return self.paper.addresses.get(target, "") if live else ""

    def ringing(self, place: int) -> tuple[str, int]:
        """Return the hotline's number and the step's seconds."""
        return self.paper.shows, self.wait()

    def answered(self, place: int) -> tuple[Prompt, str, int] | None:
        """Return the question for a phone that answered in time."""
        with self._lock:
            target = self._target(place)
            self.report(CallEvent.LEG_ANSWERED, target)
            if target not in self._call.in_state(LegState.SCREENING):
                return None
            wait = self._call.plan.confirm_wait
            return Prompt.PRESS_ONE, self._language(target), wait

    def pressed(self, place: int, key: str) -> bool:
        """Return whether this phone is the one that talks to the caller."""
        with self._lock:
            target = self._target(place)
            yes = key == "1"
            self.report(
                CallEvent.LEG_PRESSED_ONE if yes else CallEvent.LEG_GONE, target
            )
            return target in self._call.in_state(LegState.TALKING)

    def refused(self, place: int) -> None:
        """Take it that this phone is busy, out of reach, or did not want to."""
        with self._lock:
            target = self._target(place)
            if target in self._call.in_state(*_LIVE):
                self.report(CallEvent.LEG_GONE, target)

    def let_go(self, place: int) -> tuple[Prompt, str] | None:
        """Return what a phone hears that came too late."""
        taken = self._call.state is CallState.TALKING
        return (Prompt.TAKEN, self._language(self._target(place))) if taken else None

    def talk_over(self) -> bool:
        """Take it that whoever talked has hung up; return whether anybody had."""
        with self._lock:
            talking = self._call.in_state(LegState.TALKING)
            if talking:
                self.report(CallEvent.LEG_GONE, talking[0])
            return bool(talking)

    def _take(self, signal: Signal) -> None:
        with self._lock:
            before = self._call
            after, effects = call_step(before, signal)
            # Written before the next command: what is not in the journal never was.
            self._teller.tell(drafts_of(before, after, signal, effects))
            self._call = after

    def _target(self, place: int) -> str:
        legs = self._call.legs
        return legs[place].target if place < len(legs) else ""

    def _language(self, target: str) -> str:
        return self.paper.languages.get(target, self.paper.language)
