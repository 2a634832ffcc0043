"""What lies in memory for the time after a crash."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from payung.engines.dispatch import (
    Call,
    CallState,
    Choice,
    Leg,
    LegState,
    Plan,
    PlanStep,
)
from payung.gateways.telephone import PlanPaper
from payung.gateways.telephone.desk.memory import Memory
from payung.gateways.telephone.sip.call_memory import CallMemory
from payung.gateways.telephone.sip.dialog_memory import Remembered
from payung.gateways.telephone.sip.numbers import Numbers


THEN = datetime(2026, 11, 27, 20, 15, 1, 250000, tzinfo=UTC)
CALLER = "+0005550199"


def call_memory(paper: PlanPaper | None) -> CallMemory:
    plan = Plan(
        contact="c",
        steps=(PlanStep(targets=("sunita", "maya"), wait=20),),
        menu=(Choice(digit="1", code="east", steps=()),),
        danger="9",
    )
    call = Call(
        id="5" * 32,
        state=CallState.RINGING,
        due_at=THEN,
        plan=plan,
        step=0,
        legs=(
            Leg(target="sunita", state=LegState.SCREENING),
            Leg(target="maya", state=LegState.RINGING),
        ),
        graced=True,
        choice="east",
        raised=True,
    )
    return CallMemory(
        line="5550100",
        seq=4,
        number=CALLER,
        invite=b"INVITE sip:5550100@x SIP/2.0\r\nFrom: \xe0\xa4\xb8\xff\r\n\r\n",
        source=("192.0.2.1", 5060),
        tag="a-tag",
        call=call,
        paper=paper,
        caller=Remembered(
            dialog={"remote": f"<sip:{CALLER}@x>"}, port=16384, sound="v=0"
        ),
        phones={"maya": Remembered(dialog={"invite": "INVITE"}, port=16386)},
        tries=1,
    )


def test_a_call_comes_back_as_it_was_remembered() -> None:
    plan = call_memory(None).call.plan
    paper = PlanPaper(
        line="5550100", plan=plan, addresses={"maya": "tel:+0005550112"}, seal_to=None
    )
    memory = call_memory(paper)

    assert CallMemory.read(memory.write()) == memory


def test_a_call_without_a_plan_comes_back_without_one() -> None:
    memory = call_memory(None)

    assert CallMemory.read(memory.write()) == memory


def test_a_remembered_call_shows_no_number() -> None:
    assert "5550199" not in repr(call_memory(None))


def test_a_number_is_remembered_for_a_day_and_through_a_crash(tmp_path: Path) -> None:
    memory = Memory(tmp_path, anywhere=True)
    Numbers(memory).keep("a-call", CALLER, at=THEN)

    numbers = Numbers(memory)

    assert numbers.of("a-call", at=THEN + timedelta(hours=23)) == CALLER
    assert numbers.of("another", at=THEN) == ""


def test_a_number_is_forgotten_after_a_day_in_every_memory(tmp_path: Path) -> None:
    memory = Memory(tmp_path, anywhere=True)
    numbers = Numbers(memory)
    numbers.keep("a-call", CALLER, at=THEN)

    found = numbers.of("a-call", at=THEN + timedelta(hours=25))

    assert found == ""
    assert b"5550199" not in memory.all()["numbers"]
