"""A hotline's number at a cloud: its webhooks answered, and orders given to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from payung.engines.dispatch import CallState
from payung.engines.sealed import RecordSecret
from payung.gateways.messages import Forged, WebRequest
from payung.gateways.telephone.speaking import (
    Application,
    ApplicationGone,
    Caps,
    Health,
    Order,
    TelephoneGone,
)
from payung.gateways.vault import Vault

from .addresses import Urls, console_url
from .answering import Calls, Cloud, NoSuchRow
from .documents import called_off
from .entrance import let_in
from .ordering import Orders
from .orders import is_over
from .rest import Account, NotARef, Rest
from .rows import Rows
from .tickets import Purpose, Ticket
from .webhooks import Webhook


Answer = tuple[int, str, bytes]

_XML = "text/xml; charset=utf-8"
_NOTHING: Answer = (403, "text/plain", b"")
# Not ours to answer now: the cloud goes to the fallback address of its console.
_FALL_BACK: Answer = (503, "text/plain", b"")
_OF_ORDERS = frozenset(
    {
        Purpose.ASKED,
        Purpose.ASKED_PRESS,
        Purpose.ASKED_OVER,
        Purpose.CALLED,
        Purpose.CALLED_OVER,
    }
)
_SILENT = timedelta(minutes=1)
_FORGET = timedelta(days=1)
# A message that could not be fetched for so long cannot be fetched.
_GIVE_UP = timedelta(days=7)


class CloudVoice:
    """A Telephone. Stateless: what it must know again stands in sealed rows.

    `machine` is the key in memory under which rows are sealed and addresses made.
    `now` is asked for orders only; webhooks come with their moment.
    """

    def __init__(
        self,
        *,
        account: Account,
        machine: RecordSecret,
        application: Application,
        urls: Urls,
        rows: Rows,
        vault: Vault,
        now: Callable[[], datetime],
        rest: Rest | None = None,
    ) -> None:
        self._cloud = Cloud(
            account=account,
            machine=machine,
            application=application,
            urls=urls,
            rows=rows,
            vault=vault,
            rest=rest or Rest(account),
        )
        self._now = now
        self._calls, self._orders = Calls(self._cloud), Orders(self._cloud)

    @property
    def caps(self) -> Caps:
        """Return what this cloud can do, as documented by it."""
        account = self._cloud.account
        return account.provider.caps(fallback=account.fallback)

    def console_urls(self, line: str) -> tuple[str, str]:
        """Return what is written into the cloud's console: for calls, for their ends."""
        urls, machine = self._cloud.urls, self._cloud.machine
        arrive, status = Purpose.ARRIVE, Purpose.STATUS
        return (
            console_url(urls, arrive, line=line, machine=machine),
            console_url(urls, status, line=line, machine=machine),
        )

    def answer(self, request: WebRequest, at: datetime) -> Answer:
        """Return status, type and body for a webhook; a forged one gets nothing."""
        cloud = self._cloud
        try:
            ticket, said = let_in(
                request,
                account=cloud.account,
                urls=cloud.urls,
                machine=cloud.machine,
                at=at,
            )
        except Forged:
            return _NOTHING
        try:
            return 200, _XML, self._answered(ticket, said, at)
        except (ApplicationGone, TelephoneGone, NoSuchRow):
            return _FALL_BACK

    def _answered(self, ticket: Ticket, said: Webhook, at: datetime) -> bytes:
        if ticket.purpose is Purpose.ARRIVE:
            return self._calls.arrive(ticket, said, at)
        if ticket.purpose in _OF_ORDERS:
            return self._orders.hear(ticket, said, at)
        return self._calls.hear(ticket, said, at)

    def start(self, order: Order) -> None:
        """Ring one of ours; the same id twice is one order. Raise TelephoneGone."""
        if not self.caps.originate:
            raise TelephoneGone("this cloud takes no orders")
        self._orders.start(order, self._now())

    def cancel(self, id: str) -> None:  # noqa: A002 - the word the orders use
        """Stop an order, or the ringing of a call; a talk goes on."""
        at = self._now()
        if self._orders.cancel(id, at):
            return
        row = self._calls.call_off(id, at)
        if row is not None:
            booth = self._cloud.booth(row.paper.line, id, at)
            goodbye = called_off(row, booth).written().decode()
            self._cloud.rest.change(id, {"Twiml": goodbye})

    def health(self) -> Health:
        """Return whether the cloud takes us, and the calls going on."""
        ready = self._cloud.rest.account().get("status") == "active"
        calls = [self._calls.row(sid) for sid in self._names("call:")]
        going_on = [r for r in calls if r and r.call.state is not CallState.ENDED]
        return Health(ready=ready, trunk="none", unsent=0, calls=len(going_on))

    def look_again(self, at: datetime) -> None:
        """Ask the cloud after calls that fell silent, and fetch what is still there.

        A webhook can be lost. Rows of yesterday are forgotten.
        """
        for sid in self._names("call:"):
            self._look_at_call(sid, at)
        for order in self._names("order:"):
            self._look_at_order(order, at)

    def _look_at_call(self, sid: str, at: datetime) -> None:
        row = self._calls.row(sid)
        if row is None or at - row.started_at < _SILENT:
            return
        if row.recordings:
            self._calls.fetch(sid, at)
        if row.call.state is not CallState.ENDED:
            if self._is_over(sid):
                self._calls.gone(sid, at)
        elif at - row.started_at > (_GIVE_UP if row.recordings else _FORGET):
            self._forget(f"call:{sid}")

    def _look_at_order(self, order: str, at: datetime) -> None:
        row = self._orders.row(order)
        if row is None or at - row.started_at < _SILENT:
            return
        if not is_over(row):
            if self._is_over(row.sid):
                self._orders.gone(order, at)
        elif at - row.started_at > _FORGET:
            self._forget(f"order:{order}")

    def _is_over(self, sid: str) -> bool:
        if not sid:
            # Noted, and then the process died before the cloud was asked.
            return True
        try:
            said = self._cloud.rest.leg(sid)
        except (TelephoneGone, NotARef):
            return False
        # A leg the cloud does not know any more goes on nowhere.
        return not said or Webhook(status=str(said.get("status"))).is_over

    def _names(self, kind: str) -> list[str]:
        names = self._cloud.rows.names()
        return [name.removeprefix(kind) for name in names if name.startswith(kind)]

    def _forget(self, name: str) -> None:
        with self._cloud.rows.change(name) as slot:
            slot.sealed = None
