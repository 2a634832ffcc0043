"""The process of our own telephone: put together, started, stopped."""

from __future__ import annotations

import json
import logging
import os
import resource
import secrets
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from payung.gateways.telephone.desk.control import ControlServer
from payung.gateways.telephone.desk.courier import Courier
from payung.gateways.telephone.desk.http_application import HttpApplication
from payung.gateways.telephone.desk.journal import Journal
from payung.gateways.telephone.desk.last_plans import (
    LastPlans,
    PlanRefresher,
)
from payung.gateways.telephone.desk.memory import Memory
from payung.gateways.telephone.door.digest import DigestGuard
from payung.gateways.telephone.door.flood import FloodGuard
from payung.gateways.telephone.door.registrar import Registrar
from payung.gateways.telephone.media.prompts import Prompts
from payung.gateways.telephone.media.studio import Studio
from payung.gateways.telephone.speaking import Health, Order
from payung.gateways.vault import FolderVault

from .coming_back import beat, bring_back
from .exchange import Exchange
from .front import Front
from .loop import Loop
from .numbers import Numbers
from .orders import Orders
from .planner import Planner
from .registering import Doorkeeper
from .settings import TelephoneSettings
from .stack import Answered, Stack
from .trunk_line import TrunkLine


def main(settings: TelephoneSettings, *, now: Callable[[], datetime]) -> None:
    """Run the telephone until it is told to stop (SIGTERM); calls go on until then."""
    _leave_nothing_behind()
    house = _built(settings, now)
    house.start()
    try:
        house.exchange.loop.run()
    finally:
        house.stop()


@dataclass(kw_only=True, slots=True)
class House:
    """Everything that is started and stopped together."""

    exchange: Exchange
    application: HttpApplication
    courier: Courier
    refresher: PlanRefresher
    control: ControlServer
    trunk: TrunkLine

    def start(self) -> None:
        """Go on with what a crash broke off, or end it; then begin."""
        exchange = self.exchange
        bring_back(exchange)
        beat(exchange)
        self.courier.start()
        self.refresher.start()
        self.control.start()
        self.trunk.start()
        for number in (signal.SIGTERM, signal.SIGINT):
            exchange.loop.on_signal(number, exchange.loop.stop)
        self._say_ready()

    def stop(self) -> None:
        """Stop taking anything; what is not delivered stays in the journal."""
        self.control.stop()
        self.refresher.stop(1.0)
        self.courier.stop(1.0)
        self.exchange.planner.stop()
        self.exchange.studio.close()
        self.exchange.journal.close()

    def _say_ready(self) -> None:
        ready = self.exchange.settings.ready
        if ready is not None:
            where = {"sip": self.exchange.stack.port, "control": self.control.base}
            aside = ready.with_suffix(".part")
            aside.write_text(json.dumps(where))
            aside.replace(ready)


class _Door:
    """Stands for the front until that is built; nothing is read before `run`."""

    front: Front | None = None

    def request(self, request: Any, transaction: Any) -> Answered:
        """Hand a request on."""
        if self.front is None:
            return None
        return self.front.request(request, transaction)


def _built(settings: TelephoneSettings, now: Callable[[], datetime]) -> House:
    settings.run.mkdir(parents=True, exist_ok=True, mode=0o700)
    loop = Loop()
    flood = _flood(settings)
    door = _Door()
    stack = Stack(
        host=settings.host,
        port=settings.port,
        lets_in=lambda source: flood.allows(source, at=now()),
        request=door.request,
    )
    application = HttpApplication(
        settings.application,
        settings.application_token,
        route_wait=settings.route_wait,
    )
    journal = Journal(settings.run / "journal.sqlite3")
    courier = Courier(journal, application, now=now)
    last_plans = LastPlans(settings.run / "last_plans", settings.plans_key)
    memory = Memory(settings.memory, anywhere=settings.memory_anywhere)
    exchange = Exchange(
        settings=settings,
        now=now,
        loop=loop,
        stack=stack,
        studio=Studio(settings.host, hand_over=loop.soon, ports=settings.audio_ports),
        prompts=_prompts(settings),
        journal=journal,
        memory=memory,
        numbers=Numbers(memory),
        planner=Planner(
            application=application,
            last_plans=last_plans,
            journal=journal,
            courier=courier,
            loop=loop,
            now=now,
        ),
        registrar=Registrar(),
        vault=FolderVault(settings.vault),
    )
    door.front = _front(exchange, flood)
    trunk = TrunkLine(settings.trunk, stack=stack, loop=loop)
    return House(
        exchange=exchange,
        application=application,
        courier=courier,
        refresher=PlanRefresher(last_plans, application, now=now),
        control=_control(exchange, trunk),
        trunk=trunk,
    )


def _front(exchange: Exchange, flood: FloodGuard) -> Front:
    settings = exchange.settings
    guard = DigestGuard(settings.realm, secrets.token_bytes(32), settings.phones)
    doorkeeper = Doorkeeper(
        guard=guard, registrar=exchange.registrar, flood=flood, now=exchange.now
    )
    return Front(exchange, doorkeeper=doorkeeper, is_trunk=flood.is_trunk)


def _flood(settings: TelephoneSettings) -> FloodGuard:
    networks = settings.trunk.networks if settings.trunk else ()
    rates = settings.rates
    if rates is None:
        return FloodGuard(trunks=networks)
    return FloodGuard(
        trunks=networks,
        stranger=rates.stranger,
        trunk=rates.trunk,
        overall=rates.overall,
    )


def _prompts(settings: TelephoneSettings) -> Prompts:
    prompts = Prompts(settings.recordings, settings.texts, kept=settings.spoken)
    prompts.prepare()
    return prompts


def _control(exchange: Exchange, trunk: TrunkLine) -> ControlServer:
    orders = Orders(exchange)

    def take(order: Order) -> None:
        exchange.loop.ask(orders.take, order)

    def cancel(id: str) -> None:  # noqa: A002 - the word the orders use
        exchange.loop.ask(orders.cancel, id)

    def health() -> Health:
        counts = exchange.journal.counts()
        return Health(
            ready=counts.durable,
            trunk=trunk.standing,
            unsent=counts.unsent,
            refused=counts.refused,
            calls=len(exchange.runs),
            last_news_at=counts.last_news_at,
        )

    return ControlServer(
        take,
        cancel,
        health,
        called=exchange.journal.called,
        token=exchange.settings.control_token,
        port=exchange.settings.control_port,
    )


def _leave_nothing_behind() -> None:
    """Let no core dump hold a caller's number; say little, and only of ourselves."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
    logging.basicConfig(level=logging.WARNING, format="telephone: %(message)s")
    # httpx names every address it asks; at its own level only where it fails.
    logging.getLogger("httpx").setLevel(logging.WARNING)
