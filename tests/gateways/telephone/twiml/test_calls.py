"""Calls through the cloud's double, from the first ring to the end."""

from __future__ import annotations

import pytest

from payung.gateways.telephone.twiml import EXOTEL
from tests.gateways.telephone.twiml.double_rest import Phone
from tests.gateways.telephone.twiml.world import (
    CALLER,
    HOTLINE,
    NUMBERS,
    choice,
    paper,
    plan,
    world,
)


YES: list[tuple[float, str] | None] = [(1, "1")]


def test_who_presses_1_talks_to_the_caller() -> None:
    w = world(paper(plan(("sunita",), ("maya",))), sunita=Phone(keys=[(1, "1")]))

    call = w.cloud.call(CALLER)
    w.cloud.run()

    assert w.cloud.joined == [(CALLER, NUMBERS["sunita"])]
    assert w.told(call.sid) == [
        ("arrived", ""),
        ("ringing", "sunita"),
        ("screening", "sunita"),
        ("accepted", "sunita"),
        ("ended", ""),
    ]
    assert w.outcome(call.sid) == "answered"


def test_a_phone_sees_the_hotline_and_never_the_caller() -> None:
    w = world(paper(plan(("sunita", "maya"))), sunita=Phone(keys=[(1, "1")]))

    w.cloud.call(CALLER)
    w.cloud.run()

    assert {shown for _, _, shown in w.cloud.rang} == {HOTLINE}


def test_the_second_phone_is_rung_when_the_first_does_not_answer() -> None:
    w = world(paper(plan(("sunita",), ("maya",))), maya=Phone(keys=[(1, "1")]))

    call = w.cloud.call(CALLER)
    w.cloud.run()

    assert w.cloud.joined == [(CALLER, NUMBERS["maya"])]
    assert w.outcome(call.sid) == "answered"


def test_a_phone_that_only_rang_is_rung_again_beside_the_next() -> None:
    w = world(paper(plan(("sunita",), ("maya",))), maya=Phone(keys=[(1, "1")]))

    w.cloud.call(CALLER)
    w.cloud.run()

    second = [number for when, number, _ in w.cloud.rang if when > 0]
    assert sorted(second) == [NUMBERS["sunita"], NUMBERS["maya"]]


def test_a_mobiles_voicemail_that_answers_first_takes_nothing() -> None:
    w = world(
        paper(plan(("sunita", "maya"))),
        sunita=Phone(answers=1, keys=[None]),
        maya=Phone(answers=8, keys=[(1, "1")]),
    )

    call = w.cloud.call(CALLER)
    w.cloud.run()

    assert w.cloud.joined == [(CALLER, NUMBERS["maya"])]
    assert w.outcome(call.sid) == "answered"


def test_where_a_cloud_silences_the_others_they_ring_again_in_the_next_step() -> None:
    w = world(
        paper(plan(("sunita", "maya"), ("anju",))),
        sunita=Phone(answers=1, keys=[None]),
        maya=Phone(answers=8, keys=[(1, "1")]),
    )
    w.cloud.first_answer_silences = True

    call = w.cloud.call(CALLER)
    w.cloud.run()

    assert w.cloud.joined == [(CALLER, NUMBERS["maya"])]
    assert w.outcome(call.sid) == "answered"


def test_a_voicemail_that_lets_the_question_lapse_is_told_as_a_refusal() -> None:
    w = world(
        paper(plan(("sunita",), ("maya",))),
        sunita=Phone(answers=1, keys=[None]),
        maya=Phone(keys=[(1, "1")]),
    )

    call = w.cloud.call(CALLER)
    w.cloud.run()

    assert ("refused", "sunita") in w.told(call.sid)
    assert [n for _, n, _ in w.cloud.rang].count(NUMBERS["sunita"]) == 1


def test_another_key_than_1_refuses() -> None:
    w = world(
        paper(plan(("sunita",), ("maya",))),
        sunita=Phone(keys=[(1, "7")]),
        maya=Phone(keys=[(1, "1")]),
    )

    call = w.cloud.call(CALLER)
    w.cloud.run()

    assert ("refused", "sunita") in w.told(call.sid)
    assert w.cloud.joined == [(CALLER, NUMBERS["maya"])]


def test_all_phones_busy_means_the_next_step_at_once() -> None:
    w = world(
        paper(plan(("sunita", "anju"), ("maya",))),
        sunita=Phone(busy=True),
        anju=Phone(busy=True),
        maya=Phone(keys=[(1, "1")]),
    )

    w.cloud.call(CALLER)
    w.cloud.run()

    rang_maya = [when for when, n, _ in w.cloud.rang if n == NUMBERS["maya"]]
    assert rang_maya[0] < 2
    assert w.cloud.joined == [(CALLER, NUMBERS["maya"])]


def test_a_busy_phone_is_out_also_where_its_own_report_is_lost() -> None:
    w = world(
        paper(plan(("sunita",), ("maya",))),
        sunita=Phone(busy=True),
        maya=Phone(keys=[(1, "1")]),
    )
    w.cloud.loses = {"status"}

    call = w.cloud.call(CALLER)
    w.cloud.run()

    assert [n for _, n, _ in w.cloud.rang] == [NUMBERS["sunita"], NUMBERS["maya"]]
    assert ("refused", "sunita") in w.told(call.sid)


def test_a_voicemail_is_out_also_where_its_own_report_is_lost() -> None:
    w = world(
        paper(plan(("sunita",), ("maya",))),
        sunita=Phone(answers=1, keys=[None]),
        maya=Phone(keys=[(1, "1")]),
    )
    w.cloud.loses = {"status"}

    call = w.cloud.call(CALLER)
    w.cloud.run()

    assert [n for _, n, _ in w.cloud.rang] == [NUMBERS["sunita"], NUMBERS["maya"]]
    assert ("refused", "sunita") in w.told(call.sid)


def test_of_two_who_press_1_only_the_first_talks_to_the_caller() -> None:
    w = world(
        paper(plan(("sunita", "maya"))),
        sunita=Phone(answers=3, keys=[(2, "1")]),
        maya=Phone(answers=3, keys=[(2, "1")]),
    )

    call = w.cloud.call(CALLER)
    w.cloud.run()

    accepted = [each for each in w.told(call.sid) if each[0] == "accepted"]
    assert len(accepted) == 1
    assert len(w.cloud.joined) == 1


def test_nobody_answers_and_the_message_lies_sealed_in_the_vault() -> None:
    w = world(paper(plan(("sunita",), ("maya",))))

    call = w.cloud.call(CALLER, speaks=12)
    w.cloud.run()

    kept = [n.voicemail for n in w.app.news_of(call.sid) if n.voicemail]
    assert w.outcome(call.sid) == "message_left"
    assert [v.seconds for v in kept] == [12]
    assert b"voice" not in w.vault.open(kept[0].file).read()
    assert w.cloud.recordings == {}


def test_a_caller_who_says_nothing_after_the_tone_has_left_no_message() -> None:
    w = world(paper(plan(("sunita",))))

    call = w.cloud.call(CALLER, speaks=0)
    w.cloud.run()

    assert w.outcome(call.sid) == "no_answer"


def test_a_caller_who_hangs_up_before_the_tone_is_owed_a_call_at_once() -> None:
    w = world(paper(plan(("sunita",))))

    call = w.cloud.call(CALLER, patience=21)
    w.cloud.run()

    assert w.outcome(call.sid) == "no_answer"


def test_without_a_key_to_seal_to_no_voice_is_recorded() -> None:
    w = world(paper(plan(("sunita",)), seal_to=None))

    call = w.cloud.call(CALLER, speaks=12)
    w.cloud.run()

    assert not any(b"<Record" in document for document in w.cloud.documents)
    assert w.outcome(call.sid) == "no_answer"


def test_a_caller_who_hangs_up_while_it_rings_is_told_once() -> None:
    w = world(paper(plan(("sunita", "maya"), ("anju",))))

    call = w.cloud.call(CALLER, patience=9)
    w.cloud.run()

    assert w.outcome(call.sid) == "abandoned"
    assert [k for k, _ in w.told(call.sid)].count("caller_gone") == 1


def test_a_caller_who_hangs_up_while_somebody_decides_is_not_answered() -> None:
    w = world(paper(plan(("sunita",))), sunita=Phone(answers=2, keys=[(6, "1")]))

    call = w.cloud.call(CALLER, patience=5)
    w.cloud.run()

    assert w.outcome(call.sid) == "abandoned"


def test_a_caller_who_hangs_up_after_talking_was_answered() -> None:
    w = world(paper(plan(("sunita",))), sunita=Phone(keys=[(1, "1")], talks=500))

    call = w.cloud.call(CALLER, patience=60)
    w.cloud.run()

    assert w.outcome(call.sid) == "answered"


def test_a_line_of_missed_calls_rejects_and_rings_nobody() -> None:
    w = world(paper(plan(("sunita",)), rejects=True), sunita=Phone())

    call = w.cloud.call(CALLER)
    w.cloud.run()

    assert b"<Reject" in w.cloud.documents[0]
    assert w.cloud.rang == []
    assert w.outcome(call.sid) == "missed_call"


def test_the_key_of_a_district_rings_its_own_people() -> None:
    menu = (choice("2", "kathmandu", ("anju",)),)
    w = world(paper(plan(("sunita",), menu=menu)), anju=Phone(keys=[(1, "1")]))

    call = w.cloud.call(CALLER, keys=[(3, "2")])
    w.cloud.run()

    chose = [n.digit for n in w.app.news_of(call.sid) if n.kind == "chose"]
    assert chose == ["2"]
    assert w.cloud.joined == [(CALLER, NUMBERS["anju"])]


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param([None], id="no key at all"),
        pytest.param([(2, "9")], id="a key that means nothing"),
    ],
)
def test_who_does_not_choose_gets_the_line_itself(
    keys: list[tuple[float, str] | None],
) -> None:
    menu = (choice("2", "kathmandu", ("anju",)),)
    w = world(paper(plan(("sunita",), menu=menu)), sunita=Phone(keys=[(1, "1")]))

    w.cloud.call(CALLER, keys=keys)
    w.cloud.run()

    assert w.cloud.joined == [(CALLER, NUMBERS["sunita"])]


def test_the_danger_key_in_the_menu_rings_everybody_at_once() -> None:
    menu = (choice("2", "kathmandu", ("anju",)),)
    said = plan(("sunita",), ("maya",), ("coordinator",), menu=menu, danger="9")
    w = world(paper(said))

    call = w.cloud.call(CALLER, keys=[(2, "9")], patience=20)
    w.cloud.run()

    first = {number for when, number, _ in w.cloud.rang if when < 5}
    assert first == {NUMBERS[who] for who in ("sunita", "maya", "coordinator")}
    assert ("raised", "") in w.told(call.sid)


def test_the_danger_key_that_ends_a_message_raises_the_call() -> None:
    w = world(paper(plan(("sunita",), danger="9")))

    call = w.cloud.call(CALLER, speaks=5, keys=[(0, "9")])
    w.cloud.run()

    assert ("raised", "") in w.told(call.sid)
    assert w.outcome(call.sid) == "message_left"


def test_more_phones_than_ten_have_their_turn_one_dial_later() -> None:
    many = tuple(f"p{n}" for n in range(13))
    where = {who: f"tel:+00055502{n:02}" for n, who in enumerate(many)}
    w = world(paper(plan(many), addresses=where))

    w.cloud.call(CALLER, patience=39)
    w.cloud.run()

    first = [number for when, number, _ in w.cloud.rang if when == 0]
    assert len(first) == 10
    assert {n for _, n, _ in w.cloud.rang} == {a[4:] for a in where.values()}


def test_a_phone_without_an_address_that_the_cloud_can_ring_is_passed_over() -> None:
    where = {"maya": f"tel:{NUMBERS['maya']}"}
    w = world(
        paper(plan(("sunita",), ("maya",)), addresses=where),
        maya=Phone(keys=[(1, "1")]),
    )

    call = w.cloud.call(CALLER)
    w.cloud.run()

    assert ("refused", "sunita") in w.told(call.sid)
    assert w.cloud.rang[0][0] == 0
    assert w.cloud.joined == [(CALLER, NUMBERS["maya"])]


def test_a_softphone_is_rung_by_its_sip_address() -> None:
    where = {"sunita": "sip:sunita@phones.example"}
    w = world(paper(plan(("sunita",)), addresses=where))
    w.cloud.phones["sip:sunita@phones.example"] = Phone(keys=[(1, "1")])

    call = w.cloud.call(CALLER)
    w.cloud.run()

    assert w.outcome(call.sid) == "answered"


def test_a_cloud_that_cannot_ask_connects_whoever_answers() -> None:
    w = world(paper(plan(("sunita",), ("maya",))), provider=EXOTEL, maya=Phone())

    call = w.cloud.call(CALLER)
    w.cloud.run()

    assert w.voice.caps.confirm is False
    assert w.cloud.joined == [(CALLER, NUMBERS["maya"])]
    assert w.outcome(call.sid) == "answered"


def test_a_withheld_number_leaves_a_contact_without_a_number() -> None:
    w = world(paper(plan(("sunita",))))

    call = w.cloud.call("+266696687", patience=5)
    w.cloud.run()

    arrived = w.app.routed[0].arrived
    assert arrived is not None
    assert arrived.withheld is True
    assert (arrived.number, arrived.wrap, arrived.token) == (None, None, "")
    assert w.outcome(call.sid) == "abandoned"
