"""Two processes accept a thousand contacts at once: never both, and the second is told."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.battery.founding_of import Founded, founded
from tests.battery.programs import ROOT
from tools import postgres


DEEDS = "tests.battery.race_deeds"
PEOPLE = ("alma", "bela")


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def country(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Founded]:
    """Give a country on a file of SQLite, and on PostgreSQL."""
    texts = {"alma": "+12025550161", "bela": "+12025550162"}
    if request.param == "SQLite":
        with founded(tmp_path, texts=texts) as one:
            yield one
        return
    with (
        postgres.running() as address,
        founded(tmp_path, texts=texts, database=address) as one,
    ):
        yield one


def test_of_two_processes_that_accept_a_thousand_contacts_never_both_win(
    country: Founded, tmp_path: Path
) -> None:
    country.asks(DEEDS, "open", "1000")

    results = _race(country.env, tmp_path / "steps")

    found = country.asks(DEEDS, "count")
    sys.stdout.write(f"\n  {results}\n  {found}\n")
    wins = {one["person"]: one["won"] for one in results}
    lost = {person: 1000 - won for person, won in wins.items()}
    assert found["accepted_in_the_log"] == 2000
    assert sum(wins.values()) == 1000
    assert min(wins.values()) > 0, "they did not meet"
    assert found["owners"] == wins
    assert found["owner_is_not_the_first"] == 0
    assert found["told_that_it_is_taken"] == lost
    assert found["impossible_lines"] == 0


def _race(env: Mapping[str, str], folder: Path) -> list[dict[str, Any]]:
    """Let both go through all contacts in step; return what each says."""
    folder.mkdir()
    alma, bela = PEOPLE
    runners = [
        subprocess.Popen(
            [sys.executable, "-m", DEEDS, "accept", *pair, str(folder)],
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
            text=True,
        )
        for pair in ((alma, bela), (bela, alma))
    ]
    said = [runner.communicate(timeout=600)[0] for runner in runners]
    return [json.loads(one) for one in said]
