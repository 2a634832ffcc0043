"""What a webhook of a call changes: pure, `(row, ticket, webhook) -> (row, drafts)`.

The rules of the call are the machine's (`dispatch.call_step`). Here stands only what a
cloud does differently: it rings until a Dial is over, so phones that rang without an
answer are rung again beside those of the next step.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from payung.engines.dispatch import (
    CallEvent,
    CallState,
    LegState,
    Signal,
    arriving,
    call_step,
)
from payung.gateways.telephone.reporting import Draft, drafts_of
from payung.gateways.telephone.speaking import PlanPaper

from .africas_talking import at_events, in_one_step
from .providers import Dialect, Provider
from .rows import CallRow, Recording
from .tickets import Purpose, Ticket
from .webhooks import Webhook


Heard = tuple[CallRow, tuple[Draft, ...]]


def begun(sid: str, paper: PlanPaper, *, provider: Provider, at: datetime) -> Heard:
    """Return the row of a call that has just arrived, with its first Dial."""
    call = arriving(sid, last_plan=None, at=at)
    paper = paper if provider.step_wait else in_one_step(paper)
    row = CallRow(call=call, paper=paper, started_at=at)
    hearing = _Hearing(row, provider, at)
    if paper.rejects:
        hearing.step(CallEvent.MISSED_CALL)
    else:
        hearing.take(Signal(event=CallEvent.PLANNED, at=at, plan=paper.plan))
        hearing.go_on()
    return hearing.row, tuple(hearing.drafts)


def heard(
    row: CallRow, ticket: Ticket, said: Webhook, *, provider: Provider, at: datetime
) -> Heard:
    """Return the row after this webhook; what is late or repeated changes nothing."""
    hearing = _Hearing(row, provider, at)
    match ticket.purpose:
        case Purpose.MENU:
            hearing.chose(said)
        case Purpose.DIAL:
            hearing.dial_over(ticket.number, said)
        case Purpose.PHONE | Purpose.PRESS | Purpose.PHONE_OVER:
            hearing.phone(ticket, said)
        case Purpose.MESSAGE:
            hearing.message_over(said)
        case Purpose.RECORDING:
            hearing.recording(said)
        case Purpose.ARRIVE if provider.dialect is Dialect.AFRICAS_TALKING:
            hearing.all_over(said)
        case Purpose.STATUS:
            hearing.caller_over(said)
    return hearing.row, tuple(hearing.drafts)


def caller_gone(row: CallRow, *, provider: Provider, at: datetime) -> Heard:
    """Return the row of a call whose caller is known to be gone."""
    hearing = _Hearing(row, provider, at)
    hearing.step(CallEvent.CALLER_GONE)
    return hearing.row, tuple(hearing.drafts)


class _Hearing:
    """One webhook being heard: the row as it changes, and what is to be told."""

    def __init__(self, row: CallRow, provider: Provider, at: datetime) -> None:
        self.row, self.provider, self.at = row, provider, at
        self.drafts: list[Draft] = []

    @property
    def state(self) -> CallState:
        return self.row.call.state

    def step(self, event: CallEvent, target: str = "", digit: str = "") -> None:
        """Give the machine one report of now."""
        self.take(Signal(event=event, at=self.at, target=target, digit=digit))

    def take(self, signal: Signal) -> None:
        """Give the machine one report, and note what is to be told."""
        before = self.row.call
        after, effects = call_step(before, signal)
        # Who had her turn in one step gets another beside the phones of the next.
        tried = self.row.tried if after.step == before.step else ()
        self.row = replace(self.row, call=after, tried=tried)
        self.drafts += drafts_of(before, after, signal, effects)
        if after.state is CallState.MESSAGE is not before.state:
            self._no_message_that_cannot_be_kept()

    def _no_message_that_cannot_be_kept(self) -> None:
        voicemail = self.provider.caps(fallback=False).voicemail
        if voicemail == "none" or self.row.paper.seal_to is None:
            self.step(CallEvent.CALLER_GONE)

    def go_on(self) -> None:
        """Begin the next Dial: phones that had no turn in this step come first."""
        self.row = replace(self.row, dialling=())
        while self.state is CallState.RINGING:
            self._leave_out_unreachable()
            phones = self._phones()
            if phones:
                self._dial(phones)
                return
            self._step_over()

    def _dial(self, phones: tuple[str, ...]) -> None:
        row = self.row
        tried = tuple(dict.fromkeys((*row.tried, *phones)))
        self.row = replace(row, dials=row.dials + 1, dialling=phones, tried=tried)

    def _step_over(self) -> None:
        # The cloud keeps the time of a Dial; a second too early is not too early.
        due_at = max(self.at, self.row.call.due_at or self.at)
        self.take(Signal(event=CallEvent.DUE, at=due_at))

    def _leave_out_unreachable(self) -> None:
        for target in self.row.call.in_state(LegState.RINGING):
            scheme = self.row.paper.addresses.get(target, "").partition(":")[0]
            if scheme != "tel" and not (scheme == "sip" and self.provider.sip):
                self.step(CallEvent.LEG_GONE, target)

    def _phones(self) -> tuple[str, ...]:
        ringing = self.row.call.in_state(LegState.RINGING)
        fresh = tuple(each for each in ringing if each not in self.row.tried)
        again = tuple(each for each in ringing if each in self.row.tried)
        return (*fresh, *again)[: self.provider.parallel] if fresh else ()

    def phone(self, ticket: Ticket, said: Webhook) -> None:
        """Hear one of our phones: it answered, pressed a key, or its leg ended."""
        leg = self.row.leg_at(ticket.number)
        if leg is None:
            return
        if ticket.purpose is Purpose.PHONE:
            self.step(CallEvent.LEG_ANSWERED, leg.target)
        elif ticket.purpose is Purpose.PRESS:
            yes = said.digits == "1"
            event = CallEvent.LEG_PRESSED_ONE if yes else CallEvent.LEG_GONE
            self.step(event, leg.target)
        elif said.is_over and not (said.only_rang and leg.state is LegState.RINGING):
            # A phone that only rang may ring again; who left the question open is out.
            self.step(CallEvent.LEG_GONE, leg.target)

    def dial_over(self, number: int, said: Webhook) -> None:
        """Hear that a Dial is over: by a talk, by the caller, or by nobody."""
        if number != self.row.dials or self.state is CallState.ENDED:
            return
        talking = self.row.call.in_state(LegState.TALKING)
        if said.is_over:
            self.step(CallEvent.CALLER_GONE)
        elif talking:
            self.step(CallEvent.LEG_GONE, talking[0])
        elif self.row.dialling and said.dial_answered and not self.provider.confirm:
            self._talked(self.row.dialling[0])
        elif self.row.dialling:
            self._nobody(said)

    def _talked(self, target: str) -> None:
        """Take a talk that a cloud without a question has made and ended by itself."""
        self.step(CallEvent.LEG_ANSWERED, target)
        self.step(CallEvent.LEG_PRESSED_ONE, target)
        self.step(CallEvent.LEG_GONE, target)

    def _nobody(self, said: Webhook) -> None:
        lost = set(self.row.call.in_state(LegState.SCREENING))
        lost |= set(self.row.dialling) if said.was_refused else set()
        for target in self.row.dialling:
            if target in lost:
                self.step(CallEvent.LEG_GONE, target)
        self.go_on()

    def chose(self, said: Webhook) -> None:
        """Hear the caller's key; another one, or none, means that she did not choose."""
        if self.state is not CallState.CHOOSING:
            return
        if said.is_over:
            self.step(CallEvent.CALLER_GONE)
            return
        self.step(CallEvent.DIGIT, digit=said.digits[:1])
        if self.state is CallState.CHOOSING:
            self._step_over()
        self.go_on()

    def message_over(self, said: Webhook) -> None:
        """Hear that the recording is over; with the danger key it says more."""
        if self.state is CallState.MESSAGE:
            self.step(CallEvent.DIGIT, digit=said.digits[:1])
            spoke = said.seconds > 0
            self.step(CallEvent.MESSAGE_ENDED if spoke else CallEvent.CALLER_GONE)

    def recording(self, said: Webhook) -> None:
        """Note a recording to be fetched, once."""
        known = any(each.ref == said.recording for each in self.row.recordings)
        if known or not said.recording or not said.seconds:
            return
        fresh = Recording(ref=said.recording, seconds=said.seconds)
        self.row = replace(self.row, recordings=(*self.row.recordings, fresh))
        if self.state is CallState.MESSAGE:
            self.step(CallEvent.MESSAGE_ENDED)

    def all_over(self, said: Webhook) -> None:
        """Hear the one report of a cloud that tells only of the end."""
        if said.is_over and self.state is not CallState.ENDED:
            for event, target in at_events(self.row, said):
                self.step(event, target)

    def caller_over(self, said: Webhook) -> None:
        """Hear that the caller's leg ended.

        Where this overtakes the report of her message, the message is told all the same.
        """
        if said.is_over:
            self.step(CallEvent.CALLER_GONE)
