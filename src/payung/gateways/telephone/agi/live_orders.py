"""An order that is being carried out: one of ours is rung, then perhaps the caller."""

from __future__ import annotations

from datetime import timedelta
from threading import RLock

from payung.engines.dispatch import (
    AskEvent,
    AskState,
    BackEvent,
    BackState,
    Prompt,
    ask_step,
    call_back_step,
    start_ask,
    start_call_back,
)
from payung.gateways.telephone.reporting import Draft, ask_drafts, back_drafts
from payung.gateways.telephone.speaking import NewsKind, Order, OrderKind

from .rung import Teller


_BACK_OF_ASK = {
    AskEvent.ANSWERED: BackEvent.WE_ANSWERED,
    AskEvent.PRESSED_ONE: BackEvent.WE_PRESSED_ONE,
    AskEvent.GONE: BackEvent.WE_ARE_GONE,
    AskEvent.CALLED_OFF: BackEvent.WE_ARE_GONE,
}


class LiveOrder:
    """An order that is being carried out: one phone of ours, then perhaps the caller."""

    def __init__(self, handle: str, order: Order, teller: Teller) -> None:
        self.handle, self.order = handle, order
        self._teller = teller
        self._lock = RLock()
        at = teller.now()
        self.gives_up_at = at + timedelta(seconds=order.wait + 30)
        who, wait = order.target, order.wait
        prompt = Prompt.DRILL if order.kind is OrderKind.DRILL else Prompt.PRESS_ONE
        self.ask, _ = start_ask(
            order.contact, target=who, at=at, wait=wait, prompt=prompt
        )
        self.back, _ = start_call_back(
            order.contact, target=who, attempt=1, at=at, wait=wait
        )

    @property
    def calls_back(self) -> bool:
        """Return whether a caller is called once she is there."""
        return self.order.kind is OrderKind.CALL_BACK

    @property
    def is_over(self) -> bool:
        """Return whether nothing more will happen."""
        if self.calls_back:
            return self.back.state is BackState.ENDED
        return self.ask.state not in (AskState.RINGING, AskState.ASKING)

    @property
    def rings_in_vain(self) -> bool:
        """Return whether Asterisk should long have told of her phone, and did not."""
        rings = self.ask.state is AskState.RINGING
        if self.calls_back:
            rings = self.back.state is BackState.RINGING_US
        return rings and self._teller.now() > self.gives_up_at

    def begun(self) -> None:
        """Say that her phone is being rung."""
        self._teller.tell((Draft(kind=NewsKind.RINGING, target=self.order.target),))

    def happened(self, event: AskEvent) -> None:
        """Take what her phone did, or that the order was called off."""
        with self._lock:
            if self.calls_back:
                self.caller(_BACK_OF_ASK[event])
                return
            before = self.ask
            self.ask, _ = ask_step(before, event, at=self._teller.now())
            self._teller.tell(ask_drafts(before, self.ask))

    def caller(self, event: BackEvent) -> None:
        """Take what happened in a call-back."""
        with self._lock:
            before = self.back
            self.back, _ = call_back_step(before, event, at=self._teller.now())
            self._teller.tell(back_drafts(before, self.back))

    def address(self, place: int) -> str:
        """Return where she is reached, as long as she is to be rung."""
        return "" if self.is_over else self.order.address

    def ringing(self, place: int) -> tuple[str, int]:
        """Return the hotline's number and for how long she is rung."""
        self.begun()
        return self.order.shows, self.order.wait

    def answered(self, place: int) -> tuple[Prompt, str, int] | None:
        """Return what she is asked."""
        self.happened(AskEvent.ANSWERED)
        return None if self.is_over else (self.ask.prompt, self.order.language, 8)

    def pressed(self, place: int, key: str) -> bool:
        """Return whether she is to be joined: only for a call-back."""
        self.happened(AskEvent.PRESSED_ONE if key == "1" else AskEvent.GONE)
        return self.calls_back and self.back.state is BackState.RINGING_CALLER

    def refused(self, place: int) -> None:
        """Take it that she is not to be had."""
        self.happened(AskEvent.GONE)

    def let_go(self, place: int) -> tuple[Prompt, str] | None:
        """Return what she hears whose answer crossed with the calling off."""
        off = self.ask.state is AskState.WITHDRAWN
        return (Prompt.TAKEN, self.order.language) if off else None
