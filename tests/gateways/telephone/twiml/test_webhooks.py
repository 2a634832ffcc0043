"""Webhooks that are forged, repeated, late, out of order, lost, or junk."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from payung.gateways.messages import WebRequest
from payung.gateways.telephone.twiml import TELNYX
from tests.gateways.telephone.twiml.double_rest import Phone
from tests.gateways.telephone.twiml.virtual_time import START
from tests.gateways.telephone.twiml.world import (
    BASE,
    CALLER,
    NUMBERS,
    TOKEN,
    World,
    paper,
    plan,
    world,
)


def signed(url: str, form: dict[str, str], *, token: str = TOKEN) -> WebRequest:
    """Return a webhook as the cloud would send it."""
    made = RequestValidator(token).compute_signature(url, form)
    return WebRequest(
        headers={"x-twilio-signature": made},
        body=str(httpx.QueryParams(form)).encode(),
        query=dict(httpx.URL(url).params),
    )


def arrival(w: World, sid: str = "CA1") -> dict[str, str]:
    return {"CallSid": sid, "From": CALLER, "To": "hotline", "CallStatus": "ringing"}


def test_a_webhook_signed_with_another_token_gets_nothing_and_changes_nothing() -> None:
    w = world(paper(plan(("sunita",))))
    forged = signed(w.cloud.arrive_url, arrival(w), token="a guess")

    answer = w.voice.answer(forged, START)

    assert answer == (403, "text/plain", b"")
    assert w.app.told == []
    assert w.rows.kept == {}


def test_an_unsigned_webhook_gets_nothing() -> None:
    w = world(paper(plan(("sunita",))))
    made = signed(w.cloud.arrive_url, arrival(w))
    bare = WebRequest(headers={}, body=made.body, query=made.query)

    status, _, body = w.voice.answer(bare, START)

    assert (status, body) == (403, b"")


@pytest.mark.parametrize(
    "ticket",
    [
        pytest.param("", id="none"),
        pytest.param("junk", id="junk"),
        pytest.param("WyJhIiwibnAiLCIiLDAsMF0.AAAAAAAAAAAAAAAAAAAAAA", id="guessed"),
        pytest.param("सही.सही", id="no ascii"),
    ],
)
def test_an_address_that_we_did_not_make_gets_nothing(ticket: str) -> None:
    w = world(paper(plan(("sunita",))))

    status, _, _ = w.voice.answer(signed(f"{BASE}?k={ticket}", arrival(w)), START)

    assert status == 403


def test_where_a_cloud_signs_nothing_the_address_alone_must_be_ours() -> None:
    w = world(paper(plan(("sunita",))), provider=TELNYX)
    right, wrong = (
        WebRequest(headers={}, body=b"CallSid=v3:1&From=x", query={"k": key})
        for key in (w.cloud.arrive_url.partition("k=")[2], "WyJhIl0.AAAA")
    )

    assert w.voice.answer(right, START)[0] == 200
    assert w.voice.answer(wrong, START)[0] == 403


def test_every_webhook_delivered_twice_makes_the_same_call() -> None:
    phones = {"maya": Phone(keys=[(1, "1")])}
    once = world(paper(plan(("sunita",), ("maya",))), **phones)
    twice = world(paper(plan(("sunita",), ("maya",))), maya=Phone(keys=[(1, "1")]))
    twice.cloud.repeats = 2

    first = once.cloud.call(CALLER)
    once.cloud.run()
    second = twice.cloud.call(CALLER)
    twice.cloud.run()

    assert twice.told(second.sid) == once.told(first.sid)
    assert twice.cloud.joined == once.cloud.joined
    assert [n.seq for n in twice.app.news_of(second.sid)] == [1, 2, 3, 4, 5, 6]


def test_a_repeated_arrival_is_one_contact_and_the_same_answer() -> None:
    w = world(paper(plan(("sunita",))))
    request = signed(w.cloud.arrive_url, arrival(w))

    first = w.voice.answer(request, START)
    second = w.voice.answer(request, START)

    assert first[2].count(b"<Number") == second[2].count(b"<Number") == 1
    assert len(w.app.routed) == 1


def test_an_arrival_replayed_after_the_call_shows_no_number_of_ours() -> None:
    w = world(paper(plan(("sunita",))))
    call = w.cloud.call(CALLER, patience=5)
    w.cloud.run()
    url, form = w.cloud.requests[0]

    status, _, body = w.voice.answer(signed(url, form), w.cloud.now)

    assert status == 200
    assert b"<Dial" not in body
    assert NUMBERS["sunita"].encode() not in body
    assert w.outcome(call.sid) == "abandoned"


def test_an_address_of_a_call_is_refused_after_six_hours() -> None:
    w = world(paper(plan(("sunita",))), sunita=Phone(keys=[(1, "1")]))
    w.cloud.call(CALLER)
    w.cloud.run()
    url, form = next(r for r in w.cloud.requests if "Digits" in r[1])
    late = START + timedelta(hours=6, minutes=1)

    assert w.voice.answer(signed(url, form), late)[0] == 403


def test_pressing_1_after_somebody_else_did_ends_that_leg_only() -> None:
    w = world(paper(plan(("sunita", "maya"))), sunita=Phone(keys=[(1, "1")], talks=400))
    w.cloud.call(CALLER)
    w.cloud.run(10)
    whisper_of_maya = _whisper_of(w, NUMBERS["maya"])
    form = {"CallSid": "CA9", "CallStatus": "in-progress", "Digits": "1"}

    _, _, body = w.voice.answer(signed(whisper_of_maya, form), w.cloud.now)

    assert b"<Hangup" in body
    assert b"<Gather" not in body
    assert w.cloud.joined == [(CALLER, NUMBERS["sunita"])]


def _whisper_of(w: World, number: str) -> str:
    root = fromstring(w.cloud.documents[0])
    found = next(each for each in root.iter("Number") if each.text == number)
    return found.get("url", "")


def test_status_reports_that_come_half_a_minute_late_change_no_outcome() -> None:
    w = world(
        paper(plan(("sunita",), ("maya",))),
        sunita=Phone(answers=1, keys=[None]),
        maya=Phone(keys=[(1, "1")]),
    )
    w.cloud.report_delay = 30

    call = w.cloud.call(CALLER)
    w.cloud.run()

    assert w.cloud.joined == [(CALLER, NUMBERS["maya"])]
    assert w.outcome(call.sid) == "answered"


def test_the_end_of_the_call_told_before_its_last_dial_is_told_once() -> None:
    w = world(paper(plan(("sunita",))), sunita=Phone(keys=[(1, "1")], talks=30))
    call = w.cloud.call(CALLER)
    w.cloud.run(10)
    over = {"CallSid": call.sid, "CallStatus": "completed", "From": CALLER}
    w.voice.answer(signed(w.cloud.status_url, over), w.cloud.now)

    w.cloud.run()

    assert w.outcome(call.sid) == "answered"


def test_where_the_application_is_down_the_cloud_falls_back() -> None:
    w = world(paper(plan(("sunita",))))
    w.app.gone = True

    call = w.cloud.call(CALLER)
    w.cloud.run()

    assert w.cloud.fell_back == [call.sid]
    assert w.statuses == [503, 503]


def test_where_the_application_comes_back_for_the_second_try_nothing_is_lost() -> None:
    w = world(paper(plan(("sunita",))), sunita=Phone(keys=[(1, "1")]))
    real, tries = w.cloud.deliver, iter([(502, b"")])
    w.cloud.deliver = lambda u, h, b: next(tries, None) or real(u, h, b)

    call = w.cloud.call(CALLER)
    w.cloud.run()

    assert w.cloud.fell_back == []
    assert w.outcome(call.sid) == "answered"


def test_a_call_whose_row_is_lost_lets_the_cloud_fall_back() -> None:
    w = world(paper(plan(("sunita",), ("maya",))))
    call = w.cloud.call(CALLER)
    w.cloud.run(5)
    w.rows.kept.clear()

    w.cloud.run()

    assert w.cloud.fell_back == [call.sid]


def test_a_call_whose_last_webhooks_were_lost_is_found_and_ended() -> None:
    w = world(paper(plan(("sunita",))))
    w.cloud.loses = {"action", "status"}
    call = w.cloud.call(CALLER, patience=5)
    w.cloud.run()
    assert [n for n in w.app.news_of(call.sid) if n.kind == "ended"] == []

    w.voice.look_again(w.cloud.now + timedelta(minutes=2))

    assert w.outcome(call.sid) == "abandoned"


def test_a_call_that_the_cloud_does_not_know_any_more_is_ended() -> None:
    w = world(paper(plan(("sunita",))))
    call = w.cloud.call(CALLER)
    w.cloud.run(5)
    w.cloud.legs.clear()

    w.voice.look_again(w.cloud.now + timedelta(minutes=2))

    assert w.outcome(call.sid) == "abandoned"


def test_a_cloud_that_does_not_answer_ends_no_call() -> None:
    w = world(paper(plan(("sunita",))))
    call = w.cloud.call(CALLER)
    w.cloud.run(5)
    w.cloud.rest = lambda _: httpx.Response(500)  # type: ignore[method-assign]

    w.voice.look_again(w.cloud.now + timedelta(minutes=2))

    assert [n for n in w.app.news_of(call.sid) if n.kind == "ended"] == []


def test_looking_again_leaves_a_call_that_goes_on_alone() -> None:
    w = world(paper(plan(("sunita",))), sunita=Phone(keys=[(1, "1")], talks=800))
    call = w.cloud.call(CALLER)
    w.cloud.run(120)

    w.voice.look_again(w.cloud.now)

    assert [n for n in w.app.news_of(call.sid) if n.kind == "ended"] == []


def test_rows_of_yesterday_are_forgotten() -> None:
    w = world(paper(plan(("sunita",))))
    w.cloud.call(CALLER, patience=5)
    w.cloud.run()

    w.voice.look_again(w.cloud.now + timedelta(days=2))

    assert w.rows.kept == {}


@settings(max_examples=60, deadline=None)
@given(
    order=st.lists(st.integers(0, 200), max_size=25),
    keep=st.sets(st.integers(0, 30), max_size=8),
)
def test_webhooks_in_any_order_end_a_call_at_most_once(
    order: list[int], keep: set[int]
) -> None:
    w = world(
        paper(plan(("sunita", "anju"), ("maya",))),
        sunita=Phone(answers=1, keys=[None]),
        maya=Phone(keys=[(1, "1")]),
    )
    call = w.cloud.call(CALLER)
    w.cloud.run()
    seen = [r for n, r in enumerate(w.cloud.requests) if n not in keep] or [
        w.cloud.requests[0]
    ]
    # The same webhooks again, to an application that begins anew.
    w.app.told.clear()
    w.rows.kept.clear()

    for pick in order:
        url, form = seen[pick % len(seen)]
        status, _, _ = w.voice.answer(signed(url, form), w.cloud.now)
        assert status in (200, 503)

    kinds = [str(n.kind) for n in w.app.news_of(call.sid)]
    assert kinds.count("ended") <= 1
    assert kinds.count("accepted") <= 1
    assert [n.seq for n in w.app.news_of(call.sid)] == list(range(1, len(kinds) + 1))


@settings(max_examples=60, deadline=None)
@given(body=st.binary(max_size=80), key=st.text(max_size=30))
def test_junk_is_refused_and_stops_nothing(body: bytes, key: str) -> None:
    w = world(paper(plan(("sunita",))))
    junk = WebRequest(headers={"x-twilio-signature": key}, body=body, query={"k": key})

    assert w.voice.answer(junk, START)[0] == 403
