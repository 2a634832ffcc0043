"""Rows in memory keep the promises; sealed rows open for one machine and one name."""

from __future__ import annotations

from threading import Barrier, Thread

import httpx
import pytest
from twilio.request_validator import RequestValidator

from payung.engines.sealed import new_record_secret
from payung.gateways.messages import WebRequest
from payung.gateways.telephone.twiml import MemoryRows
from payung.gateways.telephone.twiml.rows import CallRow, open_row
from tests.gateways.telephone.twiml.double_rest import Phone
from tests.gateways.telephone.twiml.rows_promises import *  # noqa: F403
from tests.gateways.telephone.twiml.world import (
    CALLER,
    MACHINE,
    TOKEN,
    World,
    paper,
    plan,
    world,
)


@pytest.fixture
def rows() -> MemoryRows:
    return MemoryRows()


def a_row() -> tuple[str, bytes, World]:
    w = world(paper(plan(("sunita",))))
    call = w.cloud.call(CALLER)
    w.cloud.run(3)
    name = f"call:{call.sid}"
    return name, w.rows.kept[name], w


def test_a_row_does_not_open_under_another_name() -> None:
    name, sealed, _ = a_row()

    assert open_row(CallRow, sealed, "call:other", MACHINE) is None
    assert open_row(CallRow, sealed, name, MACHINE) is not None


def test_a_row_does_not_open_for_another_machine() -> None:
    name, sealed, _ = a_row()

    assert open_row(CallRow, sealed, name, new_record_secret("another")) is None


def test_a_row_that_was_cut_or_changed_is_no_row() -> None:
    name, sealed, _ = a_row()
    flipped = sealed[:-1] + bytes([sealed[-1] ^ 1])

    for broken in (sealed[:-1], flipped, b"", b"\x01"):
        assert open_row(CallRow, broken, name, MACHINE) is None


def press(w: World, url: str, sid: str) -> bytes:
    form = {"CallSid": sid, "CallStatus": "in-progress", "Digits": "1"}
    made = RequestValidator(TOKEN).compute_signature(url, form)
    request = WebRequest(
        headers={"x-twilio-signature": made},
        body=str(httpx.QueryParams(form)).encode(),
        query=dict(httpx.URL(url).params),
    )
    return w.voice.answer(request, w.cloud.now)[2]


def test_of_two_who_press_1_in_the_same_instant_one_is_joined() -> None:
    for _ in range(20):
        silent = {"answers": 1.0, "keys": [(7.5, "1")]}
        w = world(
            paper(plan(("sunita", "maya"))),
            sunita=Phone(**silent),  # type: ignore[arg-type]
            maya=Phone(**silent),  # type: ignore[arg-type]
        )
        call = w.cloud.call(CALLER)
        w.cloud.run(4)
        asked = [d for d in w.cloud.documents if b"Gather" in d]
        urls = [_action_of(document) for document in asked]
        at_once, answers = Barrier(2), list[bytes]()

        def press_now(url: str, w: World = w, b: Barrier = at_once) -> None:
            b.wait()
            answers.append(press(w, url, "CAchild"))  # noqa: B023 - joined below

        threads = [Thread(target=press_now, args=(url,)) for url in urls]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

        assert len(urls) == 2
        assert sorted(b"Hangup" in answer for answer in answers) == [False, True]
        kinds = [str(n.kind) for n in w.app.news_of(call.sid)]
        assert kinds.count("accepted") == 1


def _action_of(document: bytes) -> str:
    from defusedxml.ElementTree import fromstring

    gather = fromstring(document).find("Gather")
    assert gather is not None
    return str(gather.get("action"))
