"""Calls of people who call the hotline, through the real process and SIPp."""

from __future__ import annotations

from pathlib import Path

from payung.engines.dispatch import Choice, Outcome, PlanStep
from payung.gateways.telephone import NewsKind
from tests.gateways.telephone.sip.line import HOTLINE, Line, step


def test_a_second_phone_answers_presses_1_and_speaks_with_the_caller(
    line: Line,
) -> None:
    busy, free = line.phone("phone_busy"), line.phone("phone_presses_one")
    line.plan(step(busy), step(free))

    caller = line.caller()

    ended = line.ended()
    assert caller.ends_well()
    assert free.ends_well()
    assert ended.outcome is Outcome.ANSWERED
    assert line.application.kinds(ended.call) == [
        NewsKind.ARRIVED,
        NewsKind.RINGING,
        NewsKind.REFUSED,
        NewsKind.RINGING,
        NewsKind.SCREENING,
        NewsKind.ACCEPTED,
        NewsKind.CALLER_GONE,
        NewsKind.ENDED,
    ]


def test_phones_that_ring_together_stop_when_one_of_them_accepts(
    line: Line,
) -> None:
    slow = line.phone("phone_rings")
    other_order = line.phone("phone_rings_other_order")
    quick = line.phone("phone_presses_one", pause=300)
    line.plan(step(slow, other_order, quick))

    caller = line.caller()

    accepted = line.wait(NewsKind.ACCEPTED)
    assert accepted.target == quick.name
    assert [caller.ends_well(), quick.ends_well()] == [True, True]
    assert [slow.ends_well(), other_order.ends_well()] == [True, True]


def test_a_phone_whose_answer_crosses_our_cancel_gets_its_bye(line: Line) -> None:
    late = line.phone("phone_answers_while_cancelled")
    quick = line.phone("phone_presses_one", pause=300)
    line.plan(step(late, quick))

    caller = line.caller()

    assert line.ended().outcome is Outcome.ANSWERED
    assert [late.ends_well(), caller.ends_well()] == [True, True]


def test_a_mobile_whose_voicemail_answers_does_not_count_and_the_next_one_rings(
    line: Line,
) -> None:
    voicemail = line.phone("phone_presses_nothing")
    wrong_key = line.phone("phone_presses_two")
    free = line.phone("phone_presses_one")
    line.plan(step(voicemail, wrong_key, wait=1), step(free))

    caller = line.caller()

    assert line.wait(NewsKind.ACCEPTED).target == free.name
    assert [caller.ends_well(), free.ends_well()] == [True, True]
    assert [voicemail.ends_well(), wrong_key.ends_well()] == [True, True]


def test_when_every_phone_is_busy_a_message_is_asked_for_at_once(
    line: Line,
) -> None:
    busy = [line.phone("phone_busy"), line.phone("phone_busy")]
    line.plan(step(*busy, wait=3600))

    caller = line.caller(talks=3500)

    ended = line.ended()
    assert ended.outcome is Outcome.MESSAGE_LEFT
    assert caller.ends_well()
    assert NewsKind.MESSAGE in line.application.kinds(ended.call)


def test_a_caller_who_gives_up_is_owed_a_call_and_the_phone_stops_ringing(
    line: Line,
) -> None:
    phone = line.phone("phone_rings")
    line.plan(step(phone))

    caller = line.caller("caller_gives_up", talks=300)

    ended = line.ended()
    assert ended.outcome is Outcome.ABANDONED
    assert [caller.ends_well(), phone.ends_well()] == [True, True]
    told = line.application.kinds(ended.call)
    assert told[-2:] == [NewsKind.CALLER_GONE, NewsKind.ENDED]


def test_a_paralegal_may_hang_up_first(line: Line) -> None:
    phone = line.phone("phone_presses_one_and_hangs_up")
    line.plan(step(phone))

    caller = line.caller("caller_is_let_go")

    assert line.ended().outcome is Outcome.ANSWERED
    assert [caller.ends_well(), phone.ends_well()] == [True, True]


def test_a_phone_that_dies_in_the_middle_of_a_talk_ends_it(tmp_path: Path) -> None:
    with Line(tmp_path, quiet_limit=1) as line:
        phone = line.phone("phone_presses_one_and_dies")
        line.plan(step(phone))

        caller = line.caller("caller_is_let_go")

        assert line.ended().outcome is Outcome.ANSWERED
        assert [caller.ends_well(), phone.ends_well()] == [True, True]


def test_a_caller_who_holds_the_line_or_asks_whether_we_live_is_answered(
    line: Line,
) -> None:
    phone = line.phone("phone_presses_one")
    line.plan(step(phone))

    caller = line.caller("caller_holds")

    assert line.ended().outcome is Outcome.ANSWERED
    assert [caller.ends_well(), phone.ends_well()] == [True, True]


def test_a_talk_ends_at_its_limit(line: Line) -> None:
    phone = line.phone("phone_presses_one")
    line.plan(step(phone), paper=line.paper(longest_talk=1))

    caller = line.caller("caller_is_let_go")

    assert line.ended().outcome is Outcome.ANSWERED
    assert [caller.ends_well(), phone.ends_well()] == [True, True]


def test_a_key_in_the_menu_says_who_is_rung(line: Line) -> None:
    east, west = line.phone("phone_rings"), line.phone("phone_presses_one")
    menu = (
        Choice(digit="1", code="east", steps=(step(east),)),
        Choice(digit="2", code="west", steps=(step(west),)),
    )
    line.plan(step(east), menu=menu, menu_wait=30)

    caller = line.caller("caller_presses", presses="2")

    assert line.wait(NewsKind.CHOSE).digit == "2"
    assert line.wait(NewsKind.ACCEPTED).target == west.name
    assert [caller.ends_well(), west.ends_well()] == [True, True]


def test_the_danger_key_rings_everybody_at_once(line: Line) -> None:
    first, second = line.phone("phone_rings"), line.phone("phone_presses_one")
    never = PlanStep(targets=(first.name,), wait=3600)
    line.plan(never, step(second), danger="9")

    caller = line.caller("caller_presses", presses="9")

    raised = line.wait(NewsKind.RAISED)
    assert line.wait(NewsKind.ACCEPTED).target == second.name
    assert [caller.ends_well(), first.ends_well()] == [True, True]
    assert line.application.kinds(raised.call).count(NewsKind.RAISED) == 1


def test_a_line_that_calls_back_rejects_at_once_and_writes_it_down(
    line: Line,
) -> None:
    line.plan(paper=line.paper(rejects=True))

    caller = line.caller("caller_rejected")

    ended = line.ended()
    assert caller.ends_well()
    assert ended.outcome is Outcome.MISSED_CALL
    assert line.application.kinds(ended.call) == [NewsKind.ARRIVED, NewsKind.ENDED]


def test_a_trunk_without_early_sound_is_answered_before_anybody_accepts(
    tmp_path: Path,
) -> None:
    with Line(tmp_path, answers_early=True) as line:
        phone = line.phone("phone_rings")
        line.plan(step(phone))

        caller = line.caller(talks=300)

        assert line.ended().outcome is Outcome.ABANDONED
        assert [caller.ends_well(), phone.ends_well()] == [True, True]


def test_a_line_can_have_a_name_of_its_own(tmp_path: Path) -> None:
    with Line(tmp_path, line_of={"5550177": HOTLINE}) as line:
        phone = line.phone("phone_presses_one")
        line.plan(step(phone))

        caller = line.caller(dials="5550177")

        assert line.arrived().line == HOTLINE
        assert caller.ends_well()
