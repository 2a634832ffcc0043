"""A coordinator at the machine sees whose phone was last answered, and tests them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import timezone
from pytest_django.fixtures import Settings

from payung.programme.alerts.machine import forget
from payung.programme.alerts.models import Message
from payung.programme.standby.models import (
    DutyKind,
    ProvenBy,
    ReachProof,
    RosterPeriod,
    Shift,
)
from payung.web.commands.drill import command
from tests.programme.standby.conftest import make_office, person


@pytest.fixture(autouse=True)
def on_duty(db: None, settings: Settings, tmp_path: Path) -> None:
    """Put Sunita on duty today, and behind her somebody without a phone."""
    settings.MACHINE_MEMORY = tmp_path / "memory"
    make_office()
    now = timezone.now()
    period = RosterPeriod.objects.create(
        country="np",
        starts_at=now - timedelta(days=1),
        ends_at=now + timedelta(days=30),
        coordinator=person("maya"),
        regional=person("regional"),
        published_at=now - timedelta(days=2),
    )
    for duty, handle in ((DutyKind.HOTLINE, "sunita"), (DutyKind.BACKUP, "outsider")):
        Shift.objects.create(
            period=period,
            person=person(handle),
            duty=duty,
            starts_at=now - timedelta(hours=1),
            ends_at=now + timedelta(hours=7),
            made_at=now,
        )
    at = now - timedelta(minutes=23, seconds=1)
    ReachProof.objects.create(person=person("sunita"), at=at, by=ProvenBy.CALL)


def said(*arguments: str) -> list[str]:
    result = CliRunner().invoke(command, list(arguments), catch_exceptions=False)
    return result.output.splitlines()


def test_it_says_when_each_phone_was_last_proven() -> None:
    lines = said("NP")

    assert lines == [
        "sunita: last proven reachable 23 min ago",
        "outsider: has no phone here",
        "Tests that are planned: 0.",
    ]


def test_now_asks_everybody_who_has_a_phone() -> None:
    lines = said("np", "--now")

    drills = Message.objects.filter(saying="drill")
    assert lines[0] == "Phones that are asked for a 1: 1."
    assert [one.way.person.handle for one in drills] == ["sunita"]


def test_while_the_line_is_shut_it_says_that_nothing_is_sent() -> None:
    forget("np")

    assert any("not open" in line for line in said("np", "--now"))


def test_a_country_without_a_folder_is_refused() -> None:
    assert said("zz") == ["Error: There is no folder of zz. Known: bd, id, mm, np, xx."]
