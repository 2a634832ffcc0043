"""A team in Kathmandu with phones and three who go out, and a bar that they visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytest_django.fixtures import Settings

from payung.gateways.vault import FakeVault
from payung.programme.alerts.machine import start_machine
from payung.programme.alerts.models import WayKind
from payung.programme.alerts.ways import add_way
from payung.programme.outreach.busy import grid_of
from payung.programme.outreach.codes import Attitude, Method, VenueKind
from payung.programme.outreach.models import OutreachVisit, Venue
from payung.programme.outreach.pairs import NewVisit, Pair
from payung.programme.outreach.setting import set_visit
from payung.programme.outreach.venues import About, Size, add_venue, estimate_size
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, Team
from payung.programme.people.roles import Role
from tests.cast import MAYA, OUTSIDER, SUNITA, THEN, Part, account, as_actor, team_of


KATHMANDU = ZoneInfo("Asia/Kathmandu")
BINA = Part(handle="bina", country="np", roles=(Role.PARALEGAL,))
DEVI = Part(handle="devi", country="np", roles=(Role.PARALEGAL,))
NAME, RISK = "Quillabar behind the mill", "The back door is bolted"
NUMBERS = ("+12025550101", "+12025550102", "+12025550103", "+12025550104")


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of November 2026 on the clocks of Kathmandu."""
    return datetime(2026, 11, day, hour, minute, tzinfo=KATHMANDU)


NOW = local(23, 12)


@dataclass(frozen=True, kw_only=True)
class Office:
    """Maya coordinates; Sunita, Bina and Devi go out; an outsider; and the bar."""

    team: Team
    maya: Actor
    sunita: Actor
    bina: Actor
    devi: Actor
    outsider: Actor
    bar: Venue
    vault: FakeVault

    @property
    def pair(self) -> Pair:
        return Pair(first=person("sunita"), second=person("bina"))


@pytest.fixture(autouse=True)
def memory(settings: Settings, tmp_path: Path) -> None:
    """Give each test a memory of its own: tests that run side by side share a disk."""
    settings.MACHINE_MEMORY = tmp_path / "memory"
    settings.VAULT = tmp_path / "vault"


def make_office() -> Office:
    team, actors = team_of(MAYA, SUNITA, BINA, DEVI)
    maya, sunita, bina, devi = actors
    start_machine(actor=maya, team=team, at=THEN)
    for actor, number in zip(actors, NUMBERS, strict=True):
        add_way(actor=actor, kind=WayKind.SMS, address=number, at=THEN)
    bar = add_venue(actor=maya, team=team, about=a_bar(), at=local(1, 10))
    size = Size(low=10, point=20, high=40, method=Method.PEERS, on=local(1, 10).date())
    estimate_size(actor=maya, venue=bar, size=size, at=local(1, 10))
    return Office(
        team=team,
        maya=maya,
        sunita=sunita,
        bina=bina,
        devi=devi,
        outsider=as_actor(account(OUTSIDER)),
        bar=bar,
        vault=FakeVault(),
    )


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


@pytest.fixture
def visit(office: Office) -> OutreachVisit:
    """Give a visit of Sunita and Bina on Tuesday evening."""
    return visit_on(office, 24)


def visit_on(office: Office, day: int) -> OutreachVisit:
    """Set a visit of Sunita and Bina from six to eight in the evening."""
    new = NewVisit(
        venue=office.bar,
        starts_at=local(day, 18),
        ends_at=local(day, 20),
        pair=office.pair,
    )
    return set_visit(actor=office.maya, new=new, at=NOW)


def person(handle: str) -> Person:
    return Person.objects.get(handle=handle)


def a_bar() -> About:
    """Return a bar that is busy on Friday from 18 to 24."""
    return About(
        kind=VenueKind.BAR,
        name=NAME,
        risk=RISK,
        area="NP-P3",
        busy=grid_of([38, 39]),
        attitude=Attitude.ALLOWS,
        interval_days=14,
    )
