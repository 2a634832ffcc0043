"""A thousand calls while everything dies now and then: none is lost, each is owned."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.battery.faults import Fault
from tests.battery.promises import (
    every_call_left_one_contact,
    every_contact_is_somebody_s_at_every_moment,
    no_call_was_joined_to_two_phones,
    no_number_lies_open_anywhere,
    what_was_told_is_kept_once,
)
from tests.battery.storm import Size, storm
from tools import postgres


# Another day: BATTERY_SEED=7 make battery
SEED = int(os.environ.get("BATTERY_SEED", "2026"))
A_THOUSAND = Size(calls=1000, a_second=5, at_once=60, faults=tuple(Fault) * 3)


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the address of a database of its own; empty for a file of SQLite."""
    if request.param == "SQLite":
        yield ""
        return
    with postgres.running() as address:
        yield address


def test_a_thousand_calls_leave_a_thousand_contacts(
    tmp_path: Path, database: str
) -> None:
    with storm(tmp_path, A_THOUSAND, seed=SEED, database=database) as over:
        every_call_left_one_contact(over)
        every_contact_is_somebody_s_at_every_moment(over)
        no_call_was_joined_to_two_phones(over)
        what_was_told_is_kept_once(over)
        no_number_lies_open_anywhere(over)
