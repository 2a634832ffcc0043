"""Every state that can be reached is tried, and seeded faults are found."""

from __future__ import annotations

import pytest

from payung.engines.dispatch import (
    ALERTS,
    TRANSITIONS,
    AlertEvent,
    AlertState,
    Event,
    Group,
    State,
)
from tests.engines.dispatch import call_world, contact_world
from tests.engines.dispatch.seeded_faults import CALL_FAULTS, CONTACT_FAULTS


def test_no_contact_is_ever_without_an_owner_or_a_due_moment() -> None:
    seen, broken = contact_world.explore()

    assert broken == []
    assert seen > 200


def test_no_course_of_a_call_breaks_its_promises() -> None:
    seen, broken = call_world.explore()

    assert broken == []
    assert seen > 200


@pytest.mark.parametrize("fault", CONTACT_FAULTS)
def test_a_fault_in_the_table_of_contacts_is_found(fault: str) -> None:
    _, broken = contact_world.explore(CONTACT_FAULTS[fault])

    assert broken != []


def test_at_least_seven_of_eight_faults_in_the_table_of_calls_are_found(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = {name: call_world.explore(table)[1] for name, table in CALL_FAULTS.items()}

    with capsys.disabled():
        lines = [
            f"  {name}: {broken[:1] or 'NOT FOUND'}" for name, broken in found.items()
        ]
        print("\nSeeded faults in the call machine:", *lines, sep="\n")  # noqa: T201
    assert len(found) == 8
    assert sum(bool(broken) for broken in found.values()) >= 7


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(
    "event", [Event.DUE, Event.ALL_BUSY, Event.HUNG_UP, Event.ACCEPTED]
)
def test_what_a_telephone_may_report_late_is_never_refused(
    state: State, event: Event
) -> None:
    assert (state, event) in TRANSITIONS


def test_if_nobody_acts_the_region_is_asked_in_every_round_for_ever() -> None:
    rounds = contact_world.rungs_if_nobody_acts(contact_world.starts()[2].contact, 60)

    assert all(Group.PRIMARY in rung for rung in rounds)
    assert sum(Group.REGIONAL in rung for rung in rounds) == 19


@pytest.mark.parametrize("state", [s for s in AlertState if s is not AlertState.CLOSED])
def test_an_open_alert_that_is_due_always_says_something(state: AlertState) -> None:
    assert ALERTS[state, AlertEvent.DUE].says != ()
