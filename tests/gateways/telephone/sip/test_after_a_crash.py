"""kill -9 at any moment: whoever waits goes on waiting, whoever speaks goes on speaking."""

from __future__ import annotations

from pathlib import Path

import pytest

from payung.engines.dispatch import Outcome
from payung.gateways.telephone import NewsKind, Order, OrderKind
from tests.gateways.telephone.sip.line import HOTLINE, Line, step, until


def test_a_phone_that_rings_when_the_process_is_killed_still_answers_the_caller(
    tmp_path: Path,
) -> None:
    with Line(tmp_path) as line:
        phone = line.phone("phone_presses_one", pause=3000)
        line.plan(step(phone))
        caller = line.caller()
        phone.rings()

        line.kill()
        line.start()

        ended = line.ended()
        assert ended.outcome is Outcome.ANSWERED
        assert [caller.ends_well(), phone.ends_well()] == [True, True]
        assert line.application.kinds(ended.call).count(NewsKind.ARRIVED) == 1


@pytest.mark.parametrize("kind", [NewsKind.ARRIVED, NewsKind.RINGING])
def test_a_call_that_is_only_written_down_when_the_process_is_killed_rings_all_the_same(
    tmp_path: Path, kind: NewsKind
) -> None:
    with Line(tmp_path) as line:
        phone = line.phone("phone_presses_one")
        line.plan(step(phone))
        caller = line.caller()
        line.until_row(kind)

        line.kill()
        line.start()

        ended = line.ended()
        assert ended.outcome is Outcome.ANSWERED
        assert [caller.ends_well(), phone.ends_well()] == [True, True]
        assert line.application.kinds(ended.call).count(NewsKind.ENDED) == 1


def test_after_a_crash_the_next_phone_is_rung_when_the_first_refuses(
    tmp_path: Path,
) -> None:
    with Line(tmp_path) as line:
        first, second = line.phone("phone_rings"), line.phone("phone_presses_one")
        line.plan(step(first, wait=3), step(second))
        caller = line.caller()
        first.rings()

        line.kill()
        line.start()

        assert line.ended().outcome is Outcome.ANSWERED
        assert line.wait(NewsKind.ACCEPTED).target == second.name
        assert [caller.ends_well(), first.ends_well()] == [True, True]


def test_a_talk_goes_on_and_ends_with_a_bye_to_the_other_side(tmp_path: Path) -> None:
    with Line(tmp_path) as line:
        phone = line.phone("phone_presses_one")
        line.plan(step(phone))
        caller = line.caller(talks=4000)
        line.until_row(NewsKind.ACCEPTED)
        line.wait_until_heard()

        line.kill()
        line.start()

        assert line.ended().outcome is Outcome.ANSWERED
        assert [caller.ends_well(), phone.ends_well()] == [True, True]


def test_who_is_asked_to_press_1_is_asked_again(tmp_path: Path) -> None:
    with Line(tmp_path) as line:
        phone = line.phone("phone_presses_one_later", pause=3000)
        line.plan(step(phone))
        caller = line.caller()
        line.until_row(NewsKind.SCREENING)

        line.kill()
        line.start()

        assert line.ended().outcome is Outcome.ANSWERED
        assert [caller.ends_well(), phone.ends_well()] == [True, True]


def test_a_caller_who_is_asked_for_a_message_is_asked_again(tmp_path: Path) -> None:
    with Line(tmp_path) as line:
        line.plan(longest_message=4)
        caller = line.caller("caller_is_let_go")
        line.wait_until_heard()

        line.kill()
        line.start()

        ended = line.ended()
        assert ended.outcome is Outcome.MESSAGE_LEFT
        assert caller.ends_well()
        assert line.application.kinds(ended.call).count(NewsKind.MESSAGE) == 1


def test_a_caller_who_hangs_up_while_nobody_is_there_is_noticed(tmp_path: Path) -> None:
    with Line(tmp_path) as line:
        phone = line.phone("phone_rings")
        line.plan(step(phone))
        caller = line.caller("caller_gives_up", talks=500)
        phone.rings()

        line.kill()
        line.start()

        assert line.ended().outcome is Outcome.ABANDONED
        assert [caller.ends_well(), phone.ends_well()] == [True, True]


def test_when_the_memory_is_gone_too_the_call_is_interrupted_and_owed(
    tmp_path: Path,
) -> None:
    with Line(tmp_path) as line:
        phone = line.phone("phone_presses_one", pause=2500)
        line.plan(step(phone))
        line.caller()
        phone.rings()

        line.kill()
        line.lose_memory()
        line.start()

        ended = line.ended()
        assert ended.outcome is Outcome.INTERRUPTED
        assert line.application.kinds(ended.call).count(NewsKind.ENDED) == 1
        # Nobody knows of her phone any more; its answer is taken back all the same.
        assert phone.ends_well()


def test_a_phone_is_not_rung_on_for_somebody_who_must_have_hung_up_long_ago(
    tmp_path: Path,
) -> None:
    with Line(tmp_path) as line:
        phone = line.phone("phone_rings")
        line.plan(step(phone))
        line.caller()
        phone.rings()

        line.kill()
        line.stay_away("2026-01-01T00:00:00+00:00")
        line.start()

        assert line.ended().outcome is Outcome.INTERRUPTED
        assert phone.ends_well()


@pytest.mark.slow
def test_no_call_is_lost_while_the_process_is_killed_again_and_again(
    tmp_path: Path,
) -> None:
    # SIPp takes our second answer for one to its BYE and falls silent: that ends a talk.
    with Line(tmp_path, quiet_limit=4) as line:
        # She presses again where she is asked again, as people do.
        phone = line.phone("phone_presses_one_later", calls=12, pause=100)
        line.plan(step(phone))
        line.caller(talks=1500, calls=12, more=("-r", "4"))

        for kind, count in [("ringing", 2), ("accepted", 4), ("ended", 6)]:
            line.until_row(NewsKind(kind), count)
            line.kill()
            line.start()

        line.wait(NewsKind.ENDED, most=12)
        ended = [n for n in line.application.news if n.kind is NewsKind.ENDED]
        assert [news.outcome for news in ended] == [Outcome.ANSWERED] * 12
        assert len({news.call for news in ended}) == 12
        assert line.rows("arrived") == 12


def test_an_order_is_interrupted_and_its_phone_let_go(tmp_path: Path) -> None:
    with Line(tmp_path) as line:
        phone = line.phone("phone_rings")
        alert = Order(
            id="an order",
            kind=OrderKind.ALERT,
            line=HOTLINE,
            contact="a-contact",
            target=phone.name,
            address=phone.address,
        )
        line.telephone.start(alert)
        phone.rings()

        line.kill()
        line.start()

        assert line.ended("an order").outcome is Outcome.INTERRUPTED
        assert phone.ends_well()


def test_a_call_that_has_ended_leaves_nothing_in_memory(line: Line) -> None:
    phone = line.phone("phone_presses_one")
    line.plan(step(phone))

    line.caller()

    line.ended()
    left = {"numbers", "alive"}
    until(
        lambda: {file.name for file in line.memory.iterdir()} == left,
        "the call is forgotten",
    )
