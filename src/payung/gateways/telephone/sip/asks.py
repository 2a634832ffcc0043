"""An alert or a drill: one of ours is rung and asked to press 1."""

from __future__ import annotations

from payung.engines.dispatch import (
    ASK_ENDS,
    AskEvent,
    CancelPhone,
    Effect,
    HangUpPhone,
    PlayPrompt,
    Prompt,
    RingPhone,
    ask_step,
    start_ask,
)
from payung.gateways.telephone.reporting import Draft, ask_drafts
from payung.gateways.telephone.speaking import NewsKind, Order, OrderKind

from .book import Book
from .exchange import Exchange
from .loop import Timer
from .order_memory import forget_legs, keep_legs
from .phones import Heard, Phone
from .taming import surprise
from .ways import NoWay


_HEARD = {
    Heard.ANSWERED: AskEvent.ANSWERED,
    Heard.PRESSED_ONE: AskEvent.PRESSED_ONE,
    Heard.GONE: AskEvent.GONE,
}


class AskRun:
    """Carries one ask out."""

    def __init__(self, exchange: Exchange, order: Order) -> None:
        self._exchange = exchange
        self._order = order
        self._book = Book(exchange.journal, line=order.line, call=order.id)
        self._phone: Phone | None = None
        self._timer: Timer | None = None
        drill = order.kind is OrderKind.DRILL
        self._ask, self._first = start_ask(
            order.contact,
            target=order.target,
            at=exchange.now(),
            wait=order.wait,
            prompt=Prompt.DRILL if drill else Prompt.PRESS_ONE,
        )

    def begin(self) -> None:
        """Ring her."""
        self._exchange.runs[self._order.id] = self
        ringing = Draft(kind=NewsKind.RINGING, target=self._order.target)
        self._book.write((ringing,), at=self._exchange.now())
        self._wind()
        with self._exchange.stack.held():
            self._carry_out(self._first)
            keep_legs(self._exchange, self._order.id, [self._phone])

    def cancel(self) -> None:
        """Call it off."""
        self._feed(AskEvent.CALLED_OFF)

    def _feed(self, event: AskEvent) -> None:
        with self._exchange.stack.held():
            self._step(event)

    def _step(self, event: AskEvent) -> None:
        at = self._exchange.now()
        before = self._ask
        self._ask, effects = ask_step(before, event, at=at)
        if self._ask == before and not effects:
            return
        self._book.write(ask_drafts(before, self._ask), at=at)
        self._wind()
        self._carry_out(effects)
        if self._ask.state in ASK_ENDS:
            self._finish()
        else:
            keep_legs(self._exchange, self._order.id, [self._phone])

    def _carry_out(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            try:
                self._do(effect)
            except Exception as surprised:  # noqa: BLE001 - it must end, whatever fails
                if not isinstance(surprised, NoWay):
                    surprise("in an ask")
                self._exchange.loop.soon(self._feed, AskEvent.GONE)

    def _do(self, effect: Effect) -> None:
        if isinstance(effect, RingPhone):
            order = self._order
            self._phone = Phone(
                self._exchange,
                way=self._exchange.way(order.address),
                shows=order.shows,
                language=order.language,
                told=lambda heard: self._feed(_HEARD[heard]),
            )
            self._phone.ring()
            return
        if self._phone is None:
            return
        match effect:
            case PlayPrompt(prompt=Prompt.TAKEN):
                self._phone.part(Prompt.TAKEN)
            case PlayPrompt(prompt=prompt):
                self._phone.ask(prompt)
            case CancelPhone() | HangUpPhone():
                self._phone.let_go()
            case _:
                pass  # what is left is told, not done

    def _finish(self) -> None:
        if self._phone is not None:
            self._phone.let_go()
        self._exchange.runs.pop(self._order.id, None)
        forget_legs(self._exchange, self._order.id)

    def _wind(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._ask.due_at is not None:
            wait = (self._ask.due_at - self._exchange.now()).total_seconds()
            due = AskEvent.DUE
            self._timer = self._exchange.loop.later(wait, lambda: self._feed(due))
