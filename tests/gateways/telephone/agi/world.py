"""A hotline beside the Asterisk double."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from payung.engines.dispatch import Plan, PlanStep
from payung.engines.sealed import new_record_secret, new_team_keys
from payung.gateways.telephone import NewsKind, Order, OrderKind, PlanPaper, SealTo
from payung.gateways.telephone.agi import AgiSettings, AsteriskTelephone, Manager
from payung.gateways.telephone.desk.courier import Courier
from payung.gateways.telephone.desk.journal import Journal
from payung.gateways.telephone.desk.last_plans import LastPlans
from payung.gateways.telephone.fake import FakeApplication
from tests.gateways.telephone.agi.double import AsteriskDouble, Person
from tests.gateways.telephone.agi.manager_double import ManagerDouble


LINE = "np-east"
HOTLINE = "+0005550100"
CALLER = "+0005550199"
SECRET = "a secret of the dialplan"
NUMBERS = {
    "sunita": "+0005550111",
    "maya": "+0005550112",
    "anju": "+0005550113",
}
START = datetime.fromisoformat("2026-11-27T20:00:00+00:00")
TEAM = new_team_keys("np-team", epoch=1)
MACHINE = new_record_secret("machine-of-np")


def plan(*steps: tuple[str, ...], **more: object) -> Plan:
    """Return a plan whose steps ring these people for 20 seconds."""
    made = tuple(PlanStep(targets=targets, wait=20) for targets in steps)
    return Plan(contact="of-nobody", steps=made, **more)  # type: ignore[arg-type]


def paper(said: Plan, *, rejects: bool = False) -> PlanPaper:
    """Return the plan with everybody's number."""
    return PlanPaper(
        line=LINE,
        plan=said,
        addresses={who: f"tel:{number}" for who, number in NUMBERS.items()},
        seal_to=SealTo(public=TEAM.public),
        language="ne",
        languages={"anju": "en"},
        rejects=rejects,
        shows=HOTLINE,
    )


@dataclass(kw_only=True)
class World:
    """Asterisk, its manager, the application, and our telephone between them."""

    asterisk: AsteriskDouble
    manager: ManagerDouble
    app: FakeApplication
    telephone: AsteriskTelephone
    journal: Journal
    last_plans: LastPlans
    clock: list[datetime]

    def person(self, who: str) -> Person:
        return self.asterisk.person(NUMBERS[who])

    def wait_ended(self, *, call: str = "") -> list[tuple[str, str]]:
        """Return kind and target of what was told, once the end was."""
        end = self.app.wait_told(NewsKind.ENDED, call=call)
        return [(str(n.kind), n.target) for n in self.app.news_of(end.call)]

    def outcome(self) -> str:
        """Return how the only call ended: told exactly once."""
        self.app.wait_told(NewsKind.ENDED)
        ends = [n for n in self.app.told if n.kind is NewsKind.ENDED]
        assert len(ends) == 1, ends
        return str(ends[0].outcome)

    def pass_time(self, seconds: float) -> None:
        self.clock[0] += timedelta(seconds=seconds)


@contextmanager
def world(
    folder: Path, said: PlanPaper, *, way: str = "reply", voicemail: str = ""
) -> Iterator[World]:
    """Give a hotline with this plan, listening on a port of its own."""
    clock = [START]
    asterisk = AsteriskDouble(0, secret=SECRET, line=LINE, way=way)
    manager = ManagerDouble(asterisk, user="payung", secret="of the manager")
    app = FakeApplication({LINE: said})
    journal = Journal(folder / "journal.sqlite3")
    courier = Courier(journal, app, now=lambda: clock[0], wait=(0.01, 0.05))
    last_plans = LastPlans(folder / "plans", MACHINE)
    settings = AgiSettings(
        secret=SECRET,
        port=0,
        voicemail_context=voicemail,
        manager=Manager(port=manager.port, secret="of the manager"),
    )
    telephone = AsteriskTelephone(
        settings=settings,
        application=app,
        journal=journal,
        courier=courier,
        last_plans=last_plans,
        machine=MACHINE,
        now=lambda: clock[0],
    )
    telephone.open()
    courier.start()
    asterisk.port = telephone.port
    try:
        yield World(
            asterisk=asterisk,
            manager=manager,
            app=app,
            telephone=telephone,
            journal=journal,
            last_plans=last_plans,
            clock=clock,
        )
    finally:
        telephone.close()
        courier.stop(2)
        journal.close()
        manager.stop()


def an_order(kind: OrderKind, **more: str) -> Order:
    """Return an order that rings Sunita."""
    return Order(
        id="order-1",
        kind=kind,
        line=LINE,
        contact="C-1",
        target="sunita",
        address=f"tel:{NUMBERS['sunita']}",
        language="ne",
        shows=HOTLINE,
        **more,  # type: ignore[arg-type]
    )
