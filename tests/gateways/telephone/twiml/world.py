"""A hotline at the cloud's double: one line, four phones, and an application."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

import httpx

from payung.engines.dispatch import Choice, Plan, PlanStep
from payung.engines.sealed import new_record_secret, new_team_keys
from payung.gateways.messages import WebRequest
from payung.gateways.telephone import Order, OrderKind, PlanPaper, SealTo
from payung.gateways.telephone.fake import FakeApplication
from payung.gateways.telephone.twiml import (
    TWILIO,
    Account,
    CloudVoice,
    MemoryRows,
    Provider,
    Rest,
    Urls,
)
from payung.gateways.vault import FakeVault
from tests.gateways.telephone.twiml.double import TwilioDouble
from tests.gateways.telephone.twiml.double_rest import Phone


LINE = "np-east"
HOTLINE = "+0005550100"
CALLER = "+0005550199"
TOKEN = "a token of the double"
ACCOUNT = "AC0000000000000000000000000000aaaa"
BASE = "https://hotline.example/line/np/voice"
NUMBERS = {
    "sunita": "+0005550111",
    "maya": "+0005550112",
    "anju": "+0005550113",
    "coordinator": "+0005550114",
}
TEAM = new_team_keys("np-team", epoch=1)
MACHINE = new_record_secret("machine-of-np")


def plan(*steps: tuple[str, ...], wait: int = 20, **more: object) -> Plan:
    """Return a plan whose steps ring these people."""
    made = tuple(PlanStep(targets=targets, wait=wait) for targets in steps)
    return Plan(contact="of-nobody", steps=made, **more)  # type: ignore[arg-type]


def choice(digit: str, code: str, *steps: tuple[str, ...]) -> Choice:
    """Return one key of a menu."""
    made = tuple(PlanStep(targets=targets, wait=20) for targets in steps)
    return Choice(digit=digit, code=code, steps=made)


def paper(
    said: Plan,
    *,
    seal_to: SealTo | None = SealTo(public=TEAM.public),  # noqa: B008 - frozen
    rejects: bool = False,
    addresses: Mapping[str, str] | None = None,
) -> PlanPaper:
    """Return the plan with the numbers of the four."""
    known = addresses or {who: f"tel:{number}" for who, number in NUMBERS.items()}
    return PlanPaper(
        line=LINE,
        plan=said,
        addresses=known,
        seal_to=seal_to,
        language="ne",
        languages={"anju": "en"},
        rejects=rejects,
        shows=HOTLINE,
    )


@dataclass
class World:
    """The cloud, the application, and what is between them."""

    app: FakeApplication
    rows: MemoryRows
    vault: FakeVault
    cloud: TwilioDouble
    voice: CloudVoice
    statuses: list[int] = field(default_factory=list)
    urls_seen: list[str] = field(default_factory=list)

    def told(self, call: str) -> list[tuple[str, str]]:
        """Return kind and target of what was told of a call, as it came."""
        return [(str(n.kind), n.target) for n in self.app.news_of(call)]

    def outcome(self, call: str) -> str:
        """Return how a call ended, as told: exactly once."""
        ends = [n.outcome for n in self.app.news_of(call) if n.kind == "ended"]
        assert len(ends) == 1, ends
        return str(ends[0])

    def deliver(
        self, url: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, bytes]:
        """Carry a webhook to the application, as a view would."""
        self.urls_seen.append(url)
        query = dict(parse_qsl(urlsplit(url).query))
        request = WebRequest(headers=headers, body=body, query=query)
        status, _, answer = self.voice.answer(request, self.cloud.now)
        self.statuses.append(status)
        return status, answer


def world(
    said: PlanPaper,
    *,
    provider: Provider = TWILIO,
    prompts: str = "",
    password: str = TOKEN,
    **phones: Phone,
) -> World:
    """Return a hotline with this plan; who has no script never answers."""
    app, rows, vault = FakeApplication({LINE: said}), MemoryRows(), FakeVault()
    made: list[World] = []
    cloud = TwilioDouble(
        lambda *of: made[0].deliver(*of),  # noqa: PLW0108 - made later
        token=TOKEN,
        account=ACCOUNT,
    )
    cloud.phones = {NUMBERS[who]: script for who, script in phones.items()}
    account = Account(
        provider=provider,
        name=ACCOUNT,
        token=password,
        signing_key=TOKEN,
        fallback=True,
    )
    # Looked up each time: a test may replace how the cloud answers.
    answers = httpx.MockTransport(lambda asked: cloud.rest(asked))  # noqa: PLW0108
    client = httpx.Client(transport=answers)
    voice = CloudVoice(
        account=account,
        machine=MACHINE,
        application=app,
        urls=Urls(base=BASE, prompts=prompts),
        rows=rows,
        vault=vault,
        now=lambda: cloud.now,
        rest=Rest(account, client),
    )
    cloud.arrive_url, cloud.status_url = voice.console_urls(LINE)
    made.append(World(app=app, rows=rows, vault=vault, cloud=cloud, voice=voice))
    return made[0]


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
