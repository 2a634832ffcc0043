"""Forty real calls while pages, telephone, worker and a phone are killed (SQLite)."""

from __future__ import annotations

import os
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


# Each program once: starting one again is what takes time.
DYING = (Fault.BOTH, Fault.WORKER, Fault.PHONE)
A_FEW = Size(
    calls=40, a_second=4, at_once=40, faults=DYING, patience=9000, dead=(0.3, 1.5)
)


@pytest.mark.slow
@pytest.mark.skipif(
    bool(os.environ.get("PAYUNG_DATABASE")), reason="make battery has both databases"
)
def test_forty_calls_leave_forty_contacts_whatever_dies_meanwhile(
    tmp_path: Path,
) -> None:
    with storm(tmp_path, A_FEW, seed=40) as over:
        every_call_left_one_contact(over)
        every_contact_is_somebody_s_at_every_moment(over)
        no_call_was_joined_to_two_phones(over)
        what_was_told_is_kept_once(over)
        no_number_lies_open_anywhere(over)
