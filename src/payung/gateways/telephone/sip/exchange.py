"""What all calls of the process share, and which of them go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from payung.gateways.telephone.desk.journal import Journal
from payung.gateways.telephone.desk.memory import Memory
from payung.gateways.telephone.door.registrar import Registrar
from payung.gateways.telephone.media.ports import NoPortLeft
from payung.gateways.telephone.media.prompts import Prompts
from payung.gateways.telephone.media.seat import Seat
from payung.gateways.telephone.media.studio import Studio
from payung.gateways.telephone.media.tones import ringing
from payung.gateways.vault import Vault

from .loop import Loop
from .numbers import Numbers
from .planner import Planner
from .settings import TelephoneSettings
from .stack import Answered, Stack
from .ways import NoWay, Way, user_at_home, way_to


Comes = Callable[[Any, Any], Answered]
"""What takes an INVITE up again that came before a crash."""


class Run(Protocol):
    """A call or an order that goes on."""

    def cancel(self) -> None:
        """Stop ringing; what is being said goes on."""


@dataclass(kw_only=True, slots=True)
class Exchange:
    """Everything a call needs; only the loop's thread may touch it."""

    settings: TelephoneSettings
    now: Callable[[], datetime]
    loop: Loop
    stack: Stack
    studio: Studio
    prompts: Prompts
    journal: Journal
    memory: Memory
    planner: Planner
    registrar: Registrar
    vault: Vault
    numbers: Numbers
    ringing: bytes = field(default_factory=ringing, repr=False)
    coming_back: dict[bytes, Comes] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)

    def seat(self, port: int | None, on_digit: Callable[[str], None]) -> Seat:
        """Return a seat, after a crash on the port that the other side speaks to."""
        try:
            return self.studio.seat(port, on_digit=on_digit)
        except NoPortLeft:
            if port is None:
                raise
            return self.studio.seat(on_digit=on_digit)

    def way(self, address: str) -> Way:
        """Return how a phone is reached now; raise NoWay."""
        home = self.settings.realm
        user = user_at_home(address, home=home)
        bindings = self.registrar.look_up(user, at=self.now()) if user else ()
        if not address:
            raise NoWay("There is no address for this phone.")
        return way_to(address, home=home, trunk=self.settings.trunk, bindings=bindings)
