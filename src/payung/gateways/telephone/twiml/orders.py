"""What a webhook of an order changes: pure, `(row, ticket, webhook) -> (row, drafts)`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from payung.engines.dispatch import (
    ASK_ENDS,
    AskEvent,
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

from .rows import OrderRow
from .tickets import Purpose
from .webhooks import Webhook


Heard = tuple[OrderRow, tuple[Draft, ...]]

_BACK_OF_ASK = {
    AskEvent.ANSWERED: BackEvent.WE_ANSWERED,
    AskEvent.PRESSED_ONE: BackEvent.WE_PRESSED_ONE,
    AskEvent.GONE: BackEvent.WE_ARE_GONE,
    AskEvent.CALLED_OFF: BackEvent.WE_ARE_GONE,
}


def ordered(order: Order, *, at: datetime) -> OrderRow:
    """Return the row of an order that is about to be given to the cloud."""
    row = OrderRow(
        id=order.id,
        kind=order.kind,
        line=order.line,
        target=order.target,
        language=order.language,
        caller_language=order.caller_language,
        shows=order.shows,
        started_at=at,
        of_call=order.of_call,
    )
    if order.kind is OrderKind.CALL_BACK:
        back, _ = start_call_back(
            order.contact, target=order.target, attempt=1, at=at, wait=order.wait
        )
        return replace(row, back=back, number=order.number)
    drill = order.kind is OrderKind.DRILL
    ask, _ = start_ask(
        order.contact,
        target=order.target,
        at=at,
        wait=order.wait,
        prompt=Prompt.DRILL if drill else Prompt.PRESS_ONE,
    )
    return replace(row, ask=ask)


def is_over(row: OrderRow) -> bool:
    """Return whether nothing more will happen to this order."""
    ask_over = row.ask is None or row.ask.state in ASK_ENDS
    return ask_over and (row.back is None or row.back.state is BackState.ENDED)


def order_heard(
    row: OrderRow, purpose: Purpose, said: Webhook, *, at: datetime
) -> Heard:
    """Return the order after this webhook; what is late or repeated changes nothing."""
    match purpose:
        case Purpose.ASKED:
            return happened(row, AskEvent.ANSWERED, at=at)
        case Purpose.ASKED_PRESS:
            yes = said.digits == "1"
            event = AskEvent.PRESSED_ONE if yes else AskEvent.GONE
            return happened(row, event, at=at)
        case Purpose.ASKED_OVER if said.status == "ringing" and row.seq == 0:
            return row, (Draft(kind=NewsKind.RINGING, target=row.target),)
        case Purpose.ASKED_OVER if said.is_over:
            return happened(row, AskEvent.GONE, at=at)
        case Purpose.CALLED if said.status == "in-progress":
            return _back(row, BackEvent.CALLER_ANSWERED, at=at)
        case Purpose.CALLED_OVER:
            return _called_over(row, said, at=at)
        case _:
            return row, ()


def happened(row: OrderRow, event: AskEvent, *, at: datetime) -> Heard:
    """Return the order after something that its phone did, or that it was called off."""
    if row.back is not None:
        return _back(row, _BACK_OF_ASK[event], at=at)
    if row.ask is None:
        return row, ()
    after, _ = ask_step(row.ask, event, at=at)
    return replace(row, ask=after), ask_drafts(row.ask, after)


def caller_not_reached(row: OrderRow, *, at: datetime) -> Heard:
    """Return a call-back whose caller cannot be called."""
    return _back(row, BackEvent.CALLER_GONE, at=at)


def _called_over(row: OrderRow, said: Webhook, *, at: datetime) -> Heard:
    drafts: tuple[Draft, ...] = ()
    if said.dial_answered:
        row, drafts = _back(row, BackEvent.CALLER_ANSWERED, at=at)
    row, more = _back(row, BackEvent.CALLER_GONE, at=at)
    return row, drafts + more


def _back(row: OrderRow, event: BackEvent, *, at: datetime) -> Heard:
    if row.back is None:
        return row, ()
    after, _ = call_back_step(row.back, event, at=at)
    drafts = back_drafts(row.back, after)
    number = "" if after.state is BackState.ENDED else row.number
    return replace(row, back=after, number=number), drafts
