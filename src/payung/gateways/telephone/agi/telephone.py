"""Asterisk or FreePBX as the telephone of a hotline, put together."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime
from threading import Lock

from payung.engines.dispatch import AskEvent, CallState, Outcome
from payung.engines.sealed import RecordSecret
from payung.gateways.telephone.desk.courier import Courier
from payung.gateways.telephone.desk.journal import Journal
from payung.gateways.telephone.desk.last_plans import LastPlans
from payung.gateways.telephone.reporting import Draft, news_of
from payung.gateways.telephone.speaking import (
    Application,
    Caps,
    Health,
    NewsKind,
    Order,
    TelephoneGone,
)

from . import manager
from .callers import Desk, take_call
from .exchange import Exchange, extension
from .live_calls import LiveCall
from .live_orders import LiveOrder
from .phones import Phones
from .server import AgiServer
from .settings import AgiSettings
from .wire import Channel


CAPS = Caps(
    parallel=10,
    step_wait=True,
    confirm=True,
    voicemail="none",
    hides_caller=True,
    originate=True,
    survives_app_loss=True,
    survives_crash=False,
)
"""What Asterisk beside us can do; a talk outlives us, a ringing call falls through."""

_KNOWN_ORDERS = 1_000


class AsteriskTelephone:
    """A Telephone: carries calls out by FastAGI, gives orders over AMI.

    `spell` returns a caller's number in E.164. Everything it knows of a call lies in
    memory, its news in the journal.
    """

    def __init__(
        self,
        *,
        settings: AgiSettings,
        application: Application,
        journal: Journal,
        courier: Courier,
        last_plans: LastPlans,
        machine: RecordSecret,
        now: Callable[[], datetime],
        spell: Callable[[str], str] = str,
    ) -> None:
        self._settings, self._journal, self._now = settings, journal, now
        self._exchange = Exchange(journal, now)
        self._desk = Desk(
            settings=settings,
            exchange=self._exchange,
            application=application,
            courier=courier,
            last_plans=last_plans,
            machine=machine,
            spell=spell,
            now=now,
        )
        self._known: deque[str] = deque(maxlen=_KNOWN_ORDERS)
        # The same order may come again while Asterisk is still asked for the first.
        self._ordering = Lock()
        self._server = AgiServer(settings, self._scripts(), tick=self._tick)

    @property
    def caps(self) -> Caps:
        """Return what this telephone can do."""
        return CAPS

    @property
    def port(self) -> int:
        """Return where Asterisk finds it."""
        return self._server.port

    def open(self) -> None:
        """End what a crash left open, then listen."""
        for left in self._journal.open_calls():
            ended = Draft(kind=NewsKind.ENDED, outcome=Outcome.INTERRUPTED)
            of = {"line": left.line, "call": left.call, "seq": left.last_seq}
            for each in news_of((ended,), **of, at=self._now()):  # type: ignore[arg-type]
                self._journal.write(each)
        self._server.start()

    def close(self) -> None:
        """Listen no more."""
        self._server.stop()

    def start(self, order: Order) -> None:
        """Ring one of ours; the same id twice is one order. Raise TelephoneGone."""
        with self._ordering:
            if order.id not in self._known:
                self._begin(order)
                self._known.append(order.id)

    def _begin(self, order: Order) -> None:
        teller = self._exchange.teller(line=order.line, call=order.id)
        live = LiveOrder(self._exchange.new_handle(), order, teller)
        self._exchange.add(live)
        try:
            self._originate(live)
        except TelephoneGone:
            self._exchange.drop(live)
            raise

    def cancel(self, id: str) -> None:  # noqa: A002 - the word the orders use
        """Stop an order, or the ringing of a call; a talk goes on."""
        for order in self._exchange.orders():
            if order.order.id == id and not order.is_over:
                order.happened(AskEvent.CALLED_OFF)
                self._stop_ringing(order.handle)
        for call in self._exchange.calls():
            if call.call.id == id:
                self._call_off(call)

    def health(self) -> Health:
        """Return how it is; raise TelephoneGone where Asterisk does not answer."""
        manager.ask(self._settings.manager, "Ping", {})
        counts = self._journal.counts()
        return Health(
            ready=counts.durable,
            trunk="unknown",
            unsent=counts.unsent,
            refused=counts.refused,
            calls=len(self._exchange.calls()),
            last_news_at=counts.last_news_at,
        )

    def _scripts(self) -> dict[str, Callable[[Channel, Mapping[str, str]], None]]:
        phones = Phones(settings=self._settings, exchange=self._exchange)

        def call(channel: Channel, said: Mapping[str, str]) -> None:
            take_call(self._desk, channel, said, said.get("arg_2", ""))

        def of_a_phone(
            script: Callable[[Channel, str], None],
        ) -> Callable[[Channel, Mapping[str, str]], None]:
            return lambda channel, said: script(channel, said.get("arg_2", ""))

        ours = {name: of_a_phone(each) for name, each in phones.scripts().items()}
        return {"call": call, **ours}

    def _originate(self, live: LiveOrder) -> None:
        name = extension(live.handle, 0)
        fields = {
            "Channel": f"Local/{name}@{self._settings.phone_context}/n",
            "Context": self._settings.order_context,
            "Exten": name,
            "Priority": "1",
            "Timeout": str((live.order.wait + 15) * 1000),
            "CallerID": live.order.shows,
            "Async": "true",
        }
        manager.ask(self._settings.manager, "Originate", fields)

    def _stop_ringing(self, handle: str) -> None:
        """Hang up the Local channels of a call or order; ringing phones go silent."""
        context = self._settings.phone_context
        pattern = f"/^Local\\/{handle}[0-9][0-9]@{context}-/"
        manager.ask(self._settings.manager, "Hangup", {"Channel": pattern})

    def _call_off(self, call: LiveCall) -> None:
        if call.call.state in (CallState.CHOOSING, CallState.RINGING):
            call.call_off()
            self._stop_ringing(call.handle)

    def _tick(self) -> None:
        """End orders that Asterisk never came back for, and forget ended ones."""
        for order in self._exchange.orders():
            if order.rings_in_vain:
                order.happened(AskEvent.GONE)
            if order.is_over:
                self._exchange.drop(order)
