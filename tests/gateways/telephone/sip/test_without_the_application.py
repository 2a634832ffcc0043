"""When the application is down, slow or wrong: the caller must not notice."""

from __future__ import annotations

from pathlib import Path

from payung.engines.dispatch import Outcome
from payung.gateways.telephone import NewsKind
from tests.gateways.telephone.sip.line import Line, step


def test_with_the_application_down_the_last_plan_of_the_line_is_used(
    tmp_path: Path,
) -> None:
    with Line(tmp_path) as line:
        phone = line.phone("phone_presses_one")
        line.plan(step(phone))
        line.restart_with_plans()
        line.application.stop()

        caller = line.caller()

        line.until_row(NewsKind.ENDED)
        assert [caller.ends_well(), phone.ends_well()] == [True, True]
        line.application.start()
        ended = line.ended()
        assert ended.outcome is Outcome.ANSWERED
        assert line.application.kinds(ended.call)[0] is NewsKind.ARRIVED


def test_without_any_plan_the_caller_is_told_that_she_will_be_called(
    tmp_path: Path,
) -> None:
    with Line(tmp_path) as line:
        line.application.papers.clear()
        line.restart_with_plans()
        line.application.stop()

        caller = line.caller("caller_is_let_go")

        line.until_row(NewsKind.ENDED)
        assert caller.ends_well()
        line.application.start()
        arrived = line.arrived().arrived
        assert arrived is not None
        assert arrived.number is None
        assert arrived.token
        assert line.ended().outcome is Outcome.NO_ANSWER


def test_an_application_that_hangs_does_not_keep_the_phones_from_ringing(
    tmp_path: Path,
) -> None:
    with Line(tmp_path, route_wait=60) as line:
        phone = line.phone("phone_presses_one")
        line.plan(step(phone))
        line.restart_with_plans()
        line.application.hang()

        caller = line.caller()

        # The call machine waits 1.5 seconds for a plan, whatever the HTTP side does.
        line.until_row(NewsKind.ENDED)
        assert [caller.ends_well(), phone.ends_well()] == [True, True]
        line.application.go_on()
        assert line.ended().outcome is Outcome.ANSWERED


def test_a_call_to_a_phone_that_is_nowhere_goes_on_to_the_next(line: Line) -> None:
    gone = line.phone("phone_rings")
    phone = line.phone("phone_presses_one")
    line.plan(step(gone), step(phone))
    line.give(line.paper_now(), addresses={phone.name: phone.address})

    caller = line.caller()

    assert line.wait(NewsKind.REFUSED).target == gone.name
    assert line.ended().outcome is Outcome.ANSWERED
    assert caller.ends_well()
