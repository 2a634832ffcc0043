"""Calling back: one of ours first, then the caller, then the two are joined."""

from __future__ import annotations

from payung.engines.dispatch import (
    Back,
    BackEvent,
    BackState,
    DialCaller,
    Effect,
    HangUpPhone,
    JoinCaller,
    Outcome,
    PlayPrompt,
    Prompt,
    RingPhone,
    call_back_step,
    start_call_back,
)
from payung.gateways.telephone.reporting import Draft
from payung.gateways.telephone.speaking import NewsKind, Order

from .book import Book
from .exchange import Exchange
from .loop import Timer
from .order_memory import forget_legs, keep_legs
from .phones import Heard, Phone
from .talk import Talk
from .taming import surprise
from .ways import NoWay


LONGEST_TALK = 3600
_OURS = {
    Heard.ANSWERED: BackEvent.WE_ANSWERED,
    Heard.PRESSED_ONE: BackEvent.WE_PRESSED_ONE,
    Heard.GONE: BackEvent.WE_ARE_GONE,
}
_HERS = {
    Heard.ANSWERED: BackEvent.CALLER_ANSWERED,
    Heard.GONE: BackEvent.CALLER_GONE,
}
_BEFORE_HER_KEY = (BackState.RINGING_US, BackState.ASKING)


class BackRun:
    """Carries one call-back out. The caller's number is taken up at the last moment."""

    def __init__(self, exchange: Exchange, order: Order) -> None:
        self._exchange = exchange
        self._order = order
        self._book = Book(exchange.journal, line=order.line, call=order.id)
        self._ours: Phone | None = None
        self._hers: Phone | None = None
        self._talk: Talk | None = None
        self._timer: Timer | None = None
        self._called_off = False
        self._back, self._first = start_call_back(
            order.contact,
            target=order.target,
            attempt=1,
            at=exchange.now(),
            wait=order.wait,
        )

    def begin(self) -> None:
        """Ring ours."""
        self._exchange.runs[self._order.id] = self
        ringing = Draft(kind=NewsKind.RINGING, target=self._order.target)
        self._book.write((ringing,), at=self._exchange.now())
        self._wind()
        with self._exchange.stack.held():
            self._carry_out(self._first)
            keep_legs(self._exchange, self._order.id, [self._ours, self._hers])

    def cancel(self) -> None:
        """Stop it, unless the two already speak."""
        if self._back.state is not BackState.TALKING:
            self._called_off = True
            self._feed(BackEvent.WE_ARE_GONE)

    def _feed(self, event: BackEvent) -> None:
        with self._exchange.stack.held():
            self._step(event)

    def _step(self, event: BackEvent) -> None:
        at = self._exchange.now()
        before = self._back
        self._back, effects = call_back_step(before, event, at=at)
        if self._back == before and not effects:
            return
        self._book.write(self._drafts(before, event), at=at)
        self._wind()
        if self._back.state is BackState.ENDED and self._talk is not None:
            self._talk.end()
        self._carry_out(effects)
        if self._back.state is BackState.ENDED:
            self._finish()
        else:
            keep_legs(self._exchange, self._order.id, [self._ours, self._hers])

    def _drafts(self, before: Back, event: BackEvent) -> tuple[Draft, ...]:
        target, state = self._order.target, self._back.state
        kinds = {
            BackState.ASKING: NewsKind.SCREENING,
            BackState.RINGING_CALLER: NewsKind.ACCEPTED,
            BackState.TALKING: NewsKind.REACHED,
        }
        found = [Draft(kind=kinds[state], target=target)] if state in kinds else []
        if event is BackEvent.CALLER_GONE:
            found.append(Draft(kind=NewsKind.CALLER_GONE))
        if state is BackState.ENDED:
            if before.state in _BEFORE_HER_KEY and not self._called_off:
                found.append(Draft(kind=NewsKind.REFUSED, target=target))
            found.append(Draft(kind=NewsKind.ENDED, outcome=self._outcome()))
        return tuple(found)

    def _outcome(self) -> Outcome:
        if self._back.reached:
            return Outcome.ANSWERED
        return Outcome.INTERRUPTED if self._called_off else Outcome.NO_ANSWER

    def _carry_out(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            try:
                self._do(effect)
            except Exception as surprised:  # noqa: BLE001 - it must end, whatever fails
                if not isinstance(surprised, NoWay):
                    surprise("in a call-back")
                side = isinstance(effect, DialCaller)
                gone = BackEvent.CALLER_GONE if side else BackEvent.WE_ARE_GONE
                self._exchange.loop.soon(self._feed, gone)

    def _do(self, effect: Effect) -> None:
        if isinstance(effect, RingPhone):
            self._ring_ours()
        elif isinstance(effect, DialCaller):
            self._ring_hers()
        elif self._ours is not None:
            self._do_with_ours(effect, self._ours)

    def _do_with_ours(self, effect: Effect, ours: Phone) -> None:
        match effect:
            case PlayPrompt(prompt=Prompt.CALLER_COMING):
                ours.say(Prompt.CALLER_COMING, self._let_hear_ringing)
            case PlayPrompt(prompt=prompt):
                ours.ask(prompt)
            case JoinCaller():
                self._join(ours)
            case HangUpPhone():
                ours.let_go()
            case _:
                pass  # what is left is told, not done

    def _ring_ours(self) -> None:
        order = self._order
        self._ours = Phone(
            self._exchange,
            way=self._exchange.way(order.address),
            shows=order.shows,
            language=order.language,
            told=lambda heard: self._feed(_OURS[heard]),
        )
        self._ours.ring()

    def _ring_hers(self) -> None:
        order, at = self._order, self._exchange.now()
        number = order.number or self._exchange.numbers.of(order.of_call, at=at)
        if not number:
            raise NoWay("Nobody remembers who called.")
        self._hers = Phone(
            self._exchange,
            way=self._exchange.way(f"tel:{number}"),
            shows=order.shows,
            language=order.caller_language,
            told=self._she_did,
        )
        self._hers.ring()

    def _she_did(self, heard: Heard) -> None:
        if heard in _HERS:
            self._feed(_HERS[heard])

    def _let_hear_ringing(self) -> None:
        if self._back.state is BackState.RINGING_CALLER and self._ours is not None:
            self._ours.seat.loop(self._exchange.ringing)

    def _join(self, ours: Phone) -> None:
        if self._hers is None:
            return
        self._talk = Talk(
            self._exchange,
            caller=self._hers.seat,
            phone=ours.seat,
            longest=LONGEST_TALK,
            caller_gone=lambda: self._feed(BackEvent.CALLER_GONE),
            phone_gone=lambda: self._feed(BackEvent.WE_ARE_GONE),
        )

    def _finish(self) -> None:
        for phone in (self._ours, self._hers):
            if phone is not None:
                phone.let_go()
        self._exchange.runs.pop(self._order.id, None)
        forget_legs(self._exchange, self._order.id)

    def _wind(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._back.due_at is not None:
            wait = (self._back.due_at - self._exchange.now()).total_seconds()
            due = BackEvent.DUE
            self._timer = self._exchange.loop.later(wait, lambda: self._feed(due))
