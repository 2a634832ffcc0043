"""Every state that can be reached is tried, and seeded faults are found."""

from __future__ import annotations

import pytest

from payung.engines.dispatch import (
    ALERTS,
    ASKS,
    CALL_BACKS,
    CALLS,
    TRANSITIONS,
    AlertEvent,
    AlertState,
    AskEvent,
    AskState,
    BackEvent,
    BackState,
    CallState,
    Event,
    Group,
    Sign,
    State,
)
from tests.engines.dispatch import ask_world, back_world, call_world, contact_world
from tests.engines.dispatch.seeded_faults import (
    ASK_FAULTS,
    BACK_FAULTS,
    CALL_FAULTS,
    CONTACT_FAULTS,
    MENU_FAULTS,
    ask_without,
    back_without,
    call_without,
    found_by,
    report,
)


def test_no_contact_is_ever_without_an_owner_or_a_due_moment() -> None:
    seen, broken = contact_world.explore()

    assert broken == []
    assert seen > 200


def test_no_course_of_a_call_breaks_its_promises() -> None:
    seen, broken = call_world.explore()

    assert broken == []
    assert seen > 200


def test_no_course_of_an_ask_breaks_its_promises() -> None:
    seen, broken = ask_world.explore()

    assert broken == []
    assert seen > 30


def test_no_course_of_a_call_back_breaks_its_promises() -> None:
    seen, broken = back_world.explore()

    assert broken == []
    assert seen > 50


@pytest.mark.parametrize("fault", CONTACT_FAULTS)
def test_a_fault_in_the_table_of_contacts_is_found(fault: str) -> None:
    _, broken = contact_world.explore(CONTACT_FAULTS[fault])

    assert broken != []


def test_at_least_seven_of_eight_faults_in_the_table_of_calls_are_found(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = found_by(call_world.explore, CALL_FAULTS)

    with capsys.disabled():
        print(f"\n{report()}")  # noqa: T201
    assert len(found) == 8
    assert sum(rule != "" for rule in found.values()) >= 7


@pytest.mark.parametrize("fault", MENU_FAULTS)
def test_a_fault_about_the_menu_or_the_danger_key_is_found(fault: str) -> None:
    _, broken = call_world.explore(MENU_FAULTS[fault])

    assert broken != []


@pytest.mark.parametrize("fault", ASK_FAULTS)
def test_a_fault_in_the_table_of_asks_is_found(fault: str) -> None:
    _, broken = ask_world.explore(ASK_FAULTS[fault])

    assert broken != []


@pytest.mark.parametrize("fault", BACK_FAULTS)
def test_a_fault_in_the_table_of_call_backs_is_found(fault: str) -> None:
    _, broken = back_world.explore(BACK_FAULTS[fault])

    assert broken != []


@pytest.mark.parametrize("key", CALL_BACKS, ids=lambda key: f"{key[0]}, {key[1]}")
def test_no_entry_of_the_table_of_call_backs_can_be_taken_out(
    key: tuple[BackState, BackEvent],
) -> None:
    _, broken = back_world.explore(back_without(*key))

    assert broken != []


@pytest.mark.parametrize("key", CALLS, ids=lambda key: f"{key[0]}, {key[1]}")
def test_no_entry_of_the_table_of_calls_can_be_taken_out(
    key: tuple[CallState, Sign],
) -> None:
    _, broken = call_world.explore(call_without(*key))

    assert broken != []


@pytest.mark.parametrize("key", ASKS, ids=lambda key: f"{key[0]}, {key[1]}")
def test_no_entry_of_the_table_of_asks_can_be_taken_out(
    key: tuple[AskState, AskEvent],
) -> None:
    _, broken = ask_world.explore(ask_without(*key))

    assert broken != []


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
