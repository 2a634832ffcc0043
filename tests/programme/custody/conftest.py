"""A team in Kathmandu with phones and a roster, and somebody who was taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.arrests import Taken, record_arrest
from payung.programme.cases.models import Arrest, Case
from tests.programme.standby.conftest import Office, local, make_office, published


TAKEN = local(23, 18, 15)
HOUR = timedelta(hours=1)


def after(hours: float) -> datetime:
    """Return so many hours after she was taken."""
    return TAKEN + timedelta(hours=hours)


@dataclass(frozen=True, kw_only=True)
class Town:
    """The office with a published roster, and a case with an arrest."""

    office: Office
    case: Case
    arrest: Arrest


@pytest.fixture(autouse=True)
def memory(settings: Settings, tmp_path: Path) -> None:
    """Give each test a memory of its own: tests that run side by side share a disk."""
    settings.MACHINE_MEMORY = tmp_path / "memory"


def make_town(*, latest: datetime | None = None) -> Town:
    """Make it all; call it inside a test that has a database."""
    office = make_office()
    published(office)
    new = NewCase(team=office.team, title="An invented title", note="Held")
    at = after(0.5)
    case = open_case(actor=office.sunita, new=new, at=at)
    taken = Taken(taken_at=TAKEN, latest=latest)
    arrest = record_arrest(
        actor=office.sunita, case=case, taken=taken, at=max(at, latest or at)
    )
    return Town(office=office, case=case, arrest=arrest)


@pytest.fixture
def town(db: None) -> Town:
    return make_town()
