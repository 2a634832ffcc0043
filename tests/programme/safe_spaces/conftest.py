"""A team in Kathmandu with a room, and taps as phones make them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from pytest_django import Settings

from payung.programme.alerts.machine import start_machine
from payung.programme.alerts.models import WayKind
from payung.programme.alerts.ways import add_way
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.safe_spaces.models import Site
from payung.programme.safe_spaces.sites import Hours, NewSite, add_hours, open_site
from tests.cast import (
    MAYA,
    OUTSIDER,
    PASSPHRASE,
    SUNITA,
    THEN,
    account,
    as_actor,
    team_of,
)


KATHMANDU = ZoneInfo("Asia/Kathmandu")
WHERE = "Behind the blue pharmacy, Quillamande lane"


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of November 2026 on the clocks of Kathmandu."""
    return datetime(2026, 11, day, hour, minute, tzinfo=KATHMANDU)


NOW = local(20, 16)


@dataclass(frozen=True, kw_only=True)
class Office:
    """A coordinator and a paralegal in a team, their room, and somebody outside."""

    team: Team
    maya: Actor
    sunita: Actor
    outsider: Actor
    site: Site


@pytest.fixture(autouse=True)
def memory(settings: Settings, tmp_path: Path) -> None:
    settings.MACHINE_MEMORY = tmp_path / "memory"


@pytest.fixture
def office(db: None) -> Office:
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    outsider = as_actor(account(OUTSIDER))
    site = room(maya, team, "blue")
    add_hours(
        actor=maya,
        site=site,
        hours=Hours(
            rule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            opens=time(10),
            closes=time(18),
            first=date(2026, 1, 1),
        ),
        at=THEN,
    )
    return Office(team=team, maya=maya, sunita=sunita, outsider=outsider, site=site)


def room(actor: Actor, team: Team, code: str) -> Site:
    new = NewSite(
        team=team,
        code=code,
        name="Blue room",
        opened_on=date(2026, 1, 1),
        area="NP-101",
        address=WHERE,
    )
    return open_site(actor=actor, new=new, at=THEN)


def reachable(office: Office) -> None:
    """Give both a telephone that can be written to."""
    start_machine(actor=office.maya, team=office.team, at=THEN)
    for actor, number in ((office.maya, "0101"), (office.sunita, "0102")):
        address = f"+1202555{number}"
        add_way(actor=actor, kind=WayKind.SMS, address=address, at=THEN)


def browser_of(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client
