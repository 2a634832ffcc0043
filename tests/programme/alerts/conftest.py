"""Kathmandu with its machine awake, and the ways of three people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from payung.programme.alerts.machine import start_machine
from payung.programme.alerts.models import Message, Way, WayKind
from payung.programme.alerts.ways import add_way
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from tests.cast import ANJU, MAYA, OUTSIDER, SUNITA, THEN, account, as_actor, team_of


# Numbers that are kept for invented people: +1 202 555 01xx.
SUNITAS, MAYAS, ANJUS = "+12025550101", "+12025550102", "+12025550103"
NOW = THEN + timedelta(hours=1)


def after(**span: float) -> datetime:
    """Return a moment that long after NOW."""
    return NOW + timedelta(**span)


@dataclass(frozen=True, kw_only=True)
class Office:
    """Three of a team, each with a telephone that is called and written to."""

    team: Team
    maya: Actor
    sunita: Actor
    anju: Actor
    outsider: Actor


@pytest.fixture(autouse=True)
def memory(settings: Settings, tmp_path: Path) -> Path:
    """Give each test a memory of its own: tests that run side by side share a disk."""
    settings.MACHINE_MEMORY = tmp_path / "memory"
    return tmp_path / "memory"


def make_office() -> Office:
    team, [maya, sunita, anju] = team_of(MAYA, SUNITA, ANJU)
    start_machine(actor=maya, team=team, at=THEN)
    outsider = as_actor(account(OUTSIDER))
    for actor, number in ((maya, MAYAS), (sunita, SUNITAS), (anju, ANJUS)):
        for kind in (WayKind.CALL, WayKind.SMS):
            add_way(actor=actor, kind=kind, address=number, at=THEN)
    return Office(team=team, maya=maya, sunita=sunita, anju=anju, outsider=outsider)


@pytest.fixture
def office(db: None) -> Iterator[Office]:
    return make_office()


def way_of(handle: str, kind: WayKind) -> Way:
    return Way.objects.get(person__handle=handle, kind=kind, ended_at=None)


def states() -> list[tuple[str, str]]:
    """Return (kind of way, state) of every message, in the order of telling."""
    rows = Message.objects.order_by("made_at", "way__kind", "key")
    return list(rows.values_list("way__kind", "state"))
