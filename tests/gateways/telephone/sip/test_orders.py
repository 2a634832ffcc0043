"""What the application asks of the telephone: alerts, drills, call-backs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from payung.engines.dispatch import Outcome
from payung.gateways.telephone import NewsKind, Order, OrderKind
from tests.gateways.telephone.sip.line import (
    CALLER,
    HOTLINE,
    Line,
    Telephone,
    free_port,
    step,
)


def order(line: Line, kind: OrderKind, phone: Telephone, **more: Any) -> Order:
    """Return an order that rings this phone."""
    said: dict[str, Any] = {"id": f"order-{phone.name}", "wait": 20, **more}
    return Order(
        kind=kind,
        line=line.number,
        contact="a-contact",
        target=phone.name,
        address=phone.address,
        shows=HOTLINE,
        **said,
    )


def test_an_alert_is_accepted_by_pressing_1(line: Line) -> None:
    phone = line.phone("phone_presses_one")

    line.telephone.start(order(line, OrderKind.ALERT, phone))

    ended = line.ended(f"order-{phone.name}")
    assert ended.outcome is Outcome.ANSWERED
    assert phone.ends_well()
    assert line.application.kinds(f"order-{phone.name}") == [
        NewsKind.RINGING,
        NewsKind.SCREENING,
        NewsKind.ACCEPTED,
        NewsKind.ENDED,
    ]


def test_an_alert_to_a_busy_phone_is_refused(line: Line) -> None:
    phone = line.phone("phone_busy")

    line.telephone.start(order(line, OrderKind.ALERT, phone))

    assert line.ended(f"order-{phone.name}").outcome is Outcome.NO_ANSWER
    assert line.application.kinds(f"order-{phone.name}") == [
        NewsKind.RINGING,
        NewsKind.REFUSED,
        NewsKind.ENDED,
    ]


def test_a_drill_that_nobody_picks_up_ends_when_its_wait_is_over(
    line: Line,
) -> None:
    phone = line.phone("phone_rings")

    line.telephone.start(order(line, OrderKind.DRILL, phone, wait=1))

    assert line.ended(f"order-{phone.name}").outcome is Outcome.NO_ANSWER
    assert phone.ends_well()


def test_an_order_that_is_given_twice_rings_once(line: Line) -> None:
    phone = line.phone("phone_rings")
    alert = order(line, OrderKind.ALERT, phone)
    line.telephone.start(alert)

    line.telephone.start(alert)

    line.telephone.cancel(alert.id)
    line.ended(alert.id)
    kinds = line.application.kinds(alert.id)
    assert kinds == [NewsKind.RINGING, NewsKind.ENDED]


def test_an_alert_that_is_called_off_is_nobodys_refusal(line: Line) -> None:
    phone = line.phone("phone_rings")
    line.telephone.start(order(line, OrderKind.ALERT, phone))
    line.wait(NewsKind.RINGING)

    line.telephone.cancel(f"order-{phone.name}")

    assert line.ended(f"order-{phone.name}").outcome is Outcome.INTERRUPTED
    assert phone.ends_well()


def test_a_call_back_rings_ours_first_and_the_caller_only_after_her_1(
    tmp_path: Path,
) -> None:
    with Line(tmp_path, trunk_port=(trunk := free_port())) as line:
        caller = line.phone("phone_presses_one", port=trunk, more=("-trace_msg",))
        ours = line.phone("phone_presses_one_and_hangs_up")

        line.telephone.start(order(line, OrderKind.CALL_BACK, ours, number=CALLER))

        ended = line.ended(f"order-{ours.name}")
        assert ended.outcome is Outcome.ANSWERED
        assert [ours.ends_well(), caller.ends_well()] == [True, True]
        assert line.application.kinds(f"order-{ours.name}") == [
            NewsKind.RINGING,
            NewsKind.SCREENING,
            NewsKind.ACCEPTED,
            NewsKind.REACHED,
            NewsKind.ENDED,
        ]
        (seen,) = caller.folder.glob("*messages.log")
        assert f"INVITE sip:{CALLER}@" in seen.read_text()


def test_a_caller_is_called_back_by_her_call_alone_while_it_is_remembered(
    tmp_path: Path,
) -> None:
    with Line(tmp_path, trunk_port=(trunk := free_port())) as line:
        line.caller("caller", talks=100)
        missed = line.ended()
        caller = line.phone("phone_presses_one", port=trunk)
        ours = line.phone("phone_presses_one_and_hangs_up")

        line.telephone.start(
            order(line, OrderKind.CALL_BACK, ours, of_call=missed.call)
        )

        ended = line.ended(f"order-{ours.name}")
        assert ended.outcome is Outcome.ANSWERED
        assert caller.ends_well()


def test_a_call_back_to_somebody_whom_nobody_remembers_lets_ours_go(
    line: Line,
) -> None:
    ours = line.phone("phone_presses_one")

    line.telephone.start(order(line, OrderKind.CALL_BACK, ours, of_call="unknown"))

    assert line.ended(f"order-{ours.name}").outcome is Outcome.NO_ANSWER
    assert ours.ends_well()


def test_the_trunk_is_told_who_we_are_when_it_asks(tmp_path: Path) -> None:
    with Line(tmp_path, trunk_port=(trunk := free_port())) as line:
        caller = line.phone("phone_asks_who", port=trunk)
        ours = line.phone("phone_presses_one_and_hangs_up", pause=200)

        line.telephone.start(order(line, OrderKind.CALL_BACK, ours, number=CALLER))

        assert line.ended(f"order-{ours.name}").outcome is Outcome.ANSWERED
        assert [ours.ends_well(), caller.ends_well()] == [True, True]


def test_a_ringing_call_that_is_cancelled_asks_for_a_message(line: Line) -> None:
    phone = line.phone("phone_rings")
    line.plan(step(phone))
    caller = line.caller(talks=3000)
    ringing = line.wait(NewsKind.RINGING)

    line.telephone.cancel(ringing.call)

    assert line.ended(ringing.call).outcome is Outcome.MESSAGE_LEFT
    assert [phone.ends_well(), caller.ends_well()] == [True, True]
