"""The process that stands beside an Asterisk: put together, started, stopped."""

from __future__ import annotations

import json
import logging
import os
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from payung.engines.sealed import RecordSecret
from payung.gateways.messages.phone_numbers import e164, is_withheld
from payung.gateways.telephone.desk.control import ControlServer
from payung.gateways.telephone.desk.courier import Courier
from payung.gateways.telephone.desk.http_application import HttpApplication
from payung.gateways.telephone.desk.journal import Journal
from payung.gateways.telephone.desk.last_plans import LastPlans, PlanRefresher

from .settings import AgiSettings
from .telephone import AsteriskTelephone


_STOPS = frozenset({signal.SIGTERM, signal.SIGINT})
_LAST_WAIT = 1.0
"""Seconds that a thread is given to end what it does; the journal keeps the rest."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcessSettings:
    """Which Asterisk, whose application, and where the process keeps what.

    `country` is the two letters whose local forms of numbers are meant. `run` holds the
    journal and the last plans (sealed under `plans_key`); `machine` makes the blind
    index of a number. Control port 0 takes any free one. Once everything listens,
    `ready` says where, as JSON.
    """

    asterisk: AgiSettings
    country: str
    run: Path
    application: str
    application_token: str = field(repr=False)
    control_port: int = 0
    control_token: str = field(repr=False)
    plans_key: RecordSecret
    machine: RecordSecret
    route_wait: float = 1.5
    ready: Path | None = None


def run(settings: ProcessSettings, *, now: Callable[[], datetime]) -> None:
    """Stand beside Asterisk until told to stop (SIGTERM or SIGINT).

    To be called in the main thread. Raise OSError where a port is taken.
    """
    _leave_nothing_behind()
    # Before any thread begins, so that none of them is interrupted instead of us.
    signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    house = _built(settings, now)
    house.start()
    try:
        _say_ready(settings.ready, house)
        signal.sigwait(_STOPS)
    finally:
        house.stop()


@dataclass(frozen=True, kw_only=True, slots=True)
class House:
    """Everything that is started and stopped together."""

    telephone: AsteriskTelephone
    journal: Journal
    courier: Courier
    refresher: PlanRefresher
    control: ControlServer

    def start(self) -> None:
        """End what a crash broke off, then begin."""
        # First: an order taken before it would be ended as one of the last run.
        self.telephone.open()
        self.courier.start()
        self.refresher.start()
        self.control.start()

    def stop(self) -> None:
        """Take nothing more; what is not delivered stays in the journal.

        Callers whose phones still ring are passed to the coordinator by the dialplan.
        """
        self.control.stop()
        self.telephone.close()
        self.refresher.stop(_LAST_WAIT)
        self.courier.stop(_LAST_WAIT)
        self.journal.close()


def _built(settings: ProcessSettings, now: Callable[[], datetime]) -> House:
    settings.run.mkdir(parents=True, exist_ok=True, mode=0o700)
    application = HttpApplication(
        settings.application,
        settings.application_token,
        route_wait=settings.route_wait,
    )
    journal = Journal(settings.run / "journal.sqlite3")
    courier = Courier(journal, application, now=now)
    last_plans = LastPlans(settings.run / "last_plans", settings.plans_key)
    telephone = AsteriskTelephone(
        settings=settings.asterisk,
        application=application,
        journal=journal,
        courier=courier,
        last_plans=last_plans,
        machine=settings.machine,
        now=now,
        spell=_spelling(settings.country),
    )
    return House(
        telephone=telephone,
        journal=journal,
        courier=courier,
        refresher=PlanRefresher(last_plans, application, now=now),
        control=_control(telephone, journal, settings),
    )


def _control(
    telephone: AsteriskTelephone, journal: Journal, settings: ProcessSettings
) -> ControlServer:
    return ControlServer(
        telephone.start,
        telephone.cancel,
        telephone.health,
        called=journal.called,
        token=settings.control_token,
        port=settings.control_port,
    )


def _spelling(country: str) -> Callable[[str], str]:
    def spell(text: str) -> str:
        return "" if is_withheld(text) else e164(text, country) or ""

    return spell


def _say_ready(ready: Path | None, house: House) -> None:
    if ready is not None:
        where = {"agi": house.telephone.port, "control": house.control.base}
        aside = ready.with_suffix(".part")
        aside.write_text(json.dumps(where))
        aside.replace(ready)


def _leave_nothing_behind() -> None:
    """Let no core dump hold a caller's number; say little, and only of ourselves."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
    logging.basicConfig(level=logging.WARNING, format="telephone: %(message)s")
    # httpx names every address it asks; at its own level only where it fails.
    logging.getLogger("httpx").setLevel(logging.WARNING)
