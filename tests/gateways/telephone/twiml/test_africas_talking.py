"""Africa's Talking's dialect: one answer, one report, both at one address."""

from __future__ import annotations

import httpx
from defusedxml.ElementTree import fromstring

from payung.gateways.messages import WebRequest
from payung.gateways.telephone.twiml import AFRICAS_TALKING
from tests.gateways.telephone.twiml.virtual_time import START
from tests.gateways.telephone.twiml.world import (
    CALLER,
    HOTLINE,
    NUMBERS,
    World,
    choice,
    paper,
    plan,
    world,
)


def a_hotline(**more: object) -> World:
    menu = (choice("2", "kathmandu", ("anju",)),)
    said = plan(("sunita",), ("maya", "sunita"), menu=menu)
    return world(paper(said, **more), provider=AFRICAS_TALKING)  # type: ignore[arg-type]


def posted(w: World, **fields: str) -> bytes:
    form = {"sessionId": "ATVId_1", "callerNumber": CALLER, "isActive": "1", **fields}
    key = w.cloud.arrive_url.partition("k=")[2]
    body = str(httpx.QueryParams(form)).encode()
    status, _, answer = w.voice.answer(
        WebRequest(headers={}, body=body, query={"k": key}), START
    )
    assert status == 200
    return answer


def test_everybody_is_rung_in_turn_by_one_dial() -> None:
    w = a_hotline()

    dial = fromstring(posted(w)).find("Dial")

    assert dial is not None
    assert dial.attrib == {
        "phoneNumbers": f"{NUMBERS['sunita']},{NUMBERS['maya']}",
        "sequential": "true",
        "callerId": HOTLINE,
    }


def test_whoever_talked_is_told_when_all_is_over() -> None:
    w = a_hotline()
    posted(w)

    posted(
        w,
        isActive="0",
        dialDurationInSeconds="61",
        dialDestinationNumber=NUMBERS["maya"],
    )

    assert ("accepted", "maya") in w.told("ATVId_1")
    assert w.outcome("ATVId_1") == "answered"


def test_where_nobody_talked_a_call_back_is_owed_once() -> None:
    w = a_hotline()
    posted(w)

    posted(w, isActive="0", durationInSeconds="40")
    posted(w, isActive="0", durationInSeconds="40")

    assert w.outcome("ATVId_1") == "abandoned"


def test_a_talk_with_a_number_that_is_not_ours_is_no_answer_of_ours() -> None:
    w = a_hotline()
    posted(w)

    posted(w, isActive="0", dialDurationInSeconds="9", dialDestinationNumber="+999")

    assert w.outcome("ATVId_1") == "abandoned"


def test_a_line_of_missed_calls_is_rejected() -> None:
    w = a_hotline(rejects=True)

    assert fromstring(posted(w)).find("Reject") is not None
    assert w.outcome("ATVId_1") == "missed_call"


def test_it_promises_no_more_than_it_can() -> None:
    caps = a_hotline().voice.caps

    assert (caps.confirm, caps.step_wait, caps.voicemail, caps.originate) == (
        False,
        False,
        "none",
        False,
    )
