"""What must be nowhere: numbers and voices outside memory, the cloud and the envelope."""

from __future__ import annotations

import logging

import pytest

from payung.engines.sealed import open_field, unattended_token, unwrap
from payung.gateways.telephone import OrderKind
from tests.gateways.telephone.twiml.double_rest import Phone
from tests.gateways.telephone.twiml.world import (
    CALLER,
    MACHINE,
    NUMBERS,
    TEAM,
    an_order,
    paper,
    plan,
    world,
)


def needles() -> list[str]:
    return [number.removeprefix("+") for number in (CALLER, *NUMBERS.values())]


def test_no_address_that_we_make_holds_a_number() -> None:
    w = world(
        paper(plan(("sunita",), ("maya",))),
        sunita=Phone(answers=2, keys=[(1, "1")]),
    )
    w.cloud.call(CALLER)
    w.voice.start(an_order(OrderKind.CALL_BACK, number=CALLER))
    w.cloud.run()

    assert len(w.urls_seen) > 8
    for url in w.urls_seen:
        assert not [needle for needle in needles() if needle in url]


def test_no_address_hides_a_number_in_its_ticket() -> None:
    import base64

    w = world(paper(plan(("sunita",))), sunita=Phone(keys=[(1, "1")]))
    w.cloud.call(CALLER)
    w.cloud.run()

    for url in w.urls_seen:
        plain = url.partition("k=")[2].partition(".")[0]
        said = base64.urlsafe_b64decode(plain + "===").decode()
        assert not [needle for needle in needles() if needle in said]


def test_no_row_shows_a_number_at_any_moment() -> None:
    w = world(
        paper(plan(("sunita",), ("maya",))),
        sunita=Phone(answers=2, keys=[(1, "1")]),
    )
    w.voice.start(an_order(OrderKind.CALL_BACK, number=CALLER))
    w.cloud.call(CALLER)
    kept: set[bytes] = set()
    for _ in range(60):
        w.cloud.run(1)
        kept |= set(w.rows.kept.values())

    assert len(kept) >= 6
    for sealed in kept:
        assert not [each for each in needles() if each.encode() in sealed]


def test_the_callers_number_is_in_no_row_of_a_call_even_when_it_is_opened() -> None:
    from payung.gateways.telephone.twiml.rows import CallRow, open_row
    from payung.gateways.telephone.twiml.spelling import spelled

    w = world(paper(plan(("sunita",))))
    call = w.cloud.call(CALLER)
    w.cloud.run(5)
    name = f"call:{call.sid}"

    row = open_row(CallRow, w.rows.kept[name], name, MACHINE)

    assert row is not None
    assert CALLER not in spelled(row)
    assert NUMBERS["sunita"] in spelled(row)


def test_the_teams_key_opens_the_number_that_was_sealed_on_arrival() -> None:
    w = world(paper(plan(("sunita",))))
    w.cloud.call(CALLER, patience=5)
    w.cloud.run()
    arrived = w.app.routed[0].arrived

    assert arrived is not None
    assert arrived.wrap is not None
    assert arrived.number is not None
    secret = unwrap(arrived.wrap, TEAM)
    assert open_field(secret, "contact.number", arrived.number) == CALLER
    assert arrived.token == unattended_token(MACHINE, "number", CALLER).hex()


def test_nothing_is_logged_and_no_repr_shows_a_number(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    w = world(paper(plan(("sunita",))), sunita=Phone(keys=[(1, "1")]))
    w.voice.start(an_order(OrderKind.ALERT))
    w.cloud.call(CALLER, speaks=5)
    w.cloud.run()
    w.voice.health()

    shown = caplog.text + repr(w.app.told) + repr(w.app.routed)
    assert not [needle for needle in needles() if needle in shown]
