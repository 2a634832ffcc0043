"""The application gone, our process gone, strangers, junk, and what falls through."""

from __future__ import annotations

import logging
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.gateways.telephone import NewsKind
from payung.gateways.telephone.agi.wire import Channel, NotPlain
from tests.gateways.telephone.agi.world import (
    CALLER,
    HOTLINE,
    NUMBERS,
    SECRET,
    World,
    paper,
    plan,
    world,
)


def say(w: World, text: bytes) -> bytes:
    """Send bytes as a stranger would, and return all that comes back."""
    with socket.create_connection(("127.0.0.1", w.telephone.port), timeout=10) as link:
        answer = b""
        try:
            link.sendall(text)
            link.shutdown(socket.SHUT_WR)
            while more := link.recv(1000):
                answer += more
        except OSError:
            # Whoever is not read to the end is cut off.
            return answer
        return answer


def test_without_the_application_the_last_plan_is_carried_out(tmp_path: Path) -> None:
    with world(tmp_path, paper(plan(("sunita",)))) as w:
        w.last_plans.refresh(w.app, at=w.clock[0])
        w.app.gone = True
        caller = w.asterisk.call(CALLER)
        w.person("sunita").does_next("answer").presses("1")
        caller.wait_joined()
        w.person("sunita").hangs_up()
        w.asterisk.wait_ended()
        w.app.gone = False

        kinds = [kind for kind, _ in w.wait_ended()]
        assert kinds == ["arrived", "ringing", "screening", "accepted", "ended"]


def test_without_application_and_plan_the_dialplan_rings_the_coordinator(
    tmp_path: Path,
) -> None:
    with world(tmp_path, paper(plan(("sunita",)))) as w:
        w.app.gone = True
        w.asterisk.call(CALLER)
        w.asterisk.wait_ended()
        w.app.gone = False

        assert len(w.asterisk.coordinator_rung) == 1
        assert w.outcome() == "interrupted"


def test_without_us_the_dialplan_rings_the_coordinator(tmp_path: Path) -> None:
    with world(tmp_path, paper(plan(("sunita",)))) as w:
        w.telephone.close()
        w.asterisk.call(CALLER)
        w.asterisk.wait_ended()

        assert len(w.asterisk.coordinator_rung) == 1


def test_a_talk_goes_on_when_we_are_gone(tmp_path: Path) -> None:
    with world(tmp_path, paper(plan(("sunita",)))) as w:
        caller = w.asterisk.call(CALLER)
        w.person("sunita").does_next("answer").presses("1")
        caller.wait_joined()
        w.telephone.close()

        assert w.asterisk.ended == []
        caller.hangs_up()
        w.asterisk.wait_ended()


def test_what_a_crash_left_open_is_ended_as_interrupted(tmp_path: Path) -> None:
    with world(tmp_path, paper(plan(("sunita",)))) as first:
        caller = first.asterisk.call(CALLER)
        first.person("sunita").wait_ringing()
        first.app.wait_told(NewsKind.RINGING)
        call = first.app.told[0].call
        # As after a power cut: the journal is all that is left.
        copy = tmp_path / "after"
        copy.mkdir()
        for each in tmp_path.glob("journal*"):
            (copy / each.name).write_bytes(each.read_bytes())
        caller.hangs_up()

    with world(copy, paper(plan(("sunita",)))) as second:
        told = second.app.wait_told(NewsKind.ENDED)

        assert (told.call, str(told.outcome)) == (call, "interrupted")


def test_whoever_has_not_the_secret_is_told_nothing(tmp_path: Path) -> None:
    with world(tmp_path, paper(plan(("sunita",)))) as w:
        hello = (
            "agi_network: yes\nagi_network_script: call\nagi_callerid: x\n"
            "agi_arg_1: a guess\nagi_arg_2: np-east\n\n"
        )

        assert say(w, hello.encode()) == b""
        assert w.app.told == []


@pytest.mark.parametrize("name", ["", "1", "00000000000000", "सही", "9" * 40])
def test_a_handle_that_nobody_has_gets_no_number(tmp_path: Path, name: str) -> None:
    with world(tmp_path, paper(plan(("sunita",)))) as w:
        hello = (
            "agi_network: yes\nagi_network_script: ring\n"
            f"agi_arg_1: {SECRET}\nagi_arg_2: {name}\n\n"
        )

        assert say(w, hello.encode()) == b""


@pytest.fixture(scope="module")
def one_world(tmp_path_factory: pytest.TempPathFactory) -> object:
    with world(tmp_path_factory.mktemp("junk"), paper(plan(("sunita",)))) as w:
        yield w


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(junk=st.binary(max_size=300))
def test_junk_stops_nothing(one_world: World, junk: bytes) -> None:
    assert say(one_world, junk) == b""
    assert one_world.app.told == []


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(replies=st.lists(st.binary(max_size=40), max_size=6))
def test_replies_that_are_junk_end_the_call_and_nothing_else(
    one_world: World, replies: list[bytes]
) -> None:
    hello = (
        "agi_network: yes\nagi_network_script: call\nagi_callerid: x\n"
        f"agi_arg_1: {SECRET}\nagi_arg_2: np-east\n\n"
    )
    before = len([n for n in one_world.app.told if n.kind is NewsKind.ENDED])

    say(one_world, hello.encode() + b"\n".join(replies) + b"\n")

    one_world.app.wait_for(
        lambda told: len([n for n in told if n.kind is NewsKind.ENDED]) == before + 1
    )


@pytest.mark.parametrize(
    "word", ["a\nHANGUP", 'a" "b', "a b", "a\r", "$(x)", "${SECRET}"]
)
def test_a_word_that_could_be_another_command_is_not_said(word: str) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, Channel(ours) as channel, pytest.raises(NotPlain):
        channel.ask("EXEC", "Dial", word)


def test_a_plan_with_an_odd_address_rings_the_others(tmp_path: Path) -> None:
    said = paper(plan(("sunita", "maya")))
    said.addresses["sunita"] = "tel:+000&PJSIP/evil@trunk"  # type: ignore[index]
    with world(tmp_path, said) as w:
        caller = w.asterisk.call(CALLER)
        w.person("maya").wait_ringing()
        refused = w.app.wait_told(NewsKind.REFUSED)
        caller.hangs_up()

        assert refused.target == "sunita"
        assert w.outcome() == "abandoned"
        assert "evil" not in " ".join(w.asterisk.commands)


def test_a_phone_that_is_out_is_not_rung_whoever_asks(tmp_path: Path) -> None:
    with world(tmp_path, paper(plan(("sunita",), ("maya",)))) as w:
        caller = w.asterisk.call(CALLER)
        w.person("sunita").wait_ringing().does_next("busy")
        w.person("maya").wait_ringing()
        name = w.asterisk.legs[0].name
        hello = (
            "agi_network: yes\nagi_network_script: ring\n"
            f"agi_arg_1: {SECRET}\nagi_arg_2: {name}\n\n"
        )

        assert say(w, hello.encode()) == b""
        caller.hangs_up()
        assert w.outcome() == "abandoned"


def test_nothing_that_is_logged_shows_a_number(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with world(tmp_path, paper(plan(("sunita",)))) as w:
        w.app.gone = True
        w.asterisk.call(CALLER)
        w.asterisk.wait_ended()
        w.app.gone = False
        caller = w.asterisk.call(CALLER)
        w.person("sunita").wait_ringing()
        caller.hangs_up()
        w.asterisk.wait_ended(2)

    for number in (CALLER, HOTLINE, *NUMBERS.values()):
        assert number.removeprefix("+") not in caplog.text
