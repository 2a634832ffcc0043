"""Orders given to the cloud's double: alerts, drills, call-backs, and calling off."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from payung.gateways.telephone import OrderKind, TelephoneGone
from payung.gateways.telephone.twiml import EXOTEL, signalwire
from payung.gateways.telephone.twiml.rows import OrderRow, open_row
from tests.gateways.telephone.twiml.double_rest import Phone
from tests.gateways.telephone.twiml.world import (
    CALLER,
    HOTLINE,
    MACHINE,
    NUMBERS,
    an_order,
    paper,
    plan,
    world,
)


NOBODY = paper(plan(("maya",)))


@pytest.mark.parametrize("kind", [OrderKind.ALERT, OrderKind.DRILL])
def test_pressing_1_accepts(kind: OrderKind) -> None:
    w = world(NOBODY, sunita=Phone(keys=[(1, "1")]))

    w.voice.start(an_order(kind))
    w.cloud.run()

    assert w.told("order-1") == [
        ("ringing", "sunita"),
        ("screening", "sunita"),
        ("accepted", "sunita"),
        ("ended", ""),
    ]
    assert w.outcome("order-1") == "answered"
    assert w.cloud.rang[0][1:] == (NUMBERS["sunita"], HOTLINE)


@pytest.mark.parametrize(
    "phone",
    [
        pytest.param(Phone(answers=None), id="nobody answers"),
        pytest.param(Phone(busy=True), id="busy"),
        pytest.param(Phone(answers=1, keys=[None]), id="a voicemail answers"),
        pytest.param(Phone(keys=[(1, "5")]), id="another key"),
    ],
)
def test_whoever_does_not_press_1_has_not_accepted(phone: Phone) -> None:
    w = world(NOBODY, sunita=phone)

    w.voice.start(an_order(OrderKind.ALERT))
    w.cloud.run()

    kinds = [kind for kind, _ in w.told("order-1")]
    assert "accepted" not in kinds
    assert "refused" in kinds
    assert w.outcome("order-1") == "no_answer"


def test_the_same_order_twice_rings_once() -> None:
    w = world(NOBODY, sunita=Phone(keys=[(1, "1")]))

    w.voice.start(an_order(OrderKind.ALERT))
    w.voice.start(an_order(OrderKind.ALERT))
    w.cloud.run()
    w.voice.start(an_order(OrderKind.ALERT))

    assert len(w.cloud.rang) == 1


def test_an_order_called_off_stops_the_ringing_and_is_no_refusal() -> None:
    w = world(NOBODY, sunita=Phone(answers=15, keys=[(1, "1")]))
    w.voice.start(an_order(OrderKind.ALERT))
    w.cloud.run(5)

    w.voice.cancel("order-1")
    w.cloud.run()

    kinds = [kind for kind, _ in w.told("order-1")]
    assert kinds == ["ringing", "ended"]
    assert w.outcome("order-1") == "interrupted"
    assert [leg.status for leg in w.cloud.legs.values()] == ["completed"]


def test_calling_off_what_nobody_knows_changes_nothing() -> None:
    w = world(NOBODY)

    w.voice.cancel("order-9")

    assert w.cloud.rest_calls == []


def test_the_caller_is_called_only_when_the_paralegal_is_there() -> None:
    w = world(NOBODY, sunita=Phone(keys=[(2, "1")], talks=300))
    w.cloud.phones[CALLER] = Phone(answers=5, talks=100)

    w.voice.start(an_order(OrderKind.CALL_BACK, number=CALLER))
    w.cloud.run()

    assert [number for _, number, _ in w.cloud.rang] == [NUMBERS["sunita"], CALLER]
    assert {shown for _, _, shown in w.cloud.rang} == {HOTLINE}
    assert w.told("order-1") == [
        ("ringing", "sunita"),
        ("screening", "sunita"),
        ("accepted", "sunita"),
        ("reached", "sunita"),
        ("ended", ""),
    ]
    assert w.outcome("order-1") == "answered"


def test_a_voicemail_of_the_paralegal_calls_nobody_back() -> None:
    w = world(NOBODY, sunita=Phone(answers=1, keys=[None]))

    w.voice.start(an_order(OrderKind.CALL_BACK, number=CALLER))
    w.cloud.run()

    assert CALLER not in [number for _, number, _ in w.cloud.rang]
    assert w.outcome("order-1") == "no_answer"


def test_a_caller_who_does_not_answer_was_not_reached() -> None:
    w = world(NOBODY, sunita=Phone(keys=[(2, "1")], talks=300))

    w.voice.start(an_order(OrderKind.CALL_BACK, number=CALLER))
    w.cloud.run()

    assert "reached" not in [kind for kind, _ in w.told("order-1")]
    assert w.outcome("order-1") == "no_answer"


def test_the_cloud_remembers_a_caller_whose_number_nobody_here_knows() -> None:
    w = world(NOBODY, sunita=Phone(keys=[(2, "1")], talks=300))
    w.cloud.phones[CALLER] = Phone(answers=5, talks=100)
    call = w.cloud.call(CALLER, patience=3)
    w.cloud.run(10)

    w.voice.start(an_order(OrderKind.CALL_BACK, of_call=call.sid))
    w.cloud.run()

    assert w.cloud.rang[-1][1:] == (CALLER, HOTLINE)
    assert w.outcome("order-1") == "answered"


def test_a_call_the_cloud_has_forgotten_ends_the_call_back_unreached() -> None:
    w = world(NOBODY, sunita=Phone(keys=[(2, "1")], talks=300))

    w.voice.start(an_order(OrderKind.CALL_BACK, of_call="CAgone0000"))
    w.cloud.run()

    assert w.outcome("order-1") == "no_answer"


def test_a_cloud_that_does_not_answer_leaves_the_order_to_be_given_again() -> None:
    w = world(NOBODY, sunita=Phone(keys=[(1, "1")]))
    whole, w.cloud.account = w.cloud.account, "somebody else"

    with pytest.raises(TelephoneGone):
        w.voice.start(an_order(OrderKind.ALERT))
    w.cloud.account = whole
    w.voice.start(an_order(OrderKind.ALERT))
    w.cloud.run()

    assert w.outcome("order-1") == "answered"


def test_a_cloud_whose_orders_were_not_worked_out_says_so() -> None:
    w = world(NOBODY, provider=EXOTEL)

    assert w.voice.caps.originate is False
    with pytest.raises(TelephoneGone):
        w.voice.start(an_order(OrderKind.ALERT))


def test_an_order_whose_end_was_lost_is_found_and_ended() -> None:
    w = world(NOBODY)
    w.cloud.loses = {"status"}
    w.voice.start(an_order(OrderKind.ALERT))
    w.cloud.run()

    w.voice.look_again(w.cloud.now + timedelta(minutes=2))

    assert w.outcome("order-1") == "no_answer"


def test_the_ringing_of_a_call_can_be_stopped_and_a_talk_cannot() -> None:
    w = world(paper(plan(("sunita",))), sunita=Phone(keys=[(1, "1")], talks=300))
    talk = w.cloud.call(CALLER)
    w.cloud.run(10)
    w.cloud.phones.clear()
    rings = w.cloud.call("+0005550198")
    w.cloud.run(5)

    w.voice.cancel(talk.sid)
    w.voice.cancel(rings.sid)

    assert talk.is_over is False
    assert w.outcome(rings.sid) == "abandoned"


def test_a_phone_that_answers_after_the_calling_off_is_hung_up() -> None:
    w = world(paper(plan(("sunita",))), sunita=Phone(answers=6, keys=[(1, "1")]))
    call = w.cloud.call(CALLER)
    w.cloud.run(4)
    # The cloud does not hear that the ringing is to stop.
    whole, w.cloud.rest = w.cloud.rest, lambda _: httpx.Response(500)  # type: ignore[method-assign]
    with pytest.raises(TelephoneGone):
        w.voice.cancel(call.sid)
    w.cloud.rest = whole  # type: ignore[method-assign]

    w.cloud.run()

    assert w.cloud.joined == []
    assert w.outcome(call.sid) == "abandoned"


def test_signalwire_has_its_own_host_header_and_signing_key() -> None:
    w = world(
        paper(plan(("maya",))),
        provider=signalwire("our-space"),
        password="its token",
        sunita=Phone(keys=[(1, "1")]),
    )
    w.cloud.header = "x-signalwire-signature"
    hosts: set[str] = set()
    real = w.cloud.rest

    def seen(asked: httpx.Request) -> httpx.Response:
        hosts.add(str(asked.url).partition("/Accounts/")[0])
        return real(asked)

    w.cloud.rest = seen  # type: ignore[method-assign]
    w.voice.start(an_order(OrderKind.ALERT))
    call = w.cloud.call(CALLER, speaks=9)
    w.cloud.run()

    assert hosts == {"https://our-space.signalwire.com/api/laml/2010-04-01"}
    assert w.outcome("order-1") == "answered"
    assert w.outcome(call.sid) == "message_left"


class PowerCut(RuntimeError):
    """The process is gone in the middle of a request."""


def test_an_order_that_died_with_the_process_is_ended_by_whoever_looks() -> None:
    w = world(NOBODY)

    def dies(_: httpx.Request) -> httpx.Response:
        raise PowerCut

    whole, w.cloud.rest = w.cloud.rest, dies  # type: ignore[method-assign]
    with pytest.raises(PowerCut):
        w.voice.start(an_order(OrderKind.ALERT))
    w.cloud.rest = whole  # type: ignore[method-assign]

    w.voice.look_again(w.cloud.now + timedelta(minutes=2))

    assert w.outcome("order-1") == "no_answer"


def test_an_order_that_died_with_the_process_can_be_given_again() -> None:
    w = world(NOBODY, sunita=Phone(keys=[(1, "1")]))

    def dies(_: httpx.Request) -> httpx.Response:
        raise PowerCut

    whole, w.cloud.rest = w.cloud.rest, dies  # type: ignore[method-assign]
    with pytest.raises(PowerCut):
        w.voice.start(an_order(OrderKind.ALERT))
    w.cloud.rest = whole  # type: ignore[method-assign]
    w.voice.start(an_order(OrderKind.ALERT))
    w.cloud.run()

    assert w.outcome("order-1") == "answered"


def test_an_order_that_the_cloud_refused_leaves_nothing_behind() -> None:
    w = world(NOBODY)
    w.cloud.rest = lambda _: httpx.Response(400)  # type: ignore[method-assign]

    with pytest.raises(TelephoneGone):
        w.voice.start(an_order(OrderKind.ALERT))

    assert w.rows.kept == {}


def test_the_callers_number_is_forgotten_when_the_call_back_has_ended() -> None:
    w = world(NOBODY, sunita=Phone(answers=1, keys=[None]))
    w.voice.start(an_order(OrderKind.CALL_BACK, number=CALLER))
    name = "order:order-1"
    before = open_row(OrderRow, w.rows.kept[name], name, MACHINE)

    w.cloud.run()

    after = open_row(OrderRow, w.rows.kept[name], name, MACHINE)
    assert before is not None
    assert after is not None
    assert (before.number, after.number) == (CALLER, "")


def test_health_counts_the_calls_that_go_on() -> None:
    w = world(paper(plan(("sunita",))))
    w.cloud.call(CALLER)
    w.cloud.run(5)

    health = w.voice.health()

    assert (health.ready, health.calls) == (True, 1)
