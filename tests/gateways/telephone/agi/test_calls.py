"""Calls through the Asterisk double, from the first ring to the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from payung.engines.dispatch import Choice, PlanStep
from payung.engines.sealed import open_field, unattended_token, unwrap
from tests.gateways.telephone.agi.world import (
    CALLER,
    HOTLINE,
    MACHINE,
    NUMBERS,
    TEAM,
    paper,
    plan,
    world,
)


ASKED = "payung/ne/press_one"
WAYS = ["reply", "line", "close"]


def test_who_presses_1_talks_to_the_caller(tmp_path: Path) -> None:
    with world(tmp_path, paper(plan(("sunita",), ("maya",)))) as w:
        caller = w.asterisk.call(CALLER)
        sunita = w.person("sunita").does_next("answer").presses("1")
        caller.wait_joined()
        sunita.hangs_up()

        assert w.wait_ended() == [
            ("arrived", ""),
            ("ringing", "sunita"),
            ("screening", "sunita"),
            ("accepted", "sunita"),
            ("ended", ""),
        ]
        assert w.outcome() == "answered"
        assert w.asterisk.wait_ended().variables["PAYUNG_DONE"] == "1"
        assert w.asterisk.coordinator_rung == []


def test_a_phone_sees_the_hotline_and_never_the_caller(tmp_path: Path) -> None:
    with world(tmp_path, paper(plan(("sunita", "maya")))) as w:
        caller = w.asterisk.call(CALLER)
        for who in ("sunita", "maya"):
            w.person(who).wait_ringing()
        caller.hangs_up()
        w.wait_ended()

        shown = [*w.person("sunita").shown, *w.person("maya").shown]
        assert shown == [HOTLINE, HOTLINE]
        assert w.asterisk.passed_on == [HOTLINE, HOTLINE]


def test_the_second_is_rung_beside_the_first_who_did_not_answer(
    tmp_path: Path,
) -> None:
    with world(tmp_path, paper(plan(("sunita",), ("maya",)))) as w:
        caller = w.asterisk.call(CALLER)
        w.person("sunita").wait_ringing().does_next("ring out")
        w.person("maya").wait_ringing().does_next("answer").presses("1")
        caller.wait_joined()

        assert w.person("sunita").rings == 2
        caller.hangs_up()
        assert w.outcome() == "answered"


def test_a_mobiles_voicemail_silences_no_other_phone(tmp_path: Path) -> None:
    with world(tmp_path, paper(plan(("sunita", "maya")))) as w:
        caller = w.asterisk.call(CALLER)
        w.person("sunita").wait_ringing().does_next("answer").wait_heard(ASKED)
        maya = w.person("maya").wait_ringing().does_next("answer").wait_heard(ASKED)
        w.person("sunita").presses("")
        maya.presses("1")
        caller.wait_joined()
        maya.hangs_up()

        assert ("accepted", "maya") in w.wait_ended()
        assert w.person("sunita").joined is False
        assert w.outcome() == "answered"


def test_a_phone_that_lets_the_question_lapse_is_let_go_and_not_rung_again(
    tmp_path: Path,
) -> None:
    with world(tmp_path, paper(plan(("sunita",), ("maya",)))) as w:
        caller = w.asterisk.call(CALLER)
        w.person("sunita").does_next("answer").presses("")
        w.person("maya").wait_ringing()
        caller.hangs_up()

        assert ("refused", "sunita") in w.wait_ended()
        assert w.person("sunita").rings == 1
        assert w.person("sunita").joined is False


def test_all_phones_busy_means_the_next_step_at_once(tmp_path: Path) -> None:
    with world(tmp_path, paper(plan(("sunita", "anju"), ("maya",)))) as w:
        caller = w.asterisk.call(CALLER)
        w.person("sunita").wait_ringing().does_next("busy")
        w.person("anju").wait_ringing().does_next("busy")
        w.person("maya").wait_ringing()
        caller.hangs_up()

        told = w.wait_ended()
        assert {("refused", "sunita"), ("refused", "anju")} <= set(told)


def test_of_two_who_press_1_only_the_first_is_joined(tmp_path: Path) -> None:
    with world(tmp_path, paper(plan(("sunita", "maya")))) as w:
        caller = w.asterisk.call(CALLER)
        for who in ("sunita", "maya"):
            w.person(who).wait_ringing().does_next("answer").wait_heard(ASKED)
        for who in ("sunita", "maya"):
            w.person(who).presses("1")
        caller.wait_joined()
        caller.hangs_up()

        accepted = [each for each in w.wait_ended() if each[0] == "accepted"]
        assert len(accepted) == 1
        assert w.person("sunita").joined != w.person("maya").joined


def test_nobody_presses_1_and_a_call_back_is_owed(tmp_path: Path) -> None:
    with world(tmp_path, paper(plan(("sunita",)))) as w:
        caller = w.asterisk.call(CALLER)
        w.person("sunita").wait_ringing().does_next("ring out")

        assert w.outcome() == "no_answer"
        caller.wait_heard("payung/ne/we_will_call_back")
        assert "RECORD" not in " ".join(w.asterisk.commands)


def test_a_voicemail_box_of_asterisk_is_used_only_where_it_is_set(
    tmp_path: Path,
) -> None:
    with world(tmp_path, paper(plan(("sunita",))), voicemail="box") as w:
        w.asterisk.call(CALLER)
        w.person("sunita").wait_ringing().does_next("ring out")

        assert w.asterisk.wait_ended().goes_to == "box"
        assert w.outcome() == "no_answer"


def test_a_line_of_missed_calls_is_turned_away_as_busy(tmp_path: Path) -> None:
    with world(tmp_path, paper(plan(("sunita",)), rejects=True)) as w:
        w.asterisk.call(CALLER)

        ended = w.asterisk.wait_ended()
        assert (ended.rejected, ended.answered) == ("17", False)
        assert w.outcome() == "missed_call"
        assert w.person("sunita").rings == 0


def menu() -> tuple[Choice, ...]:
    steps = (PlanStep(targets=("anju",), wait=20),)
    return (Choice(digit="2", code="kathmandu", steps=steps),)


@pytest.mark.parametrize(
    ("key", "who"),
    [
        pytest.param("2", "anju", id="the key of a district"),
        pytest.param("7", "sunita", id="a key that means nothing"),
        pytest.param("", "sunita", id="no key"),
    ],
)
def test_the_key_says_who_is_rung(tmp_path: Path, key: str, who: str) -> None:
    with world(tmp_path, paper(plan(("sunita",), menu=menu()))) as w:
        caller = w.asterisk.call(CALLER)
        caller.wait_heard("payung/ne/choose").presses(key)
        w.person(who).wait_ringing()
        caller.hangs_up()

        assert w.outcome() == "abandoned"


def test_the_danger_key_rings_everybody(tmp_path: Path) -> None:
    said = plan(("sunita",), ("maya",), menu=menu(), danger="9")
    with world(tmp_path, paper(said)) as w:
        caller = w.asterisk.call(CALLER)
        caller.wait_heard("payung/ne/choose").presses("9")
        w.person("sunita").wait_ringing()
        w.person("maya").wait_ringing()
        caller.hangs_up()

        assert ("raised", "") in w.wait_ended()


@pytest.mark.parametrize("way", WAYS)
def test_a_caller_who_hangs_up_while_it_rings(tmp_path: Path, way: str) -> None:
    with world(tmp_path, paper(plan(("sunita", "maya"))), way=way) as w:
        caller = w.asterisk.call(CALLER)
        w.person("sunita").wait_ringing()
        w.person("maya").wait_ringing()
        caller.hangs_up()

        assert w.outcome() == "abandoned"


@pytest.mark.parametrize("way", WAYS)
def test_a_caller_who_hangs_up_in_the_menu(tmp_path: Path, way: str) -> None:
    with world(tmp_path, paper(plan(("sunita",), menu=menu())), way=way) as w:
        caller = w.asterisk.call(CALLER)
        caller.wait_heard("payung/ne/choose").hangs_up()

        assert w.outcome() == "abandoned"
        assert w.person("sunita").rings == 0


@pytest.mark.parametrize("way", WAYS)
def test_a_caller_who_hangs_up_while_somebody_decides(tmp_path: Path, way: str) -> None:
    with world(tmp_path, paper(plan(("sunita",))), way=way) as w:
        caller = w.asterisk.call(CALLER)
        w.person("sunita").does_next("answer").wait_heard(ASKED)
        caller.hangs_up()

        assert w.outcome() == "abandoned"
        assert w.person("sunita").joined is False


@pytest.mark.parametrize("way", WAYS)
def test_a_caller_who_hangs_up_after_talking_was_answered(
    tmp_path: Path, way: str
) -> None:
    with world(tmp_path, paper(plan(("sunita",))), way=way) as w:
        caller = w.asterisk.call(CALLER)
        w.person("sunita").does_next("answer").presses("1").wait_joined()
        caller.wait_joined()
        caller.hangs_up()

        assert w.outcome() == "answered"


@pytest.mark.parametrize("way", WAYS)
def test_a_phone_that_hangs_up_on_the_question_is_out(tmp_path: Path, way: str) -> None:
    with world(tmp_path, paper(plan(("sunita",), ("maya",))), way=way) as w:
        caller = w.asterisk.call(CALLER)
        w.person("sunita").does_next("answer").wait_heard(ASKED).hangs_up()
        w.person("maya").wait_ringing()
        caller.hangs_up()

        assert ("refused", "sunita") in w.wait_ended()


def test_the_number_is_sealed_to_the_team_once_a_plan_was_kept(tmp_path: Path) -> None:
    with world(tmp_path, paper(plan(("sunita",)))) as w:
        w.last_plans.refresh(w.app, at=w.clock[0])
        w.asterisk.call(CALLER).hangs_up()
        w.outcome()

        arrived = w.app.routed[0].arrived
        assert arrived is not None
        assert arrived.wrap is not None
        assert arrived.number is not None
        secret = unwrap(arrived.wrap, TEAM)
        assert open_field(secret, "contact.number", arrived.number) == CALLER
        assert arrived.token == unattended_token(MACHINE, "number", CALLER).hex()


@pytest.mark.parametrize(
    ("number", "presentation"),
    [
        pytest.param("", "0", id="no number at all"),
        pytest.param(CALLER, "32", id="a number that must not be shown"),
        pytest.param("anonymous", "0", id="a name for nobody"),
    ],
)
def test_a_withheld_number_is_withheld(
    tmp_path: Path, number: str, presentation: str
) -> None:
    with world(tmp_path, paper(plan(("sunita",)))) as w:
        w.last_plans.refresh(w.app, at=w.clock[0])
        caller = w.asterisk.call(number, presentation=presentation)
        w.person("sunita").wait_ringing()
        caller.hangs_up()
        w.outcome()

        arrived = w.app.routed[0].arrived
        assert arrived is not None
        assert (arrived.withheld, arrived.token) == (True, "")


def test_no_number_lies_on_the_disk_and_none_in_the_journal(tmp_path: Path) -> None:
    with world(tmp_path, paper(plan(("sunita",)))) as w:
        w.last_plans.refresh(w.app, at=w.clock[0])
        caller = w.asterisk.call(CALLER)
        w.person("sunita").does_next("answer").presses("1")
        caller.wait_joined()
        caller.hangs_up()
        w.outcome()

        files = [each for each in tmp_path.rglob("*") if each.is_file()]
        whole = b"".join(each.read_bytes() for each in files)
        assert len(files) >= 2
        for number in (CALLER, *NUMBERS.values()):
            assert number.removeprefix("+").encode() not in whole
