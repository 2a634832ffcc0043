"""Calls that go out: an order given to the cloud, and its webhooks answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from payung.engines.dispatch import AskEvent, BackState
from payung.gateways.telephone.reporting import Draft, news_of
from payung.gateways.telephone.speaking import Order, TelephoneGone

from .answering import Cloud, NoSuchRow
from .documents import for_asked, silence
from .orders import caller_not_reached, happened, is_over, order_heard, ordered
from .rows import OrderRow, open_row, order_name, sealed_row
from .tickets import Purpose, Ticket
from .webhooks import Webhook


_EVENTS = ("ringing", "completed")
_REPORTS = frozenset({Purpose.ASKED_OVER, Purpose.CALLED})


class Orders:
    """What is done with orders and their webhooks."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    def start(self, order: Order, at: datetime) -> None:
        """Ring one of ours; an order that was given already is not given again.

        Raise TelephoneGone. Whoever dies between the cloud's answer and the row rings
        twice when asked again: better than not at all.
        """
        if not self._begin(order, at):
            return
        # Nothing is locked while the cloud is asked: it may take seconds.
        try:
            sid = self._cloud.rest.call(self._fields(order, at), _EVENTS)
        except TelephoneGone:
            self._take_back(order.id)
            raise
        name = order_name(order.id)
        with self._cloud.rows.change(name) as slot:
            row = open_row(OrderRow, slot.sealed, name, self._cloud.machine)
            if row is not None:
                row = replace(row, sid=sid)
                slot.sealed = sealed_row(row, name, self._cloud.machine)

    def _begin(self, order: Order, at: datetime) -> bool:
        """Note the order before it is given: its first webhook may be quick."""
        cloud, name = self._cloud, order_name(order.id)
        with cloud.rows.change(name) as slot:
            row = open_row(OrderRow, slot.sealed, name, cloud.machine)
            if row is not None and (row.sid or is_over(row)):
                return False
            slot.sealed = sealed_row(ordered(order, at=at), name, cloud.machine)
        return True

    def _take_back(self, order: str) -> None:
        with self._cloud.rows.change(order_name(order)) as slot:
            slot.sealed = None

    def cancel(self, order: str, at: datetime) -> bool:
        """Call an order off; return whether there was one. Raise TelephoneGone.

        It is called off here first: a phone that answers all the same is hung up.
        """
        cloud, name = self._cloud, order_name(order)
        with cloud.rows.change(name) as slot:
            row = open_row(OrderRow, slot.sealed, name, cloud.machine)
            if row is None:
                return False
            ends = not is_over(row)
            row, drafts = happened(row, AskEvent.CALLED_OFF, at=at)
            row = self._told(row, drafts, at)
            slot.sealed = sealed_row(row, name, cloud.machine)
        if ends and row.sid:
            cloud.rest.change(row.sid, {"Status": "completed"})
        return True

    def hear(self, ticket: Ticket, said: Webhook, at: datetime) -> bytes:
        """Answer a webhook of an order; raise NoSuchRow."""
        row = self._changed(ticket, said, at)
        if ticket.purpose in _REPORTS:
            return silence()
        if row is None:
            raise NoSuchRow
        row = self._with_caller(row, at)
        booth = self._cloud.booth(row.line, row.id, at)
        return for_asked(row, booth).written()

    def gone(self, order: str, at: datetime) -> None:
        """Take an order's leg for ended."""
        ticket = Ticket(purpose=Purpose.ASKED_OVER, line="", name=order)
        self._changed(ticket, Webhook(status="completed"), at)

    def row(self, order: str) -> OrderRow | None:
        """Return an order as it stands."""
        name = order_name(order)
        with self._cloud.rows.change(name) as slot:
            return open_row(OrderRow, slot.sealed, name, self._cloud.machine)

    def _fields(self, order: Order, at: datetime) -> dict[str, str]:
        scheme, _, where = order.address.partition(":")
        booth = self._cloud.booth(order.line, order.id, at)
        return {
            "To": order.address if scheme == "sip" else where,
            "From": order.shows,
            "Url": booth.url(Purpose.ASKED),
            "Method": "POST",
            "Timeout": str(order.wait),
            "StatusCallback": booth.url(Purpose.ASKED_OVER),
            "StatusCallbackMethod": "POST",
        }

    def _changed(self, ticket: Ticket, said: Webhook, at: datetime) -> OrderRow | None:
        cloud, name = self._cloud, order_name(ticket.name)
        with cloud.rows.change(name) as slot:
            row = open_row(OrderRow, slot.sealed, name, cloud.machine)
            if row is None:
                return None
            row, drafts = order_heard(row, ticket.purpose, said, at=at)
            row = self._told(row, drafts, at)
            slot.sealed = sealed_row(row, name, cloud.machine)
        return row

    def _with_caller(self, row: OrderRow, at: datetime) -> OrderRow:
        """Return the order with whom to call: the cloud still knows who called.

        The number it says is in this answer only, and never in the row.
        """
        calling = row.back is not None and row.back.state is BackState.RINGING_CALLER
        if not calling or row.number:
            return row
        try:
            number = str(self._cloud.rest.leg(row.of_call).get("from", ""))
        except (TelephoneGone, ValueError):
            number = ""
        if number.lower() not in self._cloud.account.provider.withheld:
            return replace(row, number=number)
        return self._not_reached(row, at)

    def _not_reached(self, row: OrderRow, at: datetime) -> OrderRow:
        cloud, name = self._cloud, order_name(row.id)
        with cloud.rows.change(name) as slot:
            row, drafts = caller_not_reached(row, at=at)
            row = self._told(row, drafts, at)
            slot.sealed = sealed_row(row, name, cloud.machine)
        return row

    def _told(self, row: OrderRow, drafts: tuple[Draft, ...], at: datetime) -> OrderRow:
        news = news_of(drafts, line=row.line, call=row.id, seq=row.seq, at=at)
        if news:
            self._cloud.application.tell(news)
        return replace(row, seq=row.seq + len(news))
